from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.app import App
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.checking.trust_list import Withdrawn, read_trust_list, write_trust_list
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.printing.issued_pdf import pdf_of
from tvet_desktop.cli.certificates import issue_for_course
from tvet_desktop.courses.queries import list_courses
from tvet_desktop.shared.keyboard_layouts import LAYOUTS
from ui.certificates.checking.verdict_card import VerdictCard
from ui.certificates.checking.verify_page import VerifyPage
from ui.context import Context
from ui.scanned_certificate import ScannedCertificate


@pytest.fixture
def certificate(huye: App) -> Certificate:
    with huye.database.reading() as db:
        course_id = list_courses(db)[0].id
    issue_for_course(huye, course_id, names_confirmed=True)
    with huye.database.reading() as db:
        certificate_id = candidates(db, course_id)[0].certificate_id
        return db.get_one(Certificate, certificate_id)


@pytest.fixture
def page(huye: App, context_of: Callable[[App], Context], qtbot: QtBot) -> VerifyPage:
    made = VerifyPage(context_of(huye))
    qtbot.addWidget(made)
    at_full_size(made)
    activate(made, qtbot)
    return made


def to_azerty(text: str) -> str:
    """What a PC with a French keyboard makes of a scanner that is set for the American one."""
    scanner, pc = LAYOUTS["us"], LAYOUTS["fr"]
    keys = dict(zip(scanner.plain, pc.plain, strict=True)) | dict(
        zip(scanner.shifted, pc.shifted, strict=True)
    )
    return "".join(keys.get(character, character) for character in text)


def card_of(page: VerifyPage) -> VerdictCard:
    assert page.view.card is not None
    return page.view.card


def test_pasted_text_shows_every_fact(page: VerifyPage, certificate: Certificate, qtbot: QtBot) -> None:
    page.focus()
    QGuiApplication.clipboard().setText(certificate.code_text)
    qtbot.keyClick(page.view.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.view.text, Qt.Key.Key_Return)

    card = card_of(page)
    assert card.word.text() == "The code is valid"
    facts = dict(card.facts)
    assert facts["Number"] == certificate.number
    assert facts["Hours"] == "36 hours"
    assert facts["College"] == "IPRC Huye"
    save_picture(page, "verify/valid_en")
    assert clipped(page) == []
    assert nameless(page) == []
    assert unreachable(page) == []


def test_an_altered_text_is_refused_in_words(
    page: VerifyPage, certificate: Certificate, qtbot: QtBot
) -> None:
    text = certificate.code_text
    middle = len(text) // 2
    altered = text[:middle] + ("A" if text[middle] != "A" else "B") + text[middle + 1 :]
    type_into(page.view.text, altered, qtbot)
    press_enter(page.view.check, qtbot)

    said = page.view.messages.text or card_of(page).word.text()
    assert said != "Valid"


def test_a_dropped_pdf_is_checked_and_an_altered_one_found(
    page: VerifyPage, certificate: Certificate, huye: App, tmp_path: Path
) -> None:
    with huye.database.reading() as db:
        pdf = pdf_of(db, certificate.id, huye.files)
    drop(page, tmp_path / "good.pdf", pdf)
    assert card_of(page).word.text() == "Valid"
    drop(page, tmp_path / "bad.pdf", pdf.replace(b"/Type /Page", b"/Type /pAGE", 1))

    assert card_of(page).word.text() == "Altered"
    save_picture(page, "verify/altered_en")


