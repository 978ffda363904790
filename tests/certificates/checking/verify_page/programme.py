"""A programme with a PC, one that was withdrawn, one with a nasty name; statements that do not hold any more."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from tests.certificates.checking.verify_page.browser import Browser
from tests.certificates.checking.verify_page.checked_page import CheckPage, Shown
from tests.certificates.examples import example_keys, example_statement
from tests.documents.signing_keys import certify, new_key
from tvet_desktop.certificates.checking import verify_page
from tvet_desktop.certificates.checking.judge import judge
from tvet_desktop.certificates.checking.trust_list import TrustList, Withdrawn
from tvet_desktop.certificates.checking.verify_page import write_verify_page
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
from tvet_desktop.certificates.withdrawing.reasons import WithdrawalReason

NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
HEARD = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
NASTY = "</script><img src=x onerror=\"document.title='hit'\">"
WORDS = tomllib.loads((verify_page.PARTS / "words.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class PageCase:
    """``kept`` and ``not_kept`` are of the PC that was withdrawn."""

    trust: TrustList
    revoked: SignedStatement
    replaced: SignedStatement
    kept: SignedStatement
    not_kept: SignedStatement
    nasty_key: ec.EllipticCurvePrivateKey


def sign_with(key: ec.EllipticCurvePrivateKey, **changes: Any) -> SignedStatement:
    return sign_statement(example_statement(**changes), key, key_id(key.public_key()))


def number(counter: int) -> str:
    return str(next_number("HUY", 2027, "K7QX", counter))


def open_page(
    browser: Browser, trust: TrustList, folder: Path, language: str = "en-GB", before: str = ""
) -> CheckPage:
    file = folder / "verify.html"
    file.write_bytes(write_verify_page(trust, NOW))
    return CheckPage(browser, file, language, before)


@cache
def page_case() -> PageCase:
    keys = example_keys()
    lost_key, nasty_key = new_key(), new_key()
    chains = (
        keys.chain,
        (certify("IPRC Huye, PC 7", lost_key, "Programme authority", keys.root_key), keys.root),
        (certify(NASTY, nasty_key, "Programme authority", keys.root_key), keys.root),
    )
    revoked, replaced = sign_with(keys.key, number=number(100)), sign_with(keys.key, number=number(200))
    kept, not_kept = sign_with(lost_key, number=number(300)), sign_with(lost_key, number=number(400))
    trust = TrustList(
        keys.root,
        chains,
        {
            revoked.hash.hex(): Withdrawn(WithdrawalReason.NOT_EARNED, "", date(2027, 5, 3)),
            replaced.hash.hex(): Withdrawn(WithdrawalReason.WRONG_NAME, number(20), date(2027, 4, 1)),
        },
        NOW,
        {key_id(lost_key.public_key()).hex(): frozenset({kept.hash.hex()})},
        HEARD,
    )
    return PageCase(trust, revoked, replaced, kept, not_kept, nasty_key)


def answer(text: str, trust: TrustList) -> object:
    """Return what the app says of a text that nothing happened to on its way."""
    try:
        signed = read_statement(text)
    except NewerCertificateCode:
        return WORDS["en"]["newer_code"]
    except NotACertificateCode:
        return WORDS["en"]["not_a_code"]
    return judge(signed, trust).verdict.name, list(facts_of(signed.statement).values())


def said(shown: Shown) -> object:
    return (shown.only.verdict, shown.only.facts) if shown.cards else shown.message
