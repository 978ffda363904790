"""What holds for the certificates of a course."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import CertificateSetup
from tvet_desktop.certificates.setup.details import SetupDetails
from tvet_desktop.certificates.templates.languages import language_choices
from tvet_desktop.courses.loading import load_course
from tvet_desktop.programme.models import College
from tvet_desktop.shared.translation import LANGUAGES
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class SetupRow:
    """The setup of a course; ``setup_id`` is None while nobody has set anything."""

    details: SetupDetails
    setup_id: int | None


def setup_of(db: Session, course_id: int) -> SetupRow:
    """Return what holds: the newest version, or what follows from the course.

    Raises:
        NotFound: there is no such course.
    """
    query = select(CertificateSetup).where(
        not_deleted(CertificateSetup), CertificateSetup.course_id == course_id
    )
    rows = sorted(db.scalars(query), key=lambda row: (row.changed_at, row.changed_by, row.id))
    known = [row for row in rows if row.language in language_choices()]
    if known:
        return SetupRow(SetupDetails.of(known[-1]), known[-1].id)
    return SetupRow(default_setup(db, course_id), None)


def default_setup(db: Session, course_id: int) -> SetupDetails:
    """Return what holds in a course for which nothing was set: its own language, made where the college is.

    Raises:
        NotFound: there is no such course.
    """
    course = load_course(db, course_id)
    language = course.language if course.language in LANGUAGES else LANGUAGES[0]
    return SetupDetails(language, place=db.get_one(College, course.college_id).district)
