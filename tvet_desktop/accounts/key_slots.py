"""The small file beside the database that lets each user open it with a password of their own.

The database key is sealed with ``age`` for one identity per slot; a slot's identity is sealed with the
user's password (argon2id, 64 MiB). So the file can be re-keyed without knowing anybody's password. The file
holds no name: a slot is found by a salted hash of the username.
"""

import hashlib
import secrets
import unicodedata
from pathlib import Path
from typing import Protocol

import msgspec
import pyrage
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tvet_desktop.accounts.recovery_code import tidy_recovery_code
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import fold_name
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.files import write_durably

MEMORY_KIB = 64 * 1024
PASSES = 3
_SALT, _KEY, _TAG = 16, 32, 16
MOST_MEMORY_KIB, MOST_PASSES = 1024 * 1024, 100
_NONCE = bytes(12)  # every sealing key comes from a fresh salt
RECOVERY = "recovery"


class WrongPassword(UserError):
    """No slot opens with this username and password."""

    def sentence(self) -> str:
        """Say what to try."""
        return _(
            "The user name or the password is not right: try again, or ask an administrator for a new password."
        )


class WrongRecoveryCode(UserError):
    """The recovery code does not open the data."""

    def sentence(self) -> str:
        """Say what to try."""
        return _("This is not the recovery code of this PC: compare it with the paper, group by group.")


class KeysUnreadable(UserError):
    """The key file is damaged or missing."""

    def sentence(self) -> str:
        """Say what can be done."""
        return _("The key file of this PC is missing or damaged: put back the last backup of this PC.")


class KeysOnServer(Protocol):
    """Where the slots of a database on a server lie: not in a file, but read and written whole like one."""

    def read_bytes(self) -> bytes:
        """Return them."""
        ...

    def write_bytes(self, content: bytes) -> None:
        """Replace them, durably."""
        ...


class Slot(msgspec.Struct, frozen=True):
    """One way into the file. ``user_id`` is 0 for the recovery code; argon2id took this much work."""

    id: str
    user_id: int
    recipient: str
    salt: bytes
    sealed_identity: bytes
    memory_kib: int
    passes: int


class _Content(msgspec.Struct):
    salt: bytes
    sealed_key: bytes = b""
    slots: list[Slot] = []
    next_key: bytes = b""
    """While the database is given a new key: that one, sealed as well. One of the two opens the file."""

    def is_whole(self) -> bool:
        """Tell whether everything can be what was written: nothing cut off, no work beyond reason."""
        return (
            len(self.salt) == _SALT
            and len(self.sealed_key) > _KEY
            and all(
                len(slot.salt) == _SALT
                and len(slot.sealed_identity) > _TAG
                and _TAG <= slot.memory_kib <= MOST_MEMORY_KIB
                and 1 <= slot.passes <= MOST_PASSES
                for slot in self.slots
            )
        )


class Unlocked(msgspec.Struct, frozen=True):
    """The opened database key, and whose slot opened it."""

    database_key: bytes
    user_id: int
    next_key: bytes = b""
    """Not empty if giving the database a new key was interrupted: then this one may be the right one."""


