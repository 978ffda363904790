"""The authority's key as it travels: sealed with the recovery code that only paper holds."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tvet_desktop.accounts.key_slots import WrongRecoveryCode, stretch
from tvet_desktop.accounts.recovery_code import tidy_recovery_code
from tvet_desktop.sync.authority import PrivateKey, key_from_bytes, key_to_bytes

_SALT_LENGTH = 16
_NONCE = bytes(12)  # the key comes from a fresh salt


def seal_authority(key: PrivateKey, recovery_code: str) -> bytes:
    """Return salt and sealed key."""
    salt = secrets.token_bytes(_SALT_LENGTH)
    stretched = stretch(tidy_recovery_code(recovery_code), salt)
    return salt + ChaCha20Poly1305(stretched).encrypt(_NONCE, key_to_bytes(key), None)


def open_authority(sealed: bytes, recovery_code: str) -> PrivateKey:
    """Return the authority's key.

    Raises:
        WrongRecoveryCode: this is not the code of the programme.
    """
    stretched = stretch(tidy_recovery_code(recovery_code), sealed[:_SALT_LENGTH])
    try:
        return key_from_bytes(ChaCha20Poly1305(stretched).decrypt(_NONCE, sealed[_SALT_LENGTH:], None))
    except InvalidTag as error:
        raise WrongRecoveryCode from error
