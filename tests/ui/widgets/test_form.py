import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.context import Drafts
from ui.widgets.fields import LongTextField, TextField
from ui.widgets.form import Form
from ui.widgets.password_field import PasswordField


def make_form(qtbot: QtBot, drafts: Drafts) -> Form:
    form = Form("Add person", back="Back", name="person", drafts=drafts)
    form.add(TextField("Name", required=True))
    form.add(PasswordField("Password", required=False))
    form.add_optional(LongTextField("Remarks"))
    qtbot.addWidget(form)
    form.restore_draft()
    form.show()
    form.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    return form


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    return make_form(qtbot, Drafts())


def test_enter_submits_when_everything_is_right(form: Form, qtbot: QtBot) -> None:
    name = form.fields[0]
    name.type_again("Uwera")
    name.focus()

    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(name.control, Qt.Key.Key_Return)


def test_enter_goes_to_the_first_wrong_field(form: Form, qtbot: QtBot) -> None:
    form.fields[1].focus()

    with qtbot.assertNotEmitted(form.submitted):
        qtbot.keyClick(form.fields[1].control, Qt.Key.Key_Return)

    assert QApplication.focusWidget() is form.fields[0].control
    assert form.fields[0].error == "Fill in “Name”."


def test_escape_leaves_and_the_draft_comes_back_without_the_password(qtbot: QtBot) -> None:
    drafts = Drafts()
    form = make_form(qtbot, drafts)
    form.fields[0].type_again("Uwera")
    form.fields[1].set_value("a secret of mine")
    form.fields[2].type_again("Knows welding")

    with qtbot.waitSignal(form.left):
        qtbot.keyClick(form.fields[0].control, Qt.Key.Key_Escape)
    again = make_form(qtbot, drafts)

    assert [field.typed() for field in again.fields] == ["Uwera", "", "Knows welding"]
    assert again.fields[2].isVisible()


def test_forgotten_draft_does_not_come_back(qtbot: QtBot) -> None:
    drafts = Drafts()
    form = make_form(qtbot, drafts)
    form.fields[0].type_again("Uwera")
    form.leave()
    form.forget_draft()

    again = make_form(qtbot, drafts)

    assert again.fields[0].typed() == ""


def test_optional_fields_wait_behind_more(form: Form, qtbot: QtBot) -> None:
    assert not form.fields[2].isVisible()

    qtbot.mouseClick(form.more, Qt.MouseButton.LeftButton)

    assert form.fields[2].isVisible()
    assert not form.more.isVisible()


def test_busy_form_is_not_submitted_twice(form: Form, qtbot: QtBot) -> None:
    form.fields[0].type_again("Uwera")
    form.set_busy(True)

    with qtbot.assertNotEmitted(form.submitted):
        qtbot.keyClick(form.fields[0].control, Qt.Key.Key_Return)


def test_tab_goes_as_one_reads_inside_a_window(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    before, after = QPushButton("Before"), QPushButton("After")
    form = Form("Add person", back="Back")
    form.add(TextField("Name"))
    secret = form.add(PasswordField("Password"))
    remarks = form.add_optional(LongTextField("Remarks"))
    for widget in (before, form, after):
        column.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)

    reached = []
    before.setFocus()
    for _press in range(7):
        at = QApplication.focusWidget()
        assert at is not None
        reached.append(at)
        qtbot.keyClick(at, Qt.Key.Key_Tab)

    assert reached[1] is form.fields[0].control
    assert all(secret.isAncestorOf(at) for at in reached[2:4])
    assert reached[4:] == [form.more, form.primary, form.back]
    assert QApplication.focusWidget() is after
    form.show_optional()
    form.fields[1].focus()
    assert remarks.control.isVisible()
