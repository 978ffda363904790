"""Certificates to paper, as a clerk does it: the dialog, a real QPrinter, files, the list of prints."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import at_full_size, clipped
from tests.ui.keyboard import activate, press_enter, type_into
from tests.ui.pictures import save_picture
from tvet_desktop.accounts.add_user import add_user
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.app import App
from tvet_desktop.certificates.checking.trust_list import read_trust_list
from tvet_desktop.certificates.checking.verify import Verdict, verify
from tvet_desktop.certificates.printing.look_at import look_at
from tvet_desktop.certificates.printing.printer_offset import Offset, list_offsets, set_offset
from tvet_desktop.certificates.printing.to_print import certificates_to_print
from tvet_desktop.shared.clock import FixedClock
from ui.background import Progress, ThreadBackground
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.printing.offset_dialog import OffsetDialog
from ui.certificates.printing.preview_dialog import PreviewDialog
from ui.certificates.printing.print_dialog import PrintDialog, Which
from ui.certificates.printing.print_job import PrintingStopped, PrintJob, print_certificates
from ui.context import Context
from ui.widgets.pdf_pages import page_count


@pytest.fixture
def huye(certified: App) -> App:
    """A PC of Huye with 39 issued certificates."""
    return certified


@pytest.fixture
def page(huye: App, context_of: Callable[[App], Context], qtbot: QtBot) -> CertificatesPage:
    made = CertificatesPage(context_of(huye))
    qtbot.addWidget(made)
    at_full_size(made)
    activate(made, qtbot)
    return made


def opened(page: CertificatesPage) -> PrintDialog:
    page.files.print.trigger()
    assert page.files.dialog is not None
    return page.files.dialog


def pdf_printer(file: Path, dots: int = 50, kind: type[QPrinter] = QPrinter) -> QPrinter:
    printer = kind(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setResolution(dots)
    return printer


def words(file: Path) -> list[str]:
    document = pypdfium2.PdfDocument(file)
    found = [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]
    document.close()
    return found


def prints(app: App, page: CertificatesPage) -> list[int]:
    with app.database.reading() as db:
        return [len(one.prints) for one in certificates_to_print(db, page._course_id)]


def test_everything_is_printed_by_seat_and_written_down(
    page: CertificatesPage, huye: App, tmp_path: Path
) -> None:
    dialog = opened(page)
    assert dialog.which.typed() == "All 39 certificates of the course"
    assert dialog.before.text() == "None of them was printed yet."
    assert dialog.duplicates.isHidden()
    page.files.print_on(pdf_printer(tmp_path / "printed.pdf"))

    assert page.messages.text == "39 certificates went to the printer."
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == 39
    assert prints(huye, page) == [1] * 39


def test_a_printed_page_is_read_like_the_one_that_was_issued(
    page: CertificatesPage, huye: App, tmp_path: Path
) -> None:
    page.table.select({page.table.model.rows[0].key, page.table.model.rows[1].key})
    assert opened(page).which.typed() == "The 2 that are selected"
    page.files.print_on(pdf_printer(tmp_path / "printed.pdf", 300))

    verified = verify((tmp_path / "printed.pdf").read_bytes(), read_trust_list(huye.data_dir))
    assert verified.verdict == Verdict.VALID
    assert page.messages.text == "2 certificates went to the printer."
    assert prints(huye, page) == [1, 1] + [0] * 37


def test_a_second_print_names_the_first_and_can_be_marked(
    page: CertificatesPage, qtbot: QtBot, huye: App, clock: FixedClock, tmp_path: Path
) -> None:
    keys = [row.key for row in page.table.model.rows]
    page.table.select(set(keys[:12]))
    opened(page)
    page.files.print_on(pdf_printer(tmp_path / "first.pdf"))
    clock.moment += timedelta(days=2)
    page.table.select(set(keys[:1]))

    dialog = opened(page)
    assert dialog.which.typed() == "Only the 27 that were not printed yet"
    assert dialog.duplicates.isHidden()
    dialog.which.set_value(Which.ALL)
    dialog.which.changed.emit()
    assert dialog.before.text() == "12 were printed before, on 08/03/2027."
    assert dialog.duplicates.isVisible()
    activate(dialog, qtbot)
    dialog.duplicates.tick.setFocus()
    qtbot.keyClick(dialog.duplicates.tick, Qt.Key.Key_Space)
    save_picture(dialog, "printing/print_again_en", width=dialog.width(), height=dialog.height())
    page.files.save_print_file_as(tmp_path / "again.pdf")

    texts = words(tmp_path / "again.pdf")
    assert [("DUPLICATE" in text) for text in texts] == [True] * 12 + [False] * 27
    with huye.database.reading() as db:
        wanted = certificates_to_print(db, page._course_id)
    assert [one.prints[-1].is_duplicate for one in wanted] == [True] * 12 + [False] * 27
    assert page.messages.text.startswith("39 certificates are in ")


def test_the_mark_of_a_duplicate_is_on_paper_only(page: CertificatesPage, huye: App, tmp_path: Path) -> None:
    page.table.select({page.table.model.rows[0].key, page.table.model.rows[1].key})
    opened(page)
    page.files.print_on(pdf_printer(tmp_path / "first.pdf", 100))
    with huye.database.reading() as db:
        job = PrintJob(certificates_to_print(db, page._course_id)[:2], marks_duplicates=True)
    for _turn in print_certificates(
        huye, huye.user.id, job, pdf_printer(tmp_path / "second.pdf", 100), Progress("", lambda *_: None)
    ):
        pass
    opened(page)
    page.files.save_pdfs(tmp_path / "pdfs")

    first, second = ((tmp_path / f"{name}.pdf").read_bytes() for name in ("first", "second"))
    assert first != second
    assert not any("DUPLICATE" in words(file)[0] for file in (tmp_path / "pdfs").iterdir())


def test_certificates_of_another_pc_are_drawn_again_and_counted(
    page: CertificatesPage, huye: App, tmp_path: Path
) -> None:
    for file in sorted(huye.files.folder.iterdir())[:3]:
        file.unlink()
    opened(page)
    page.files.print_on(pdf_printer(tmp_path / "printed.pdf"))
    assert "3 were drawn again from what was signed" in page.messages.text
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == 39

    opened(page)
    page.files.save_pdfs(tmp_path / "saved")
    assert page.messages.text.startswith(f"36 PDFs are in {tmp_path / 'saved'}. 3 were issued on another PC")


def test_pdfs_are_named_by_number_and_never_change(page: CertificatesPage, tmp_path: Path) -> None:
    for name in ("once", "twice"):
        opened(page)
        page.files.save_pdfs(tmp_path / name)

    first = {file.name: file.read_bytes() for file in (tmp_path / "once").iterdir()}
    assert len(first) == 39
    assert set(first) == {f"{row.number}.pdf" for row in page._rows if row.number}
    assert first == {file.name: file.read_bytes() for file in (tmp_path / "twice").iterdir()}
    assert page._state.text().startswith("39 of 39 qualify")


def test_a_stick_that_was_pulled_writes_nothing_down(
    page: CertificatesPage, huye: App, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    opened(page)
    page.files.save_print_file_as(tmp_path / "file" / "below" / "print.pdf")

    assert "check that the stick is in" in page.messages.text
    assert prints(huye, page) == [0] * 39


def test_a_printer_that_takes_nothing_writes_nothing_down(
    page: CertificatesPage, huye: App, tmp_path: Path
) -> None:
    opened(page)
    page.files.print_on(pdf_printer(tmp_path / "no folder" / "printed.pdf"))

    assert "switch it on" in page.messages.text
    assert prints(huye, page) == [0] * 39


def test_cancel_says_how_far_it_came_and_writes_that_down(
    page: CertificatesPage, huye: App, tmp_path: Path
) -> None:
    with huye.database.reading() as db:
        job = PrintJob(certificates_to_print(db, page._course_id))
    progress = Progress("Printing", lambda *_: None)
    turns = print_certificates(huye, huye.user.id, job, pdf_printer(tmp_path / "printed.pdf"), progress)
    for _turn in range(5):  # before and after the strip of each page
        next(turns)
    progress.cancel()

    with pytest.raises(PrintingStopped) as stopped:
        while True:
            next(turns)

    assert stopped.value.sentence().startswith("Printing was cancelled: 3 of 39 are in the list of prints.")
    assert prints(huye, page) == [1] * 3 + [0] * 36
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == 3


def test_closing_the_app_ends_the_sheet_that_was_begun(
    page: CertificatesPage, huye: App, tmp_path: Path
) -> None:
    with huye.database.reading() as db:
        job = PrintJob(certificates_to_print(db, page._course_id))
    progress = Progress("Printing", lambda *_: None)
    turns = print_certificates(huye, huye.user.id, job, pdf_printer(tmp_path / "printed.pdf", 300), progress)
    for _turn in range(3):
        next(turns)
    turns.close()

    assert prints(huye, page) == [1] + [0] * 38
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == 1


class BothSides(QPrinter):
    """A printer that was told to print on both sides; it prints into a file."""

    def duplex(self) -> QPrinter.DuplexMode:
        return QPrinter.DuplexMode.DuplexLongSide


def test_on_both_sides_each_certificate_begins_on_a_sheet_of_its_own(
    page: CertificatesPage, huye: App, tmp_path: Path
) -> None:
    """As soon as one of them has a second page: else the next person's would stand on its back."""
    with huye.database.reading() as db:
        first, *others = certificates_to_print(db, page._course_id)[:4]
    both = replace(first, has_second_page=True)
    for certificates, count in (((first, *others), 4), ((both, *others), 6), ((*others, both), 7)):
        file = tmp_path / f"{count}.pdf"
        printer, progress = pdf_printer(file, 50, BothSides), Progress("", lambda *_: None)
        for _turn in print_certificates(huye, huye.user.id, PrintJob(certificates), printer, progress):
            pass
        assert page_count(file.read_bytes()) == count


