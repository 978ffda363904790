"""What the first run and the sign-in page need from the core. The core satisfies it without importing Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ui.context import SignedInUser

if TYPE_CHECKING:  # this module is imported before the core is
    from tvet_desktop.app import App
    from tvet_desktop.sync.backups.backups import Backups

SHORTEST_PASSWORD = 10


class College(Protocol):
    """One of the colleges that a PC can belong to."""

    @property
    def code(self) -> str:
        """Three letters, such as "HUY"."""
        ...

    @property
    def name(self) -> str:
        """Its name in full."""
        ...


class StatusWords(Protocol):
    """What the status line says, in the user's language; "" hides a word."""

    @property
    def backed_up(self) -> str:
        """Like "Backed up today" or "Not backed up for 9 days"."""
        ...

    @property
    def sent(self) -> str:
        """Like "Sent today at 14:05 · 214 changes to send"."""
        ...

    @property
    def college(self) -> str:
        """This PC's college."""
        ...


class Opened(Protocol):
    """What a successful sign-in gives."""

    @property
    def app(self) -> "App":
        """The core with its store open."""
        ...

    @property
    def user(self) -> SignedInUser:
        """Who signed in."""
        ...

    @property
    def is_practice(self) -> bool:
        """Whether nothing in it is real."""
        ...

    @property
    def idle_minutes(self) -> float:
        """Lock after this long without a touch; 0 never."""
        ...

    @property
    def backups(self) -> "Backups | None":
        """What makes backups; None where nothing is backed up, as in practice."""
        ...

    def status(self) -> StatusWords:
        """Ask for the words of the status line. Called on the worker thread."""
        ...

    def close(self) -> None:
        """Make the backups that are due, close the data and forget its key. Called on the worker thread."""
        ...


class Report(Protocol):
    """How long work tells how far it is; may raise to stop it."""

    def step(self, done: int, total: int) -> None:
        """Report that ``done`` of ``total`` pieces are finished."""
        ...


@dataclass(frozen=True)
class FirstAccount:
    """What the wizard asks for the first account of this PC.

    Args:
        display_name: as it appears in histories.
        username: to sign in with.
        password: ten characters or more.
        recovery_code: shown by the wizard, two of its groups were typed back.
    """

    display_name: str
    username: str
    password: str
    recovery_code: str


class Gate(Protocol):
    """The way into this PC's data. Every method may be called from the worker thread and raises UserError."""

    def is_new(self) -> bool:
        """Whether this data folder has no database yet. Raises when it has one that cannot be opened here."""
        ...

    def colleges(self) -> Sequence[College]:
        """All colleges in the order to show."""
        ...

    def new_recovery_code(self) -> str:
        """Draw a code in groups joined by "-"; nothing is kept before `found` or `join`."""
        ...

    def group_matches(self, code: str, group: int, typed: str) -> bool:
        """Whether ``typed`` is group number ``group`` (from 1) of the code, lookalike letters forgiven."""
        ...

    def found(self, *, college: str, account: FirstAccount) -> Opened:
        """Make a new programme with its authority on this PC, and the first account, an administrator."""
        ...

    def join(self, *, invitation: Path, account: FirstAccount) -> Opened:
        """Make this PC a member of the programme that wrote the invitation file."""
        ...

    def replace_office(self, *, paths: Sequence[Path], account: FirstAccount) -> Opened:
        """Put this PC in the place of the lost one that founded the programme; the account has the code on paper."""
        ...

    def practice(self, *, report: Report) -> Opened:
        """Make a practice database with realistic data and sign in to it."""
        ...

    def sign_in(self, *, username: str, password: str) -> Opened:
        """Open the data with somebody's password."""
        ...

    def sign_in_with_recovery_code(self, *, username: str, recovery_code: str, new_password: str) -> Opened:
        """Open the data with the recovery code and give the user a new password."""
        ...


OpenGate = Callable[[Path], Gate]
"""Makes the gate of one data folder; imports the core, so it is called behind the first paint."""
