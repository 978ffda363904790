import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.documents.signing_keys import new_key
from tvet_desktop.documents.es256 import sign_raw, verify_raw

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def test_sign_raw_is_verified_and_repeats_itself() -> None:
    key = new_key()

    signature = sign_raw(key, b"message")

    assert signature == sign_raw(key, b"message")
    assert verify_raw(key.public_key(), b"message", signature)
    assert not verify_raw(key.public_key(), b"another", signature)
    assert not verify_raw(new_key().public_key(), b"message", signature)


def test_verify_raw_accepts_only_the_lower_of_the_two_signs() -> None:
    key = new_key()
    signature = sign_raw(key, b"message")
    s = int.from_bytes(signature[32:], "big")

    turned = signature[:32] + (_ORDER - s).to_bytes(32, "big")

    assert not verify_raw(key.public_key(), b"message", turned)


@pytest.mark.parametrize("signature", [b"", bytes(64), b"\xff" * 64, bytes(63), bytes(65)])
def test_verify_raw_refuses_what_is_no_signature(signature: bytes) -> None:
    assert not verify_raw(new_key().public_key(), b"message", signature)


def test_verify_raw_refuses_another_curve() -> None:
    key = ec.generate_private_key(ec.SECP384R1())

    assert not verify_raw(key.public_key(), b"message", bytes(31) + b"\1" + bytes(31) + b"\1")
