"""What is said of two people before and after they are merged."""

from collections.abc import Sequence

from tvet_desktop.attendance.merging.merge_people import PeopleMerged
from tvet_desktop.attendance.merging.merge_preview import CourseOfBoth, MergePreview
from tvet_desktop.attendance.merging.take_apart import PeopleSeparated
from tvet_desktop.courses.rules import day_text
from tvet_desktop.people.merging.merges import MergedPerson
from tvet_desktop.people.personal_details import masked_id_number
from tvet_desktop.people.queries import PersonFile
from tvet_desktop.shared.translation import _, ngettext
from ui.people.words import field_word, position_word, sex_word, shown_birth, shown_phone


def said_fields(preview: MergePreview) -> dict[str, tuple[str, str]]:
    """Return the words of both for each field, in the order of the form; fields that nobody knows are left out."""
    first, second = (
        _said(person, name)
        for person, name in zip((preview.first, preview.second), preview.certificate_names, strict=True)
    )
    return {field: (first[field], second[field]) for field in first if first[field] or second[field]}


def merge_field_word(field: str) -> str:
    """Return the label of what is chosen together."""
    words = {"name": _("Name"), "place": _("District and sector")}
    return words[field] if field in words else field_word(field)


def course_words(course: CourseOfBoth) -> tuple[str, str]:
    """Say how many marks each has in a course."""
    return _marks(course.first_marks), _marks(course.second_marks)


def notes_on(preview: MergePreview, certified_twice: Sequence[str]) -> list[str]:
    """Say what is combined, one sentence each."""
    notes = []
    for course in preview.courses:
        if course.is_shared and course.differing:
            notes.append(
                ngettext(
                    "Both attended {course}: in {count} session the marks differ, the better one counts.",
                    "Both attended {course}: in {count} sessions the marks differ, the better one counts.",
                    course.differing,
                ).format(course=course.code, count=course.differing)
            )
        elif course.is_shared:
            notes.append(
                _("Both attended {course}: no marks differ, they are counted together.").format(
                    course=course.code
                )
            )
        if course.tests_differ:
            notes.append(
                _("Both have other points in a test of {course}: those of the kept entry hold.").format(
                    course=course.code
                )
            )
    notes += [
        _("Both have a certificate for “{title}”: both stay valid until one is replaced.").format(title=title)
        for title in certified_twice
    ]
    return notes


def doubt_words(preview: MergePreview) -> str:
    """Ask to look closely where something speaks against it; empty where nothing does."""
    if not preview.doubts:
        return ""
    said = " ".join(doubt.sentence() for doubt in preview.doubts)
    return _("Are they really one person? {doubts}").format(doubts=said)


def merged_words(kept: str, merged: PeopleMerged) -> str:
    """Say what was done."""
    given = len(merged.marks_given)
    if not given:
        return _("They are one person now: {name}.").format(name=kept)
    return ngettext(
        "They are one person now: {name}. In {count} session the better mark of the other entry counts.",
        "They are one person now: {name}. In {count} sessions the better mark of the other entry counts.",
        given,
    ).format(name=kept, count=given)


def separated_words(name: str, separated: PeopleSeparated) -> str:
    """Say what was done, and what stays where it is because somebody changed it meanwhile."""
    said = _("{name} counts alone again.").format(name=name)
    stays = len(separated.left) + separated.stayed
    if stays:
        more = ngettext(
            "{count} mark that was made or changed meanwhile stays with the other entry.",
            "{count} marks that were made or changed meanwhile stay with the other entry.",
            stays,
        ).format(count=stays)
        said = f"{said} {more}"
    if separated.parted.left:
        fields = ", ".join(dict.fromkeys(_column_word(column) for column in separated.parted.left))
        said = f"{said} " + _("These details were changed meanwhile and stay: {fields}.").format(
            fields=fields
        )
    return said


def merged_line(person: MergedPerson) -> str:
    """Say who turned out to be the same, when, and who said so."""
    if person.on_date is None:
        return _("Merged with {name}").format(name=person.name)
    day = day_text(person.on_date)
    if not person.by:
        return _("Merged with {name} on {day}").format(name=person.name, day=day)
    return _("Merged with {name} on {day} by {user}").format(name=person.name, day=day, user=person.by)


def _said(person: PersonFile, certificate_name: str) -> dict[str, str]:
    details = person.details
    return {
        "name": person.name,
        "certificate_name": certificate_name,
        "sex": sex_word(details.sex),
        "birth": shown_birth(details),
        "position": position_word(details.position),
        "phone": shown_phone(details.phone),
        "email": details.email or "",
        "id_number": masked_id_number(details.id_document_number),
        "department": details.department or "",
        "place": ", ".join(part for part in (details.district, details.sector) if part),
        "notes": details.notes or "",
    }


def _marks(count: int | None) -> str:
    if count is None:
        return ""
    return ngettext("{count} mark", "{count} marks", count).format(count=count)


def _column_word(column: str) -> str:
    same = {"name_confirmed_by": "certificate_name", "id_document_type": "id_number"}
    return field_word(same.get(column, column))
