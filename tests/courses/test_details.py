from datetime import date

import pytest

from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.rules import FieldUnusable


def test_tidy_joins_spaces_and_writes_the_code_in_capitals() -> None:
    tidy = CourseDetails(code=" huy-1 ", title="Solar   pumps ").tidy()

    assert (tidy.code, tidy.title) == ("HUY-1", "Solar pumps")


@pytest.mark.parametrize(
    ("details", "problem"),
    [
        (CourseDetails(code=" ", title="Solar"), "code"),
        (CourseDetails(code="A", title=""), "title"),
        (
            CourseDetails(code="A", title="B", starts_on=date(2027, 3, 2), ends_on=date(2027, 3, 1)),
            "dates",
        ),
        (CourseDetails(code="A", title="B", planned_minutes=-1), "planned_minutes"),
        (CourseDetails(code="A", title="B", capacity=0), "capacity"),
    ],
)
def test_tidy_refuses_what_cannot_be(details: CourseDetails, problem: str) -> None:
    with pytest.raises(FieldUnusable) as refused:
        details.tidy()

    assert refused.value.problem == problem
    assert refused.value.sentence().endswith(".")
