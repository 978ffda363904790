"""The certificates of a course as they go to the printer: in seat order, with the prints that were made before."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.printing.prints import PrintRow, prints_of
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.withdrawing.states import holding
from tvet_desktop.courses.models import Enrolment
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.queries import people_who_count
from tvet_desktop.shared.known import known
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class ToPrint:
    """One certificate that holds. ``seat`` is None for who has none in the course, such as its trainers."""

    certificate_id: int
    person_id: int
    number: str
    kind: CertificateKind
    seat: int | None
    name: str
    has_second_page: bool
    prints: tuple[PrintRow, ...]
    """The oldest first."""

    @property
    def was_printed(self) -> bool:
        """Tell whether a sheet of it may lie somewhere already."""
        return bool(self.prints)


def certificates_to_print(
    db: Session, course_id: int, certificate_ids: Collection[int] | None = None
) -> tuple[ToPrint, ...]:
    """Return the certificates of a course that hold, or some of them, by seat; those without a seat by name, last.

    What was replaced or revoked is left out: no new sheet of it is made.
    """
    query = select(Certificate).where(not_deleted(Certificate), Certificate.course_id == course_id)
    rows = holding(db, list(db.scalars(query)))
    if certificate_ids is not None:
        rows = [row for row in rows if row.id in certificate_ids]
    merged, seats = merged_ids(db), _seats(db, course_id)
    people = people_who_count(db, {row.person_id for row in rows})
    prints = prints_of(db, [row.id for row in rows])
    wanted = []
    for row in rows:
        counts = merged.get(row.person_id, row.person_id)
        wanted.append(
            ToPrint(
                row.id,
                counts,
                row.number,
                known(CertificateKind, row.kind, CertificateKind.APPRECIATION),
                seats.get(counts, seats.get(row.person_id)),
                people[row.person_id].name if row.person_id in people else "",
                bool(row.second_page),
                tuple(prints.get(row.id, ())),
            )
        )
    return tuple(sorted(wanted, key=_place))


def printed_days(certificates: Iterable[ToPrint]) -> dict[date, int]:
    """Return how many certificates were printed last on which day, the newest day first."""
    days: dict[date, int] = {}
    for one in certificates:
        if one.prints:
            day = max(sheet.printed_on for sheet in one.prints)
            days[day] = days.get(day, 0) + 1
    return dict(sorted(days.items(), reverse=True))


def _seats(db: Session, course_id: int) -> dict[int, int]:
    query = select(Enrolment.person_id, Enrolment.seat).where(
        not_deleted(Enrolment), Enrolment.course_id == course_id
    )
    seats: dict[int, int] = dict(db.execute(query).all())
    return seats


def _place(one: ToPrint) -> tuple[bool, int, str, str]:
    return one.seat is None, one.seat or 0, one.name, one.number