def test_a_hundred_sheets_let_other_work_in(
    page: CertificatesPage, huye: App, runner: ThreadBackground, qtbot: QtBot, tmp_path: Path
) -> None:
    """While certificates print at 300 dots an inch, another question to the database is answered within a moment."""
    with huye.database.reading() as db:
        job = PrintJob(certificates_to_print(db, page._course_id))
    ended: list[object] = []
    answered: list[int] = []
    printer = pdf_printer(tmp_path / "printed.pdf", 300)
    user = huye.user.id
    runner.run_in_turns(
        lambda progress: print_certificates(huye, user, job, printer, progress), name="", done=ended.append
    )

    runner.run(lambda: prints(huye, page), done=lambda found: answered.append(len(found)))
    qtbot.waitUntil(lambda: bool(answered), timeout=2000)

    assert not ended
    qtbot.waitUntil(lambda: bool(ended), timeout=60_000)
    assert prints(huye, page) == [1] * 39


def test_only_chosen_roles_print(page: CertificatesPage, huye: App, qtbot: QtBot) -> None:
    for role, may in ((Role.CLERK, False), (Role.AUDITOR, False), (Role.TRAINER, True)):
        other = CertificatesPage(replace(page.context, user=replace(huye.user, role=role)))
        qtbot.addWidget(other)
        at_full_size(other)
        assert other.files.print.isEnabled() is may


