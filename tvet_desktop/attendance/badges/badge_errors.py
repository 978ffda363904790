"""Why a badge marks nobody.

BadgeOfOtherCourse   the badge is for another course of the same college, or of a college that is known here
BadgeOfOtherCollege  it is for a course that only another college has
BadgeNotKnownHere    the course or the person has not come with a sync file yet
NotInThisCourse      the person is known, but not enrolled
LeftTheCourse        the person left before the session
"""

from datetime import date

from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class BadgeOfOtherCourse(UserError):
    """A badge of another course; ``name`` where the person belongs to the course in hand too."""

    def __init__(self, code: str, title: str, name: str = "") -> None:
        super().__init__(code, title, name)
        self.code, self.title, self.name = code, title, name

    def sentence(self) -> str:
        """Name the course of the badge."""
        if self.name:
            return _(
                "This badge is for {code}, {title}, but {name} belongs to this course too: "
                "mark by hand, or print a new badge."
            ).format(code=self.code, title=self.title, name=self.name)
        return _("This badge is for another course, {code}, {title}: choose that course first.").format(
            code=self.code, title=self.title
        )


class BadgeOfOtherCollege(UserError):
    """A badge of a course that this PC does not have, because another college holds it."""

    def __init__(self, college: str) -> None:
        super().__init__(college)
        self.college = college

    def sentence(self) -> str:
        """Name the college."""
        return _("This badge is from {college}: it is scanned on a PC of that college.").format(
            college=self.college
        )


class BadgeNotKnownHere(UserError):
    """The course or the person of a badge is not on this PC."""

    def sentence(self) -> str:
        """Say what is missing."""
        return _("This badge is not known on this PC yet: bring in the missing sync files, or mark by hand.")


class NotInThisCourse(UserError):
    """Somebody with a badge who does not, or no longer, stand on the list."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        """Say what comes first."""
        return _("{name} is not enrolled in this course: enrol them first, then scan again.").format(
            name=self.name
        )


class LeftTheCourse(UserError):
    """Somebody who left before the session, or came to the course after it."""

    def __init__(self, name: str, left_on: date | None) -> None:
        super().__init__(name, left_on)
        self.name = name
        self.left_on = left_on

    def sentence(self) -> str:
        """Say since when."""
        if self.left_on is None:
            return _("{name} did not belong to this course yet on that day: nothing was marked.").format(
                name=self.name
            )
        return _("{name} left this course on {day}: enrol them again first, then scan again.").format(
            name=self.name, day=day_text(self.left_on)
        )
