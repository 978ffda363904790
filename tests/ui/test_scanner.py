from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import activate
from tests.ui.scanning import Typist, scan, scan_for_real
from tvet_desktop.attendance.paper.paper_code import BadgeCode, write_code
from ui.scanner import TAKES_SCANS, Scanner
from ui.widgets.date_field import DateField
from ui.widgets.words import Button

CODE = write_code(BadgeCode(12 << 53 | 77 << 16 | 3, 12 << 53 | 99 << 16 | 8), "KPQD")
AZERTY_CODE = CODE.translate(str.maketrans("AQZWM", "QAWZ,")).lower()
SODA = "5449000000996"
Key = Qt.Key


@dataclass
class Heard:
    """What the scanner said."""

    scans: list[str] = field(default_factory=list)
    takes_others: bool = True


@pytest.fixture
def heard(qapp: QApplication) -> Iterator[Heard]:
    made = Heard()
    scanner = Scanner(qapp, lambda: made.takes_others)
    scanner.scanned.connect(made.scans.append)
    yield made
    qapp.removeEventFilter(scanner)
    scanner.deleteLater()


@pytest.fixture
def line(heard: Heard, qtbot: QtBot) -> Iterator[QLineEdit]:  # noqa: ARG001  the filter is there before the window
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    made = QLineEdit()
    column.addWidget(made)
    column.addWidget(QPushButton("beside"))
    window.show()
    activate(window, qtbot)
    made.setFocus()
    yield made
    window.hide()


def wait_until_let_go(qtbot: QtBot) -> None:
    qtbot.wait(60)


@pytest.mark.parametrize("gap_ms", [0, 1, 2, 5, 20, 30])
@pytest.mark.parametrize("text", [CODE, CODE.lower(), AZERTY_CODE])
@pytest.mark.parametrize("end", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab])
def test_a_scan_is_heard_and_leaves_nothing_in_the_field(
    line: QLineEdit, heard: Heard, qtbot: QtBot, text: str, gap_ms: int, end: Key
) -> None:
    entered = []
    line.returnPressed.connect(lambda: entered.append(1))

    scan(text, gap_ms, end)

    qtbot.waitUntil(lambda: heard.scans == [text])
    wait_until_let_go(qtbot)
    assert line.text() == ""
    assert line.hasFocus()
    assert not entered


def test_a_scan_through_qts_own_queue_is_heard(line: QLineEdit, heard: Heard, qtbot: QtBot) -> None:
    scan_for_real(CODE, qtbot)

    qtbot.waitUntil(lambda: heard.scans == [CODE])
    assert line.text() == ""


def test_forty_scans_in_a_row_are_forty(line: QLineEdit, heard: Heard, qtbot: QtBot) -> None:
    scanner = Typist(2)
    for _each in range(40):
        scanner.type(CODE, Key.Key_Return)

    qtbot.waitUntil(lambda: len(heard.scans) == 40)
    assert set(heard.scans) == {CODE}
    assert line.text() == ""


def test_a_scanner_that_sends_no_enter_is_heard_after_a_moment(
    line: QLineEdit, heard: Heard, qtbot: QtBot
) -> None:
    scan(CODE, end=None)

    qtbot.waitUntil(lambda: heard.scans == [CODE])
    assert line.text() == ""


def test_a_code_of_ours_may_stutter(line: QLineEdit, heard: Heard, qtbot: QtBot) -> None:
    scanner = Typist(3)
    scanner.type(CODE[:20])
    scanner.rest(400)
    scanner.type(CODE[20:], Key.Key_Return)

    qtbot.waitUntil(lambda: heard.scans == [CODE])
    assert line.text() == ""


@pytest.mark.parametrize("pause_ms", [450, 900])
def test_an_enter_that_comes_late_is_the_scanners(
    line: QLineEdit, heard: Heard, qtbot: QtBot, pause_ms: int
) -> None:
    entered: list[int] = []
    line.returnPressed.connect(lambda: entered.append(1))
    scanner = Typist(2)
    scanner.type(CODE)
    scanner.rest(pause_ms)
    scanner.type("", Key.Key_Return)

    qtbot.waitUntil(lambda: heard.scans == [CODE])
    assert entered == []
    scanner.rest(300)
    scanner.type("", Key.Key_Return)
    assert entered == [1]
    assert line.text() == ""


