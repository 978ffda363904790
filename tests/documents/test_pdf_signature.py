import os
import re
import subprocess
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric import utils

from tests.documents.papers import SIGNED_AT, open_paper
from tests.documents.signing_keys import SigningKeys, certify, make_signing_keys, new_key
from tvet_desktop.documents.cms import CmsChain
from tvet_desktop.documents.der import elements
from tvet_desktop.documents.es256 import sign_raw
from tvet_desktop.documents.pdf.tagged_canvas import TaggedCanvas
from tvet_desktop.documents.pdf_signature import PdfSigner, PdfState, check_pdf, is_issued_under

_ALTERATIONS = 2000 if os.environ.get("TVET_LONG") else 500
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@pytest.fixture(scope="module")
def keys() -> SigningKeys:
    return make_signing_keys()


@pytest.fixture
def canvas() -> TaggedCanvas:
    return open_paper()


@pytest.fixture
def signed_pdf(canvas: TaggedCanvas, keys: SigningKeys) -> bytes:
    return canvas.finish(keys.signer.seal(SIGNED_AT, "Signature"))


def test_check_pdf_names_signer_and_moment_of_an_unchanged_file(signed_pdf: bytes, keys: SigningKeys) -> None:
    check = check_pdf(signed_pdf, keys.root)

    assert check.state is PdfState.UNCHANGED
    assert check.signer == keys.chain[0]
    assert check.signed_at == SIGNED_AT


def test_check_pdf_needs_no_root_in_the_file(canvas: TaggedCanvas, keys: SigningKeys) -> None:
    signer = PdfSigner(keys.key, keys.chain[:1])

    pdf = canvas.finish(signer.seal(SIGNED_AT, "Signature"))

    assert check_pdf(pdf, keys.root).state is PdfState.UNCHANGED


def test_check_pdf_refuses_every_altered_byte(signed_pdf: bytes, keys: SigningKeys) -> None:
    random = Random(7)
    for _attempt in range(_ALTERATIONS):
        altered = bytearray(signed_pdf)
        altered[random.randrange(len(altered))] ^= 1 << random.randrange(8)

        assert check_pdf(bytes(altered), keys.root).state in (PdfState.ALTERED, PdfState.UNSIGNED)


def test_check_pdf_refuses_every_altered_byte_of_the_signature_itself(
    signed_pdf: bytes, keys: SigningKeys
) -> None:
    found = re.search(rb"/Contents <[0-9a-f]+>", signed_pdf)
    assert found is not None
    for place in range(found.start(), found.end()):
        for change in (0x01, 0x20):
            altered = bytearray(signed_pdf)
            altered[place] ^= change

            assert check_pdf(bytes(altered), keys.root).state is PdfState.ALTERED


def test_check_pdf_refuses_capital_hexadecimal(signed_pdf: bytes, keys: SigningKeys) -> None:
    found = re.search(rb"<3082[0-9a-f]+>", signed_pdf)
    assert found is not None

    altered = signed_pdf.replace(found[0], found[0].upper())

    assert check_pdf(altered, keys.root).state is PdfState.ALTERED


@pytest.mark.parametrize("added", [b"\n", b"% note\n", b"1 0 obj\n<<>>\nendobj\n"])
def test_check_pdf_refuses_added_bytes(signed_pdf: bytes, keys: SigningKeys, added: bytes) -> None:
    assert check_pdf(signed_pdf + added, keys.root).state is PdfState.ALTERED
    assert check_pdf(added + signed_pdf, keys.root).state is PdfState.ALTERED