def test_a_role_that_may_not_print_sends_nothing(page: CertificatesPage, huye: App, tmp_path: Path) -> None:
    with huye.database.transaction() as db:
        clerk = add_user(db, scope=12, username="clerk", display_name="Clerk", role=Role.CLERK).user_id
        job = PrintJob(certificates_to_print(db, page._course_id))
    printer, progress = pdf_printer(tmp_path / "printed.pdf"), Progress("", lambda *_: None)

    with pytest.raises(NotAllowed):
        next(print_certificates(huye, clerk, job, printer, progress))

    assert not (tmp_path / "printed.pdf").exists()


def test_enter_shows_a_certificate_with_its_prints(
    page: CertificatesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.table.select({page.table.model.rows[0].key})
    page.files.open_for(page.table.model.rows[0].certificate_id or 0)
    page.files.print_on(pdf_printer(tmp_path / "printed.pdf"))
    page.table.view.setCurrentIndex(page.table.model.index(0, 0))
    press_enter(page.table.view, qtbot)

    dialog = page.preview.dialog
    assert isinstance(dialog, PreviewDialog)
    assert dialog.picture.pixmap().width() > 500
    assert dialog.prints.text() == "08/03/2027 by Invented Admin"
    assert dialog.save.isEnabled()
    assert nameless(dialog) == []
    save_picture(dialog, "printing/preview_en", width=dialog.width(), height=dialog.height())
    press_enter(dialog.print, qtbot)
    again = page.files.dialog
    assert isinstance(again, PrintDialog)
    assert again.which.typed() == "The one that is selected"


def test_the_second_page_is_looked_at_too(page: CertificatesPage, huye: App, qtbot: QtBot) -> None:
    certificate_id = page.table.model.rows[0].certificate_id
    assert certificate_id is not None
    with huye.database.reading() as db:
        look = look_at(db, certificate_id, huye.files)
    front, back = QImage(842, 595, QImage.Format.Format_RGB32), QImage(842, 595, QImage.Format.Format_RGB32)
    front.fill(Qt.GlobalColor.white)
    back.fill(Qt.GlobalColor.blue)
    dialog = PreviewDialog(page, look, [front, back])
    dialog.open()
    assert dialog.turn.text() == "Show page 2"
    press_enter(dialog.turn, qtbot)
    assert dialog.turn.text() == "Show page 1"
    assert dialog.picture.pixmap().toImage().pixelColor(300, 300) == Qt.GlobalColor.blue
    dialog.reject()


def test_a_certificate_without_its_file_is_still_shown(
    page: CertificatesPage, qtbot: QtBot, huye: App
) -> None:
    for file in huye.files.folder.iterdir():
        file.unlink()
    page.table.view.setCurrentIndex(page.table.model.index(0, 0))
    press_enter(page.table.view, qtbot)

    dialog = page.preview.dialog
    assert isinstance(dialog, PreviewDialog)
    assert not dialog.save.isEnabled()
    assert dialog.prints.text() == "not yet"
    save_picture(dialog, "printing/preview_elsewhere_en", width=dialog.width(), height=dialog.height())


def test_the_systems_dialogs_open_over_ours(page: CertificatesPage, qtbot: QtBot) -> None:
    dialog = opened(page)
    press_enter(dialog.print, qtbot)
    assert isinstance(page.files.asked, QPrintDialog)
    page.files.asked.reject()
    for button in (dialog.save_file, dialog.save_pdfs):
        press_enter(button, qtbot)
        assert isinstance(page.files.asked, QFileDialog)
        page.files.asked.reject()
    assert dialog.isVisible()


def test_the_offset_of_a_printer_is_typed_and_kept(
    page: CertificatesPage, qtbot: QtBot, huye: App, tmp_path: Path
) -> None:
    with huye.database.transaction() as db:
        set_offset(db, printer="Invented Laser", offset=Offset(0, 5), by=None)
    dialog = opened(page)
    assert dialog.position.isVisible()
    press_enter(dialog.offset, qtbot)
    asked = page.files.asked
    assert isinstance(asked, OffsetDialog)
    asked.printer.set_value("Invented Laser")
    asked.printer.changed.emit()
    assert (asked.right.line.text(), asked.down.line.text()) == ("0", "0.5")
    asked.save_test_page_as(tmp_path / "test page.pdf")
    assert page_count((tmp_path / "test page.pdf").read_bytes()) == 1
    asked.print_test_page_on(pdf_printer(tmp_path / "printed test page.pdf"))
    assert "fold it as it says" in asked.messages.text
    asked.printer.set_value("Invented Laser")
    type_into(asked.right.line, "16", qtbot)
    press_enter(asked.form.primary, qtbot)
    assert "from -15 to 15" in asked.right.error
    type_into(asked.right.line, "1,5", qtbot)
    type_into(asked.down.line, "-0.8", qtbot)
    save_picture(asked, "printing/offset_en", width=asked.width(), height=asked.height())
    press_enter(asked.form.primary, qtbot)

    with huye.database.reading() as db:
        assert list_offsets(db) == {"Invented Laser": Offset(15, -8)}
    assert dialog.messages.text == "Saved for Invented Laser: 1.5 mm to the right, 0.8 mm up."
    assert dialog.position.box.itemText(1) == "Invented Laser: 1.5 mm to the right, 0.8 mm up"
    dialog.position.set_value(Offset(15, -8))
    page.files.save_print_file_as(tmp_path / "moved.pdf")
    assert page_count((tmp_path / "moved.pdf").read_bytes()) == 39


class OfficePrinter(QPrinter):
    """A printer of the system, as far as its name goes; it prints into a file."""

    def printerName(self) -> str:  # noqa: N802  Qt's name
        return "Office"


def test_a_printer_moves_its_pages_by_its_own_offset(
    page: CertificatesPage, huye: App, tmp_path: Path
) -> None:
    with huye.database.transaction() as db:
        set_offset(db, printer="Office", offset=Offset(30, -20), by=None)
    page.table.select({page.table.model.rows[0].key, page.table.model.rows[1].key})
    opened(page)
    page.files.print_on(pdf_printer(tmp_path / "plain.pdf", 254))
    opened(page)
    page.files.print_on(pdf_printer(tmp_path / "moved.pdf", 254, OfficePrinter))

    plain, moved = (picture(tmp_path / f"{name}.pdf") for name in ("plain", "moved"))
    difference = ImageChops.difference(ImageChops.offset(plain, 30, -20), moved)
    assert (
        sum(difference.filter(ImageFilter.GaussianBlur(2)).histogram()[64:])
        < 0.001 * plain.width * plain.height
    )
    assert sum(ImageChops.difference(plain, moved).histogram()[64:]) > 0.01 * plain.width * plain.height


def picture(file: Path) -> Image.Image:
    document = pypdfium2.PdfDocument(file)
    drawn = document[0].render(scale=254 / 72).to_pil().convert("L")
    document.close()
    return drawn


def test_every_control_has_a_name_and_is_reached(page: CertificatesPage, qtbot: QtBot) -> None:
    dialog = opened(page)
    activate(dialog, qtbot)
    assert nameless(dialog) == []
    assert unreachable(dialog) == []
    save_picture(dialog, "printing/print_en", width=dialog.width(), height=dialog.height())
    press_enter(dialog.offset, qtbot)
    asked = page.files.asked
    assert isinstance(asked, OffsetDialog)
    assert nameless(asked) == []


@pytest.mark.usefixtures("pseudo_language")
def test_nothing_is_clipped_in_a_language_that_needs_room(
    page: CertificatesPage, huye: App, qtbot: QtBot, tmp_path: Path
) -> None:
    with huye.database.transaction() as db:
        set_offset(db, printer="Invented Laser of the office", offset=Offset(15, -5), by=None)
    opened(page)
    page.files.print_on(pdf_printer(tmp_path / "printed.pdf"))
    dialog = opened(page)
    qtbot.waitUntil(lambda: clipped(dialog) == [])  # it grows when the layout has asked for more
    save_picture(dialog, "printing/print_pseudo", width=dialog.width(), height=dialog.height())
    press_enter(dialog.offset, qtbot)
    asked = page.files.asked
    assert isinstance(asked, OffsetDialog)
    assert clipped(asked) == []
    save_picture(asked, "printing/offset_pseudo", width=asked.width(), height=asked.height())
    asked.reject()
    dialog.reject()
    page.table.view.setCurrentIndex(page.table.model.index(0, 0))
    press_enter(page.table.view, qtbot)
    preview = page.preview.dialog
    assert preview is not None
    assert clipped(preview) == []
    save_picture(preview, "printing/preview_pseudo", width=preview.width(), height=preview.height())
