from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from ui.widgets.date_field import DateField, parse_date
from ui.widgets.fields import ChoiceField, LongTextField, NumberField, TextField, TickField
from ui.widgets.password_field import PasswordField

ID = 2**63 - 1


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("08/03/2027", date(2027, 3, 8)),
        ("8.3.2027", date(2027, 3, 8)),
        ("8 3 2027", date(2027, 3, 8)),
        ("08032027", date(2027, 3, 8)),
        ("31/02/2027", None),
        ("2027-03-08", None),
        ("8/3/27", date(2027, 3, 8)),
        ("", None),
    ],
)
def test_parse_date_reads_day_month_year(typed: str, day: date | None) -> None:
    assert parse_date(typed) == day


def test_date_is_tidied_when_the_field_is_left(qtbot: QtBot) -> None:
    field = DateField("Date of birth")
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "8.3.2027")

    field.line.editingFinished.emit()

    assert field.line.text() == "08/03/2027"


def test_wrong_date_is_told_beside_the_field_until_it_is_right(qtbot: QtBot) -> None:
    field = DateField("Date of birth")
    qtbot.addWidget(field)
    field.line.setText("31/02/2027")
    assert not field.check()
    assert "31/02/2027" in field.error
    assert field.line.accessibleDescription() == field.error

    field.line.clear()
    qtbot.keyClicks(field.line, "28/02/2027")

    assert field.error == ""


def test_phone_is_tidied_by_the_given_rule(qtbot: QtBot) -> None:
    field = TextField("Phone number", tidied=lambda typed: typed.replace(" ", ""))
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, " 0788 000 001 ")

    field.line.editingFinished.emit()

    assert field.line.text() == field.value() == "0788000001"


@pytest.mark.parametrize(
    ("typed", "number"), [("12", 12), ("1 200", 1200), ("0", None), ("x", None), ("", None)]
)
def test_number_within_limits(qtbot: QtBot, typed: str, number: int | None) -> None:
    field = NumberField("Hours", lowest=1, highest=2000)
    qtbot.addWidget(field)
    field.line.setText(typed)

    assert field.value() == number
    assert field.check() == (number is not None or not typed)


def test_choice_keeps_whole_ids(qtbot: QtBot) -> None:
    field = ChoiceField("Course", [(ID, "Welding"), (ID - 1, "ICT")], placeholder="Choose", required=True)
    qtbot.addWidget(field)
    assert field.value() is None
    assert not field.check()

    field.set_value(ID)

    assert field.value() == ID
    assert field.check()


def test_long_text_keeps_lines(qtbot: QtBot) -> None:
    field = LongTextField("Remarks")
    qtbot.addWidget(field)
    field.area.setPlainText("  first  line \nsecond\n\n")

    assert field.value() == "first line\nsecond"


def test_required_tick_must_be_ticked(qtbot: QtBot) -> None:
    field = TickField("Consent", "I agree", required=True)
    qtbot.addWidget(field)
    assert not field.check()

    field.set_value(True)

    assert field.check()
    assert field.value()


def test_password_is_hidden_kept_as_typed_and_long_enough(qtbot: QtBot) -> None:
    field = PasswordField("Password", shortest=10)
    qtbot.addWidget(field)
    field.line.setText(" short ")
    assert not field.check()

    field.line.setText(" four words in it ")
    field.reveal.click()

    assert field.check()
    assert field.value() == " four words in it "
    assert field.line.echoMode() == field.line.EchoMode.Normal
