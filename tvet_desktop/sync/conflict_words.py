"""Tables, fields and stored values as the screens call them."""

import json
from collections.abc import Callable
from datetime import date

from tvet_desktop.attendance.course_tests.rules import points_text
from tvet_desktop.attendance.models import AttendanceMark, MarkStatus, MergedMark
from tvet_desktop.courses.rules import day_text
from tvet_desktop.ideas.labels import label_or_nothing
from tvet_desktop.people.personal_details import spoken_phone, told_apart_id_number
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.code_words import code_word

_NOTHING = "–"
_SHOWN_AS = {
    "skill_area_id": "skill_area",
    "skill_area_text": "skill_area",
    "leader_id": "leader",
    "leader_text": "leader",
    "course_id": "course",
}
"""Fields of an idea under the name by which its form knows them."""
_SHOWN_BY: dict[str, Callable[[str], str]] = {
    "id_document_number": told_apart_id_number,
    "phone": spoken_phone,
    "taken_over": lambda value: ", ".join(dict.fromkeys(field_word(column) for column in json.loads(value))),
} | dict.fromkeys(
    ("pre_maximum", "post_maximum", "pre_points", "post_points"), lambda value: points_text(int(value))
)
"""Lists of conflicts are seen over the shoulder, and copied."""
_HAVE_MARKS = frozenset({AttendanceMark.__tablename__, MergedMark.__tablename__})
_IS_TRUE_OR_FALSE = frozenset(
    {
        "deleted",
        "cancelled",
        "is_working",
        "is_duplicate",
        "is_original",
        "may_publish",
        "is_confirmed",
        "is_partner",
        "has_second_page",
    }
)


def table_word(table: str) -> str:
    """Name what a row of a table is."""
    words = {
        "person": _("Person"),
        "erasure": _("Erasing of a person"),
        "waiting_row": _("Waiting row"),
        "consent": _("Consent"),
        "person_merge": _("Merged people"),
        "person_match": _("People of two colleges"),
        "person_elsewhere": _("Person who is known at another college"),
        "merged_mark": _("Mark of merged people"),
        "course": _("Course"),
        "training_session": _("Session"),
        "course_trainer": _("Trainer"),
        "enrolment": _("Enrolment"),
        "attendance_mark": _("Attendance"),
        "sign_in_sheet": _("Printed sign-in sheet"),
        "sheet_session": _("Column of a sign-in sheet"),
        "sheet_line": _("Line of a sign-in sheet"),
        "sheet_scan": _("Picture of a signed page"),
        "evaluation_round": _("Evaluation"),
        "course_tests": _("Tests of a course"),
        "pre_test_result": _("Result of the pre-test"),
        "post_test_result": _("Result of the post-test"),
        "waiver": _("Waiver"),
        "idea": _("Idea"),
        "app_user": _("User"),
        "certificate_template": _("Template for certificates"),
        "certificate_setup": _("Look of a course’s certificates"),
        "certificate_design": _("Kept look of certificates"),
        "certificate_approval": _("Approval of a certificate"),
        "certificate_print": _("Print of a certificate"),
        "certificate_key_request": _("Request for a certificate key"),
        "registered_statement": _("Certificate of a withdrawn PC that holds"),
        "certificate_choice": _("Choice between two certificates"),
        "revocation_request": _("Request for a revocation"),
        "revocation_decision": _("Answer about a revocation"),
        "withdrawn_statement": _("Certificate that does not hold any more"),
        "college": _("College"),
        "holiday": _("Holiday"),
        "logo": _("Logo"),
        "course_partner": _("Partner of a course"),
    }
    return words.get(table, _("Other data"))


