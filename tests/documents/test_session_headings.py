from datetime import date

import pytest

from tvet_desktop.documents.session_headings import (
    SessionHeading,
    looks_like_session,
    read_session_heading,
)

DAY = date(2021, 3, 8)


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("08/03/2021 AM", "AM"),
        ("8/3/2021 pm", "PM"),
        ("8.3.21 matin", "AM"),
        ("08-03-2021 après-midi", "PM"),
        ("2021-03-08 a.m.", "AM"),
        ("Ku wa mbere 08/03/2021 mu gitondo", "AM"),
        ("08/03/2021 nyuma ya saa sita", "PM"),
        ("Monday, 8th March 2021 (afternoon)", "PM"),
        ("lundi 8 mars 2021 matin", "AM"),
        ("8 Werurwe 2021 ikigoroba", "PM"),
        ("08/03/2021 14:00", "PM"),
        ("08/03/2021 8h00", "AM"),
        ("Session 1: 08/03/2021", None),
        ("08/03/2021", None),
        ("8-Mar-21", None),
        ("Mon 8 Mar 21 AM", "AM"),
        ("March 8, 2021 morning", "AM"),
        ("Mar 8th 2021 PM", "PM"),
        ("20210308 PM", "PM"),
        ("44263", None),
        ("08/03/2021 journée", "FULL"),
        ("8 MARS 2021 MATIN", "AM"),
    ],
)
def test_session_is_read_day_before_month(text: str, slot: str | None) -> None:
    assert read_session_heading(text) == SessionHeading(DAY, slot)


@pytest.mark.parametrize(
    "text", ["Names", "Day 1", "03/25/2021 AM", "32/01/2021", "08/03 AM", "Phone 0788 123 456"]
)
def test_other_headings_are_no_sessions(text: str) -> None:
    assert read_session_heading(text) is None


@pytest.mark.parametrize(("text", "meant"), [("03/25/2021 AM", True), ("08/03 AM", True), ("Day 1", False)])
def test_heading_that_was_meant_as_a_session_is_told(text: str, meant: bool) -> None:  # noqa: FBT001  pytest passes it by name
    assert looks_like_session(text) is meant


@pytest.mark.parametrize(
    ("text", "slot"),
    [("08/03 AM", "AM"), ("8.3 pm", "PM"), ("Mon 8 Mar", None), ("8 mars matin", "AM"), ("March 8", None)],
)
def test_without_a_year_the_day_nearest_to_the_course_is_meant(text: str, slot: str | None) -> None:
    assert read_session_heading(text, date(2021, 2, 1)) == SessionHeading(DAY, slot)
    assert read_session_heading(text, date(2020, 12, 1)) == SessionHeading(DAY, slot)


@pytest.mark.parametrize("text", ["Names", "Day 1", "Group 3", "31/02", "03/25/2021", "No 12", "Signature"])
def test_other_headings_mean_no_day_near_the_course_either(text: str) -> None:
    assert read_session_heading(text, date(2021, 2, 1)) is None
