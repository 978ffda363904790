"""The composition root: what this PC has, built once and handed down.

``App`` knows where the files lie and who is signed in. Screens and commands ask it for the open database and
the clock; they never look anything up globally.
"""

import secrets
import shutil
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from sqlalchemy.orm import Session

import tvet_desktop.accounts.models
import tvet_desktop.attendance.course_tests.models
import tvet_desktop.attendance.models
import tvet_desktop.attendance.paper.models
import tvet_desktop.certificates.models
import tvet_desktop.courses.models
import tvet_desktop.evaluation.models
import tvet_desktop.ideas.models
import tvet_desktop.people.erasing.models
import tvet_desktop.people.matching.models
import tvet_desktop.people.models
import tvet_desktop.programme.models
import tvet_desktop.storage.local_tables
import tvet_desktop.sync.heard.models
import tvet_desktop.sync.keys.models
import tvet_desktop.sync.models
import tvet_desktop.sync.removals.models  # noqa: F401  every table must be known before a file is opened
from tvet_desktop.accounts.add_user import UsernameTaken, add_user
from tvet_desktop.accounts.home import FolderHome, home_of
from tvet_desktop.accounts.key_slots import KeySlots, Unlocked
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.new_database import (
    DATABASE_FILE,
    AlreadySetUp,
    NewAccount,
    NewDatabase,
)
from tvet_desktop.accounts.queries import UserRow, list_users, user_by_id
from tvet_desktop.accounts.recovery_code import draw_recovery_code
from tvet_desktop.accounts.remove_user import UserRemoved, remove_user
from tvet_desktop.accounts.rename_user import rename_user
from tvet_desktop.accounts.rules import check_password, require
from tvet_desktop.certificates.checking.trust_list import write_trust_list
from tvet_desktop.programme.found_programme import DEFAULT_NAME, found_programme, packaged_colleges
from tvet_desktop.shared.clock import Clock
from tvet_desktop.shared.errors import NotFound, UserError
from tvet_desktop.shared.text import fold_name
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.backup.place import FoundBackup
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.engine import DatabaseUnreadable
from tvet_desktop.storage.files import FolderUnusable
from tvet_desktop.sync.backups.backups import Backups
from tvet_desktop.sync.backups.restore import Restored, restore
from tvet_desktop.sync.carriers.plan_sync import SyncPlan, plan_sync
from tvet_desktop.sync.carriers.run_sync import SyncDone, SyncRun
from tvet_desktop.sync.carriers.set_up import SetUpCarrier, open_carrier
from tvet_desktop.sync.catch_up import catch_up, is_behind
from tvet_desktop.sync.certificate_keys import current_trust_list
from tvet_desktop.sync.confirm_members import confirm_members
from tvet_desktop.sync.erasing.blank_restored import blank_restored
from tvet_desktop.sync.erasing.destroy_files import settle_erased
from tvet_desktop.sync.erasing.erase_later_rows import erase_later_rows
from tvet_desktop.sync.errors import InvitationUnusable
from tvet_desktop.sync.found import found
from tvet_desktop.sync.handover.leave_word import leave_word
from tvet_desktop.sync.import_bundles import Imported, import_bundles
from tvet_desktop.sync.invite import read_invitation
from tvet_desktop.sync.join import join
from tvet_desktop.sync.keys.replace_office import open_carried, replace_office
from tvet_desktop.sync.publish_matches import publish_matches
from tvet_desktop.sync.publish_withdrawn import publish_withdrawn
from tvet_desktop.sync.snapshots.follow_snapshot import follow_snapshot
from tvet_desktop.sync.this_pc import load_this_pc

T = TypeVar("T")


class NotSetUp(UserError):
    """The folder holds nothing yet."""

    def sentence(self) -> str:
        """Say what comes first."""
        return _(
            "There is no data in this folder yet: run “init” or “join” first, or choose another folder with --data."
        )


