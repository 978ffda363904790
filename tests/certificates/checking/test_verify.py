"""What a check says of genuine, replaced, revoked and foreign certificates, and how old its lists are."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
from PIL import Image

from tests.certificates.checking.lists import HEARD_AT, a_list, another_pc, signed_by, without
from tests.certificates.examples import (
    ISSUED_AT,
    NAMES,
    example_content,
    example_keys,
    example_logos,
    example_statement,
    long_statement,
    sign_example,
)
from tests.documents.signing_keys import make_signing_keys
from tvet_desktop.certificates.checking.nothing_to_check import NoCodeFound, OnlyDamagedCodes, OnlyTheNumber
from tvet_desktop.certificates.checking.verdict import Fault, Proof, Verdict
from tvet_desktop.certificates.checking.verdict_words import (
    count_sentence,
    verdict_remarks,
    verdict_sentence,
    verdict_word,
)
from tvet_desktop.certificates.checking.verify import verify
from tvet_desktop.certificates.drawing.draw_batch import draw_batch
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.facts import facts_of
from tvet_desktop.certificates.statements.number import NumberNotValid
from tvet_desktop.certificates.statements.signed_statement import NewerCertificateCode, NotACertificateCode
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.documents.page_images import NoPageInFile
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.documents.pdf.tagged_canvas import TaggedCanvas
from tvet_desktop.documents.qr import make_qr
from tvet_desktop.shared.translation import LANGUAGES, use_language

COMPLETION = template_for(CertificateKind.COMPLETION)
SIGNED = sign_example(example_statement())
LATER = datetime(2027, 4, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return draw_certificate(example_content(), COMPLETION, "en", example_keys().signer, example_logos())


def png(*texts: str) -> bytes:
    """A sheet with codes beside each other, as a picture of a screen has them."""
    sheet = Image.new("L", (450 * len(texts), 450), 255)
    for place, text in enumerate(texts):
        document = pypdfium2.PdfDocument(_page_with(text))
        sheet.paste(document[0].render(scale=2, grayscale=True).to_pil(), (450 * place, 0))
        document.close()
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _page_with(text: str) -> bytes:
    canvas = TaggedCanvas((225, 225), PaperMetadata("A code", "Tests", "en", ISSUED_AT, is_tagged=False))
    canvas.draw_image_body(make_qr(text).mask, (20, 20, 205, 205))
    return canvas.finish()


def test_a_file_as_it_was_issued_is_valid_and_unchanged_since_it_was_signed(pdf: bytes) -> None:
    found = verify(pdf, a_list())

    assert (found.verdict, found.proof, found.fault) == (Verdict.VALID, Proof.FILE, Fault.NONE)
    assert found.statement == example_statement()
    assert found.signer == "IPRC Huye, PC 3"
    assert found.signed_at == ISSUED_AT
    assert verdict_word(found) == "Valid"
    assert "unchanged since 15/03/2027 at 11:00" in verdict_sentence(found)
    assert "Signed by: IPRC Huye, PC 3" in verdict_remarks(found, LATER)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", CertificateKind)
def test_every_template_shows_what_its_code_says(kind: CertificateKind, language: str, name: str) -> None:
    content = example_content(example_statement(kind=kind, name=name))

    pdf = draw_certificate(content, template_for(kind), language, example_keys().signer)

    assert verify(pdf, a_list()).verdict == Verdict.VALID


def test_the_facts_stand_in_the_order_of_the_paper_and_as_it_writes_them() -> None:
    assert facts_of(example_statement(minutes=2430)) == {
        "Issuer": "Rwanda Polytechnic",
        "Kind": "Completion",
        "Name": "Uwimana Jean-Baptiste",
        "Course": "Solar photovoltaic installation and maintenance",
        "Hours": "40 hours and 30 minutes",
        "Skill area": "Renewable energy",
        "Dates": "from 1 to 12 March 2027",
        "College": "IPRC Huye",
        "Issued on": "15 March 2027",
        "Number": example_statement().number,
    }
    assert list(facts_of(example_statement())) == list(facts_of(example_statement(skill_area="")))


def test_a_text_and_a_picture_prove_the_code_only() -> None:
    for given in (SIGNED.text, png(SIGNED.text)):
        found = verify(given, a_list())

        assert (found.verdict, found.proof) == (Verdict.VALID, Proof.CODE)
        assert verdict_word(found) == "The code is valid"
        assert "only the code was checked" in verdict_sentence(found)
        assert any("second page" in remark for remark in verdict_remarks(found, LATER))


def test_a_scan_says_that_the_file_itself_is_not_signed() -> None:
    unsigned = draw_certificate(example_content(), COMPLETION, "en")

    found = verify(unsigned, a_list())

    assert (found.verdict, found.proof) == (Verdict.VALID, Proof.UNSIGNED_FILE)
    assert verdict_word(found) == "The code is valid"
    assert "no signature of its own" in verdict_sentence(found)


def test_a_replaced_one_names_the_number_that_holds(pdf: bytes) -> None:
    trust = without(SIGNED, replaced_by="RPT-HUY-2027-K7QX-0002-5")

    for given in (pdf, SIGNED.text):
        found = verify(given, trust)
        assert (found.verdict, verdict_word(found)) == (Verdict.REPLACED, "Replaced")
        assert verdict_sentence(found) == (
            "This certificate was replaced by RPT-HUY-2027-K7QX-0002-5 on 18/03/2027 because the name was wrong: ask"
            " for that one."
        )
        assert found.statement == example_statement()


@pytest.mark.parametrize(
    ("reason", "words"),
    [("NOT_EARNED", "because it was not earned"), ("A_LATER_CODE", "because of another reason")],
)
def test_a_revoked_one_says_when_and_why(reason: str, words: str) -> None:
    found = verify(SIGNED.text, without(SIGNED, reason=reason))

    assert (found.verdict, verdict_word(found)) == (Verdict.REVOKED, "Revoked")
    assert f"revoked on 18/03/2027 {words}" in verdict_sentence(found)


def test_a_stranger_is_unknown_and_his_name_is_not_told() -> None:
    stranger = make_signing_keys("IPRC Huye, PC 3")
    signed = signed_by(stranger, example_statement())
    content = replace(example_content(), code_text=signed.text)
    whole = draw_certificate(content, COMPLETION, "en", stranger.signer)

    for given in (signed.text, whole):
        found = verify(given, a_list())
        assert (found.verdict, verdict_word(found)) == (Verdict.UNKNOWN_KEY, "Unknown signer")
        assert found.signer == ""
        assert "do not accept it before the college confirms it" in verdict_sentence(found)


def test_a_pc_that_joined_after_the_list_was_written_is_known_by_the_chain_in_its_file() -> None:
    newcomer = another_pc()
    signed = signed_by(newcomer, example_statement())
    content = replace(example_content(), code_text=signed.text)
    pdf = draw_certificate(content, COMPLETION, "en", newcomer.signer)

    assert verify(pdf, a_list()).verdict == Verdict.VALID
    assert verify(signed.text, a_list()).verdict == Verdict.UNKNOWN_KEY
    assert "bring the newest list" in verdict_sentence(verify(signed.text, a_list()))


def test_after_a_pc_was_withdrawn_only_what_is_registered_holds(pdf: bytes) -> None:
    key = SIGNED.key_id.hex()
    kept = a_list(registered={key: frozenset({SIGNED.hash.hex()})})
    gone = a_list(registered={key: frozenset()})

    assert verify(SIGNED.text, kept).verdict == Verdict.VALID
    assert verify(SIGNED.text, gone).verdict == Verdict.WITHDRAWN_KEY
    found = verify(pdf, gone)
    assert (found.verdict, verdict_word(found)) == (Verdict.WITHDRAWN_KEY, "Signer withdrawn")
    assert "do not accept it before the national office confirms it" in verdict_sentence(found)


def test_a_file_of_a_withdrawn_pc_proves_no_more_than_its_code(pdf: bytes) -> None:
    """Whoever has the key can sign any file around a genuine code."""
    kept = a_list(registered={SIGNED.key_id.hex(): frozenset({SIGNED.hash.hex()})})

    found = verify(pdf, kept)

    assert (found.verdict, found.proof) == (Verdict.VALID, Proof.CODE)
    assert verdict_word(found) == "The code is valid"


@pytest.mark.parametrize(
    ("heard_at", "words"),
    [
        (None, "has not heard from the national office yet"),
        (HEARD_AT, "as of 20/03/2027, 12 days ago: a sync brings the newest"),
        (LATER - timedelta(days=1), "as of 31/03/2027, 1 day ago"),
        (LATER, "as of 01/04/2027."),
        (LATER + timedelta(days=900), "as of 17/09/2029."),
        (LATER - timedelta(days=4000), "4000 days ago"),
    ],
)
def test_every_answer_says_how_old_the_list_is_and_none_is_refused_for_it(
    heard_at: datetime | None, words: str
) -> None:
    for given, verdict in ((SIGNED.text, Verdict.VALID), (png(SIGNED.text), Verdict.VALID)):
        found = verify(given, a_list(heard_at=heard_at))

        assert found.verdict == verdict
        assert words in verdict_remarks(found, LATER)[-1]


def test_a_practice_programme_says_what_its_certificates_are_worth() -> None:
    found = verify(SIGNED.text, a_list(is_practice=True))

    assert verdict_word(found) == "Valid for practice only"
    assert "worth nothing" in verdict_remarks(found, LATER)[0]


def test_several_certificates_of_one_picture_are_judged_each() -> None:
    good, gone = SIGNED, sign_example(long_statement())
    strange = signed_by(make_signing_keys(), example_statement(name="Keza Aline"))

    found = verify(png(good.text, gone.text, strange.text), without(gone))

    assert [one.verdict for one in found.all] == [Verdict.UNKNOWN_KEY, Verdict.REVOKED, Verdict.VALID]
    assert count_sentence(found) == "3 certificates were found, 1 of them valid."


def test_every_page_of_a_print_file_is_read() -> None:
    numbers = [f"Uwase {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n]}" for n in range(25)]
    contents = [example_content(example_statement(name=name)) for name in numbers]
    steps: list[tuple[int, int]] = []

    found = verify(draw_batch(contents, COMPLETION, "en"), a_list(), lambda *step: steps.append(step))

    assert sorted(one.statement.name for one in found.all if one.statement) == numbers
    assert {one.verdict for one in found.all} == {Verdict.VALID}
    assert max(steps)[1] == 25


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_code_in_a_text_file_is_checked_as_if_it_were_pasted(encoding: str) -> None:
    file = f"Dear colleague,\r\n{SIGNED.text}\r\nKind regards\r\n".encode(encoding)

    found = verify(file, a_list())

    assert (found.verdict, found.proof, found.statement) == (Verdict.VALID, Proof.CODE, SIGNED.statement)


@pytest.mark.parametrize(
    ("given", "problem", "words"),
    [
        (png("https://example.org"), NoCodeFound, "photograph the square code"),
        (png("RPT1:6BF NOTHING"), OnlyDamagedCodes, "do not accept"),
        (png("RPT2:BB8"), NewerCertificateCode, "update the app"),
        (b"no picture", NoPageInFile, "choose a photo or scan"),
        (b"%PDF-1.7 cut", NoPageInFile, "choose a photo or scan"),
        ("", NotACertificateCode, "scan the square code"),
        ("Uwimana Jean", NotACertificateCode, "scan the square code"),
        ("RPT-HUY-2027-K7QX-0001-", NumberNotValid, "compare it with the paper"),
        (example_statement().number, OnlyTheNumber, "a number alone proves nothing"),
    ],
)
def test_what_is_no_certificate_says_what_to_do(
    given: bytes | str, problem: type[Exception], words: str
) -> None:
    with pytest.raises(problem) as refused:
        verify(given, a_list())

    assert words in refused.value.sentence()  # type: ignore[attr-defined]  # all of them are errors of the user


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_has_words_in_every_language(language: str) -> None:
    use_language(language)
    try:
        for verdict in Verdict:
            found = replace(verify(SIGNED.text, without(SIGNED)), verdict=verdict)
            for fault in Fault:
                told = replace(found, fault=fault)
                assert verdict_word(told)
                assert verdict_sentence(told).endswith(".")
            assert all(remark for remark in verdict_remarks(found, LATER))
    finally:
        use_language("en")
