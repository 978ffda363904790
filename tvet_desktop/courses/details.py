"""What a person says about a course, as one value: the form fills it, undo puts it back."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Self

from tvet_desktop.courses.models import Course, CourseMode, CourseState
from tvet_desktop.courses.rules import OPEN_STATES, FieldUnusable
from tvet_desktop.shared.known import known
from tvet_desktop.shared.text import nfc


@dataclass(frozen=True, kw_only=True)
class CourseDetails:
    """The fields of a course. ``state`` is PLANNED, OPEN or RUNNING: the others are acts, not words."""

    code: str
    title: str
    language: str = "en"
    mode: CourseMode = CourseMode.IN_PERSON
    skill_area_id: int | None = None
    planned_minutes: int | None = None
    capacity: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    state: CourseState = CourseState.PLANNED

    @classmethod
    def of(cls, course: Course) -> Self:
        """Return what a stored course says."""
        values = {field.name: getattr(course, field.name) for field in fields(cls)}
        values["mode"] = known(CourseMode, course.mode, CourseMode.IN_PERSON)
        values["state"] = known(CourseState, course.state, CourseState.CLOSED)
        return cls(**values)

    def tidy(self) -> Self:
        """Return the details with tidy text.

        Raises:
            FieldUnusable: no code, no title, an end before the start, hours or places that cannot be.
        """
        tidy = {"code": nfc(self.code).upper(), "title": nfc(self.title)}
        problems = {
            "code": not tidy["code"],
            "title": not tidy["title"],
            "dates": bool(self.starts_on and self.ends_on and self.ends_on < self.starts_on),
            "planned_minutes": self.planned_minutes is not None and self.planned_minutes < 0,
            "capacity": self.capacity is not None and self.capacity < 1,
        }
        for problem, found in problems.items():
            if found:
                raise FieldUnusable(problem)
        if self.state not in OPEN_STATES:
            raise ValueError(self.state)
        return type(self)(
            **{field.name: tidy.get(field.name, getattr(self, field.name)) for field in fields(self)}
        )

    def write_to(self, course: Course) -> None:
        """Put every field into a stored course."""
        for field in fields(self):
            value = getattr(self, field.name)
            setattr(course, field.name, value.value if isinstance(value, CourseMode | CourseState) else value)
