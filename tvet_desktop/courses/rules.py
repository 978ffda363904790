"""What the state of a course or training session allows, and what is said when it does not.

CourseNotOpen             the course is closed, archived or cancelled
CourseNotClosed           archiving comes after closing
TrainingSessionClosed     its marking was closed
TrainingSessionCancelled  it was not held
TrainingSessionOverlaps   the course has another session at that time
CourseCodeTaken, FieldUnusable, PersonOfOtherCollege, ReasonMissing
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tvet_desktop.courses.models import (
    CourseAct,
    CourseClosing,
    CourseState,
    SessionAct,
    SessionClosing,
    Slot,
)
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.ids import Scope, scope_of

OPEN_STATES = frozenset({CourseState.PLANNED, CourseState.OPEN, CourseState.RUNNING})
HALF_DAY_MINUTES = 240
LONGEST_SESSION_MINUTES = 720
Act = TypeVar("Act", CourseClosing, SessionClosing)
_SLOT_ORDER = {Slot.AM: 0, Slot.FULL: 0, Slot.PM: 1}


@dataclass(frozen=True)
class RuleSet:
    """What counts as attended. ``id`` is None for the rules that hold where nobody set others."""

    grace_minutes: int = 15
    completion_percent: int = 80
    participation_percent: int = 50
    pass_percent: int | None = None
    """What a completion needs in the post-test, of its maximum; None where the test does not decide."""
    id: int | None = None


class CourseNotOpen(UserError):
    """The course is closed, archived or cancelled."""

    def __init__(self, code: str, state: CourseState) -> None:
        super().__init__(code, state)
        self.code = code
        self.state = state

    def sentence(self) -> str:
        """Say how it opens again."""
        if self.state == CourseState.CANCELLED:
            return _("Course {code} is cancelled: a coordinator can reopen it first.").format(code=self.code)
        return _("Course {code} is closed: a coordinator can reopen it, with a reason.").format(
            code=self.code
        )


class CourseNotClosed(UserError):
    """An open course cannot be archived or reopened."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def sentence(self) -> str:
        """Say what to do first."""
        return _("Course {code} is not closed: close it first.").format(code=self.code)


class TrainingSessionClosed(UserError):
    """The marking of the session was closed."""

    def __init__(self, held_on: date, slot: Slot) -> None:
        super().__init__(held_on, slot)
        self.held_on = held_on
        self.slot = slot

    def sentence(self) -> str:
        """Say how marks still change."""
        return _(
            "The session of {day} {slot} is closed: correct a mark with a reason, or reopen the session."
        ).format(day=day_text(self.held_on), slot=slot_name(self.slot))


class TrainingSessionCancelled(UserError):
    """The session was not held."""

    def __init__(self, held_on: date, slot: Slot) -> None:
        super().__init__(held_on, slot)
        self.held_on = held_on
        self.slot = slot

    def sentence(self) -> str:
        """Say what to do if it was held after all."""
        return _("The session of {day} {slot} is cancelled: take the cancellation back first.").format(
            day=day_text(self.held_on), slot=slot_name(self.slot)
        )


class TrainingSessionOverlaps(UserError):
    """The course has another session at that time."""

    def __init__(self, held_on: date, slot: Slot) -> None:
        super().__init__(held_on, slot)
        self.held_on = held_on
        self.slot = slot

    def sentence(self) -> str:
        """Ask for another time."""
        return _(
            "This course already has a session on {day} {slot}: choose another day or half of the day."
        ).format(day=day_text(self.held_on), slot=slot_name(self.slot))


class CourseCodeTaken(UserError):
    """Another course that this PC knows has the code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def sentence(self) -> str:
        """Ask for another."""
        return _("The course code “{code}” is taken: choose another one.").format(code=self.code)


class FieldUnusable(UserError):
    """A field of a form is empty or holds what cannot be."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem

    def sentence(self) -> str:
        """Say which field, and what it needs."""
        return {
            "code": _("The course has no code: give it a short one, such as HUY-2021-01."),
            "title": _("The course has no title: write what is taught."),
            "dates": _("The course ends before it starts: correct one of the two dates."),
            "planned_minutes": _("The planned hours are below zero: correct them or leave them empty."),
            "capacity": _("The number of places must be at least 1: correct it or leave it empty."),
            "minutes": _("A session lasts from 1 minute to 12 hours: correct its length."),
            "days": _("No session would be made: choose at least one day and one half of the day."),
            "day": _("The year of the day cannot be right: correct it."),
            "percent": _("Percentages lie between 0 and 100, and participation not above completion."),
            "pass_percent": _("The pass mark of the post-test lies between 1 and 100 percent: correct it."),
            "grace": _("The minutes of grace for late arrivals lie between 0 and 240: correct them."),
            "moved_on": _("The day of the move lies before the day of enrolment: correct one of the two."),
            "left_on": _("The day of leaving lies before the day of enrolment: correct one of the two."),
        }[self.problem]


class PersonOfOtherCollege(UserError):
    """People and courses of different colleges do not mix: their rows are for different eyes."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "People of another college cannot be added to this course: add them to this college’s people first."
        )


class ReasonMissing(UserError):
    """What is asked for needs a reason that others can read later."""

    def sentence(self) -> str:
        """Ask for it."""
        return _("A reason is missing: write in a few words why.")


def day_text(day: date) -> str:
    """Return a day as people in Rwanda write it."""
    return f"{day:%d/%m/%Y}"


def slot_name(slot: Slot) -> str:
    """Return the word for a part of the day."""
    return {Slot.AM: _("morning"), Slot.PM: _("afternoon"), Slot.FULL: _("whole day")}[slot]


def is_open(state: CourseState) -> bool:
    """Tell whether people, sessions and marks of a course in this state may change."""
    return state in OPEN_STATES


def can_reopen(state: CourseState) -> bool:
    """Tell whether there is something to take back."""
    return state not in OPEN_STATES


def state_after(said: CourseState, acts: Iterable[CourseAct]) -> CourseState:
    """Return the state of a course that a person said is ``said``, after ``acts`` in their order."""
    state = said
    for act in acts:
        state = said if act == CourseAct.REOPENED else CourseState(act.value)
    return state


def closed_after(acts: Iterable[SessionAct]) -> bool:
    """Tell whether a training session is closed after ``acts`` in their order."""
    return [SessionAct.REOPENED, *acts][-1] == SessionAct.CLOSED


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Return acts in the order that every PC agrees on."""
    return sorted(acts, key=lambda row: (row.changed_at, row.changed_by, row.id))


def slots_overlap(one: Slot, other: Slot) -> bool:
    """Tell whether two parts of one day have time in common."""
    return one == other or Slot.FULL in (one, other)


def timetable_order(held_on: date, slot: Slot, row_id: int) -> tuple[date, int, int]:
    """Return what sessions are sorted by."""
    return held_on, _SLOT_ORDER[slot], row_id


def may_belong(person_id: int, course_id: int) -> bool:
    """Tell whether a person's row may be referred to from a course: same college, or a shared row."""
    return may_belong_to(person_id, scope_of(course_id))


def may_belong_to(person_id: int, scope: int) -> bool:
    """Tell whether a person's row may be referred to from courses of the college with ``scope``."""
    return scope_of(person_id) in (scope, Scope.SHARED)


def require_reason(reason: str) -> str:
    """Return the tidy reason.

    Raises:
        ReasonMissing: nothing is left of it.
    """
    reason = nfc(reason)
    if not reason:
        raise ReasonMissing
    return reason
