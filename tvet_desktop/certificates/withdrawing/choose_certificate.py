"""Of the certificates that a person was given twice, a coordinator says which one holds."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.certificates.models import Certificate, CertificateChoice
from tvet_desktop.certificates.withdrawing.doubles import doubles
from tvet_desktop.certificates.withdrawing.rules import NotDouble, RevocationWaits
from tvet_desktop.certificates.withdrawing.states import states_of
from tvet_desktop.certificates.withdrawing.untouched import require_day, require_own_statement
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class CertificateChosen:
    """Which certificate holds, and which count as replaced by it. It cannot be undone."""

    kept: str
    withdrawn: tuple[str, ...]


def choose_certificate(
    db: Session, *, certificate_id: int, chosen_on: date, by: int | None
) -> CertificateChosen:
    """Let one certificate of a person hold; the others of the same course and kind are replaced by it.

    Nobody loses anything by it, so it needs no second person; the papers of the others should be taken back.

    Raises:
        NotAllowed: the role of the user does not include it.
        NotDouble: it is not, or no longer, one of several.
        RevocationWaits: the revocation of this one was asked for.
        ForeignStatement: a row does not fit its code.
        DayBeforeIssue: the day is wrong.
    """
    require_role(db, by, "withdraw_certificates")
    course_id = db.get_one(Certificate, certificate_id).course_id
    found = [
        row
        for row in doubles(db, course_id=course_id)
        if certificate_id in {one.certificate_id for one in row.certificates}
    ]
    if not found:
        raise NotDouble
    rows = {one.certificate_id: db.get_one(Certificate, one.certificate_id) for one in found[0].certificates}
    for row in rows.values():
        require_own_statement(db, row)
        require_day(row, chosen_on)
    kept = rows.pop(certificate_id)
    state = states_of(db, [kept])[kept.id]
    if state.asked is not None:
        raise RevocationWaits(state.number, state.asked[1])
    for other in rows.values():
        db.add(
            CertificateChoice(
                id=new_id(db, scope_of(certificate_id)),
                withdrawn_id=other.id,
                kept_id=kept.id,
                chosen_on=chosen_on,
                chosen_by=by,
            )
        )
    db.flush()
    return CertificateChosen(kept.number, tuple(sorted(other.number for other in rows.values())))
