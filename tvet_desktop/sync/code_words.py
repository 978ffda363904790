"""Stored codes (a sex, a role, a state) as the screens call them, for values that two PCs changed."""

from tvet_desktop.accounts.models import Role
from tvet_desktop.certificates.withdrawing.reasons import reason_word
from tvet_desktop.courses.models import CourseMode, CourseState, EnrolmentStatus, Slot, TrainerRole
from tvet_desktop.courses.rules import slot_name
from tvet_desktop.ideas.models import IdeaStage
from tvet_desktop.people.consents.words import form_words, purpose_words
from tvet_desktop.people.matching.models import MatchAct
from tvet_desktop.people.models import MergeAct
from tvet_desktop.people.personal_details import Position, Sex
from tvet_desktop.shared.translation import _


def code_word(table: str, field: str, code: str) -> str:
    """Return the word for a code; a value that is no code of ours, as it is."""
    words = {
        "sex": _sexes,
        "position": _positions,
        "stage": _stages,
        "slot": _slots,
        "purpose": purpose_words,
        "form": form_words,
        "withdrawn_how": form_words,
        "mode": _modes,
        "role": _roles,
        "language": _languages,
    }
    if table == "course" and field == "state":
        return _course_states().get(code, code)
    if field == "act":
        return _acts().get(code, code)
    if table == "enrolment" and field == "status":
        return _enrolments().get(code, code)
    if table == "course_trainer" and field == "role":
        return _trainers().get(code, code)
    if table in {"revocation_request", "withdrawn_statement"} and field == "reason":
        return reason_word(code)
    return words[field]().get(code, code) if field in words else code


def _acts() -> dict[str, str]:
    return {
        MatchAct.SAME: _("they are one person"),
        MatchAct.DIFFERENT: _("they are two people"),
        MergeAct.MERGED: _("they are one person"),
        MergeAct.SEPARATED: _("they are two people"),
    }


def _sexes() -> dict[str, str]:
    return {Sex.FEMALE: _("Female"), Sex.MALE: _("Male"), Sex.NOT_SAID: _("Prefers not to say")}


def _positions() -> dict[str, str]:
    return {
        Position.TEACHER: _("Teacher"),
        Position.STUDENT: _("Student"),
        Position.STAFF: _("Staff"),
        Position.OTHER: _("Other"),
    }


def _stages() -> dict[str, str]:
    return {
        IdeaStage.IDEA: _("An idea on paper"),
        IdeaStage.PROTOTYPE: _("A prototype can be tried"),
        IdeaStage.RUNNING: _("It works for people already"),
    }


def _slots() -> dict[str, str]:
    return {slot: slot_name(slot) for slot in Slot}


def _modes() -> dict[str, str]:
    return {
        CourseMode.IN_PERSON: _("In person"),
        CourseMode.ONLINE: _("Online"),
        CourseMode.HYBRID: _("In person and online"),
    }


def _course_states() -> dict[str, str]:
    return {
        CourseState.PLANNED: _("planned"),
        CourseState.OPEN: _("open for enrolment"),
        CourseState.RUNNING: _("running"),
        CourseState.CLOSED: _("closed"),
        CourseState.ARCHIVED: _("archived"),
        CourseState.CANCELLED: _("cancelled"),
    }


def _enrolments() -> dict[str, str]:
    return {
        EnrolmentStatus.ENROLLED: _("belongs to the course"),
        EnrolmentStatus.DROPPED: _("has left"),
        EnrolmentStatus.TRANSFERRED: _("moved to another course"),
    }


def _trainers() -> dict[str, str]:
    return {
        TrainerRole.DIASPORA: _("Diaspora professional"),
        TrainerRole.COUNTERPART: _("Counterpart"),
        TrainerRole.ASSISTANT: _("Assistant"),
    }


def _roles() -> dict[str, str]:
    return {
        Role.CLERK: _("Clerk"),
        Role.TRAINER: _("Trainer"),
        Role.COORDINATOR: _("Coordinator"),
        Role.REVIEWER: _("Reviewer"),
        Role.NATIONAL: _("National officer"),
        Role.AUDITOR: _("Auditor"),
        Role.ADMINISTRATOR: _("Administrator"),
    }


def _languages() -> dict[str, str]:
    return {"en": _("English"), "fr": _("French"), "rw": _("Kinyarwanda")}
