import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from tests.certificates.checking.browser import Browser, chromium
from tests.certificates.checking.checked_page import CheckPage, Shown
from tests.certificates.checking.odd_codes import flipped, odd_code
from tests.certificates.examples import (
    example_content,
    example_keys,
    example_logos,
    example_statement,
    long_statement,
    sign_example,
)
from tests.certificates.paper_scan import scan_paper
from tests.documents.signing_keys import certify, make_signing_keys, new_key
from tvet_desktop.certificates.checking import verify_page
from tvet_desktop.certificates.checking.judge import judge
from tvet_desktop.certificates.checking.trust_list import TrustList, Withdrawn
from tvet_desktop.certificates.checking.verify_page import write_verify_page
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.facts import facts_of
from tvet_desktop.certificates.statements.number import next_number
from tvet_desktop.certificates.statements.signed_statement import (
    NewerCertificateCode,
    NotACertificateCode,
    SignedStatement,
    key_id,
    read_statement,
    sign_statement,
)
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.certificates.withdrawing.reasons import WithdrawalReason
from tvet_desktop.shared.keyboard_layouts import LAYOUTS
from tvet_desktop.shared.translation import use_language

NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
HEARD = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
NASTY = "</script><img src=x onerror=\"document.title='hit'\">"
WORDS = tomllib.loads((verify_page.PARTS / "words.toml").read_text(encoding="utf-8"))


def _sign(keys: Any, **changes: Any) -> SignedStatement:
    return sign_statement(example_statement(**changes), keys.key, key_id(keys.key.public_key()))


def _number(counter: int) -> str:
    return str(next_number("HUY", 2027, "K7QX", counter))


