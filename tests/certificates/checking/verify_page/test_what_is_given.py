from pathlib import Path
from urllib.parse import quote

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from tests.certificates.checking.verify_page.browser import Browser
from tests.certificates.checking.verify_page.checked_page import CheckPage
from tests.certificates.checking.verify_page.programme import WORDS, PageCase, open_page
from tests.certificates.examples import (
    example_content,
    example_keys,
    example_logos,
    example_statement,
    long_statement,
    sign_example,
)
from tests.certificates.paper_scan import scan_paper
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.facts import facts_of
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.shared.keyboard_layouts import LAYOUTS


@pytest.fixture(scope="module")
def certificate() -> bytes:
    content = example_content(long_statement())
    return draw_certificate(
        content, template_for(CertificateKind.COMPLETION), "en", example_keys().signer, example_logos()
    )


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ("", "nothing_given"),
        ("  \n", "nothing_given"),
        ("hello", "not_a_code"),
        ("RPT1:", "not_a_code"),
        ("RPT2:ABC", "newer_code"),
        ("rpt-huy-2027-k7qx-0001-3", "only_number"),
        ("RPT-HUY-2027-K7QX-0001-4", "not_a_code"),
    ],
)
def test_other_texts_are_told_what_they_are(page: CheckPage, given: str, word: str) -> None:
    shown = page.check(given)

    assert not shown.cards
    assert shown.message == WORDS["en"][word]


def test_the_text_may_have_its_lines_broken_or_come_in_small_letters_or_from_another_keyboard(
    page: CheckPage,
) -> None:
    text = sign_example(example_statement()).text
    lines = "\n".join(text[at : at + 76] for at in range(0, len(text), 76))
    american, french = LAYOUTS["us"], LAYOUTS["fr"]
    keys = {" ": " "} | dict(zip(american.plain, french.plain, strict=True))
    keys |= dict(zip(american.shifted, french.shifted, strict=True))
    typed = "".join(keys[letter] for letter in text)

    quoted = "The code is:\n> " + lines.replace("\n", "\n> ")

    shown = page.check_all([f"\n{text} \n", lines, quoted, text.lower(), typed])

    assert [one.only.verdict for one in shown] == ["VALID"] * 5
    assert page.check(text[:200] + text[200:].lower()).message == WORDS["en"]["not_a_code"]


def test_words_may_stand_around_a_code_and_a_mail_may_hold_several(page: CheckPage) -> None:
    first, second = sign_example(example_statement()), sign_example(long_statement())
    wrapped = "\n".join(second.text[at : at + 76] for at in range(0, len(second.text), 76))
    regards = "\n".join(["Kind regards", *(f"line {number} of a long foot" for number in range(40))])
    given = [
        f"The code is: {first.text} Kind regards",
        f"Good morning,\n\n{wrapped}\n{regards}",
        f"{wrapped} Kind regards\n",
        f"https://example.org/check?code={quote(first.text)}",
        first.text.replace("  ", " \xa0"),
    ]

    assert [one.only.verdict for one in page.check_all(given)] == ["VALID"] * len(given)
    both = page.check(f"One:\n{first.text}\nTwo:\n{wrapped}\n{regards}")
    assert [(card.verdict, card.facts[-1]) for card in both.cards] == [
        ("VALID", first.statement.number),
        ("VALID", second.statement.number),
    ]
    last = "10" if second.text.endswith("00") else "00"
    altered = page.check(f"One:\n{first.text}\nTwo:\n{second.text[:-2]}{last}\n")
    assert [card.verdict for card in altered.cards] == ["VALID", "ALTERED"]
    cut = page.check(f"{first.text}\n{second.text[:-9]}")
    assert cut.message == WORDS["en"]["not_a_code"], "none of several is left out unsaid"


