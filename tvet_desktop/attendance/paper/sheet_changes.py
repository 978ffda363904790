"""What has changed in a course since a sheet was printed, in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.shared.translation import _, ngettext

_MOST_NAMES = 5


class SheetChangeKind(StrEnum):
    """What can have happened."""

    JOINED = "JOINED"
    LEFT = "LEFT"
    REMOVED = "REMOVED"
    MERGED = "MERGED"
    SESSION_MOVED = "SESSION_MOVED"
    SESSION_CANCELLED = "SESSION_CANCELLED"
    SESSION_REMOVED = "SESSION_REMOVED"
    SESSION_CLOSED = "SESSION_CLOSED"
    COURSE_CLOSED = "COURSE_CLOSED"


@dataclass(frozen=True, slots=True)
class SheetChange:
    """One change: whose names, or which session as it was printed and as it is now."""

    kind: SheetChangeKind
    names: tuple[str, ...] = ()
    printed: tuple[date, Slot] | None = None
    now: tuple[date, Slot] | None = None

    def sentence(self) -> str:
        """Say what is different, and what follows."""
        if self.names or self.kind == SheetChangeKind.COURSE_CLOSED:
            return self._about_people()
        return {
            SheetChangeKind.SESSION_MOVED: _("The session printed as {printed} is now on {now}."),
            SheetChangeKind.SESSION_CANCELLED: _(
                "The session of {printed} is cancelled: nothing is marked there."
            ),
            SheetChangeKind.SESSION_REMOVED: _(
                "The session of {printed} was removed: nothing is marked there."
            ),
            SheetChangeKind.SESSION_CLOSED: _(
                "The session of {printed} is closed: correct its marks in the register, with a reason."
            ),
        }[self.kind].format(printed=_when(self.printed), now=_when(self.now))

    def _about_people(self) -> str:
        names, count = shortened(self.names), len(self.names)
        if self.kind == SheetChangeKind.COURSE_CLOSED:
            return _("The course is closed: reopen it on its page to change marks.")
        if self.kind == SheetChangeKind.MERGED:
            return _(
                "“{printed}” and “{now}” were found to be one person: both lines mark the same person."
            ).format(printed=self.names[0], now=self.names[-1])
        return {
            SheetChangeKind.JOINED: ngettext(
                "{names} joined after printing and stands on no page: mark this person in the register.",
                "{names} joined after printing and stand on no page: mark these people in the register.",
                count,
            ),
            SheetChangeKind.LEFT: ngettext(
                "{names} has left the course: sessions after that day stay empty.",
                "{names} have left the course: sessions after that day stay empty.",
                count,
            ),
            SheetChangeKind.REMOVED: ngettext(
                "{names} was taken off the course: this line is passed over.",
                "{names} were taken off the course: these lines are passed over.",
                count,
            ),
        }[self.kind].format(names=names)


def shortened(names: Sequence[str]) -> str:
    """Return a few names in full, and how many more there are."""
    shown = ", ".join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    if more <= 0:
        return shown
    return ngettext("{names} and {count} more", "{names} and {count} more", more).format(
        names=shown, count=more
    )


def _when(session: tuple[date, Slot] | None) -> str:
    return "" if session is None else f"{day_text(session[0])} {slot_name(session[1])}"
