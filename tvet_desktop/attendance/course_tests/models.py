"""The two tests of a course, and what each person reached."""

from datetime import date

from sqlalchemy.orm import Mapped

from tvet_desktop.storage.base import Base, Id, Synced, reference

HUNDREDTHS = 100
"""Points are kept as whole hundredths, so that sums stay exact."""


class CourseTests(Synced, Base):
    """The pre-test and the post-test of a course; a maximum of None says that there is no such test."""

    __tablename__ = "course_tests"
    __wide__ = True

    course_id: Mapped[Id] = reference("course.id", key=True)
    pre_maximum: Mapped[int | None]
    """In hundredths of a point."""
    pre_on: Mapped[date | None]
    post_maximum: Mapped[int | None]
    post_on: Mapped[date | None]


class TestResult(Synced, Base):
    """What one person reached in the tests of a course, in hundredths of a point; None is not taken."""

    __tablename__ = "test_result"
    __wide__ = True
    __test__ = False
    """No test of ours, whatever its name begins with."""

    course_id: Mapped[Id] = reference("course.id", key=True)
    person_id: Mapped[Id] = reference("person.id", key=True)
    pre_points: Mapped[int | None]
    post_points: Mapped[int | None]
