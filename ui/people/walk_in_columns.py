"""The columns of walk-ins, and of the people whom one of them may be."""

from dataclasses import dataclass

from tvet_desktop.attendance.walk_ins.queries import WalkInRow
from tvet_desktop.people.duplicates.likeness import Reason
from tvet_desktop.people.queries import PersonRow
from tvet_desktop.shared.translation import _
from ui.widgets.column import Column
from ui.widgets.people_table import people_columns


@dataclass(frozen=True)
class MayBe:
    """Somebody of the register; ``score`` is 0 for who shares nothing of the name."""

    person: PersonRow
    score: int = 0
    reasons: tuple[Reason, ...] = ()
    is_in_course: bool = False


def walk_in_columns() -> list[Column[WalkInRow]]:
    """Return who came, when, and to which course."""
    return [
        Column("name", lambda: _("Name"), lambda row: row.person.name, width=24),
        Column(
            "came_on",
            lambda: _("Came on"),
            lambda row: f"{row.came_on:%d/%m/%Y}",
            sort_key=lambda row: row.came_on,
            width=12,
        ),
        Column("course", lambda: _("Course"), lambda row: ", ".join(row.courses) or "–", width=26),
    ]


def may_be_columns() -> list[Column[MayBe]]:
    """Return how likely each is, and what tells namesakes apart."""
    shared: list[Column[MayBe]] = people_columns(lambda row: row.person)
    likely: Column[MayBe] = Column(
        "likely",
        lambda: _("Likely"),
        lambda row: f"{row.score} %" if row.score else "",
        sort_key=lambda row: -row.score,
        is_number=True,
        width=9,
    )
    course: Column[MayBe] = Column(
        "in_course", lambda: _("In the course"), lambda row: "✓" if row.is_in_course else "", width=12
    )
    return [shared[0], likely, course, *shared[1:]]


def may_be_rows(walk_in: WalkInRow, people: tuple[PersonRow, ...]) -> list[MayBe]:
    """Return the likely people first, then all others of the college by name."""
    likely = [
        MayBe(found.person, found.score, found.reasons, found.person.id in walk_in.in_course)
        for found in walk_in.matches
    ]
    shown = {row.person.id for row in likely}
    return [*likely, *(MayBe(person) for person in people if person.id not in shown)]
