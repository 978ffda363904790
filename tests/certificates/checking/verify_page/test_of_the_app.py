"""Certificates that the app issued, replaced and revoked, against the page that it wrote."""

from pathlib import Path

import pypdfium2
from sqlalchemy import select

from tests.certificates.checking.verify_page.browser import Browser
from tests.certificates.checking.verify_page.programme import open_page
from tests.certificates.factories import Course
from tests.certificates.withdrawing.conftest import Issued
from tvet_desktop.certificates.checking.trust_list import read_trust_list
from tvet_desktop.certificates.facts import facts_of
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.statements.signed_statement import read_statement


def test_what_the_app_issues_replaces_and_revokes(course: Course, browser: Browser, tmp_path: Path) -> None:
    issued = Issued(course)
    revoked, kept = issued.certificates[1:]
    new = issued.replace("Keza Alina")
    issued.confirm(issued.ask(revoked.certificate_id))
    with issued.app.database.reading() as db:
        texts = {one.id: one.code_text for one in db.scalars(select(Certificate))}
    picture = tmp_path / "page.png"
    document = pypdfium2.PdfDocument(kept.pdf)
    document[0].render(scale=150 / 72).to_pil().rotate(90, expand=True).save(picture)
    document.close()

    page = open_page(browser, read_trust_list(issued.app.data_dir), tmp_path)

    old = page.check(texts[issued.one]).only
    assert old.verdict == "REPLACED"
    assert f"replaced by {new.number} on 8 March 2027 because the name was wrong" in old.sentence
    assert page.check(texts[new.certificate_id]).only.verdict == "VALID"
    assert page.check(texts[revoked.certificate_id]).only.verdict == "REVOKED"
    shown = page.choose(picture).only
    assert shown.verdict == "VALID"
    assert shown.facts == list(facts_of(read_statement(texts[kept.certificate_id]).statement).values())
