"""A class of 40 marked with the keyboard only: key presses, the machine's own time for them, and seconds in all.

A key press takes 0.28 s for somebody who types now and then, and a thought 1.35 s: the keystroke-level model of
Card, Moran and Newell. A thought is counted for every person who is not simply present.
"""

import statistics
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.attendance.conftest import (  # noqa: F401  pytest finds fixtures by name
    Class,
    forty,
    letters_of,
)
from tests.ui.clipping import at_full_size
from tests.ui.conftest import (  # noqa: F401  pytest finds fixtures by name
    context,
    journey,
    looks,
    remembered,
    runner,
)
from tests.ui.keyboard import CountingKeyboard, activate
from tvet_desktop.storage.database import Database
from ui.attendance.attendance_page import AttendancePage
from ui.background import ThreadBackground
from ui.context import Context
from ui.main_window import Frame, MainWindow
from ui.pages import PAGES

SECONDS, KEY, THOUGHT = 60, 0.28, 1.35
Key = Qt.Key


def one_after_the_other(hands: CountingKeyboard) -> int:
    """As the sheet has it from top to bottom: one late, one excused with a reason, one absent, one walk-in."""
    for number in range(40):
        if number == 11:
            hands.press("L", "2", "0")
        elif number == 29:
            hands.press("E", Key.Key_Up, "R", *"funeral", Key.Key_Return)
        else:
            hands.press("A" if number == 4 else "P")
    hands.press(Key.Key_Insert, *"HIRWA Luc", Key.Key_Return)
    return 4


def exceptions_first(hands: CountingKeyboard) -> int:
    """Only those who are not simply present, found by their number, then all the rest in one go."""
    for number, keys in ((5, "A"), (12, "L20"), (30, "E"), (33, "A"), (38, "L5")):
        hands.press("F", *str(number), Key.Key_Return, *keys)
    hands.press("R", control=True)
    hands.press("P")
    return 6


@pytest.mark.parametrize(
    ("way", "letters"),
    [
        (one_after_the_other, "PPPPAPPPPPPL" + "P" * 17 + "E" + "P" * 10),
        (exceptions_first, "PPPPAPPPPPPL" + "P" * 17 + "EPPAPPPPLPP"),
    ],
)
def test_a_class_of_forty_in_under_a_minute(
    way: object,
    letters: str,
    context: Context,  # noqa: F811  the fixture
    runner: ThreadBackground,  # noqa: F811  the fixture
    forty: Class,  # noqa: F811  the fixture
    database: Database,
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
) -> None:
    main = MainWindow(replace(context, background=runner), PAGES, Frame(), runner)
    qtbot.addWidget(main)
    at_full_size(main)
    activate(main, qtbot)
    main.open_page("attendance")
    page = main.page
    assert isinstance(page, AttendancePage)
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 40)
    hands = CountingKeyboard()

    assert callable(way)
    thoughts = way(hands)

    qtbot.waitUntil(lambda: not runner.is_busy)
    assert letters_of(database, forty.sessions[0], forty.people) == letters
    machine = sum(hands.machine_seconds)
    seconds = hands.presses * KEY + thoughts * THOUGHT + machine
    slowest = 1000 * max(hands.machine_seconds)
    median = 1000 * statistics.median(hands.machine_seconds)
    with capsys.disabled():
        print(
            f"\na class of 40, {way.__name__.replace('_', ' ')}: {hands.presses} key presses and {thoughts} thoughts,"
            f" {seconds:.0f} s (limit {SECONDS}); the machine itself {machine:.1f} s of it,"
            f" a key {median:.0f} ms (slowest {slowest:.0f})"
        )
    assert seconds <= SECONDS