@pytest.fixture(scope="module")
def case() -> SimpleNamespace:
    """A programme with a PC, one that was withdrawn, one with a nasty name; statements that do not hold any more."""
    keys = example_keys()
    withdrawn_key, nasty_key = new_key(), new_key()
    lost = SimpleNamespace(key=withdrawn_key)
    nasty = SimpleNamespace(key=nasty_key)
    chains = (
        keys.chain,
        (certify("IPRC Huye, PC 7", withdrawn_key, "Programme authority", keys.root_key), keys.root),
        (certify(NASTY, nasty_key, "Programme authority", keys.root_key), keys.root),
    )
    revoked, replaced = _sign(keys, number=_number(100)), _sign(keys, number=_number(200))
    kept, not_kept = _sign(lost, number=_number(300)), _sign(lost, number=_number(400))
    trust = TrustList(
        keys.root,
        chains,
        {
            revoked.hash.hex(): Withdrawn(WithdrawalReason.NOT_EARNED, "", date(2027, 5, 3)),
            replaced.hash.hex(): Withdrawn(WithdrawalReason.WRONG_NAME, _number(20), date(2027, 4, 1)),
        },
        NOW,
        {key_id(withdrawn_key.public_key()).hex(): frozenset({kept.hash.hex()})},
        HEARD,
    )
    return SimpleNamespace(
        trust=trust, revoked=revoked, replaced=replaced, kept=kept, not_kept=not_kept, nasty=nasty
    )


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture(scope="module")
def page(case: SimpleNamespace, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> CheckPage:
    return _open(browser, case.trust, tmp_path_factory.mktemp("page"))


def _open(browser: Browser, trust: TrustList, folder: Path, language: str = "en-GB") -> CheckPage:
    file = folder / "verify.html"
    file.write_bytes(write_verify_page(trust, NOW))
    return CheckPage(browser, file, language)


@pytest.fixture(scope="module")
def certificate() -> bytes:
    content = example_content(long_statement())
    return draw_certificate(
        content, template_for(CertificateKind.COMPLETION), "en", example_keys().signer, example_logos()
    )


def _answer(text: str, trust: TrustList) -> object:
    """Return what the app says of a text that nothing happened to on its way."""
    try:
        signed = read_statement(text)
    except NewerCertificateCode:
        return WORDS["en"]["newer_code"]
    except NotACertificateCode:
        return WORDS["en"]["not_a_code"]
    return judge(signed, trust).verdict.name, list(facts_of(signed.statement).values())


def _said(shown: Shown) -> object:
    return (shown.only.verdict, shown.only.facts) if shown.cards else shown.message


def test_a_genuine_certificate_shows_every_fact_as_the_app_does(page: CheckPage) -> None:
    shown = page.check(sign_example(example_statement()).text).only

    assert (shown.verdict, shown.title) == ("VALID", "The code is valid")
    assert dict(zip(shown.labels, shown.facts, strict=True)) == facts_of(example_statement())
    assert list(facts_of(example_statement())) == shown.labels
    assert "Signed by: IPRC Huye, PC 3" in shown.remarks


def test_what_does_not_hold_any_more_says_why_and_what_holds_instead(
    page: CheckPage, case: SimpleNamespace
) -> None:
    revoked, replaced, kept, not_kept = page.check_all(
        [case.revoked.text, case.replaced.text, case.kept.text, case.not_kept.text]
    )

    assert revoked.only.verdict == "REVOKED"
    assert revoked.only.sentence == (
        "This certificate was revoked on 3 May 2027 because it was not earned: do not accept it."
    )
    assert replaced.only.verdict == "REPLACED"
    assert replaced.only.sentence == (
        f"This certificate was replaced by {_number(20)} on 1 April 2027 because the name was wrong: ask for that one."
    )
    assert kept.only.verdict == "VALID"
    assert not_kept.only.verdict == "WITHDRAWN_KEY"
    assert not_kept.only.facts == list(facts_of(case.not_kept.statement).values())


def test_a_stranger_is_unknown_whatever_he_signs(page: CheckPage) -> None:
    shown = page.check(_sign(make_signing_keys()).text).only

    assert shown.verdict == "UNKNOWN_KEY"
    assert shown.facts
    assert not any("Signed by" in remark for remark in shown.remarks)


def test_a_day_outside_of_the_certificate_of_the_pc_is_not_believed(
    page: CheckPage, case: SimpleNamespace
) -> None:
    late = date(2036, 1, 2)
    signed = _sign(example_keys(), starts_on=late, ends_on=late, issued_on=late)

    assert judge(signed, case.trust).verdict.name == "UNKNOWN_KEY"
    assert page.check(signed.text).only.verdict == "UNKNOWN_KEY"


def test_each_fact_that_is_altered_under_an_old_signature_is_noticed(
    page: CheckPage, case: SimpleNamespace
) -> None:
    genuine = sign_example(example_statement())
    changes: dict[str, Any] = {
        "number": _number(1),
        "kind": CertificateKind.PARTICIPATION,
        "name": "Uwimana Jean-Baptista",
        "course_title": "Solar",
        "skill_area": "",
        "minutes": 60 * 60,
        "starts_on": date(2027, 3, 2),
        "ends_on": date(2027, 3, 13),
        "issued_on": date(2027, 3, 16),
        "college_name": "IPRC Tumba",
        "issuer": "Rwanda Polytechnics",
    }
    forged = []
    for name, value in changes.items():
        other = sign_example(replace(genuine.statement, **{name: value}))
        assert other.signature != genuine.signature
        forged.append(
            SignedStatement(
                other.statement,
                other.key_id,
                other.cose.replace(other.signature, genuine.signature),
                genuine.signature,
            ).text
        )

    assert {shown.only.verdict for shown in page.check_all(forged)} == {"ALTERED"}
    assert [_answer(text, case.trust) for text in forged] == [_said(one) for one in page.check_all(forged)]


def test_flipped_bits_and_exchanged_characters_are_judged_as_the_app_does(
    page: CheckPage, case: SimpleNamespace
) -> None:
    random = Random(5)
    genuine = sign_example(long_statement()).text
    texts = [text for text in (flipped(random, genuine) for _ in range(300)) if text != genuine]

    shown = page.check_all(texts)

    assert [_said(one) for one in shown] == [_answer(text, case.trust) for text in texts]
    assert not any(card.verdict == "VALID" for one in shown for card in one.cards)


def test_odd_statements_are_judged_as_the_app_does(page: CheckPage, case: SimpleNamespace) -> None:
    random = Random(11)
    key = example_keys().key
    texts = [odd_code(random, key, key_id(key.public_key())) for _ in range(800)]

    answers = [_answer(text, case.trust) for text in texts]

    assert [_said(one) for one in page.check_all(texts)] == answers
    valid = [answer for answer in answers if answer[0] == "VALID"]  # type: ignore[index]  # a text has a first letter
    assert len(valid) > 60


def test_scripts_in_names_stay_text(page: CheckPage, case: SimpleNamespace) -> None:
    shown = page.check(
        _sign(case.nasty, name=NASTY, course_title="<b>Solar</b>", number=_number(500)).text
    ).only

    assert shown.verdict == "VALID"
    assert NASTY in shown.facts
    assert f"Signed by: {NASTY}" in shown.remarks
    assert page.tab.run("document.querySelectorAll('#all img, #all b').length") == 0
    assert "hit" not in page.tab.run("document.title")


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

    shown = page.check_all([f"\n{text} \n", lines, text.lower(), typed])

    assert [one.only.verdict for one in shown] == ["VALID"] * 4
    assert page.check(text[:200] + text[200:].lower()).message == WORDS["en"]["not_a_code"]


def test_a_scanner_types_into_the_page_as_it_opens_and_the_next_scan_takes_the_place(
    case: SimpleNamespace, browser: Browser, tmp_path: Path
) -> None:
    page = _open(browser, case.trust, tmp_path)

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


@pytest.mark.parametrize(
    ("asked", "language", "title"),
    [
        ("fr-RW,fr,en", "fr", "Le code est valide"),
        ("rw,fr", "rw", "Kode ifite agaciro"),
        ("de,sw", "en", "The code is valid"),
    ],
)
def test_the_page_speaks_the_language_of_the_browser_and_can_be_told_another(
    case: SimpleNamespace, browser: Browser, tmp_path: Path, asked: str, language: str, title: str
) -> None:
    page = _open(browser, case.trust, tmp_path, asked)

    shown = page.check(sign_example(example_statement()).text).only
    use_language(language)
    facts = list(facts_of(example_statement()).values())
    use_language("en")

    assert page.tab.run("document.documentElement.lang") == language
    assert shown.title == title
    assert shown.facts == facts
    page.tab.run("document.querySelector('#languages button[lang=rw]').click()")
    assert page.shown().only.title == "Kode ifite agaciro"


def test_every_language_has_the_same_words_with_the_same_placeholders() -> None:
    places = {
        code: {
            name: sorted(re.findall(r"{\w+}", text)) for name, text in words.items() if isinstance(text, str)
        }
        for code, words in WORDS.items()
    }

    assert places["fr"] == places["en"]
    assert places["rw"] == places["en"]
    assert all({reason.value for reason in WithdrawalReason} <= words.keys() for words in WORDS.values())


def test_an_old_page_says_how_old_it_is_and_refuses_nothing(
    case: SimpleNamespace, browser: Browser, tmp_path: Path
) -> None:
    page = _open(browser, case.trust, tmp_path)
    page.tab.run("Date.now = () => Date.UTC(2036, 9, 1)")

    shown = page.check(sign_example(example_statement()).text).only

    assert shown.verdict == "VALID"
    assert "as of 1 October 2026, 3653 days ago" in shown.remarks[-1]
    unheard = _open(browser, replace(case.trust, heard_at=None), tmp_path)
    assert unheard.text_of("#age") == WORDS["en"]["never_heard"]


def test_a_practice_page_says_so(
    case: SimpleNamespace, browser: Browser, page: CheckPage, tmp_path: Path
) -> None:
    practice = _open(browser, replace(case.trust, is_practice=True), tmp_path)

    shown = practice.check(sign_example(example_statement()).text).only

    assert practice.text_of("#practice") == WORDS["en"]["practice"]
    assert WORDS["en"]["practice_remark"] in shown.remarks
    assert not page.is_shown("#practice")


def test_a_page_without_a_reader_says_so_and_checks_texts(
    case: SimpleNamespace, browser: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(verify_page, "DECODER", "absent.js")
    page = _open(browser, case.trust, tmp_path)

    assert page.check(sign_example(example_statement()).text).only.verdict == "VALID"
    assert not verify_page.reads_pictures()
    assert page.is_shown("#no-reader")
    assert not page.is_shown("#pictures")


def test_the_page_asks_for_nothing_and_breaks_none_of_its_own_rules(page: CheckPage) -> None:
    asked = {
        event["request"]["url"].partition(":")[0] for event in page.tab.events("Network.requestWillBeSent")
    }

    assert asked <= {"file", "blob"}
    assert page.tab.events("Log.entryAdded") == []
    assert page.tab.events("Runtime.exceptionThrown") == []


def test_everything_can_be_reached_and_has_a_name(
    case: SimpleNamespace, browser: Browser, tmp_path: Path
) -> None:
    page = _open(browser, case.trust, tmp_path)
    page.check(sign_example(example_statement()).text)
    page.tab.send("Accessibility.enable")
    nodes = page.tab.send("Accessibility.getFullAXTree")["nodes"]

    named = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if any(one["name"] == "focusable" and one["value"]["value"] for one in node.get("properties", []))
    ]
    assert all(name for _role, name in named), named
    assert {"button", "textbox"} <= {role for role, _name in named}
    page.tab.run("document.querySelector('#languages button').focus()")
    reached = []
    for _each in range(5):
        page.tab.send(
            "Input.dispatchKeyEvent", type="keyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9
        )
        reached.append(page.tab.run("document.activeElement.id || document.activeElement.lang"))
    assert reached == ["fr", "rw", "choose", "text", ""]


def test_the_page_stays_below_150_kb_with_40_pcs_and_2000_withdrawn_statements() -> None:
    root_key = new_key()
    root = certify("Programme authority", root_key, "Programme authority", root_key, path_length=0)
    chains = tuple(
        (certify(f"IPRC Huye, PC {pc}", new_key(), "Programme authority", root_key), root) for pc in range(40)
    )
    random = Random(1)
    withdrawn = {
        random.randbytes(32).hex(): Withdrawn(
            random.choice(list(WithdrawalReason)),
            str(next_number("HUY", 2027, f"K7{pc // 10}{pc % 10}", counter)) if counter % 3 else "",
            date(2027, 1, 1) + timedelta(counter),
        )
        for pc in range(40)
        for counter in range(50)
    }

    page = write_verify_page(TrustList(root, chains, withdrawn, NOW), NOW)

    assert len(withdrawn) == 2000
    assert verify_page.reads_pictures()
    assert len(page) < 150_000


def test_text_stands_out_from_its_ground_in_light_and_dark() -> None:
    style = (verify_page.PARTS / "page.css").read_text(encoding="utf-8")
    pairs = [(text, ground) for text in ("text", "muted", "accent") for ground in ("window", "surface")]
    pairs += [
        ("on-accent", "accent"),
        ("on-accent", "accent-hover"),
        ("on-practice", "practice"),
        ("accent", "soft"),
    ]
    pairs += [(tone, f"{tone}-soft") for tone in ("good", "attention", "bad")]
    pairs += [("text", f"{tone}-soft") for tone in ("good", "attention", "bad")]

    for colours in (dict(re.findall(r"--([\w-]+): (#\w+)", part)) for part in style.split("@media", 1)):
        assert [pair for pair in pairs if _contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part < 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
