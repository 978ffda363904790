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


def withdrawn_statements(db: Session, course_id: int | None = None) -> dict[str, Withdrawn]:
    """Return what the national office published, and what was replaced in the rows that this PC can read.

    With ``course_id`` only what its certificates need. That a revocation was confirmed is believed only where the
    national office published it: a PC of the college could write the row of a decision as well.
    """
    published = published_statements(db, course_id)
    return published | unpublished_replacements(db, published, course_id)


def published_statements(db: Session, course_id: int | None = None) -> dict[str, Withdrawn]:
    """Return the national office's list; of two lines for one statement a revocation comes first, then the earlier."""
    row = WithdrawnStatement
    query = select(row.id, row.statement_hash, row.reason, row.replaced_by, row.on_date).where(
        not_deleted(row)
    )
    if course_id is not None:
        wanted = select(Certificate.statement_hash).where(Certificate.course_id == course_id)
        query = query.where(row.statement_hash.in_(wanted))
    lines = [line for line in db.execute(query) if scope_of(line.id) == Scope.SHARED]
    lines.sort(key=lambda line: (bool(line.replaced_by), line.on_date, line.id), reverse=True)
    return {line.statement_hash: Withdrawn(line.reason, line.replaced_by, line.on_date) for line in lines}


def unpublished_replacements(
    db: Session, published: Mapping[str, Withdrawn], course_id: int | None = None
) -> dict[str, Withdrawn]:
    """Return what was replaced and is not on the national office's list yet.

    A choice between two certificates that an earlier choice has decided otherwise counts for nothing.
    """
    found: dict[str, Withdrawn] = {}
    codes = college_codes(db)
    replacing = [*_corrected(db, course_id), *_chosen(db, course_id)]
    successors = {
        one.old.number: published[one.old.statement_hash].replaced_by
        for one in replacing
        if one.old.statement_hash in published
    }
    for one in replacing:
        is_known = one.old.statement_hash in published or one.old.statement_hash in found
        if is_known or _leads_to(one.new.number, one.old.number, successors):
            continue
        if is_own_statement(one.old, codes) and is_own_statement(one.new, codes):
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


def _corrected(db: Session, course_id: int | None) -> Iterator[_Replacing]:
    """Give what new certificates correct; the one that was issued first comes first."""
    query = (
        select(Certificate, _New)
        .join(_New, _New.replaces_id == Certificate.id)
        .where(not_deleted(Certificate), _New.deleted.is_(False), _New.course_id == Certificate.course_id)
        .order_by(_New.changed_at, _New.id)
    )
    if course_id is not None:
        query = query.where(Certificate.course_id == course_id)
    for old, new in db.execute(query):
        reason = known(WithdrawalReason, new.replaced_because, WithdrawalReason.OTHER)
        yield _Replacing(old, new, reason.value, new.issued_on)


def _chosen(db: Session, course_id: int | None) -> Iterator[_Replacing]:
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
    if course_id is not None:
        query = query.where(Certificate.course_id == course_id)
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
