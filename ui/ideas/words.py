"""The words and numbers of ideas, asked at run time."""

from tvet_desktop.ideas.models import IdeaStage, IdeaState, SubmissionAct
from tvet_desktop.ideas.queries import IdeaRow, SubmissionRow
from tvet_desktop.people.personal_details import spoken_phone
from tvet_desktop.people.queries import PersonRow
from tvet_desktop.shared.translation import _


def amount_words(amount: int | None) -> str:
    """Write 1700000 as "1 700 000"; "" for nothing."""
    return "" if amount is None else f"{amount:,}".replace(",", " ")


def state_word(state: IdeaState) -> str:
    """Name the state of an idea."""
    return {IdeaState.DRAFT: _("Not submitted"), IdeaState.SUBMITTED: _("Submitted")}[state]


def stage_word(stage: IdeaStage) -> str:
    """Say how far an idea is."""
    return {
        IdeaStage.IDEA: _("An idea on paper"),
        IdeaStage.PROTOTYPE: _("A prototype can be tried"),
        IdeaStage.RUNNING: _("It works for people already"),
    }[stage]


def jobs_of(row: IdeaRow) -> int | None:
    """Return the jobs for women and men together; None when neither is known."""
    known = [jobs for jobs in (row.jobs_women, row.jobs_men) if jobs is not None]
    return sum(known) if known else None


def leader_words(row: IdeaRow) -> str:
    """Name the leader, and say when nobody has said yet which person is meant."""
    if row.leader and not row.leader_is_linked:
        return _("{name} (not linked)").format(name=row.leader)
    return row.leader


def submission_words(row: SubmissionRow) -> str:
    """Say what was done with an idea and when."""
    words = _("Submitted on {day}") if row.act == SubmissionAct.SUBMITTED else _("Taken back on {day}")
    return words.format(day=f"{row.on_date:%d/%m/%Y}")


def person_words(person: PersonRow) -> str:
    """Name a person with what tells people of one name apart."""
    known = [str(person.birth_year or ""), person.department, spoken_phone(person.phone)]
    return " · ".join([person.name, *(word for word in known if word)])