class KeySlots:
    """The key file of one PC. Whoever changes it holds the lock of the folder from loading to writing."""

    def __init__(self, file: Path | KeysOnServer, content: _Content) -> None:
        self._file = file
        self._content = content

    @classmethod
    def create(cls, file: Path | KeysOnServer) -> "KeySlots":
        """Return an empty key file; it is written with its first slot."""
        return cls(file, _Content(salt=secrets.token_bytes(_SALT)))

    @classmethod
    def load(cls, file: Path | KeysOnServer) -> "KeySlots":
        """Read the key file.

        Raises:
            KeysUnreadable: it is missing or damaged.
        """
        try:
            content = msgspec.json.decode(file.read_bytes(), type=_Content)
        except (OSError, msgspec.DecodeError) as error:
            raise KeysUnreadable from error
        if not content.is_whole():
            raise KeysUnreadable
        return cls(file, content)

    def put_password(self, username: str, password: str, *, user_id: int, database_key: bytes) -> None:
        """Make or replace the slot of a user."""
        self._put(self._slot_id(username), password, user_id, database_key)

    def put_recovery_code(self, code: str, *, database_key: bytes) -> None:
        """Make or replace the slot of the recovery code."""
        self._put(RECOVERY, tidy_recovery_code(code), 0, database_key)

    def unlock(self, username: str, password: str) -> Unlocked:
        """Open the database key with a password.

        Raises:
            WrongPassword: there is no such user here, or the password is not theirs.
        """
        unlocked = self._open(self._slot_id(username), password)
        if unlocked is None:
            raise WrongPassword
        return unlocked

    def unlock_with_recovery_code(self, code: str) -> Unlocked:
        """Open the database key with the recovery code.

        Raises:
            WrongRecoveryCode: it is not this PC's.
        """
        unlocked = self._open(RECOVERY, tidy_recovery_code(code))
        if unlocked is None:
            raise WrongRecoveryCode
        return unlocked

    def has_user(self, user_id: int) -> bool:
        """Tell whether this user can sign in on this PC."""
        return any(slot.user_id == user_id for slot in self._content.slots)

    def user_ids(self) -> frozenset[int]:
        """Return the users who can sign in on this PC."""
        return frozenset(slot.user_id for slot in self._content.slots if slot.user_id)

    def prepare_key(self, database_key: bytes, next_key: bytes, *, without_user_id: int) -> None:
        """Seal both keys for everybody but one user, whose slot goes: the database is about to change keys."""
        kept = [slot for slot in self._content.slots if slot.user_id != without_user_id]
        self._write(kept, database_key, next_key)

    def settle_key(self, database_key: bytes) -> None:
        """Seal only the key that opens the database now."""
        self._write(self._content.slots, database_key)

    def _slot_id(self, username: str) -> str:
        return hashlib.sha256(self._content.salt + fold_name(username).encode()).hexdigest()

    def _put(self, slot_id: str, secret: str, user_id: int, database_key: bytes) -> None:
        identity = pyrage.x25519.Identity.generate()
        salt = secrets.token_bytes(_SALT)
        sealed = ChaCha20Poly1305(stretch(secret, salt)).encrypt(_NONCE, str(identity).encode(), None)
        slot = Slot(slot_id, user_id, str(identity.to_public()), salt, sealed, MEMORY_KIB, PASSES)
        others = [s for s in self._content.slots if s.id != slot_id and (s.user_id != user_id or not user_id)]
        self._write([*others, slot], database_key)

    def _write(self, slots: list[Slot], database_key: bytes, next_key: bytes = b"") -> None:
        recipients = [pyrage.x25519.Recipient.from_str(slot.recipient) for slot in slots]
        self._content.slots = slots
        self._content.sealed_key = pyrage.encrypt(database_key, recipients)
        self._content.next_key = pyrage.encrypt(next_key, recipients) if next_key else b""
        content = msgspec.json.encode(self._content)
        if isinstance(self._file, Path):
            write_durably(self._file, content, private=True)
        else:
            self._file.write_bytes(content)

    def _open(self, slot_id: str, secret: str) -> Unlocked | None:
        slot = next((s for s in self._content.slots if s.id == slot_id), None)
        if slot is None:
            stretch(secret, self._content.salt)  # the answer takes as long as for a wrong password
            return None
        key = stretch(secret, slot.salt, slot.memory_kib, slot.passes)
        try:
            identity = ChaCha20Poly1305(key).decrypt(_NONCE, slot.sealed_identity, None).decode()
        except InvalidTag:
            return None
        try:
            mine = [pyrage.x25519.Identity.from_str(identity)]
            opened = pyrage.decrypt(self._content.sealed_key, mine)
            following = pyrage.decrypt(self._content.next_key, mine) if self._content.next_key else b""
        except (pyrage.DecryptError, pyrage.IdentityError) as error:
            raise KeysUnreadable from error
        return Unlocked(opened, slot.user_id, following)


def stretch(secret: str, salt: bytes, memory_kib: int | None = None, passes: int | None = None) -> bytes:
    """Return a key of 32 bytes from a password or a recovery code; takes about 0.1 s and 64 MiB.

    One keyboard writes é as one character, another as two: both are the same password.
    """
    return hash_secret_raw(
        unicodedata.normalize("NFC", secret).encode(),
        salt,
        time_cost=passes or PASSES,
        memory_cost=memory_kib or MEMORY_KIB,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )
