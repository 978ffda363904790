"""The setup of certificates in the real window, drawn by the real runner."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import ACCOUNT
from tests.ui.clipping import clipped
from tests.ui.keyboard import activate, type_into
from tests.ui.test_real_window import door, settled, sign_in  # noqa: F401  pytest finds fixtures by name
from tvet_desktop.courses.queries import list_courses
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.setup.setup_page import SetupPage
from ui.front_door import FrontDoor


def test_typing_goes_on_while_the_page_is_drawn_and_leaving_is_safe(
    door: FrontDoor,  # noqa: F811  the fixture
    qtbot: QtBot,
    settled: Callable[[], None],  # noqa: F811  the fixture
) -> None:
    main = sign_in(door, qtbot, ACCOUNT.username, ACCOUNT.password)
    main.open_page("certificates")
    settled()
    certificates = main.page
    assert isinstance(certificates, CertificatesPage)
    certificates.acts.set_up.trigger()
    settled()
    page = main.page
    assert isinstance(page, SetupPage)
    assert page.form is not None
    assert clipped(main) == []
    assert page.preview.picture.pixmap().width() > 400
    before = page.preview.picture.pixmap().toImage()
    for words in ("Bel", "Belg", "Belgium"):
        type_into(page.form.donor.line, words, qtbot)
        page.show_preview()
    settled()
    assert page.preview.picture.pixmap().toImage() != before
    assert page.form.donor.line.hasFocus()

    qtbot.keyClick(page.form.donor.line, Qt.Key.Key_X)
    page.show_preview()
    activate(main.window(), qtbot)
    qtbot.keyClick(page.form.donor.line, Qt.Key.Key_Escape)
    settled()
    assert main.page is certificates
    with certificates.context.app.database.reading() as db:
        course_id = list_courses(db)[0].id
    main.open_page("certificate_setup", course_id)
    settled()
    assert page.form is not None
    assert page.form.donor.value() == "Belgiumx"
