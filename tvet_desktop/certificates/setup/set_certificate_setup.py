"""Say in which language, with which template and signatures the certificates of a course are made."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.certificates.drawing.content import Signatory
from tvet_desktop.certificates.drawing.layout import lay_out
from tvet_desktop.certificates.drawing.sheet import TextDoesNotFit
from tvet_desktop.certificates.models import CertificateSetup
from tvet_desktop.certificates.setup.details import SetupDetails, signatories_text
from tvet_desktop.certificates.setup.queries import setup_of
from tvet_desktop.certificates.setup.rules import (
    LONGEST_LINE,
    SetupUnusable,
    TooManySignatories,
)
from tvet_desktop.certificates.setup.sample import sample_content
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.languages import language_choices
from tvet_desktop.certificates.templates.queries import templates_for
from tvet_desktop.certificates.templates.template import MOST_SIGNATORIES
from tvet_desktop.courses.loading import load_course
from tvet_desktop.courses.models import CourseState
from tvet_desktop.courses.queries import course_states
from tvet_desktop.courses.rules import CourseNotOpen
from tvet_desktop.shared.text import nfc
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class CertificateSetupSet:
    """To undo: ``undo_certificate_setup``; ``setup_id`` is None where nothing was different."""

    course_id: int
    setup_id: int | None
    details: SetupDetails


def set_certificate_setup(
    db: Session, *, course_id: int, details: SetupDetails, by: int | None
) -> CertificateSetupSet:
    """Keep a new version for the certificates that are issued from now on; saying the same again changes nothing.

    The course may be closed: that is when certificates are made.

    Raises:
        NotFound, CourseNotOpen: the course is not there, archived or cancelled.
        NotAllowed: the user is no coordinator.
        SetupUnusable, LanguageNotInTemplate, TooManySignatories: a choice that is not offered.
        TextDoesNotFit, CharacterNotPrintable: place, donor or who signs cannot be printed so.
    """
    require_role(db, by, "set_certificates")
    course = load_course(db, course_id)
    state = course_states(db, [course])[course_id]
    if state in {CourseState.ARCHIVED, CourseState.CANCELLED}:
        raise CourseNotOpen(course.code, state)
    details = tidied(details)
    check_setup(db, details)

    held = setup_of(db, course_id)
    if held.setup_id is not None and held.details == details:
        return CertificateSetupSet(course_id, None, details)
    row = CertificateSetup(
        id=new_id(db, scope_of(course_id)),
        course_id=course_id,
        language=details.language,
        completion_template=details.completion_template,
        participation_template=details.participation_template,
        appreciation_template=details.appreciation_template,
        signatories=signatories_text(details.signatories),
        place=details.place,
        financed_by=details.financed_by,
        has_second_page=details.has_second_page,
    )
    db.add(row)
    return CertificateSetupSet(course_id, row.id, details)


def tidied(details: SetupDetails) -> SetupDetails:
    """Return the details without needless white space and without lines for nobody."""
    signatories = tuple(Signatory(nfc(one.name), nfc(one.position)) for one in details.signatories)
    return replace(
        details,
        signatories=tuple(one for one in signatories if one.name or one.position),
        place=nfc(details.place),
        financed_by=nfc(details.financed_by),
    )


def check_setup(db: Session, details: SetupDetails) -> None:
    """Refuse what cannot be printed.

    Raises:
        SetupUnusable, LanguageNotInTemplate, TooManySignatories: a choice that is not offered.
        TextDoesNotFit, CharacterNotPrintable: place, donor or who signs cannot be printed so.
    """
    if details.language not in language_choices():
        raise SetupUnusable("language")
    if len(details.signatories) > MOST_SIGNATORIES:
        raise TooManySignatories
    texts = [details.place, details.financed_by]
    texts += [text for one in details.signatories for text in (one.name, one.position)]
    for text in texts:
        if len(text) > LONGEST_LINE:
            raise TextDoesNotFit(text)
    for kind in CertificateKind:
        _check_on_paper(db, details, kind)


def _check_on_paper(db: Session, details: SetupDetails, kind: CertificateKind) -> None:
    name = details.template(kind)
    row = next((row for row in templates_for(db, kind) if row.name == name), None)
    if row is None:
        raise SetupUnusable(f"{kind.value}_template")
    content = replace(
        sample_content(kind),
        signatories=details.signatories,
        place=details.place,
        financed_by=details.financed_by,
    )
    lay_out(content, row.template, details.language)
