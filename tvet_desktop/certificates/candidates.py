"""How far everybody of a course is on the way to a certificate: who is trained, then who trains them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from tvet_desktop.attendance.qualifying import QualifyingRow, qualifying
from tvet_desktop.attendance.register_cells import sessions_with_marks
from tvet_desktop.attendance.rules import NO_MERITS, session_state
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.queries import approvals_of, certificates_of
from tvet_desktop.certificates.rules import KIND_OF
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.withdrawing.states import CertificateState, states_of
from tvet_desktop.courses.models import SessionState
from tvet_desktop.courses.queries import TrainerRow, sessions_of, trainers_of
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.models import Person
from tvet_desktop.people.names import certificate_name_of

_OF_TRAINEES = (CertificateKind.COMPLETION, CertificateKind.PARTICIPATION)


_Line = tuple[int, bool]


@dataclass(frozen=True)
class _Known:
    """What was approved and issued in a course, by the person that counts, and what has become of it."""

    approved: set[tuple[int, str]]
    issued: Mapping[tuple[int, str], Certificate]
    """Only those that still hold."""
    held: Mapping[_Line, tuple[CertificateState, ...]]
    former: Mapping[_Line, tuple[CertificateState, ...]]
    """The newest first; trainers have lines of their own."""


def candidates(db: Session, course_id: int) -> list[CandidateRow]:
    """Return everybody of a course by seat, then its trainers, and how far each is.

    Who was merged is there once, and has what was approved or issued under any of the names.
    """
    known = _known(db, course_id)
    rows = [_trainee(db, row, known) for row in qualifying(db, course_id)]
    trainers = trainers_of(db, course_id)
    if trainers:
        delivered = delivered_minutes(db, course_id)
        rows += [_trainer(db, row, delivered, known) for row in trainers]
    return rows


def delivered_minutes(db: Session, course_id: int) -> int:
    """Return how long the held sessions of a course were."""
    marked = sessions_with_marks(db, course_id)
    return sum(
        row.minutes
        for row in sessions_of(db, course_id)
        if session_state(is_cancelled=row.is_cancelled, is_closed=row.is_closed, has_marks=row.id in marked)
        == SessionState.HELD
    )


def _known(db: Session, course_id: int) -> _Known:
    merged = merged_ids(db)
    found = sorted(certificates_of(db, course_id), key=lambda c: c.person_id not in merged)
    states = states_of(db, found)
    issued = {
        (merged.get(one.person_id, one.person_id), one.kind): one for one in found if states[one.id].holds
    }
    held: dict[_Line, tuple[CertificateState, ...]] = {}
    former: dict[_Line, tuple[CertificateState, ...]] = {}
    for one in sorted(found, key=lambda c: (c.issued_on, c.number)):
        line = merged.get(one.person_id, one.person_id), one.kind == CertificateKind.APPRECIATION
        some = held if states[one.id].holds else former
        some[line] = (states[one.id], *some.get(line, ()))
    return _Known(approvals_of(db, course_id), issued, held, former)


def _trainee(db: Session, row: QualifyingRow, known: _Known) -> CandidateRow:
    name, is_confirmed = _name_of(db, row.person_id)
    kind = None if row.undecided else KIND_OF.get(row.outcome)
    certificate = known.issued.get((row.person_id, kind.value)) if kind else None
    others = (one for one in _OF_TRAINEES if one != kind and (row.person_id, one.value) in known.issued)
    other = next(others, None)
    return CandidateRow(
        row.person_id,
        row.seat,
        row.name,
        name,
        is_confirmed,
        row.percent,
        row.credited,
        row.delivered - row.undecided,
        row.undecided,
        kind,
        row.missing_minutes,
        row.missing_points,
        row.merits,
        row.needs_waiver,
        kind is not None and (row.person_id, kind.value) in known.approved,
        certificate.number if certificate else "",
        certificate.id if certificate else None,
        (other, known.issued[row.person_id, other.value].number) if other else None,
        held=known.held.get((row.person_id, False), ()),
        former=known.former.get((row.person_id, False), ()),
    )


def _trainer(db: Session, row: TrainerRow, delivered: int, known: _Known) -> CandidateRow:
    """Return who trains: thanked for all that the course has delivered, as soon as it has delivered anything."""
    name, is_confirmed = _name_of(db, row.person_id)
    kind = CertificateKind.APPRECIATION
    certificate = known.issued.get((row.person_id, kind.value))
    return CandidateRow(
        person_id=row.person_id,
        seat=0,
        name=row.name,
        name_to_print=name,
        is_name_confirmed=is_confirmed,
        percent=None,
        credited=Fraction(delivered),
        decided=delivered,
        undecided=0,
        kind=kind if delivered else None,
        missing_minutes=Fraction(0),
        missing_points=Fraction(0),
        merits=NO_MERITS,
        needs_waiver=False,
        is_approved=(row.person_id, kind.value) in known.approved,
        number=certificate.number if certificate else "",
        certificate_id=certificate.id if certificate else None,
        earlier=None,
        trains_as=row.role,
        held=known.held.get((row.person_id, True), ()),
        former=known.former.get((row.person_id, True), ()),
    )


def _name_of(db: Session, person_id: int) -> tuple[str, bool]:
    """Return the name to print, and whether its owner has confirmed it."""
    person = db.get_one(Person, person_id)
    name = certificate_name_of(person.certificate_name, person.family_name, person.given_name)
    return name, person.name_confirmed_on is not None