def test_a_scanner_types_into_the_page_as_it_opens_and_the_next_scan_takes_the_place(
    case: PageCase, browser: Browser, tmp_path: Path
) -> None:
    page = open_page(browser, case.trust, tmp_path)

    for text, verdict in ((sign_example(example_statement()).text, "VALID"), (case.revoked.text, "REVOKED")):
        page.tab.type_keys(text + "\n")
        assert page.shown().only.verdict == verdict
    page.tab.run("document.querySelector('#languages button[lang=fr]').focus()")
    page.tab.type_keys(case.kept.text + "\n")
    assert page.shown().only.verdict == "VALID"


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_a_scan_of_the_longest_certificate_is_read(
    page: CheckPage, certificate: bytes, tmp_path: Path, seed: int
) -> None:
    picture = tmp_path / "scan.png"
    scan_paper(certificate, dots_per_inch=150, seed=seed).save(picture)

    assert page.choose(picture).only.facts == list(facts_of(long_statement()).values())


def test_a_turned_picture_is_read_from_the_camera_dropped_and_pasted(
    page: CheckPage, certificate: bytes, tmp_path: Path
) -> None:
    document = pypdfium2.PdfDocument(certificate)
    drawn = document[0].render(scale=150 / 72).to_pil()
    document.close()
    picture = tmp_path / "photo.png"

    for angle, give in ((0, "#choose"), (33, "#camera"), (90, "drop"), (180, "paste")):
        drawn.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor="#b0b0a8").save(picture)
        page.check("")
        shown = page.choose(picture, give) if give.startswith("#") else page.give(give, picture)
        assert shown.only.verdict == "VALID", give


@pytest.mark.parametrize("angle", [0, 7, 90])
def test_every_code_in_a_picture_is_checked_and_other_codes_beside_it_do_not_hide_it(
    case: PageCase, page: CheckPage, tmp_path: Path, angle: int
) -> None:
    genuine = sign_example(example_statement()).text
    sheet = Image.new("L", (1500, 1100), "white")
    for number, text in enumerate(("https://example.org", genuine, case.revoked.text, "WIFI:S:lab;;")):
        sheet.paste(_code(text), (60 + number % 2 * 720, 60 + number // 2 * 520))
    picture = tmp_path / "several.png"
    sheet.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255).save(picture)

    shown = page.choose(picture)

    assert sorted(card.verdict for card in shown.cards) == ["REVOKED", "VALID"]


def test_files_without_a_code_of_ours_are_told_what_they_are(
    page: CheckPage, certificate: bytes, tmp_path: Path
) -> None:
    plain, other, pdf, text = (tmp_path / name for name in ("a.png", "b.png", "c.pdf", "d.png"))
    image = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(image).rectangle((50, 50, 200, 200), fill="black")
    image.save(plain)
    _code("https://example.org").save(other)
    pdf.write_bytes(certificate)
    text.write_text("no picture")
    damaged = tmp_path / "e.png"
    _code(sign_example(example_statement()).text[:200]).save(damaged)

    expected = {
        plain: "no_code_in_picture",
        other: "other_code_in_picture",
        pdf: "is_pdf",
        text: "not_a_picture",
        damaged: "impossible_code",
    }
    assert {file: page.choose(file).message for file in expected} == {
        file: WORDS["en"][word] for file, word in expected.items()
    }


def _code(text: str) -> Image.Image:
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4)
    return Image.frombytes("L", (code.shape[1], code.shape[0]), bytes(memoryview(code)))


_OWN_READER = """
class BarcodeDetector {
  static async getSupportedFormats() { return ["qr_code", "ean_13"]; }
  async detect() { %s }
}
globalThis.BarcodeDetector = BarcodeDetector;
"""


@pytest.mark.parametrize(
    ("answer", "verdicts"),
    [
        ("return [{rawValue: %r}, {rawValue: %r}, {rawValue: 'https://example.org'}];", ["VALID", "REVOKED"]),
        ("return [];", ["VALID"]),
        ("throw new Error('no service');", ["VALID"]),
    ],
)
def test_the_browsers_own_reader_comes_first_and_its_failure_is_made_good(
    case: PageCase, browser: Browser, certificate: bytes, tmp_path: Path, answer: str, verdicts: list[str]
) -> None:
    texts = (sign_example(example_statement()).text, case.revoked.text)
    script = _OWN_READER % (answer % texts if "%" in answer else answer)
    page = open_page(browser, case.trust, tmp_path, before=script)
    picture = tmp_path / "scan.png"
    scan_paper(certificate, dots_per_inch=150, seed=1).save(picture)

    assert [card.verdict for card in page.choose(picture).cards] == verdicts