def test_check_pdf_refuses_a_shortened_file(signed_pdf: bytes, keys: SigningKeys) -> None:
    assert check_pdf(signed_pdf[:-1], keys.root).state is PdfState.ALTERED
    assert check_pdf(signed_pdf[: len(signed_pdf) // 2], keys.root).state in PdfState


def test_check_pdf_refuses_the_other_sign_of_the_signature(signed_pdf: bytes, keys: SigningKeys) -> None:
    found = re.search(rb"<(3082[0-9a-f]+)>", signed_pdf)
    assert found is not None
    cms = bytes.fromhex(found[1].decode())
    signature = _signature_in(cms)
    r, s = utils.decode_dss_signature(signature)
    turned = cms.replace(signature, utils.encode_dss_signature(r, _ORDER - s)).hex().encode()

    altered = signed_pdf.replace(found[1], turned[: len(found[1])].ljust(len(found[1]), b"0"))
    assert altered != signed_pdf

    assert check_pdf(altered, keys.root).state is PdfState.ALTERED


def test_check_pdf_tells_a_stranger(canvas: TaggedCanvas, keys: SigningKeys) -> None:
    stranger = make_signing_keys("A stranger's PC")

    pdf = canvas.finish(stranger.signer.seal(SIGNED_AT, "Signature"))

    check = check_pdf(pdf, keys.root)
    assert check.state is PdfState.STRANGER
    assert check.signer == stranger.chain[0]


def test_check_pdf_lets_no_pc_certify_another(canvas: TaggedCanvas, keys: SigningKeys) -> None:
    key = new_key()
    leaf = certify("Made up", key, "IPRC Huye, PC 3", keys.key)
    signer = PdfSigner(key, (leaf, *keys.chain))

    pdf = canvas.finish(signer.seal(SIGNED_AT, "Signature"))

    assert check_pdf(pdf, keys.root).state is PdfState.STRANGER


def test_check_pdf_tells_an_unsigned_file(canvas: TaggedCanvas, keys: SigningKeys) -> None:
    assert check_pdf(canvas.finish(), keys.root).state is PdfState.UNSIGNED
    assert check_pdf(b"", keys.root).state is PdfState.UNSIGNED


def test_is_issued_under_follows_a_chain_with_an_invitation() -> None:
    root_key, invitation_key, key = new_key(), new_key(), new_key()
    root = certify("Authority", root_key, "Authority", root_key, path_length=1)
    invitation = certify("Invitation", invitation_key, "Authority", root_key, path_length=0)
    leaf = certify("PC", key, "Invitation", invitation_key)

    assert is_issued_under((leaf, invitation), root)
    assert is_issued_under((leaf, invitation, root), root)
    assert not is_issued_under((leaf,), root)
    assert not is_issued_under((root,), root)


def test_is_issued_under_refuses_a_chain_longer_than_the_root_allows() -> None:
    root_key, middle_key, key = new_key(), new_key(), new_key()
    root = certify("Authority", root_key, "Authority", root_key, path_length=0)
    middle = certify("Middle", middle_key, "Authority", root_key, path_length=0)
    leaf = certify("PC", key, "Middle", middle_key)

    assert not is_issued_under((leaf, middle), root)


def test_is_issued_under_refuses_another_authority_of_the_same_name(keys: SigningKeys) -> None:
    assert not is_issued_under(keys.chain, make_signing_keys().root)


def test_signing_twice_gives_the_same_bytes(keys: SigningKeys) -> None:
    chain = CmsChain(keys.chain)

    assert sign_raw(keys.key, chain.signed_attributes(bytes(32))) == sign_raw(
        keys.key, chain.signed_attributes(bytes(32))
    )


def test_pdfsig_accepts_the_signature(signed_pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "signed.pdf").write_bytes(signed_pdf)

    answer = subprocess.run(
        ["pdfsig", tmp_path / "signed.pdf"], capture_output=True, text=True, check=True
    ).stdout

    assert "Signature is Valid" in answer
    assert "ETSI.CAdES.detached" in answer
    assert "Total document signed" in answer


def _signature_in(cms: bytes) -> bytes:
    """The ECDSA signature stands last, at the innermost place."""
    _, wrapped = elements(next(elements(cms)).content)
    *_, signers = elements(next(elements(wrapped.content)).content)
    *_, signature = elements(next(elements(signers.content)).content)
    return signature.content
