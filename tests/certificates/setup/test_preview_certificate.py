import pypdfium2
import pytest

from tests.certificates.factories import Course
from tests.certificates.test_trainers import a_trainer
from tests.courses.factories import a_course
from tvet_desktop.certificates.checking.trust_list import read_trust_list
from tvet_desktop.certificates.checking.verify import verify
from tvet_desktop.certificates.setup.details import SetupDetails
from tvet_desktop.certificates.setup.preview_certificate import preview_certificate
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.shared.errors import UserError


def preview(course: Course, kind: CertificateKind, details: SetupDetails, course_id: int = 0) -> bytes:
    with course.app.database.reading() as db:
        return preview_certificate(
            db, course_id=course_id or course.id, details=details, kind=kind, now=course.now
        )


def words_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    words = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return words


def test_the_longest_name_of_the_course_stands_there(course: Course) -> None:
    (page,) = words_of(preview(course, CertificateKind.COMPLETION, SetupDetails("en")))

    assert "NSENGA Théogène" in page
    assert "Irrigation" in page


def test_a_trainer_stands_on_an_appreciation_without_a_second_page(course: Course) -> None:
    a_trainer(course)
    details = SetupDetails("en", has_second_page=True)
    (page,) = words_of(preview(course, CertificateKind.APPRECIATION, details))

    assert "UWERA Chantal" in page
    assert len(words_of(preview(course, CertificateKind.PARTICIPATION, details))) == 2


@pytest.mark.parametrize("kind", list(CertificateKind))
def test_a_course_without_people_or_days_has_a_preview(course: Course, kind: CertificateKind) -> None:
    with course.app.database.transaction() as db:
        empty = a_course(db, code="HUY-2027-09")

    details = SetupDetails("rw+en", has_second_page=True)
    assert words_of(preview(course, kind, details, empty))


def test_a_preview_is_not_signed_and_its_code_proves_nothing(course: Course) -> None:
    pdf = preview(course, CertificateKind.COMPLETION, SetupDetails("en"))

    assert b"/ByteRange" not in pdf
    with pytest.raises(UserError):
        verify(pdf, read_trust_list(course.app.data_dir))
