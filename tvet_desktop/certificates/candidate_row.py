"""One person on the way to a certificate, as screens and acts see it."""

from dataclasses import dataclass
from fractions import Fraction

from tvet_desktop.attendance.rules import Merits
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.withdrawing.states import CertificateState
from tvet_desktop.courses.models import TrainerRole


@dataclass(frozen=True)
class CandidateRow:
    """One person of a course on the way to a certificate.

    ``kind`` is what they qualify for, None if for nothing, or while sessions are ``undecided`` (minutes in which
    nobody has said whether they were there). ``decided`` are the minutes that ``percent`` is of;
    ``missing_minutes`` what is missing to a completion, and ``missing_points`` in the post-test to its pass mark,
    as in ``QualifyingRow``. ``number`` is that of the newest certificate of this kind, empty if there is none.
    Trainers have no seat (0) and no share; ``credited`` is what the course has delivered.
    """

    person_id: int
    seat: int
    name: str
    name_to_print: str
    is_name_confirmed: bool
    percent: int | None
    credited: Fraction
    decided: int
    undecided: int
    kind: CertificateKind | None
    missing_minutes: Fraction
    missing_points: Fraction | None
    merits: Merits
    needs_waiver: bool
    is_approved: bool
    number: str
    certificate_id: int | None
    """Of the certificate with this number, None if there is none."""
    earlier: tuple[CertificateKind, str] | None
    """Kind and number of another certificate for this course: issued before marks, rules or waivers changed."""
    trains_as: TrainerRole | None = None
    """In what capacity this person trains the others; None for who is trained."""
    held: tuple[CertificateState, ...] = ()
    """Every certificate for this course that holds, of whatever kind, the newest first."""
    former: tuple[CertificateState, ...] = ()
    """Certificates for this course that do not hold any more, the newest first."""

    @property
    def key(self) -> tuple[int, bool]:
        """What tells the lines of a course apart: somebody may be trained and train others."""
        return self.person_id, self.trains_as is not None

    @property
    def holds_better(self) -> bool:
        """Tell whether a completion was issued, though today it would be a participation: no second paper is due."""
        was_completed = self.earlier is not None and self.earlier[0] == CertificateKind.COMPLETION
        return was_completed and self.kind == CertificateKind.PARTICIPATION

    @property
    def is_waiting(self) -> bool:
        """Tell whether a certificate is due that is not issued yet."""
        return self.kind is not None and not self.number and not self.holds_better
