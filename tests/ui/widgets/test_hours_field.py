import pytest
from pytestqt.qtbot import QtBot

from ui.widgets.hours_field import HoursField, parse_hours, written_hours


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("4", 240),
        ("3.5", 210),
        ("3,5", 210),
        (" 3:20 ", 200),
        ("3h30", 210),
        ("0.25", 15),
        ("0", 0),
        ("1.33", None),
        ("3:75", None),
        ("-2", None),
        ("four", None),
        ("", None),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, minutes: int | None) -> None:
    assert parse_hours(typed) == minutes


@pytest.mark.parametrize("minutes", [0, 15, 30, 200, 210, 240, 2250, 120000])
def test_what_is_written_is_read_as_the_same(minutes: int) -> None:
    assert parse_hours(written_hours(minutes)) == minutes


def test_the_field_tidies_and_names_its_limits(qtbot: QtBot) -> None:
    field = HoursField("Hours", lowest=1, highest=720)
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "3h30")
    field.tidy()
    assert field.line.text() == "3.5"

    field.line.setText("13")
    assert not field.check()
    assert "0:01 to 12" in field.error