def field_word(field: str) -> str:
    """Name a field; one without a word of its own (of a newer version) is other data."""
    words = {
        "family_name": _("Family name"),
        "given_name": _("Given names"),
        "completion_template": _("Template for completion"),
        "participation_template": _("Template for participation"),
        "appreciation_template": _("Template for appreciation"),
        "signatories": _("Who signs"),
        "place": _("Place of issue"),
        "financed_by": _("Financed by"),
        "has_second_page": _("Second page"),
        "version": _("Version"),
        "approved_on": _("Approved on"),
        "certificate_name": _("Name on the certificate"),
        "printed_on": _("Printed on"),
        "is_duplicate": _("Marked as a duplicate"),
        "name_confirmed_on": _("Name confirmed on"),
        "sex": _("Sex"),
        "birth_year": _("Year of birth"),
        "birth_date": _("Date of birth"),
        "position": _("Position"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "id_document_number": _("ID number"),
        "department": _("Department"),
        "district": _("District"),
        "sector": _("Sector"),
        "notes": _("Notes"),
        "merged_into": _("Merged with"),
        "kept_id": _("Entry that is kept"),
        "merged_id": _("Entry that was merged"),
        "taken_over": _("Details that were taken over"),
        "turn": _("Place in the order"),
        "first_id": _("One entry"),
        "second_id": _("The other entry"),
        "act": _("What was said"),
        "given_status": _("Mark of the other entry"),
        "given_minutes_late": _("Minutes late"),
        "walk_in_on": _("Came without standing on a list"),
        "purpose": _("What for"),
        "text_version": _("Version of the text"),
        "language": _("Language"),
        "form": _("How"),
        "given_on": _("Agreed on"),
        "given_by": _("Parent or guardian"),
        "witness": _("Witness"),
        "withdrawn_on": _("Withdrawn on"),
        "withdrawn_how": _("How it was withdrawn"),
        "requested_on": _("Asked on"),
        "decided_on": _("Decided on"),
        "chosen_on": _("Chosen on"),
        "is_confirmed": _("Revoked"),
        "replaced_by": _("Replaced by"),
        "note": _("Note"),
        "status": _("Status"),
        "minutes_late": _("Minutes late"),
        "line": _("Line"),
        "page": _("Page"),
        "reason": _("Reason"),
        "source": _("Source"),
        "seat": _("Number on the list"),
        "title": _("Title"),
        "code": _("Code"),
        "state": _("State"),
        "starts_on": _("From"),
        "ends_on": _("To"),
        "held_on": _("Day"),
        "slot": _("Part of the day"),
        "minutes": _("Minutes"),
        "room": _("Room"),
        "topic": _("Topic"),
        "summary": _("Summary"),
        "display_name": _("Full name"),
        "username": _("User name"),
        "role": _("Role"),
        "deleted": _("Removed"),
        "cancelled": _("Cancelled"),
        "cancelled_reason": _("Reason"),
        "mode": _("How people meet"),
        "capacity": _("Places"),
        "planned_minutes": _("Planned minutes"),
        "enrolled_on": _("Enrolled on"),
        "left_on": _("Last day"),
        "came_from": _("Came from"),
        "went_to": _("Went to"),
        "counts_from": _("Sessions count from"),
        "on_date": _("Day"),
        "name": _("Name"),
        "is_working": _("People work on this day"),
        "owner": _("Whose logo it is"),
        "picture": _("Picture"),
        "is_partner": _("A partner's: only on papers of courses that name it"),
        "rank": _("Place in the row"),
        "pre_maximum": _("Points of the pre-test"),
        "pre_on": _("Day of the pre-test"),
        "post_maximum": _("Points of the post-test"),
        "post_on": _("Day of the post-test"),
        "pre_points": _("Pre-test"),
        "post_points": _("Post-test"),
        "points": _("Points of a hundred"),
    }
    return words.get(field) or label_or_nothing(_SHOWN_AS.get(field, field)) or _("Other data")


def value_word(table: str, field: str, value: str) -> str:
    """Return a value as `ConflictRow` has it in a reader's words."""
    if not value:
        return _NOTHING
    if field in _SHOWN_BY:
        return _SHOWN_BY[field](value)
    if field in _IS_TRUE_OR_FALSE:
        return _("yes") if json.loads(value) else _("no")
    if field in {"status", "given_status"} and table in _HAVE_MARKS and value in set(MarkStatus):
        return _mark_word(MarkStatus(value))
    if field.endswith("_on") or field in {"birth_date", "counts_from", "on_date"}:
        return day_text(date.fromisoformat(value))
    return code_word(table, field, value)


def _mark_word(status: MarkStatus) -> str:
    return {
        MarkStatus.PRESENT: _("Present"),
        MarkStatus.LATE: _("Late"),
        MarkStatus.ABSENT: _("Absent"),
        MarkStatus.EXCUSED: _("Excused"),
    }[status]
