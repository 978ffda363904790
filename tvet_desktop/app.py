"""The composition root: what this PC has, built once and handed down.

``App`` knows where the files lie and who is signed in. Screens and commands ask it for the open database and
the clock; they never look anything up globally.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import tvet_desktop.accounts.models
import tvet_desktop.attendance.models
import tvet_desktop.certificates.models
import tvet_desktop.courses.models
import tvet_desktop.evaluation.models
import tvet_desktop.ideas.models
import tvet_desktop.people.models
import tvet_desktop.programme.models
import tvet_desktop.storage.local_tables
import tvet_desktop.sync.models  # noqa: F401  every table must be known before a file is opened
from tvet_desktop.accounts.add_user import UsernameTaken, add_user
from tvet_desktop.accounts.key_slots import KeySlots, Unlocked
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.new_database import DATABASE_FILE, KEYS_FILE, NewAccount, NewDatabase, new_database
from tvet_desktop.accounts.queries import UserRow, list_users, user_by_id
from tvet_desktop.accounts.recovery_code import draw_recovery_code
from tvet_desktop.accounts.rename_user import rename_user
from tvet_desktop.accounts.rules import check_password
from tvet_desktop.certificates.trust_list import TRUST_FILE, write_trust_list
from tvet_desktop.programme.found_programme import DEFAULT_NAME, found_programme, packaged_colleges
from tvet_desktop.shared.clock import Clock
from tvet_desktop.shared.errors import NotFound, UserError
from tvet_desktop.shared.text import fold_name
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.files import FileStore
from tvet_desktop.sync.catch_up import catch_up
from tvet_desktop.sync.certificate_keys import current_trust_list
from tvet_desktop.sync.errors import InvitationUnusable
from tvet_desktop.sync.found import found
from tvet_desktop.sync.import_bundles import Imported, import_bundles
from tvet_desktop.sync.invite import read_invitation
from tvet_desktop.sync.join import join
from tvet_desktop.sync.this_pc import load_this_pc


class AlreadySetUp(UserError):
    """The folder holds a programme already."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _("This folder holds data already: sign in, or choose another folder with --data.")


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


@dataclass(frozen=True)
class Founded:
    """The recovery code, shown once: it must be copied to paper."""

    recovery_code: str


class App:
    """One data folder, and after signing in the open database and the user."""

    def __init__(self, data_dir: Path, clock: Clock) -> None:
        self.data_dir = data_dir
        self.clock = clock
        self.files = FileStore(data_dir / "files")
        self._database: Database | None = None
        self._user: UserRow | None = None
        self._key: bytes | None = None

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
    def is_open(self) -> bool:
        """Tell whether somebody is signed in."""
        return self._database is not None and self._user is not None

    def now(self) -> datetime:
        """Return the present moment, as this PC believes it."""
        return self.clock.now()

    def is_new(self) -> bool:
        """Tell whether the folder holds nothing yet."""
        return not (self.data_dir / DATABASE_FILE).exists()

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
        self._open(self._slots().unlock_with_recovery_code(recovery_code).database_key)
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
            UserError: a file is refused; see ``import_bundles``.
        """
        imported = import_bundles(self.database, paths)
        with self.database.transaction() as db:
            catch_up(db)
        self.write_trust_list()
        return imported

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

    def sign_out(self) -> None:
        """Close the database and forget its key."""
        if self._database is not None:
            self._database.close()
        self._database = self._user = self._key = None

    def _slots(self) -> KeySlots:
        if self.is_new():
            raise NotSetUp
        return KeySlots.load(self.data_dir / KEYS_FILE)

    def _enter(self, unlocked: Unlocked) -> UserRow:
        self._open(unlocked.database_key)
        with self.database.reading() as db:
            user = user_by_id(db, unlocked.user_id)
        if user is None:
            raise UnknownUser
        self._user = user
        with self.database.transaction() as db:
            catch_up(db)
        if not (self.data_dir / TRUST_FILE).exists():
            self.write_trust_list()
        return user

    def _open(self, key: bytes) -> None:
        if self._database is None or self._key != key:
            self.sign_out()
            self._database = Database.open(self.data_dir / DATABASE_FILE, key, self.clock)
            self._key = key

    def _new_database(self, account: NewAccount, recovery_code: str) -> AbstractContextManager[NewDatabase]:
        if not self.is_new():
            raise AlreadySetUp
        check_password(account.password)
        return new_database(self.data_dir, self.clock, account, recovery_code)
