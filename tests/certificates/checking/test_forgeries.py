"""What a forger may try with a PDF, with the tools that he has: none of it is told to be valid as it stands.

A forger has genuine files and pictures of genuine codes, any tool, and keys of his own. Some attacks need a PC of the
programme: somebody there who signs with its key what is not so.
"""

import io
import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import zxingcpp
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from tests.certificates.checking.lists import a_list, another_pc, signed_by, without
from tests.certificates.examples import (
    example_content,
    example_keys,
    example_logos,
    example_statement,
    long_statement,
    sign_example,
)
from tests.documents.codes_in_file import codes_in_file
from tests.documents.signing_keys import SigningKeys, certify, make_signing_keys, new_key
from tvet_desktop.certificates.checking.verdict import Fault, Proof, Verdict, Verified
from tvet_desktop.certificates.checking.verdict_words import verdict_sentence, verdict_word
from tvet_desktop.certificates.checking.verify import verify
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.statements.base45 import ALPHABET, to_base45
from tvet_desktop.certificates.statements.code_form import PREFIX
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.documents.page_images import PdfLocked
from tvet_desktop.documents.pdf_signature import PdfState, check_pdf
from tvet_desktop.shared.errors import UserError

COMPLETION = template_for(CertificateKind.COMPLETION)
SIGNED = sign_example(example_statement())
OTHER = sign_example(long_statement())
TRUST = a_list()
ALTERATIONS = 1000 if os.environ.get("TVET_LONG") else 100
"""Of the code's text and of the file each."""


@pytest.fixture(scope="module")
def genuine() -> bytes:
    return draw_certificate(example_content(), COMPLETION, "en", example_keys().signer, example_logos())


def drawn(keys: SigningKeys, code_text: str = SIGNED.text, **changes: object) -> bytes:
    """A file that says what one likes, around a code that one likes, signed with any key."""
    content = replace(example_content(example_statement(**changes)), code_text=code_text)
    return draw_certificate(content, COMPLETION, "en", keys.signer)


def assert_altered(found: Verified, fault: Fault = Fault.FILE) -> None:
    assert (found.verdict, found.fault) == (Verdict.ALTERED, fault)
    assert verdict_word(found) == "Altered"
    assert "not accept" in verdict_sentence(found)


def appended(genuine: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """A second revision after the signed one, as every program writes that fills in forms or signs."""
    writer = IncrementalPdfFileWriter(io.BytesIO(genuine))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def add_page(writer: IncrementalPdfFileWriter) -> None:
    page = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Page"),
            generic.pdf_name("/MediaBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 842, 595))),
        }
    )
    writer.insert_page(page)


def add_script(writer: IncrementalPdfFileWriter) -> None:
    action = {"/S": generic.pdf_name("/JavaScript"), "/JS": generic.pdf_string("app.alert('genuine')")}
    writer.root["/OpenAction"] = generic.DictionaryObject(
        {generic.pdf_name(name): value for name, value in action.items()}
    )
    writer.update_root()


def write_over(writer: IncrementalPdfFileWriter) -> None:
    """Cover the name with a white box and write another one."""
    code = b"q 1 g 150 280 540 60 re f 0 g BT /F1 30 Tf 250 300 Td (Somebody Else) Tj ET Q"
    stream = writer.add_object(generic.StreamObject(stream_data=code))
    writer.add_stream_to_page(0, stream)


def cover_code(writer: IncrementalPdfFileWriter) -> None:
    """Draw another genuine code over the one on the page."""
    image = code_picture(OTHER.text)
    picture = generic.StreamObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/XObject"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Image"),
            generic.pdf_name("/Width"): generic.NumberObject(image.width),
            generic.pdf_name("/Height"): generic.NumberObject(image.height),
            generic.pdf_name("/ColorSpace"): generic.pdf_name("/DeviceGray"),
            generic.pdf_name("/BitsPerComponent"): generic.NumberObject(8),
        },
        stream_data=image.tobytes(),
    )
    resources = generic.DictionaryObject(
        {
            generic.pdf_name("/XObject"): generic.DictionaryObject(
                {generic.pdf_name("/Over"): writer.add_object(picture)}
            )
        }
    )
    code = generic.StreamObject(stream_data=b"q 130 0 0 130 356 45 cm /Over Do Q")
    writer.add_stream_to_page(0, writer.add_object(code), resources=resources)


def code_picture(text: str) -> Image.Image:
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    array = made.to_image(scale=4, add_quiet_zones=True)
    return Image.frombytes("L", (array.shape[1], array.shape[0]), bytes(memoryview(array)))


