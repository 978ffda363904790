"""ES256 (ECDSA on P-256 with SHA-256), with no bit of a signature left free.

ECDSA leaves two things open: the random number (signing here is deterministic, RFC 6979, so that equal
papers have equal bytes) and the sign of ``s`` (only the lower of the two is accepted, so that nobody can
change a signature without breaking it).
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_HALF = _ORDER // 2
_WIDTH = 32
SIGNATURE_LENGTH = 2 * _WIDTH


def sign_raw(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """Return the 64 bytes r and s of the signature of ``message``, s being the lower one."""
    algorithm = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
    r, s = utils.decode_dss_signature(key.sign(message, algorithm))
    return r.to_bytes(_WIDTH, "big") + min(s, _ORDER - s).to_bytes(_WIDTH, "big")


def verify_raw(key: ec.EllipticCurvePublicKey, message: bytes, signature: bytes) -> bool:
    """Tell whether these 64 bytes are the one signature that the key's owner made for ``message``."""
    r, s = int.from_bytes(signature[:_WIDTH], "big"), int.from_bytes(signature[_WIDTH:], "big")
    if len(signature) != SIGNATURE_LENGTH or not (0 < r < _ORDER and 0 < s <= _HALF):
        return False
    if not isinstance(key.curve, ec.SECP256R1):
        return False
    try:
        key.verify(utils.encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True
