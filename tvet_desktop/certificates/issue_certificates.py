"""Issue certificates to everybody of a course who is approved and has none yet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.drawing.sheet import CharacterNotPrintable, TextDoesNotFit, shown
from tvet_desktop.certificates.issuer import Issuer
from tvet_desktop.certificates.issuing import (
    Drawn,
    IssuedCertificate,
    draw_one,
    keep_one,
    prepare,
    recipient_of,
)
from tvet_desktop.certificates.rules import NamesNotPrintable, NothingToIssue
from tvet_desktop.certificates.statements.signed_statement import StatementTooLong
from tvet_desktop.shared.text import nfc
from tvet_desktop.storage.files import FileStore

Report = Callable[[int, int], None]


@dataclass(frozen=True)
class CertificatesIssued:
    """All new certificates, in seat order."""

    certificates: tuple[IssuedCertificate, ...]


def issue_certificates(
    db: Session,
    *,
    course_id: int,
    issuer: Issuer,
    files: FileStore,
    issued_on: date,
    now: datetime,
    by: int | None,
    report: Report = lambda _done, _total: None,
) -> CertificatesIssued:
    """Freeze, sign and keep a PDF for each approved person who still qualifies.

    All are drawn before the first is kept, so that one name that cannot be printed leaves no half-done work.
    The files are on the disk before the rows are committed; ``now`` is what the signature carries. ``report``
    is told how many of how many are done, and may raise to stop: then nothing was issued.

    Raises:
        NotAllowed: the role of the user does not include it.
        NothingToIssue: nobody is approved without a certificate.
        NamesNotPrintable: names that are too long or have strange letters, all of them together.
        StatementTooLong, TextDoesNotFit, CharacterNotPrintable: a title needs shortening.
    """
    require_role(db, by, "print_certificates")
    waiting = [row for row in candidates(db, course_id) if row.is_approved and row.is_waiting]
    if not waiting:
        raise NothingToIssue
    issuing = prepare(db, course_id=course_id, issuer=issuer, issued_on=issued_on, now=now)

    drawn: list[Drawn] = []
    unprintable: dict[str, str] = {}
    for done, row in enumerate(waiting):
        report(done, len(waiting))
        recipient = recipient_of(row)
        try:
            drawn.append(draw_one(issuing, recipient))
        except (StatementTooLong, TextDoesNotFit, CharacterNotPrintable) as problem:
            if not _is_about(recipient.name, problem):
                raise
            unprintable[recipient.name] = _letters(problem)
    if unprintable:
        raise NamesNotPrintable(unprintable)
    issued = tuple(keep_one(db, issuing, one, files=files, by=by) for one in drawn)
    db.flush()
    return CertificatesIssued(issued)


def _is_about(name: str, problem: StatementTooLong | TextDoesNotFit | CharacterNotPrintable) -> bool:
    if isinstance(problem, StatementTooLong):
        return problem.field == "name"
    return nfc(problem.text) == name


def _letters(problem: Exception) -> str:
    return " ".join(map(shown, problem.characters)) if isinstance(problem, CharacterNotPrintable) else ""