def test_two_equal_letters_that_look_like_a_key_held_down_are_two(
    line: QLineEdit, heard: Heard, qtbot: QtBot
) -> None:
    """X11 says so where the second press has the time of the first release."""
    scanner = Typist(1)
    for before, character in zip(" " + SODA, SODA, strict=False):
        scanner.press(Key(ord(character)), text=character, is_repeated=before == character)
    scanner.type("", Key.Key_Return)

    qtbot.waitUntil(lambda: heard.scans == [SODA])
    assert line.text() == ""


def test_a_stuck_key_and_a_click_leave_no_part_of_a_code_in_the_field(
    line: QLineEdit, heard: Heard, qtbot: QtBot
) -> None:
    scanner = Typist(2)
    scanner.type(CODE[:20])
    scanner.rest(300)
    scanner.press(Key.Key_G, text="g", is_repeated=True)
    scanner.type(CODE[20:])
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert line.text() == ""
    qtbot.waitUntil(lambda: heard.scans == [CODE])

    scanner.rest(5000)
    scanner.type(CODE[:20])
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: heard.scans == [CODE, CODE[:20]])
    assert line.text() == ""


def test_something_else_is_heard_too(line: QLineEdit, heard: Heard, qtbot: QtBot) -> None:
    scan(SODA)

    qtbot.waitUntil(lambda: heard.scans == [SODA])
    assert line.text() == ""


def test_where_only_our_codes_are_taken_other_texts_reach_the_field(
    line: QLineEdit, heard: Heard, qtbot: QtBot
) -> None:
    heard.takes_others = False

    scan(SODA)
    scan(CODE)

    qtbot.waitUntil(lambda: heard.scans == [CODE])
    assert line.text() == SODA


def test_a_field_for_scanned_texts_is_filled_but_not_with_our_codes(
    line: QLineEdit, heard: Heard, qtbot: QtBot
) -> None:
    """Such as that of a certificate which is to be verified."""
    line.setProperty(TAKES_SCANS, True)

    scan(SODA)
    scan(CODE)

    qtbot.waitUntil(lambda: heard.scans == [CODE])
    assert line.text() == SODA


def test_keys_that_waited_in_a_queue_are_a_persons(line: QLineEdit, heard: Heard, qtbot: QtBot) -> None:
    """The window was busy for a second, and the times of the keys are those of its waking up."""
    scan("uwimana", gap_ms=0)

    wait_until_let_go(qtbot)
    assert heard.scans == []
    assert line.text() == "uwimana"


@pytest.mark.parametrize("gap_ms", [40, 60, 120, 250])
def test_a_person_is_not_taken_for_a_scanner(
    line: QLineEdit, heard: Heard, qtbot: QtBot, gap_ms: int
) -> None:
    entered = []
    line.returnPressed.connect(lambda: entered.append(line.text()))

    Typist(gap_ms).type("Tvaz Uwimana Twagira", Key.Key_Return)

    qtbot.waitUntil(lambda: entered == ["Tvaz Uwimana Twagira"])
    assert heard.scans == []


def test_a_short_roll_of_the_fingers_is_not_a_scan(line: QLineEdit, heard: Heard, qtbot: QtBot) -> None:
    entered = []
    line.returnPressed.connect(lambda: entered.append(line.text()))

    Typist(8).type("tvaz", Key.Key_Return)

    assert entered == ["tvaz"]
    assert heard.scans == []
    wait_until_let_go(qtbot)
    assert line.text() == "tvaz"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.tuples(st.sampled_from("tvazqwrp1:& PLE2<>"), st.integers(5, 140)), max_size=30))
