from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from tests.certificates.checking.verify_page.checked_page import CheckPage
from tests.certificates.checking.verify_page.odd_codes import flipped, odd_code
from tests.certificates.checking.verify_page.programme import NASTY, PageCase, answer, number, said, sign_with
from tests.certificates.examples import (
    example_keys,
    example_statement,
    long_statement,
    sign_example,
)
from tests.documents.signing_keys import make_signing_keys
from tvet_desktop.certificates.checking.judge import judge
from tvet_desktop.certificates.facts import facts_of
from tvet_desktop.certificates.statements.signed_statement import (
    SignedStatement,
    key_id,
)
from tvet_desktop.certificates.statements.statement import CertificateKind


def test_a_genuine_certificate_shows_every_fact_as_the_app_does(page: CheckPage) -> None:
    shown = page.check(sign_example(example_statement()).text).only

    assert (shown.verdict, shown.title) == ("VALID", "The code is valid")
    assert dict(zip(shown.labels, shown.facts, strict=True)) == facts_of(example_statement())
    assert list(facts_of(example_statement())) == shown.labels
    assert "Signed by: IPRC Huye, PC 3" in shown.remarks


def test_what_does_not_hold_any_more_says_why_and_what_holds_instead(page: CheckPage, case: PageCase) -> None:
    revoked, replaced, kept, not_kept = page.check_all(
        [case.revoked.text, case.replaced.text, case.kept.text, case.not_kept.text]
    )

    assert revoked.only.verdict == "REVOKED"
    assert revoked.only.sentence == (
        "This certificate was revoked on 3 May 2027 because it was not earned: do not accept it."
    )
    assert replaced.only.verdict == "REPLACED"
    assert replaced.only.sentence == (
        f"This certificate was replaced by {number(20)} on 1 April 2027 because the name was wrong: ask for that one."
    )
    assert kept.only.verdict == "VALID"
    assert not_kept.only.verdict == "WITHDRAWN_KEY"
    assert not_kept.only.facts == list(facts_of(case.not_kept.statement).values())


def test_a_stranger_is_unknown_whatever_he_signs(page: CheckPage) -> None:
    shown = page.check(sign_with(make_signing_keys().key).text).only

    assert shown.verdict == "UNKNOWN_KEY"
    assert shown.facts
    assert not any("Signed by" in remark for remark in shown.remarks)


def test_a_day_outside_of_the_certificate_of_the_pc_is_not_believed(page: CheckPage, case: PageCase) -> None:
    late = date(2036, 1, 2)
    signed = sign_with(example_keys().key, starts_on=late, ends_on=late, issued_on=late)

    assert judge(signed, case.trust).verdict.name == "UNKNOWN_KEY"
    assert page.check(signed.text).only.verdict == "UNKNOWN_KEY"


def test_each_fact_that_is_altered_under_an_old_signature_is_noticed(page: CheckPage, case: PageCase) -> None:
    genuine = sign_example(example_statement())
    changes: dict[str, Any] = {
        "number": number(1),
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
    assert [answer(text, case.trust) for text in forged] == [said(one) for one in page.check_all(forged)]


def test_flipped_bits_and_exchanged_characters_are_judged_as_the_app_does(
    page: CheckPage, case: PageCase
) -> None:
    random = Random(5)
    genuine = sign_example(long_statement()).text
    texts = [text for text in (flipped(random, genuine) for _ in range(300)) if text != genuine]

    shown = page.check_all(texts)

    assert [said(one) for one in shown] == [answer(text, case.trust) for text in texts]
    assert not any(card.verdict == "VALID" for one in shown for card in one.cards)


def test_odd_statements_are_judged_as_the_app_does(page: CheckPage, case: PageCase) -> None:
    random = Random(11)
    key = example_keys().key
    texts = [odd_code(random, key, key_id(key.public_key())) for _ in range(800)]

    answers = [answer(text, case.trust) for text in texts]

    assert [said(one) for one in page.check_all(texts)] == answers
    valid = [answer for answer in answers if answer[0] == "VALID"]  # type: ignore[index]  # a text has a first letter
    assert len(valid) > 60


def test_scripts_in_names_stay_text(page: CheckPage, case: PageCase) -> None:
    shown = page.check(
        sign_with(case.nasty_key, name=NASTY, course_title="<b>Solar</b>", number=number(500)).text
    ).only

    assert shown.verdict == "VALID"
    assert NASTY in shown.facts
    assert f"Signed by: {NASTY}" in shown.remarks
    assert page.tab.run("document.querySelectorAll('#all img, #all b').length") == 0
    assert "hit" not in page.tab.run("document.title")
