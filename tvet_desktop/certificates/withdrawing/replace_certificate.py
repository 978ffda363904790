"""Correct a certificate: a new one with today's facts under a new number; the old one stays as it was issued."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.issuer import Issuer
from tvet_desktop.certificates.issuing import Replaced, draw_one, keep_one, prepare, recipient_of
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.withdrawing.correction import candidate_of
from tvet_desktop.certificates.withdrawing.rules import (
    REASONS_TO_REPLACE,
    HoldsAnother,
    NotQualifiedAnyMore,
    require_reason_code,
)
from tvet_desktop.certificates.withdrawing.untouched import require_day, require_untouched
from tvet_desktop.people.confirm_name import confirm_name
from tvet_desktop.people.merging.merged import counting_person
from tvet_desktop.storage.files import FileStore


@dataclass(frozen=True)
class CertificateReplaced:
    """The new certificate and the number of the old one. It cannot be undone: papers may be out already."""

    certificate_id: int
    number: str
    replaced_number: str


def replace_certificate(
    db: Session,
    *,
    certificate_id: int,
    certificate_name: str,
    confirmed_on: date,
    reason: str,
    issuer: Issuer,
    files: FileStore,
    issued_on: date,
    now: datetime,
    by: int | None,
) -> CertificateReplaced:
    """Issue a new certificate that says on its paper which one it replaces.

    Title, hours, days and kind are taken from the course as it is today.

    Args:
        db: an open transaction.
        certificate_id: the one that is wrong.
        certificate_name: the name to print, as its owner has signed it once more.
        confirmed_on: the day of that signature.
        reason: one of ``REASONS_TO_REPLACE``; it becomes public.
        issuer: this PC.
        files: where the new PDF is kept.
        issued_on: the day that the new certificate carries.
        now: what its signature carries.
        by: the user's id.

    Raises:
        NotAllowed: the role of the user does not include it.
        HoldsNoMore, RevocationWaits, ForeignStatement: the old one cannot be replaced.
        DayBeforeIssue, ReasonUnknown, BadCertificateName: see there.
        NotQualifiedAnyMore, HoldsAnother: today no new certificate would be due.
        StatementTooLong, StatementImpossible, TextDoesNotFit, CharacterNotPrintable: it cannot be printed so.
    """
    require_role(db, by, "withdraw_certificates")
    certificate = db.get_one(Certificate, certificate_id)
    require_untouched(db, certificate)
    require_day(certificate, issued_on)
    reason_code = require_reason_code(reason, REASONS_TO_REPLACE)
    confirm_name(
        db,
        person_id=counting_person(db, certificate.person_id),
        certificate_name=certificate_name,
        confirmed_on=confirmed_on,
        by=by,
    )
    row = _who_qualifies(db, certificate, certificate_name)
    issuing = prepare(db, course_id=certificate.course_id, issuer=issuer, issued_on=issued_on, now=now)
    replaced = Replaced(certificate_id, certificate.number, reason_code.value)
    drawn = draw_one(issuing, recipient_of(row), replaces=replaced)
    kept = keep_one(db, issuing, drawn, files=files, by=by)
    db.flush()
    return CertificateReplaced(kept.certificate_id, kept.number, certificate.number)


def _who_qualifies(db: Session, certificate: Certificate, name: str) -> CandidateRow:
    row = candidate_of(db, certificate)
    if row is None or row.kind is None:
        raise NotQualifiedAnyMore(certificate.number, name)
    if row.number and row.certificate_id != certificate.id and row.kind.value != certificate.kind:
        raise HoldsAnother(certificate.number, row.number)
    return row
