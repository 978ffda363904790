"""The two tests of a course, and what each person reached.

Each result is a row of its own: two PCs may type the pre-test and the post-test of one person at once.
"""

from datetime import date

from sqlalchemy.orm import Mapped

from tvet_desktop.storage.base import Base, Id, Synced, reference

HUNDREDTHS = 100
"""Points are kept as whole hundredths, so that sums stay exact."""


class CourseTests(Synced, Base):
    """The pre-test and the post-test of a course; a maximum of None says that there is no such test."""

    __tablename__ = "course_tests"

    course_id: Mapped[Id] = reference("course.id", key=True)
    pre_maximum: Mapped[int | None]
    """In hundredths of a point."""
    pre_on: Mapped[date | None]
    post_maximum: Mapped[int | None]
    post_on: Mapped[date | None]


class PreTestResult(Synced, Base):
    """What one person reached in the pre-test of a course, in hundredths of a point."""

    __tablename__ = "pre_test_result"

    course_id: Mapped[Id] = reference("course.id", key=True)
    person_id: Mapped[Id] = reference("person.id", key=True)
    pre_points: Mapped[int]


class PostTestResult(Synced, Base):
    """What one person reached in the post-test of a course, in hundredths of a point."""

    __tablename__ = "post_test_result"

    course_id: Mapped[Id] = reference("course.id", key=True)
    person_id: Mapped[Id] = reference("person.id", key=True)
    post_points: Mapped[int]
