"""Who stands on a page of a sheet, and what has changed about them since it was printed."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.models import SheetLine
from tvet_desktop.attendance.paper.page_rows import PageColumn, PageLine
from tvet_desktop.attendance.paper.sheet_changes import SheetChange, SheetChangeKind
from tvet_desktop.attendance.paper.sheet_content import belongs_on
from tvet_desktop.courses.queries import EnrolledPerson
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import name_or_erased
from tvet_desktop.storage.base import not_deleted


def people_on(db: Session, sheet_id: int) -> dict[int, int]:
    """Return who stands on each line of the whole sheet."""
    query = select(SheetLine.line, SheetLine.person_id).where(
        not_deleted(SheetLine), SheetLine.sheet_id == sheet_id
    )
    return dict(db.execute(query.order_by(SheetLine.person_id.desc())).all())


def named(db: Session, lines: tuple[PageLine, ...], counting: Mapping[int, int]) -> tuple[PageLine, ...]:
    """Give lines of people who were taken off the course their names: the paper has them too."""
    names = names_of(db, [counting[line.line] for line in lines if not line.name and line.line in counting])
    return tuple(
        line
        if line.name or line.line not in counting
        else PageLine(
            line.line, None, None, names[counting[line.line]], line.is_walk_in, line.marks, line.open_cells
        )
        for line in lines
    )


def changed_people(
    db: Session,
    lines: tuple[PageLine, ...],
    columns: tuple[PageColumn, ...],
    *,
    on_sheet: Mapping[int, int],
    merged: Mapping[int, int],
    enrolled: Mapping[int, EnrolledPerson],
) -> tuple[SheetChange, ...]:
    """Return who joined, left, was taken off or was merged; ``on_sheet`` is who stands on each line of all pages."""
    changes = []
    standing = {merged.get(person_id, person_id) for person_id in on_sheet.values()}
    joined = [
        person.name
        for person in enrolled.values()
        if person.person_id not in standing and _is_expected_at_any(person, columns)
    ]
    removed = [line.name for line in lines if line.person_id is None and line.name]
    left = [
        line.name
        for line in lines
        if line.person_id is not None
        and any(
            not is_open and column.can_mark for is_open, column in zip(line.open_cells, columns, strict=True)
        )
    ]
    for kind, names in (
        (SheetChangeKind.JOINED, joined),
        (SheetChangeKind.LEFT, left),
        (SheetChangeKind.REMOVED, removed),
    ):
        if names:
            changes.append(SheetChange(kind, tuple(names)))
    for line in lines:
        printed = on_sheet.get(line.line)
        if printed is not None and printed in merged:
            name = names_of(db, [printed])[printed]
            changes.append(SheetChange(SheetChangeKind.MERGED, (name, line.name)))
    return tuple(changes)


def _is_expected_at_any(person: EnrolledPerson, columns: Iterable[PageColumn]) -> bool:
    return any(column.can_mark and belongs_on(person, column.held_on) for column in columns)


def names_of(db: Session, person_ids: Collection[int]) -> dict[int, str]:
    """Return names by person, also of people who were removed."""
    query = select(Person.id, Person.family_name, Person.given_name).where(Person.id.in_(person_ids))
    return {row_id: name_or_erased(family, given) for row_id, family, given in db.execute(query)}