@pytest.mark.parametrize("change", [add_page, add_script, write_over, cover_code])
def test_a_revision_after_the_signed_one_is_altered(
    genuine: bytes, change: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    forged = appended(genuine, change)

    assert forged.startswith(genuine)
    assert_altered(verify(forged, TRUST))


def test_another_code_over_the_signed_one_is_really_what_one_sees(genuine: bytes) -> None:
    """Otherwise the case above would prove nothing."""
    assert OTHER.text in codes_in_file(appended(genuine, cover_code))


def test_a_second_signature_is_altered(genuine: bytes, tmp_path: Path) -> None:
    stranger = make_signing_keys("Notary")
    container = pkcs12.serialize_key_and_certificates(
        b"x", stranger.key, stranger.chain[0], [stranger.root], BestAvailableEncryption(b"secret")
    )
    (tmp_path / "key.p12").write_bytes(container)
    signer = signers.SimpleSigner.load_pkcs12(tmp_path / "key.p12", passphrase=b"secret")
    out = signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(genuine)),
        signers.PdfSignatureMetadata(field_name="Second"),
        signer=signer,
    )

    assert_altered(verify(out.getvalue(), TRUST))


@pytest.mark.parametrize(
    "words",
    [
        ["--linearize"],
        ["--object-streams=generate"],
        ["--qdf"],
        ["--encrypt", "", "secret", "256", "--"],
        ["--remove-restrictions"],
        ["--pages", ".", "1,1", "--"],
    ],
    ids=["fast web view", "packed", "readable", "locked", "unlocked", "doubled"],
)
def test_a_file_that_a_tool_wrote_anew_is_not_valid_as_a_file(
    genuine: bytes, tmp_path: Path, words: list[str]
) -> None:
    (tmp_path / "in.pdf").write_bytes(genuine)
    command = ["qpdf", str(tmp_path / "in.pdf"), *words, str(tmp_path / "out.pdf")]
    assert subprocess.run(command, check=False).returncode in (0, 3)

    found = verify((tmp_path / "out.pdf").read_bytes(), TRUST)

    assert found.verdict == Verdict.ALTERED or found.proof == Proof.UNSIGNED_FILE
    assert verdict_word(found) != "Valid"


def test_files_that_a_tool_put_together_say_what_each_code_in_them_says(
    genuine: bytes, tmp_path: Path
) -> None:
    """An office keeps the certificates of its staff in one file: each name is told, none as valid."""
    (tmp_path / "1.pdf").write_bytes(genuine)
    (tmp_path / "2.pdf").write_bytes(drawn(example_keys(), OTHER.text))
    words = ["--empty", "--pages", tmp_path / "1.pdf", tmp_path / "2.pdf", "--", tmp_path / "out.pdf"]
    subprocess.run(["qpdf", *words], check=True)

    together = (tmp_path / "out.pdf").read_bytes()

    found = verify(together, TRUST)

    assert [one.statement for one in found.all] == [SIGNED.statement, OTHER.statement]
    for one in found.all:
        assert_altered(one)
        assert "as the college gave it out" in verdict_sentence(one)
    first, second = verify(together, without(OTHER)).all
    assert (first.statement, second.statement) == (SIGNED.statement, OTHER.statement)
    assert (first.verdict, second.verdict) == (Verdict.ALTERED, Verdict.REVOKED)


def test_a_file_that_asks_for_a_password_says_so(genuine: bytes, tmp_path: Path) -> None:
    (tmp_path / "in.pdf").write_bytes(genuine)
    words = ["--encrypt", "secret", "owner", "256", "--", tmp_path / "in.pdf", tmp_path / "out.pdf"]
    subprocess.run(["qpdf", *words], check=True)

    with pytest.raises(PdfLocked):
        verify((tmp_path / "out.pdf").read_bytes(), TRUST)


def test_a_file_whose_signature_was_taken_out_is_told_to_be_none(genuine: bytes) -> None:
    """The worst that one can do: the code is still genuine, so the words must send the reader to the lines."""
    forged = genuine
    for sign in (b"/ByteRange", b"/ETSI.CAdES", b"/Adobe.PPKLite", b"/SigFlags"):
        forged = forged.replace(sign, b"/X" + sign[2:])

    found = verify(forged, TRUST)

    assert (found.verdict, found.proof) == (Verdict.VALID, Proof.UNSIGNED_FILE)
    assert verdict_word(found) == "The code is valid"
    assert "a copy that somebody changed. Compare every line below" in verdict_sentence(found)


