from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.app import App
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.printing.issued_pdf import pdf_of
from tvet_desktop.cli.certificates import issue_for_course
from tvet_desktop.courses.queries import list_courses
from ui.certificates.checking.verdict_card import VerdictCard
from ui.certificates.checking.verify_page import VerifyPage
from ui.context import Context


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
