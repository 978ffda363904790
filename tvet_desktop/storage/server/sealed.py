"""Values that are sealed on their way to a server.

On a PC the whole file is encrypted. A server sees the rows, but it must not see the keys of this PC, of its
programme, and of the places it syncs with: whoever copies the server's disk could sign in the office's name.
"""

import secrets
from typing import Any
from weakref import WeakKeyDictionary

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

_NONCE = 12
_keys: WeakKeyDictionary[Dialect, bytes] = WeakKeyDictionary()


class KeysChanged(UserError):
    """A sealed value does not open with the key that this process has: another officer removed a user meanwhile."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("The keys of the database were changed, because an account was removed: sign in again.")


def seal_with(dialect: Dialect, key: bytes) -> None:
    """Seal what goes through this dialect (each engine has its own) with ``key``, from now on."""
    _keys[dialect] = key


def seal(value: bytes, key: bytes) -> bytes:
    """Return ``value`` sealed with a key of 32 bytes."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, value, None)


def unseal(sealed: bytes, key: bytes) -> bytes:
    """Return what was sealed.

    Raises:
        KeysChanged: with another key, or it was changed.
    """
    try:
        return ChaCha20Poly1305(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
    except (InvalidTag, ValueError) as error:
        raise KeysChanged from error


class Sealed(TypeDecorator[bytes]):
    """Bytes that only an engine with the key can read; on an engine without one they go as they are."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401  SQLAlchemy's signature
        """Seal a value on its way to the server."""
        key = _keys.get(dialect)
        return value if key is None or value is None else seal(bytes(value), key)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401  same
        """Open a value that came from the server."""
        key = _keys.get(dialect)
        return value if key is None or value is None else unseal(bytes(value), key)
