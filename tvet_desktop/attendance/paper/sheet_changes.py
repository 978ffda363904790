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
    """One change: whose names, or which sessions; of one that moved, as it was printed and as it is now."""

    kind: SheetChangeKind
    names: tuple[str, ...] = ()
    sessions: tuple[tuple[date, Slot], ...] = ()

    def sentence(self) -> str:
        """Say what is different, and what follows."""
        if not self.sessions:
            return self._about_people()
        said = [f"{day_text(day)} {slot_name(slot)}" for day, slot in self.sessions]
        if self.kind == SheetChangeKind.SESSION_MOVED:
            return _("The session printed as {printed} is now on {now}.").format(
                printed=said[0], now=said[-1]
            )
        count = len(said)
        return {
            SheetChangeKind.SESSION_CANCELLED: ngettext(
                "The session of {days} is cancelled: nothing is marked there.",
                "The sessions of {days} are cancelled: nothing is marked there.",
                count,
            ),
            SheetChangeKind.SESSION_REMOVED: ngettext(
                "The session of {days} was removed: nothing is marked there.",
                "The sessions of {days} were removed: nothing is marked there.",
                count,
            ),
            SheetChangeKind.SESSION_CLOSED: ngettext(
                "The session of {days} is closed: correct its marks in the register, with a reason.",
                "The sessions of {days} are closed: correct their marks in the register, with a reason.",
                count,
            ),
        }[self.kind].format(days=shortened(said))

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
