"""The authority's key as it travels: sealed with the recovery code that only paper holds."""

import secrets

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tvet_desktop.accounts import key_slots
from tvet_desktop.accounts.recovery_code import tidy_recovery_code
from tvet_desktop.sync.authority import PrivateKey, key_from_bytes, key_to_bytes

_NONCE = bytes(12)  # the key comes from a fresh salt


class _Sealed(msgspec.Struct, array_like=True):
    salt: bytes
    memory_kib: int
    passes: int
    content: bytes


def seal_authority(key: PrivateKey, recovery_code: str) -> bytes:
    """Return the key sealed with the code; how much work argon2id took stands in it."""
    salt = secrets.token_bytes(16)
    stretched = key_slots.stretch(tidy_recovery_code(recovery_code), salt)
    content = ChaCha20Poly1305(stretched).encrypt(_NONCE, key_to_bytes(key), None)
    return msgspec.msgpack.encode(_Sealed(salt, key_slots.MEMORY_KIB, key_slots.PASSES, content))


def open_authority(sealed: bytes, recovery_code: str) -> PrivateKey:
    """Return the authority's key.

    Raises:
        WrongRecoveryCode: this is not the code of the programme.
    """
    parts = msgspec.msgpack.decode(sealed, type=_Sealed)
    code = tidy_recovery_code(recovery_code)
    stretched = key_slots.stretch(code, parts.salt, parts.memory_kib, parts.passes)
    try:
        return key_from_bytes(ChaCha20Poly1305(stretched).decrypt(_NONCE, parts.content, None))
    except InvalidTag as error:
        raise key_slots.WrongRecoveryCode from error
