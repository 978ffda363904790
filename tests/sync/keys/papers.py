"""Papers that PCs sign, honestly or not, and what others make of them."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.certificates.examples import example_statement
from tests.sync.conftest import Pc
from tvet_desktop.certificates.checking.trust_list import TrustList, read_trust_list
from tvet_desktop.certificates.checking.verdict import Verdict
from tvet_desktop.certificates.checking.verify import verify
from tvet_desktop.certificates.drawing.content import CertificateContent
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.issuer import Issuer
from tvet_desktop.certificates.statements.signed_statement import sign_statement
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.sync.certificate_keys import issuer_of_this_pc

ISSUED_ON = date(2027, 3, 15)


def issuer_of(pc: Pc) -> Issuer:
    with pc.app.database.reading() as db:
        return issuer_of_this_pc(db)


def sign_paper(issuer: Issuer, *, issued_on: date = ISSUED_ON, **facts: Any) -> str:
    """The code of a paper that no database knows."""
    statement = example_statement(issued_on=issued_on, **facts)
    return sign_statement(statement, issuer.private_key, issuer.key_id).text


def draw_paper(issuer: Issuer, pc: Pc, *, issued_on: date = ISSUED_ON, code_text: str = "") -> bytes:
    """A whole signed PDF; with another ``code_text`` a forged one."""
    statement = example_statement(issued_on=issued_on)
    content = CertificateContent(
        statement=statement,
        code_text=code_text or sign_paper(issuer, issued_on=issued_on),
        issued_at=pc.app.now(),
    )
    return draw_certificate(content, template_for(statement.kind), "en", issuer.pdf_signer())


def trust_of(pc: Pc) -> TrustList:
    return read_trust_list(pc.app.data_dir)


def verdict(pc: Pc, paper: str | bytes) -> Verdict:
    return verify(paper, trust_of(pc)).verdict


def tell(teller: Pc, hearer: Pc, folder: Path) -> None:
    """Carry everything that one PC has to another on a stick."""
    teller.export(folder)
    hearer.app.import_sync([folder])
