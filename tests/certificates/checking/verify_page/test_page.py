import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.certificates.checking.verify_page.browser import Browser
from tests.certificates.checking.verify_page.checked_page import CheckPage
from tests.certificates.checking.verify_page.programme import (
    NOW,
    WORDS,
    PageCase,
    open_page,
)
from tests.certificates.examples import (
    example_statement,
    sign_example,
)
from tests.documents.signing_keys import certify, new_key
from tvet_desktop.certificates.checking import verify_page
from tvet_desktop.certificates.checking.trust_list import TrustList, Withdrawn
from tvet_desktop.certificates.checking.verify_page import write_verify_page
from tvet_desktop.certificates.facts import facts_of
from tvet_desktop.certificates.statements.number import next_number
from tvet_desktop.certificates.withdrawing.reasons import WithdrawalReason
from tvet_desktop.shared.translation import use_language


@pytest.mark.parametrize(
    ("asked", "language", "title"),
    [
        ("fr-RW,fr,en", "fr", "Le code est valide"),
        ("rw,fr", "rw", "Kode ifite agaciro"),
        ("de,sw", "en", "The code is valid"),
    ],
)
def test_the_page_speaks_the_language_of_the_browser_and_can_be_told_another(
    case: PageCase, browser: Browser, tmp_path: Path, asked: str, language: str, title: str
) -> None:
    page = open_page(browser, case.trust, tmp_path, asked)

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
    case: PageCase, browser: Browser, tmp_path: Path
) -> None:
    page = open_page(browser, case.trust, tmp_path)
    page.tab.run("Date.now = () => Date.UTC(2036, 9, 1)")

    shown = page.check(sign_example(example_statement()).text).only

    assert shown.verdict == "VALID"
    assert "as of 1 October 2026, 3653 days ago" in shown.remarks[-1]
    unheard = open_page(browser, replace(case.trust, heard_at=None), tmp_path)
    assert unheard.text_of("#age") == WORDS["en"]["never_heard"]


def test_a_practice_page_says_so(case: PageCase, browser: Browser, page: CheckPage, tmp_path: Path) -> None:
    practice = open_page(browser, replace(case.trust, is_practice=True), tmp_path)

    shown = practice.check(sign_example(example_statement()).text).only

    assert practice.text_of("#practice") == WORDS["en"]["practice"]
    assert WORDS["en"]["practice_remark"] in shown.remarks
    assert not page.is_shown("#practice")


def test_a_page_without_a_reader_says_so_and_checks_texts(
    case: PageCase, browser: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(verify_page, "DECODER", "absent.js")
    page = open_page(browser, case.trust, tmp_path)

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


def test_a_script_that_came_in_would_not_run(case: PageCase, browser: Browser, tmp_path: Path) -> None:
    page = open_page(browser, case.trust, tmp_path)
    hit = "globalThis.hit = 1"
    tries = (
        f"document.body.innerHTML = '<img src=x onerror=\"{hit}\">'",
        f"document.body.append(Object.assign(document.createElement('script'), {{textContent: '{hit}'}}))",
        f"document.body.insertAdjacentHTML('beforeend', '<script>{hit}</script>')",
        "fetch('https://example.org')",
        "new Image().src = 'https://example.org'",
    )

    for script in tries:
        page.tab.run(f"(async () => {{ try {{ await ({script}); }} catch {{}} }})()")

    assert page.tab.run("globalThis.hit ?? 0") == 0
    blocked = [event["response"]["url"] for event in page.tab.events("Network.responseReceived")]
    assert not any("example.org" in address for address in blocked)


def test_everything_can_be_reached_and_has_a_name(case: PageCase, browser: Browser, tmp_path: Path) -> None:
    page = open_page(browser, case.trust, tmp_path)
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