def drop(page: VerifyPage, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.view.place.dropEvent(event)


def test_what_is_no_certificate_is_a_sentence(page: VerifyPage, qtbot: QtBot, tmp_path: Path) -> None:
    press_enter(page.view.check, qtbot)
    assert page.view.messages.text == "Paste the text of a certificate’s code first."
    type_into(page.view.text, "nothing", qtbot)
    press_enter(page.view.check, qtbot)
    assert "code" in page.view.messages.text
    page.view.check_file(tmp_path / "missing.png")

    assert page.view.messages.text
    assert page.view.card is None
    save_picture(page, "verify/empty_en")


@pytest.fixture
def many(huye: App, certificate: Certificate) -> list[Certificate]:
    """Six certificates of the course, the first of which the national office has revoked."""
    with huye.database.reading() as db:
        found = list(db.scalars(select(Certificate).order_by(Certificate.number).limit(6)))
    assert certificate.number in {one.number for one in found}
    trust = read_trust_list(huye.data_dir)
    gone = Withdrawn("NOT_EARNED", "", date(2027, 3, 20))
    write_trust_list(huye.data_dir, replace(trust, withdrawn={found[0].statement_hash: gone}))
    return found


def test_a_file_with_several_lists_each_and_shows_one_by_the_keyboard(
    page: VerifyPage, many: list[Certificate], qtbot: QtBot
) -> None:
    type_into(page.view.text, "", qtbot)
    page.view.text.setPlainText("\n\n".join(one.code_text for one in many))
    page.view.check_text()

    found = page.view.list
    assert found is not None
    assert card_of(page).word.text() == "Revoked"
    assert [row.verdict for row in found.table.model.rows][:2] == ["revoked", "valid"]
    found.table.setFocus()
    qtbot.keyClick(found.table.view, Qt.Key.Key_Down)
    qtbot.keyClick(found.table.view, Qt.Key.Key_Down)
    assert card_of(page).word.text() == "The code is valid"
    at_full_size(page)
    save_picture(page, "verify/several_en")
    assert clipped(page) == []
    assert nameless(page) == []
    assert unreachable(page) == []


def test_the_card_is_read_aloud_as_a_whole(page: VerifyPage, certificate: Certificate) -> None:
    page.view.check_scanned(certificate.code_text)

    spoken = QAccessible.queryAccessibleInterface(card_of(page)).text(QAccessible.Text.Description)

    for words in ("compare every line", f"Number: {certificate.number}.", "Hours: 36 hours.", "Signed by"):
        assert words in spoken


@pytest.mark.parametrize("typed", [str, to_azerty])
def test_a_scanner_is_heard_whatever_has_the_keyboard(
    page: VerifyPage, certificate: Certificate, typed: Callable[[str], str]
) -> None:
    assert page.on_code(ScannedCertificate(typed(certificate.code_text)))

    assert dict(card_of(page).facts)["Number"] == certificate.number


def test_a_pasted_picture_and_a_pasted_file_are_checked(
    page: VerifyPage, certificate: Certificate, huye: App, tmp_path: Path, qtbot: QtBot
) -> None:
    with huye.database.reading() as db:
        pdf = pdf_of(db, certificate.id, huye.files)
    document = pypdfium2.PdfDocument(pdf)
    screen = document[0].render(scale=1.6).to_pil().convert("RGB")
    document.close()
    page.focus()
    pixels = screen.tobytes()
    image = QImage(pixels, screen.width, screen.height, screen.width * 3, QImage.Format.Format_RGB888)
    QGuiApplication.clipboard().setImage(image.copy())
    qtbot.keyClick(page.view.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert card_of(page).word.text() == "The code is valid"

    (tmp_path / "file.pdf").write_bytes(pdf)
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(tmp_path / "file.pdf"))])
    QGuiApplication.clipboard().setMimeData(copied)
    qtbot.keyClick(page.view.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert card_of(page).word.text() == "Valid"
    save_picture(page, "verify/file_en")


def test_several_chosen_files_are_not_taken_for_one(
    page: VerifyPage, certificate: Certificate, tmp_path: Path
) -> None:
    page.view.check_scanned(certificate.code_text)
    page.view.place.choose.click()
    assert page.view.dialog is not None
    page.view.dialog.filesSelected.emit([str(tmp_path / "a.pdf"), str(tmp_path / "b.pdf")])

    assert page.view.card is None
    assert page.view.messages.text == "Choose one file at a time: nothing was checked."
    page.view.dialog.close()


def test_an_old_verdict_does_not_stand_beside_a_new_question(
    page: VerifyPage, certificate: Certificate, tmp_path: Path
) -> None:
    page.view.check_scanned(certificate.code_text)
    assert page.view.card is not None
    page.view.check_file(tmp_path / "missing.pdf")

    assert page.view.card is None
    assert "“missing.pdf” cannot be opened" in page.view.messages.text


@pytest.mark.usefixtures("pseudo_language")
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 700)])
def test_every_verdict_has_its_room(
    page: VerifyPage, many: list[Certificate], width: int, height: int
) -> None:
    page.view.text.setPlainText("\n\n".join(one.code_text for one in many))
    page.view.check_text()
    at_full_size(page, width, height)

    assert clipped(page) == []
    save_picture(page, f"verify/several_pseudo_{width}", width=width, height=height)


def test_everything_fits_a_small_screen(page: VerifyPage, many: list[Certificate]) -> None:
    page.view.text.setPlainText("\n\n".join(one.code_text for one in many))
    page.view.check_text()
    at_full_size(page, 1024, 700)

    assert clipped(page) == []
    save_picture(page, "verify/several_1024_en", width=1024, height=700)


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(
    page: VerifyPage, certificate: Certificate, qtbot: QtBot
) -> None:
    assert clipped(page) == []
    type_into(page.view.text, certificate.code_text, qtbot)
    page.view.check_text()
    at_full_size(page)

    assert clipped(page) == []
    save_picture(page, "verify/valid_pseudo")
