"""What does not hold any more, as far as this PC knows: by the hash of the statement, and naming nobody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from tvet_desktop.certificates.checking.trust_list import Withdrawn
from tvet_desktop.certificates.models import Certificate, CertificateChoice, WithdrawnStatement
from tvet_desktop.certificates.withdrawing.own_statement import college_codes, is_own_statement
from tvet_desktop.certificates.withdrawing.reasons import WithdrawalReason
from tvet_desktop.shared.known import known
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import Scope, scope_of


def withdrawn_statements(db: Session) -> dict[str, Withdrawn]:
    """Return what the national office published, and what was replaced in the rows that this PC can read.

    That a revocation was confirmed is believed only where the national office published it: a PC of the college
    could write the row of a decision as well.
    """
    published = published_statements(db)
    return published | unpublished_replacements(db, published)


def published_statements(db: Session) -> dict[str, Withdrawn]:
    """Return the national office's list; of two lines for one statement a revocation comes first, then the earlier."""
    rows = [
        row
        for row in db.scalars(select(WithdrawnStatement).where(not_deleted(WithdrawnStatement)))
        if scope_of(row.id) == Scope.SHARED
    ]
    rows.sort(key=lambda row: (bool(row.replaced_by), row.on_date, row.id), reverse=True)
    return {row.statement_hash: Withdrawn(row.reason, row.replaced_by, row.on_date) for row in rows}


def unpublished_replacements(db: Session, published: Mapping[str, Withdrawn]) -> dict[str, Withdrawn]:
    """Return what was replaced and is not on the national office's list yet.

    A choice between two certificates that an earlier choice has decided otherwise counts for nothing.
    """
    found: dict[str, Withdrawn] = {}
    codes = college_codes(db)
    replacing = [
        one
        for one in [*_corrected(db), *_chosen(db)]
        if is_own_statement(one.old, codes) and is_own_statement(one.new, codes)
    ]
    successors = {
        one.old.number: published[one.old.statement_hash].replaced_by
        for one in replacing
        if one.old.statement_hash in published
    }
    for one in replacing:
        is_known = one.old.statement_hash in published or one.old.statement_hash in found
        if not is_known and not _leads_to(one.new.number, one.old.number, successors):
            successors[one.old.number] = one.new.number
            found[one.old.statement_hash] = Withdrawn(one.reason, one.new.number, one.on_date)
    return found


@dataclass(frozen=True)
class _Replacing:
    old: Certificate
    new: Certificate
    reason: str
    on_date: date


_New = aliased(Certificate, name="new_certificate")


def _corrected(db: Session) -> Iterator[_Replacing]:
    """Give what new certificates correct; the one that was issued first comes first."""
    query = (
        select(Certificate, _New)
        .join(_New, _New.replaces_id == Certificate.id)
        .where(not_deleted(Certificate), _New.deleted.is_(False), _New.course_id == Certificate.course_id)
        .order_by(_New.changed_at, _New.id)
    )
    for old, new in db.execute(query):
        reason = known(WithdrawalReason, new.replaced_because, WithdrawalReason.OTHER)
        yield _Replacing(old, new, reason.value, new.issued_on)


def _chosen(db: Session) -> Iterator[_Replacing]:
    """Give the certificates that were issued twice and lost; what was decided first comes first."""
    query = (
        select(CertificateChoice, Certificate, _New)
        .join(Certificate, Certificate.id == CertificateChoice.withdrawn_id)
        .join(_New, _New.id == CertificateChoice.kept_id)
        .where(
            not_deleted(CertificateChoice, Certificate),
            _New.deleted.is_(False),
            _New.course_id == Certificate.course_id,
        )
        .order_by(CertificateChoice.changed_at, CertificateChoice.id)
    )
    for choice, old, new in db.execute(query):
        yield _Replacing(old, new, WithdrawalReason.ISSUED_TWICE.value, choice.chosen_on)


def _leads_to(number: str, wanted: str, successors: Mapping[str, str]) -> bool:
    """Tell whether what holds instead of a certificate is in the end another one."""
    seen: set[str] = set()
    while number and number not in seen:
        if number == wanted:
            return True
        seen.add(number)
        number = successors.get(number, "")
    return False
