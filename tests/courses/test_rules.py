from datetime import date

import pytest

from tvet_desktop.courses.models import CourseAct, CourseState, SessionAct, Slot
from tvet_desktop.courses.rules import (
    CourseNotClosed,
    CourseNotOpen,
    TrainingSessionCancelled,
    TrainingSessionClosed,
    TrainingSessionOverlaps,
    closed_after,
    slots_overlap,
    state_after,
    timetable_order,
)
from tvet_desktop.shared.errors import UserError

DAY = date(2027, 3, 1)


def test_state_is_what_was_said_until_an_act_ends_the_course() -> None:
    assert state_after(CourseState.RUNNING, []) == CourseState.RUNNING
    assert state_after(CourseState.RUNNING, [CourseAct.CLOSED]) == CourseState.CLOSED
    assert state_after(CourseState.RUNNING, [CourseAct.CLOSED, CourseAct.REOPENED]) == CourseState.RUNNING
    assert state_after(CourseState.RUNNING, [CourseAct.CLOSED, CourseAct.ARCHIVED]) == CourseState.ARCHIVED


def test_two_closings_and_one_reopening_leave_a_session_open() -> None:
    acts = [SessionAct.CLOSED, SessionAct.CLOSED, SessionAct.REOPENED]

    assert not closed_after(acts)
    assert not closed_after([])
    assert closed_after([*acts, SessionAct.CLOSED])


def test_a_whole_day_overlaps_its_halves() -> None:
    assert slots_overlap(Slot.FULL, Slot.PM)
    assert not slots_overlap(Slot.AM, Slot.PM)


def test_mornings_come_before_afternoons() -> None:
    assert timetable_order(DAY, Slot.AM, 9) < timetable_order(DAY, Slot.PM, 1)


@pytest.mark.parametrize(
    "error",
    [
        CourseNotOpen("A", CourseState.CLOSED),
        CourseNotOpen("A", CourseState.CANCELLED),
        CourseNotClosed("A"),
        TrainingSessionClosed(DAY, Slot.AM),
        TrainingSessionCancelled(DAY, Slot.PM),
        TrainingSessionOverlaps(DAY, Slot.FULL),
    ],
)
def test_every_refusal_says_what_to_do(error: UserError) -> None:
    assert error.sentence().endswith(".")
    assert "{" not in error.sentence()
