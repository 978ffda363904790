"""What stands on an issued certificate, gathered so that its page can be drawn once more where its file is not."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy.orm import Session

from tvet_desktop.certificates.drawing.content import CertificateContent, Logo
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.statements.signed_statement import read_statement
from tvet_desktop.certificates.templates.template import Template, template_for
from tvet_desktop.programme.queries import the_programme


@dataclass(frozen=True)
class FrozenPage:
    """A certificate with all that stood around its facts when it was issued: what ``draw_certificate`` takes."""

    content: CertificateContent
    template: Template
    language: str
    logos: tuple[Logo, ...] = ()


def frozen_page(db: Session, certificate: Certificate) -> FrozenPage:
    """Return the page of a certificate as it was issued. Its facts are those of the signed statement."""
    statement = read_statement(certificate.code_text).statement
    replaced = db.get(Certificate, certificate.replaces_id) if certificate.replaces_id else None
    content = CertificateContent(
        statement=statement,
        code_text=certificate.code_text,
        issued_at=datetime.combine(statement.issued_on, time(12), UTC),
        replaces=replaced.number if replaced is not None else "",
        is_practice=the_programme(db).practice,
    )
    return FrozenPage(content, template_for(statement.kind), certificate.language)