class UnknownUser(UserError):
    """The key opened the file, but the user of its slot is not in it."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _("This account was removed: sign in with another one, or ask an administrator.")


class OwnAccount(UserError):
    """Nobody removes the account that they work with."""

    def sentence(self) -> str:
        """Say who can."""
        return _("You are signed in with this account: let another administrator remove it.")


@dataclass(frozen=True)
class Founded:
    """The recovery code, shown once: it must be copied to paper."""

    recovery_code: str


class App:
    """One data folder or database on a server, and after signing in the open database and the user."""

    def __init__(self, data: Path | str, clock: Clock) -> None:
        self.home = home_of(data)
        self.data_dir = self.home.folder
        self.clock = clock
        self.files = self.home.files
        self._database: Database | None = None
        self._user: UserRow | None = None
        self._key: bytes | None = None
        self._backing_up = threading.Lock()

    @property
    def database(self) -> Database:
        """The open database."""
        assert self._database is not None, "nobody is signed in"
        return self._database

    @property
    def user(self) -> UserRow:
        """Who is signed in."""
        assert self._user is not None, "nobody is signed in"
        return self._user

    @property
    def backups(self) -> Backups:
        """The backups of the open database."""
        assert self._key is not None
        return Backups(self.database, self._key, self.data_dir, self.files.folder, self._backing_up)

    @property
    def is_open(self) -> bool:
        """Tell whether somebody is signed in."""
        return self._database is not None and self._user is not None

    def now(self) -> datetime:
        """Return the present moment, as this PC believes it."""
        return self.clock.now()

    def is_new(self) -> bool:
        """Tell whether the folder holds no database yet."""
        self._finish_restore()
        return self.home.is_new()

    def found(
        self,
        *,
        college_code: str,
        account: NewAccount,
        name: str = DEFAULT_NAME,
        practice: bool = False,
        recovery_code: str | None = None,
    ) -> Founded:
        """Found a programme on this PC and sign its first user in.

        A ``recovery_code`` is given when the user copied it before; else one is drawn.

        Raises:
            AlreadySetUp: the folder holds data.
            NotFound: there is no such college.
            PasswordTooShort: the password has fewer than ten characters.
        """
        colleges = packaged_colleges()
        code = college_code.strip().upper()
        if code not in colleges:
            raise NotFound(_("college"), college_code)
        recovery_code = recovery_code or draw_recovery_code()
        with self._new_database(account, recovery_code) as new, new.database.transaction() as db:
            home = int(colleges[code]["scope"])
            scopes = [int(college["scope"]) for college in colleges.values()]
            found(
                db,
                name=name,
                practice=practice,
                home_scope=home,
                college_scopes=scopes,
                recovery_code=recovery_code,
                now=self.now(),
            )
            found_programme(db, name=name, practice=practice)
            new.add_administrator(db, home)
        self.sign_in(account.username, account.password)
        return Founded(recovery_code)

    def join(self, *, invitation: Path, account: NewAccount, recovery_code: str | None = None) -> Founded:
        """Join a programme with an invitation file and sign the first user of this PC in.

        Raises:
            AlreadySetUp: the folder holds data.
            InvitationUnusable: the file is no invitation, damaged, or used.
            PasswordTooShort: the password has fewer than ten characters.
        """
        try:
            file = read_invitation(invitation.read_bytes())
        except OSError as error:
            raise InvitationUnusable from error
        recovery_code = recovery_code or draw_recovery_code()
        with self._new_database(account, recovery_code) as new, new.database.transaction() as db:
            join(db, file=file)
            new.add_administrator(db, file.home_scope)
        self.sign_in(account.username, account.password)
        return Founded(recovery_code)

    def replace_office(self, *, paths: Sequence[Path], recovery_code: str, account: NewAccount) -> None:
        """Put this PC in the place of the lost one that held the authority's key; the paper goes on serving.

        Raises:
            AlreadySetUp, PasswordTooShort: see there.
            WrongAuthorityCode: the code belongs to nothing on these sticks and sync files.
        """
        with self._new_database(account, recovery_code) as new, new.database.transaction() as db:
            this_pc = replace_office(db, recovered=open_carried(paths, recovery_code), now=self.now())
            new.add_administrator(db, this_pc.home_scope)
        self.sign_in(account.username, account.password)

    def sign_in(self, username: str, password: str) -> UserRow:
        """Open the database with a user's password.

        Raises:
            NotSetUp, KeysUnreadable, WrongPassword, DatabaseUnreadable, DatabaseBusy, SchemaTooNew: see there.
        """
        return self._enter(self._slots().unlock(username, password))

    def sign_in_with_recovery_code(self, *, username: str, recovery_code: str, password: str) -> UserRow:
        """Give a user a new password with the recovery code, when nobody can sign in any more.

        Raises:
            NotSetUp, KeysUnreadable, WrongRecoveryCode, PasswordTooShort: see there.
            UnknownUser: nobody of this PC has the username.
        """
        check_password(password)
        self._open_either(self._slots().unlock_with_recovery_code(recovery_code))
        with self.database.reading() as db:
            named = [row for row in list_users(db) if fold_name(row.username) == fold_name(username)]
        here = [row for row in named if self._slots().has_user(row.id)] or named
        if not here:
            self.sign_out()
            raise UnknownUser
        self.set_password(user_id=here[0].id, password=password)
        return self.sign_in(here[0].username, password)

    def write_trust_list(self) -> None:
        """Write the list of keys beside the database, so that anybody can check certificates here."""
        with self.database.reading() as db:
            trust = current_trust_list(db, self.now())
        write_trust_list(self.data_dir, trust)

    def import_sync(self, paths: Sequence[Path]) -> Imported:
        """Read sync files, and renew the list of keys.

        Raises:
            NotAllowed: the role of the user does not include it.
            UserError: a file is refused; see ``import_bundles``.
        """
        require(self.user.role, "sync")
        try:
            return import_bundles(self.database, paths)
        finally:  # one file may have been read before another was refused
            self.settle_received()

    def plan_sync(self, carrier: SetUpCarrier) -> SyncPlan:
        """Say what syncing with a carrier would move.

        Raises:
            NotAllowed: the role of the user does not include it.
            CarrierUnreachable: the carrier does not answer.
        """
        require(self.user.role, "sync")
        opened = open_carrier(carrier, self._programme())
        return plan_sync(self.database, opened, self.files, user_id=self.user.id)

    def sync_with(
        self, carrier: SetUpCarrier, moved: Callable[[int], None], *, with_files: bool = True
    ) -> Generator[None, None, SyncDone]:
        """Sync with a carrier step by step; ``moved`` is told bytes and may raise to cancel. See ``SyncRun.steps``.

        Raises:
            NotAllowed: the role of the user does not include it.
        """
        require(self.user.role, "sync")
        leave_word(self.database, lambda programme: open_carrier(carrier, programme))
        return SyncRun(
            self.database,
            open_carrier(carrier, self._programme()),
            self.files,
            now=self.now(),
            settle=self.settle_received,
            moved=moved,
            with_files=with_files,
            user_id=self.user.id,
        ).steps()

    def _programme(self) -> bytes:
        with self.database.reading() as db:
            return load_this_pc(db).programme

    def settle_received(self) -> None:
        """Draw the conclusions from what came from other PCs, and renew the list of keys."""
        with self.database.transaction() as db:
            catch_up(db)
            publish_withdrawn(db)
            publish_matches(db)
            confirm_members(db, now=self.now())
            erase_later_rows(db)
            follow_snapshot(db, now=self.now())
        settle_erased(self.database, self.files, self.data_dir)
        self.write_trust_list()

    def withdraw(self, use_case: Callable[[Session], T]) -> T:
        """Save what takes a certificate out of use, say it for all where this PC may, and renew the list of keys.

        Raises:
            UserError: what ``use_case`` raises; nothing was saved then.
        """
        with self.database.transaction(user_id=self.user.id) as db:
            done = use_case(db)
            publish_withdrawn(db)
        self.write_trust_list()
        return done

    def set_password(self, *, user_id: int, password: str) -> None:
        """Make a new key slot for a user: the own one, any as administrator, or after the recovery code.

        Raises:
            PasswordTooShort: it has fewer than ten characters.
            UsernameTaken: another user signs in here with the same user name.
        """
        check_password(password)
        with self.database.reading() as db:
            users = list_users(db)
        user = next((row for row in users if row.id == user_id), None)
        if user is None:
            raise UnknownUser
        for other in users:
            is_same = other.id != user_id and fold_name(other.username) == fold_name(user.username)
            if is_same and self.can_sign_in(other.id):
                raise UsernameTaken(user.username)
        assert self._key is not None
        with self.home.locked():  # another command may add a user at the same time
            self._slots().put_password(user.username, password, user_id=user_id, database_key=self._key)

    def change_own_password(self, *, current: str, password: str) -> None:
        """Give the user who is signed in another password, once they have typed the present one.

        Raises:
            WrongPassword: the present one is not right.
            PasswordTooShort: the new one has fewer than ten characters.
        """
        self._slots().unlock(self.user.username, current)
        self.set_password(user_id=self.user.id, password=password)

    def rename_user(self, *, user_id: int, username: str, password: str) -> None:
        """Give a user another user name, and the password that goes with it on this PC.

        Raises:
            UsernameTaken, UsernameEmpty, PasswordTooShort: see there.
        """
        check_password(password)
        with self.database.transaction(user_id=self.user.id) as db:
            rename_user(db, user_id=user_id, username=username)
        self.set_password(user_id=user_id, password=password)

    def can_sign_in(self, user_id: int) -> bool:
        """Tell whether a user has a password on this PC: users of other PCs are known, but have none here."""
        return self._slots().has_user(user_id)

    def users_with_password(self) -> frozenset[int]:
        """Return the ids of those who can sign in on this PC."""
        return self._slots().user_ids()

    def remove_user(self, user_id: int) -> UserRemoved:
        """Remove a user, and give the database a key that they never knew.

        Stopped at any moment, the next sign-in finds the key that opens the file.

        Raises:
            NotAllowed: only an administrator may.
            OwnAccount: it is the account that is signed in.
            NotFound, LastAdministrator: see there.
        """
        require(self.user.role, "users")
        if user_id == self.user.id:
            raise OwnAccount
        assert self._key is not None
        with self.database.transaction(user_id=self.user.id) as db:
            removed = remove_user(db, user_id=user_id, may_sign_in=self.users_with_password())
        key, next_key = self._key, secrets.token_bytes(32)
        with self._backing_up, self.home.locked():
            self._slots().prepare_key(key, next_key, without_user_id=user_id)
            self.database.change_key(next_key)
            self._slots().settle_key(next_key)
        self._database = self.home.open(next_key, self.clock)
        self._key = next_key
        return removed

    def add_user(self, *, username: str, display_name: str, role: Role, password: str) -> int:
        """Add a user of this PC with a password; return the user's id.

        Raises:
            UsernameTaken, UsernameEmpty, PasswordTooShort: see there.
        """
        check_password(password)
        with self.database.transaction(user_id=self.user.id) as db:
            scope = load_this_pc(db).home_scope
            added = add_user(db, scope=scope, username=username, display_name=display_name, role=role)
        self.set_password(user_id=added.user_id, password=password)
        return added.user_id

    @contextmanager
    def throwaway_copy(self) -> Iterator[Database]:
        """Open a copy of the encrypted file that may be changed, where the folder itself is write-protected."""
        assert self._key is not None
        with TemporaryDirectory(prefix="tvet") as folder:
            copy = Path(folder) / DATABASE_FILE
            shutil.copyfile(self.data_dir / DATABASE_FILE, copy)
            database = Database.open(copy, self._key, self.clock)
            try:
                yield database
            finally:
                database.close()

    def restore(self, backup: FoundBackup, *, username: str, secret: str) -> Restored:
        """Put a backup in the place of the data; nobody is signed in afterwards. See ``sync.backups.restore``."""
        with self._backing_up:
            self.sign_out()
            self._finish_restore()
            before = blank_restored(self.data_dir)
            if not isinstance(self.home, FolderHome):
                from tvet_desktop.sync.backups.restore_to_server import (  # noqa: PLC0415  a PC needs no server's driver
                    restore_to_server,
                )

                return restore_to_server(
                    backup, self.home, self.clock, username=username, secret=secret, before=before
                )
            return restore(backup, self.data_dir, self.clock, username=username, secret=secret, before=before)

    def sign_out(self) -> None:
        """Close the database and forget its key."""
        if self._database is not None:
            self._database.close()
        self._database = self._user = self._key = None

    def _finish_restore(self) -> None:
        """Carry out what a power cut interrupted."""
        self.home.finish_restore()

    def _slots(self) -> KeySlots:
        self._finish_restore()
        if self.home.is_new():
            raise NotSetUp
        return self.home.slots()

    def _enter(self, unlocked: Unlocked) -> UserRow:
        self._open_either(unlocked)
        with self.database.reading() as db:
            user = user_by_id(db, unlocked.user_id)
            behind = is_behind(db)
        if user is None:
            self.sign_out()
            raise UnknownUser
        self._user = user
        if behind:
            with self.database.transaction() as db:
                catch_up(db)
        with suppress(FolderUnusable):  # a copy on a write-protected stick can be looked at without it
            settle_erased(self.database, self.files, self.data_dir)
            self.write_trust_list()
        return user

    def _open_either(self, unlocked: Unlocked) -> None:
        """Open the database with the key of the slots, or with the next one if changing it was interrupted."""
        if not unlocked.next_key:
            self._open(unlocked.database_key)
            return
        key = unlocked.database_key
        try:
            self._open(key)
        except DatabaseUnreadable:
            key = unlocked.next_key
            self._open(key)
        with self.home.locked():
            self._slots().settle_key(key)

    def _open(self, key: bytes) -> None:
        if self._database is None or self._key != key:
            self.sign_out()
            self._database = self.home.open(key, self.clock)
            self._key = key

    def _new_database(self, account: NewAccount, recovery_code: str) -> AbstractContextManager[NewDatabase]:
        if not self.home.is_new():
            raise AlreadySetUp  # before the slow part; ``make`` looks once more, alone
        check_password(account.password)
        return self.home.make(self.clock, account, recovery_code)
