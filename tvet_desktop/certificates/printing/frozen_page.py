"""What stands on an issued certificate, gathered so that its page can be drawn once more where its file is not."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy.orm import Session

from tvet_desktop.certificates.certificate_erased import CertificateErased
from tvet_desktop.certificates.drawing.content import CertificateContent, Logo
from tvet_desktop.certificates.drawing.second_page import read_second_page
from tvet_desktop.certificates.models import Certificate, CertificateDesign
from tvet_desktop.certificates.setup.design import Look, design_of, look_of, read_design
from tvet_desktop.certificates.setup.queries import default_setup
from tvet_desktop.certificates.statements.signed_statement import read_statement
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import Template
from tvet_desktop.programme.queries import the_programme


@dataclass(frozen=True)
class FrozenPage:
    """A certificate with all that stood around its facts when it was issued: what ``draw_certificate`` takes."""

    content: CertificateContent
    template: Template
    language: str
    logos: tuple[Logo, ...] = ()


def frozen_page(db: Session, certificate: Certificate) -> FrozenPage:
    """Return the page of a certificate as it was issued. Its facts are those of the signed statement.

    Raises:
        CertificateErased: the person was erased.
        DesignNotReadable, TemplateNotValid, SecondPageNotReadable: a newer version of the app issued it.
    """
    if not certificate.code_text:
        raise CertificateErased(certificate.number)
    statement = read_statement(certificate.code_text).statement
    replaced = db.get(Certificate, certificate.replaces_id) if certificate.replaces_id else None
    look = _look(db, certificate, statement.kind)
    content = look.content(
        statement,
        certificate.code_text,
        issued_at=datetime.combine(statement.issued_on, time(12), UTC),
        replaces=replaced.number if replaced is not None else "",
        is_practice=the_programme(db).practice,
        second_page=read_second_page(certificate.second_page) if certificate.second_page else None,
    )
    return FrozenPage(content, look.template, look.language, look.logos)


def _look(db: Session, certificate: Certificate, kind: CertificateKind) -> Look:
    """Return the look that was kept; a certificate without one has the look that a course begins with."""
    row = db.get(CertificateDesign, certificate.design_id) if certificate.design_id else None
    if row is not None:
        return look_of(db, read_design(row.content))
    course_id = certificate.course_id
    return look_of(db, design_of(db, course_id, default_setup(db, course_id), kind))
