from datetime import timedelta

import pypdfium2
from sqlalchemy import select

from tests.certificates.examples import logo_files
from tests.certificates.factories import TODAY, Course
from tests.certificates.templates.test_add_template import a_template
from tvet_desktop.certificates.confirm_names import confirm_names
from tvet_desktop.certificates.drawing.content import Signatory
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.models import Certificate, CertificateDesign
from tvet_desktop.certificates.printing.frozen_page import frozen_page
from tvet_desktop.certificates.setup.design import design_text, read_design
from tvet_desktop.certificates.setup.details import SetupDetails
from tvet_desktop.certificates.setup.set_certificate_setup import set_certificate_setup
from tvet_desktop.certificates.templates.add_template import add_template
from tvet_desktop.certificates.templates.retire_template import retire_template
from tvet_desktop.courses.models import Course as CourseOfDatabase
from tvet_desktop.courses.set_partners import set_partners
from tvet_desktop.programme.logos.add_logo import add_logo
from tvet_desktop.programme.logos.remove_logo import remove_logo
from tvet_desktop.programme.models import College
from tvet_desktop.storage.ids import Scope

SAID = SetupDetails(
    "en+fr",
    completion_template="donors-day",
    signatories=(Signatory("Uwera Chantal", "Principal"),),
    place="Huye",
    financed_by="Belgium",
    has_second_page=True,
)


def set_up(course: Course) -> list[int]:
    """Give the course a template, a setup, the programme's logo and a partner's; return the logos."""
    own, partner = logo_files()
    with course.app.database.transaction() as db:
        add_template(db, toml=a_template("donors-day", 1), by=None)
        logos = [
            add_logo(db, scope=Scope.SHARED, owner="Rwanda Polytechnic", picture=own, by=None).logo_id,
            add_logo(
                db, scope=Scope.SHARED, owner="Example Mission", picture=partner, is_partner=True, by=None
            ).logo_id,
        ]
        db.flush()
        set_partners(db, course_id=course.id, logo_ids=logos[1:], by=None)
        set_certificate_setup(db, course_id=course.id, details=SAID, by=None)
    return logos


def pages_of(course: Course) -> dict[str, bytes]:
    """Return each certificate drawn again from what was frozen, by number."""
    with course.app.database.reading() as db:
        drawn = {}
        for row in db.scalars(select(Certificate)):
            page = frozen_page(db, row)
            drawn[row.number] = draw_certificate(page.content, page.template, page.language, None, page.logos)
        return drawn


def text_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    words = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return words


def test_the_setup_is_what_the_certificate_says(course: Course) -> None:
    set_up(course)
    first = course.people[0]
    course.confirm(first)
    course.approve(first)
    (issued,) = course.issue().certificates
    page, second = text_of(issued.pdf)

    for words in ("Certificate of Completion", "Certificat d’achèvement", "Uwera Chantal", "Belgium", "Huye"):
        assert words in page
    assert "Irrigation" in second
    assert issued.pdf.count(b"/Subtype /Image") >= 3  # the code and two logos


def test_a_certificate_drawn_years_later_looks_as_it_did(course: Course) -> None:
    logos = set_up(course)
    first, second = course.people[:2]
    course.confirm(first, second)
    course.approve(first, second)
    course.issue()
    before = pages_of(course)
    with course.app.database.transaction() as db:
        retire_template(db, name="donors-day", by=None)
        add_template(db, toml=a_template(version=77, **{"Certificate of Completion": "Other"}), by=None)
        for logo_id in logos:
            remove_logo(db, logo_id=logo_id, by=None)
        set_partners(db, course_id=course.id, logo_ids=[], by=None)
        set_certificate_setup(db, course_id=course.id, details=SetupDetails("rw"), by=None)
        confirm_names(db, person_ids=[first], confirmed_on=TODAY, by=None, corrected={first: "Somebody Else"})
        row = db.get_one(CourseOfDatabase, course.id)
        row.title, row.language = "Another title", "fr"
        db.get_one(College, row.college_id).official_name = "College of later"

    assert pages_of(course) == before


def test_equal_looks_are_kept_once(course: Course) -> None:
    first, second, third, _last = course.people
    course.confirm(first, second, third)
    course.approve(first, third)
    course.issue()
    course.approve(second)
    course.issue()
    with course.app.database.reading() as db:
        designs = list(db.scalars(select(CertificateDesign)))
        used = [row.design_id for row in db.scalars(select(Certificate).order_by(Certificate.number))]

    assert len(designs) == 2  # one for each kind
    assert used[0] == used[2] != used[1]


def test_another_setup_is_another_look(course: Course) -> None:
    first, second = course.people[:2]
    course.confirm(first, second)
    course.approve(first)
    course.issue()
    set_up(course)
    course.approve(second)
    course.issue()
    with course.app.database.reading() as db:
        texts = [row.content for row in db.scalars(select(CertificateDesign))]

    assert sorted(read_design(text).language for text in texts) == ["en", "en+fr"]
    assert all(design_text(read_design(text)) == text for text in texts)


def test_the_day_of_a_reprint_changes_nothing_on_the_page(course: Course) -> None:
    first = course.people[0]
    course.confirm(first)
    course.approve(first)
    (issued,) = course.issue().certificates
    course.now += timedelta(days=400)

    assert text_of(pages_of(course)[issued.number]) == text_of(issued.pdf)
