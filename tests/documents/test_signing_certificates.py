from cryptography import x509

from tests.documents.signing_keys import VALID_FROM, VALID_UNTIL, certify, make_signing_keys, new_key
from tvet_desktop.documents.pdf_signature import is_issued_under
from tvet_desktop.documents.signing_certificates import certify_authority


def test_certify_pc_gives_a_certificate_that_descends_from_the_authority() -> None:
    keys = make_signing_keys("IPRC Karongi, PC 1")

    assert is_issued_under(keys.chain, keys.root)
    assert is_issued_under(keys.chain[:1], keys.root)
    assert keys.chain[0].subject.rfc4514_string() == "CN=IPRC Karongi\\, PC 1"


def test_certify_pc_lets_it_sign_and_nothing_else() -> None:
    leaf = make_signing_keys().chain[0]

    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment) == (True, True)
    assert not usage.key_cert_sign
    assert not leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_is_issued_under_refuses_a_certificate_that_a_pc_gave() -> None:
    keys, key = make_signing_keys(), new_key()
    made_up = certify("Made up", key, keys.key, keys.chain[0])

    assert not is_issued_under((made_up, *keys.chain), keys.root)
    assert not is_issued_under((made_up,), keys.chain[0])


def test_is_issued_under_refuses_another_authority_of_the_same_name() -> None:
    keys, other = make_signing_keys(), make_signing_keys()

    assert not is_issued_under(keys.chain, other.root)
    assert not is_issued_under((keys.root,), keys.root)


def test_certify_authority_gives_equal_bytes_for_equal_input() -> None:
    key = new_key()
    first, second = (
        certify_authority(key, name="Authority", serial=7, valid_from=VALID_FROM, valid_until=VALID_UNTIL)
        for _time in range(2)
    )

    assert first == second
