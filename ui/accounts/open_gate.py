"""The gate of a data folder, made of the core. Imported behind the first paint, because it brings SQLAlchemy."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tvet_desktop.accounts.idle_minutes import idle_minutes
from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.accounts.queries import UserRow
from tvet_desktop.accounts.recovery_code import draw_recovery_code, group_matches
from tvet_desktop.app import App
from tvet_desktop.practice.make_practice import make_practice, open_practice, practice_exists
from tvet_desktop.programme.found_programme import packaged_colleges
from tvet_desktop.programme.queries import college_of_scope, the_programme
from tvet_desktop.shared.clock import SystemClock
from tvet_desktop.shared.errors import UserError
from tvet_desktop.sync.backups.backups import Backups
from tvet_desktop.sync.queries import count_unsent, last_sent
from tvet_desktop.sync.this_pc import load_this_pc
from ui.accounts.gate import FirstAccount, Report
from ui.backups.backup_words import backed_up_words
from ui.sync.words import sent_words

PRACTICE_FOLDER = "practice"


@dataclass(frozen=True)
class CollegeChoice:
    """A college in the first-run wizard."""

    code: str
    name: str


@dataclass(frozen=True)
class Words:
    """What the status line says."""

    backed_up: str
    sent: str
    college: str


class OpenedPc:
    """A data folder that somebody signed in to."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.user: UserRow = app.user
        with app.database.reading() as db:
            self.idle_minutes = float(idle_minutes(db))
            self.is_practice = the_programme(db).practice
        self.backups: Backups | None = None if self.is_practice else app.backups

    def status(self) -> Words:
        """Ask what is backed up, what is not sent yet, and where this PC belongs."""
        with self.app.database.reading() as db:
            unsent, sent_at = count_unsent(db), last_sent(db)
            college = college_of_scope(db, load_this_pc(db).home_scope)
        sent = sent_words(unsent, sent_at, self.app.now())
        backed_up = (
            backed_up_words(self.backups.standing(), self.app.now()) if self.backups is not None else ""
        )
        return Words(backed_up, sent, college.official_name if college else "")

    def close(self) -> None:
        """Make the backups that are due, close the data and forget its key.

        Whatever hinders a backup, nobody is kept from leaving: the page of backups tells, and Home after seven days.
        """
        if self.backups is not None:
            with suppress(UserError):
                self.backups.make_if_changed()
        self.app.sign_out()


class PcGate:
    """The way into one data folder, or into a database on a server: then the folder is what this PC keeps of it."""

    def __init__(self, folder: Path, *, server: str = "") -> None:
        self._folder = folder
        self._app = App(server or folder, SystemClock())

    def is_new(self) -> bool:
        """Tell whether the folder has no database yet."""
        return self._app.is_new()

    def colleges(self) -> Sequence[CollegeChoice]:
        """Return all colleges by name."""
        return [
            CollegeChoice(code, str(college["official_name"]))
            for code, college in packaged_colleges().items()
        ]

    def new_recovery_code(self) -> str:
        """Draw a code."""
        return draw_recovery_code()

    def group_matches(self, code: str, group: int, typed: str) -> bool:
        """Tell whether what was typed is the group with this number."""
        return group_matches(code, group, typed)

    def found(self, *, college: str, account: FirstAccount) -> OpenedPc:
        """Make a new programme."""
        self._app.found(college_code=college, account=_account(account), recovery_code=account.recovery_code)
        return OpenedPc(self._app)

    def join(self, *, invitation: Path, account: FirstAccount) -> OpenedPc:
        """Join a programme."""
        self._app.join(invitation=invitation, account=_account(account), recovery_code=account.recovery_code)
        return OpenedPc(self._app)

    def replace_office(self, *, paths: Sequence[Path], account: FirstAccount) -> OpenedPc:
        """Take the place of the lost PC of the national office."""
        self._app.replace_office(paths=paths, recovery_code=account.recovery_code, account=_account(account))
        return OpenedPc(self._app)

    def practice(self, *, report: Report) -> OpenedPc:
        """Open the practice data of this folder, made the first time."""
        app = App(self._folder / PRACTICE_FOLDER, SystemClock())
        if practice_exists(app):
            open_practice(app)
        else:
            make_practice(app, report=report.step)
        return OpenedPc(app)

    def sign_in(self, *, username: str, password: str) -> OpenedPc:
        """Open the data with somebody's password."""
        self._app.sign_in(username, password)
        return OpenedPc(self._app)

    def sign_in_with_recovery_code(self, *, username: str, recovery_code: str, new_password: str) -> OpenedPc:
        """Give a user a new password with the recovery code."""
        self._app.sign_in_with_recovery_code(
            username=username, recovery_code=recovery_code, password=new_password
        )
        return OpenedPc(self._app)


def _account(account: FirstAccount) -> NewAccount:
    return NewAccount(account.username, account.display_name, account.password)
