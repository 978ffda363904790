"""Which columns of which tables say who somebody is, and how a row leads to its person."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select

from tvet_desktop.attendance.models import AttendanceMark, MergedMark, WaitingMark, Waiver
from tvet_desktop.attendance.paper.models import SheetScan
from tvet_desktop.certificates.models import Certificate, RevocationDecision, RevocationRequest
from tvet_desktop.courses.models import Enrolment
from tvet_desktop.ideas.models import Idea, IdeaMember
from tvet_desktop.people.matching.models import PersonMatch
from tvet_desktop.people.models import Consent, Described, Person, PersonMerge, WaitingRow
from tvet_desktop.storage.base import Synced

People = frozenset[int]
_DESCRIBED = frozenset(Described.__annotations__) - {"position"}
_FILE = frozenset({"file_hash", "file_key", "file_size"})


@dataclass(frozen=True)
class PersonalData:
    """What is blanked in a table. ``belongs`` gives the condition that a row is somebody's of ``People``.

    Without it the link may change: rows are blanked only where an erasure lists them.
    """

    model: type[Synced]
    fields: frozenset[str]
    belongs: Callable[[People], ColumnElement[bool]] | None = None


def _merges(people: People) -> ColumnElement[bool]:
    return or_(PersonMerge.kept_id.in_(people), PersonMerge.merged_id.in_(people))


def _matches(people: People) -> ColumnElement[bool]:
    return or_(PersonMatch.first_id.in_(people), PersonMatch.second_id.in_(people))


def _certificates(people: People) -> Select[int]:
    return select(Certificate.id).where(Certificate.person_id.in_(people))


def _requests(people: People) -> Select[int]:
    return select(RevocationRequest.id).where(RevocationRequest.certificate_id.in_(_certificates(people)))


_ALL = (
    PersonalData(
        Person,
        _DESCRIBED | {"certificate_name", "name_confirmed_on", "name_confirmed_by"},
        Person.id.in_,
    ),
    PersonalData(Consent, frozenset({"given_by", "witness"}), Consent.person_id.in_),
    PersonalData(PersonMerge, frozenset({"taken_over", "reason"}), _merges),
    PersonalData(PersonMatch, frozenset({"reason"}), _matches),
    PersonalData(
        MergedMark,
        frozenset({"reason"}),
        lambda people: MergedMark.merge_id.in_(select(PersonMerge.id).where(_merges(people))),
    ),
    PersonalData(Enrolment, frozenset({"reason"}), Enrolment.person_id.in_),
    PersonalData(AttendanceMark, frozenset({"reason"}), AttendanceMark.person_id.in_),
    PersonalData(Waiver, frozenset({"reason"}), Waiver.person_id.in_),
    PersonalData(Certificate, frozenset({"code_text", "second_page"}) | _FILE, Certificate.person_id.in_),
    PersonalData(
        RevocationRequest,
        frozenset({"note"}),
        lambda people: RevocationRequest.certificate_id.in_(_certificates(people)),
    ),
    PersonalData(
        RevocationDecision,
        frozenset({"note"}),
        lambda people: RevocationDecision.request_id.in_(_requests(people)),
    ),
    PersonalData(WaitingRow, _DESCRIBED | {"cell_text", "sex"}),
    PersonalData(WaitingMark, frozenset({"name"})),
    PersonalData(Idea, frozenset({"leader_text"})),
    PersonalData(IdeaMember, frozenset({"name"})),
    PersonalData(SheetScan, _FILE | {"content_hash"}),
)
PERSONAL_DATA = {one.model.__tablename__: one for one in _ALL}
HAVE_FILES: tuple[type[Certificate | SheetScan], ...] = (Certificate, SheetScan)