def test_no_key_of_a_person_is_lost_or_comes_out_of_order(
    line: QLineEdit, heard: Heard, qtbot: QtBot, keys: list[tuple[str, int]]
) -> None:
    """With any rhythm; keys now and then as fast as a scanner's, but no Enter after six of them."""
    line.clear()
    typist = Typist(0)
    expected = ""
    for character, pause in keys:
        typist.rest(pause)
        if character == "<":
            typist.press(Key.Key_Backspace, text="\b")
            expected = expected[:-1]
        elif character == ">":
            typist.press(Key.Key_Home)
            typist.press(Key.Key_End)
        else:
            typist.type(character)
            expected += character

    qtbot.waitUntil(lambda: line.text() == expected, timeout=500)
    assert heard.scans == []


@pytest.mark.parametrize("key", ["k", "t"])
def test_a_key_of_a_person_is_seen_at_once(line: QLineEdit, heard: Heard, qtbot: QtBot, key: str) -> None:
    """Within 43 and 78 ms on a machine that does nothing else; the limit here allows for a busy one."""
    seen: list[float] = []
    line.textChanged.connect(lambda _text: seen.append(perf_counter()))

    began = perf_counter()
    Typist(100).type(key)

    qtbot.waitUntil(lambda: bool(seen), timeout=2000)
    print(f"\n{key} is seen after {(seen[0] - began) * 1000:.0f} ms")
    assert seen[0] - began < 1
    assert heard.scans == []


def test_a_repeated_key_is_not_held(line: QLineEdit, qtbot: QtBot) -> None:
    for _each in range(8):
        QTest.simulateEvent(
            line.window().windowHandle(), True, Key.Key_X.value, Qt.KeyboardModifier.NoModifier, "x", True
        )
    qtbot.waitUntil(lambda: line.text() == "x" * 8)


def test_a_scan_presses_no_button_and_no_shortcut(line: QLineEdit, heard: Heard, qtbot: QtBot) -> None:
    window = line.window()
    pressed: list[str] = []
    button = Button("Do", parent=window)
    button.clicked.connect(lambda: pressed.append("button"))
    window.layout().addWidget(button)
    for keys in ("A", "Return", "5"):
        QShortcut(QKeySequence(keys), window).activated.connect(lambda keys=keys: pressed.append(keys))
    QApplication.processEvents()
    button.setFocus()

    scan(CODE)
    scan(SODA)

    qtbot.waitUntil(lambda: heard.scans == [CODE, SODA])
    assert "button" not in pressed
    assert "Return" not in pressed
    Typist(90).press(Key.Key_Return, text="\r")
    assert pressed.count("Return") == 1


def test_a_person_presses_buttons_with_space_once(line: QLineEdit, heard: Heard, qtbot: QtBot) -> None:
    """Press and release go on in their order, otherwise the button would stay down."""
    button = line.window().findChild(QPushButton)
    assert button is not None
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    button.setFocus()
    typist = Typist(30)

    typist.press(Key.Key_Space, text=" ")
    qtbot.waitUntil(lambda: pressed == [1])
    typist.rest(200)
    typist.press(Key.Key_Space, text=" ")
    typist.press(Key.Key_Tab, text="\t")

    assert pressed == [1, 1]
    assert not button.isDown()
    assert not button.hasFocus()
    assert heard.scans == []


def test_a_shortcut_comes_after_the_key_typed_before_it(line: QLineEdit, heard: Heard, qtbot: QtBot) -> None:
    typist = Typist(12)
    typist.type("ab")
    typist.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier, "\x01")
    typist.type("c")

    qtbot.waitUntil(lambda: line.text() == "c")
    assert heard.scans == []


def test_scans_leave_spin_boxes_dates_and_dialogs_as_they_were(
    line: QLineEdit, heard: Heard, qtbot: QtBot
) -> None:
    dialog = QDialog(line.window())
    column = QVBoxLayout(dialog)
    spin, day, ok = QSpinBox(), DateField("Day"), QPushButton("OK")
    ok.setDefault(True)
    ok.clicked.connect(dialog.accept)
    for widget in (spin, day, ok):
        column.addWidget(widget)
    dialog.open()
    activate(dialog, qtbot)

    for control in (spin, day.control, ok):
        control.setFocus()
        scan(CODE)
        scan(SODA)

    qtbot.waitUntil(lambda: heard.scans == [CODE, SODA] * 3)
    wait_until_let_go(qtbot)
    assert spin.value() == 0
    assert day.value() is None
    assert dialog.isVisible()
