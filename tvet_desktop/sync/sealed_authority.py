"""The authority as it travels: sealed with the recovery code that only paper holds."""

import secrets
from dataclasses import dataclass

import msgspec
from argon2.exceptions import HashingError
from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tvet_desktop.accounts import key_slots
from tvet_desktop.accounts.recovery_code import tidy_recovery_code
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.authority import PrivateKey, key_from_bytes, key_to_bytes, to_der

RECOVERY = b"recovery"
"""Under this name a membership document wraps the scope keys for the holder of the recovery code."""
_NONCE = bytes(12)  # the key comes from a fresh salt


class _Sealed(msgspec.Struct, array_like=True):
    salt: bytes
    memory_kib: int
    passes: int
    content: bytes


class _Content(msgspec.Struct, array_like=True):
    key: bytes
    root: bytes
    identity: str


@dataclass(frozen=True)
class OpenedAuthority:
    """The authority's key and first certificate; ``identity`` opens the scope keys of any membership document."""

    key: PrivateKey
    root: x509.Certificate
    identity: str


class WrongAuthorityCode(key_slots.WrongRecoveryCode):
    """The paper of another PC, or a slip of the pen."""

    def sentence(self) -> str:
        """Say which paper it must be."""
        return _(
            "This is not the recovery code of the programme: take the paper of the PC that founded it, and compare"
            " group by group."
        )


def seal_authority(key: PrivateKey, root: x509.Certificate, identity: str, recovery_code: str) -> bytes:
    """Return the key sealed with the code; how much work argon2id took stands in it."""
    salt = secrets.token_bytes(16)
    stretched = key_slots.stretch(tidy_recovery_code(recovery_code), salt)
    content = msgspec.msgpack.encode(_Content(key_to_bytes(key), to_der(root), identity))
    sealed = ChaCha20Poly1305(stretched).encrypt(_NONCE, content, None)
    return msgspec.msgpack.encode(_Sealed(salt, key_slots.MEMORY_KIB, key_slots.PASSES, sealed))


def open_authority(sealed: bytes, recovery_code: str) -> OpenedAuthority:
    """Return what was sealed. ``sealed`` may come from a file that nobody has checked yet.

    Raises:
        WrongAuthorityCode: this is not the code of the programme, or the sealed part is damaged.
    """
    code = tidy_recovery_code(recovery_code)
    try:
        parts = msgspec.msgpack.decode(sealed, type=_Sealed)
        if parts.memory_kib > key_slots.MOST_MEMORY_KIB or parts.passes > key_slots.MOST_PASSES:
            raise WrongAuthorityCode
        stretched = key_slots.stretch(code, parts.salt, parts.memory_kib, parts.passes)
        opened = ChaCha20Poly1305(stretched).decrypt(_NONCE, parts.content, None)
    except (InvalidTag, HashingError, msgspec.DecodeError) as error:
        raise WrongAuthorityCode from error
    content = msgspec.msgpack.decode(opened, type=_Content)
    return OpenedAuthority(
        key_from_bytes(content.key), x509.load_der_x509_certificate(content.root), content.identity
    )