def test_a_genuine_code_in_a_file_that_a_stranger_signed_is_of_an_unknown_signer() -> None:
    stranger = make_signing_keys("IPRC Huye, PC 3")

    found = verify(drawn(stranger, name="Somebody Else"), TRUST)

    assert (found.verdict, found.signer) == (Verdict.UNKNOWN_KEY, "")


def test_a_certificate_of_a_pc_lets_nobody_sign() -> None:
    """The chain is whole, but a PC may not certify another."""
    keys, key = example_keys(), new_key()
    leaf = certify("Made up", key, "IPRC Huye, PC 3", keys.key)
    forger = SigningKeys(key, (leaf, *keys.chain), keys.root_key, keys.root)
    signed = signed_by(forger, example_statement(name="Somebody Else"))

    found = verify(drawn(forger, signed.text, name="Somebody Else"), TRUST)

    assert found.verdict == Verdict.UNKNOWN_KEY


def test_a_pc_cannot_sign_a_file_around_the_code_of_another() -> None:
    found = verify(drawn(another_pc()), TRUST)

    assert_altered(found, Fault.TWO_SIGNERS)


def test_a_pc_cannot_print_another_name_than_its_code_says() -> None:
    for changes in ({"name": "Somebody Else"}, {"course_title": "Another course"}):
        assert_altered(verify(drawn(example_keys(), **changes), TRUST), Fault.OTHER_WORDS)


def test_a_code_under_the_short_name_of_anothers_key_is_altered() -> None:
    stranger = make_signing_keys()
    signed = signed_by(stranger, example_statement(name="Somebody Else"))
    lying = replace(signed, key_id=SIGNED.key_id)
    cose = signed.cose.replace(signed.key_id, SIGNED.key_id)

    found = verify(PREFIX + to_base45(cose), TRUST)

    assert lying.statement == found.statement
    assert_altered(found, Fault.CODE)
    assert "whatever the paper says" in verdict_sentence(found)


def test_a_file_with_the_signature_at_another_place_is_altered(genuine: bytes) -> None:
    """The digest is over what stands before and behind the signature, wherever that is."""
    found = re.search(rb"<3[0-9a-f]{2000,}>", genuine)
    assert found is not None
    bare = genuine[: found.start()] + genuine[found.end() :]
    for place in (20, len(bare) // 2, len(bare) - 1):
        moved = bare[:place] + found[0] + bare[place:]

        assert check_pdf(moved, TRUST.root).state == PdfState.ALTERED


def test_no_altered_byte_of_a_file_is_valid(genuine: bytes) -> None:
    random = Random(29)
    for _attempt in range(ALTERATIONS):
        altered = bytearray(genuine)
        altered[random.randrange(len(altered))] ^= random.randrange(1, 256)

        assert check_pdf(bytes(altered), TRUST.root).state == PdfState.ALTERED


def test_no_altered_bit_of_a_code_is_valid() -> None:
    random = Random(31)
    for _attempt in range(ALTERATIONS):
        letters = [ord(character) for character in SIGNED.text]
        letters[random.randrange(len(letters))] ^= 1 << random.randrange(8)
        altered = "".join(map(chr, letters))

        assert _verdict(altered) != Verdict.VALID, altered


def test_no_exchanged_character_of_a_code_is_valid() -> None:
    random = Random(37)
    for _attempt in range(ALTERATIONS // 5):
        place = random.randrange(len(SIGNED.text))
        other = random.choice(ALPHABET.replace(SIGNED.text[place], ""))

        assert _verdict(SIGNED.text[:place] + other + SIGNED.text[place + 1 :]) != Verdict.VALID


def test_whatever_is_valid_in_a_mended_text_says_exactly_what_was_signed() -> None:
    """Spaces may come and go in a paste, but no fact with them."""
    random = Random(41)
    for _attempt in range(ALTERATIONS // 5):
        place = random.randrange(len(SIGNED.text))
        given = (
            SIGNED.text[:place] + random.choice([" ", "\n", ""]) + SIGNED.text[place + random.randrange(2) :]
        )
        try:
            found = verify(given, TRUST)
        except UserError:
            continue

        assert found.verdict != Verdict.VALID or found.statement == SIGNED.statement


def _verdict(given: bytes | str) -> Verdict | None:
    try:
        return verify(given, TRUST).verdict
    except UserError:
        return None
