"""What the print dialog offers, read in one go."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from tvet_desktop.attendance.paper.print_paper import PaperKind
from tvet_desktop.attendance.queries import session_progress
from tvet_desktop.courses.models import EnrolmentStatus, SessionState
from tvet_desktop.courses.queries import (
    CourseRow,
    TrainingSessionRow,
    course_row,
    enrolled_people,
    trainers_of,
)
from tvet_desktop.shared.translation import _, ngettext
from ui.attendance.paper.session_ticks import week_of


@dataclass(frozen=True)
class PaperChoices:
    """A course with what can be printed for it. ``ticked`` are the sessions proposed at first."""

    course: CourseRow
    sessions: tuple[TrainingSessionRow, ...]
    ticked: frozenset[int]
    people: int
    chosen_people: tuple[int, ...]


def paper_choices(
    db: Any,  # noqa: ANN401  the core's session
    course_id: int,
    session_id: int | None,
    person_ids: Collection[int],
) -> PaperChoices:
    """Return what can be printed; proposed is the week of a session, else the first week that is not marked yet."""
    progress = [row for row in session_progress(db, course_id) if row.state != SessionState.CANCELLED]
    sessions = tuple(row.session for row in progress)
    waiting = [row.session for row in progress if not row.is_complete]
    shown = next((row for row in sessions if row.id == session_id), None)
    around = shown or next(iter(waiting), None) or (sessions[-1] if sessions else None)
    ticked = frozenset() if around is None else frozenset(week_of(sessions, around.held_on))
    people = [p for p in enrolled_people(db, course_id) if p.status == EnrolmentStatus.ENROLLED]
    here = {person.person_id for person in people} | {row.person_id for row in trainers_of(db, course_id)}
    chosen = tuple(person_id for person_id in person_ids if person_id in here)
    return PaperChoices(course_row(db, course_id), sessions, ticked, len(people), chosen)


def kind_words(kind: PaperKind) -> str:
    """Name a paper."""
    return {
        PaperKind.SHEET: _("Sign-in sheet"),
        PaperKind.BADGES: _("Badges"),
        PaperKind.NAMES: _("Names to check"),
    }[kind]


def purpose_words(kind: PaperKind) -> str:
    """Say what a paper is for."""
    return {
        PaperKind.SHEET: _(
            "Everybody signs for each session; afterwards the page is scanned and its marks are typed."
        ),
        PaperKind.BADGES: _("Eight on a page, to be cut out; a scanner marks whose badge it reads."),
        PaperKind.NAMES: _("Everybody reads and signs their name as the certificate will have it."),
    }[kind]


def file_word(kind: PaperKind) -> str:
    """Return the beginning of the proposed file name: it names no person."""
    return {
        PaperKind.SHEET: _("sign-in sheet"),
        PaperKind.BADGES: _("badges"),
        PaperKind.NAMES: _("names to check"),
    }[kind]


def everybody_words(count: int) -> str:
    """Name everybody of the course."""
    return ngettext("Everybody: {count} person", "Everybody: {count} people", count).format(count=count)


def chosen_words(count: int) -> str:
    """Name the selected people."""
    return ngettext("{count} selected person", "{count} selected people", count).format(count=count)
