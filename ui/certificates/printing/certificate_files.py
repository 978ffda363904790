"""What was issued, on paper and as files: one button, the dialog behind it, and the system's dialogs behind that."""

from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog

from tvet_desktop.accounts.rules import may
from tvet_desktop.certificates.printing.printer_offset import Offset, OffsetSet, list_offsets
from tvet_desktop.certificates.printing.to_print import certificates_to_print
from tvet_desktop.shared.translation import _
from ui.certificates.printing.offset_dialog import OffsetDialog, saved_words
from ui.certificates.printing.paper_run import print_on, save_pdfs, save_print_file
from ui.certificates.printing.print_dialog import Printable, PrintDialog
from ui.certificates.printing.print_job import PrintJob
from ui.widgets.choose_path import choose_folder, choose_new_file
from ui.widgets.page import Page


class CertificateFiles:
    """A button of a page. ``dialog`` is the one of printing, ``asked`` the one that was opened from it last."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._course_id = 0
        self._selected: Collection[int] = ()
        self.dialog: PrintDialog | None = None
        self.asked: QDialog | None = None
        self.print = page.add_quiet(_("Print or save…"), lambda: self.open(self._selected), "print")

    def follow(self, course_id: int, *, issued: int, selected: Collection[int] = ()) -> None:
        """Allow what this course has certificates for; ``selected`` are ids of certificates."""
        self._course_id, self._selected = course_id, selected
        self.print.setEnabled(issued > 0 and may(self._page.context.user.role, "print_certificates"))

    def open(self, selected: Collection[int]) -> None:
        """Ask what goes to paper; ``selected`` may be one certificate that is looked at."""
        course_id = self._course_id

        def query(db: Any) -> Printable:  # noqa: ANN401  the database session
            return Printable(certificates_to_print(db, course_id), list_offsets(db))

        self._page.read(query, lambda printable: self._ask(printable, selected))

    def _ask(self, printable: Printable, selected: Collection[int]) -> None:
        dialog = PrintDialog(self._page, printable, selected)
        dialog.print_wanted.connect(lambda: self._ask_for_printer(dialog))
        dialog.file_wanted.connect(lambda: self._ask_for_file(dialog))
        dialog.pdfs_wanted.connect(lambda: self._ask_for_folder(dialog))
        dialog.offset_wanted.connect(lambda: self._ask_for_offset(dialog, printable.offsets))
        self.dialog = dialog
        dialog.open()

    def _ask_for_printer(self, dialog: PrintDialog) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        asked = QPrintDialog(printer, dialog)
        asked.setWindowTitle(_("Print the certificates"))
        asked.setOption(
            QAbstractPrintDialog.PrintDialogOption.PrintPageRange, False
        )  # chosen before, by person
        asked.accepted.connect(lambda: self.print_on(printer, dialog.job))
        asked.accepted.connect(dialog.accept)
        asked.setModal(True)
        self.asked = asked
        asked.show()

    def _ask_for_file(self, dialog: PrintDialog) -> None:
        name = _("certificates to print") + ".pdf"
        then = partial(self._save_for_print, dialog)
        self.asked = choose_new_file(dialog, _("Save"), self._folder() / name, f"{_('PDF')} (*.pdf)", then)

    def _ask_for_folder(self, dialog: PrintDialog) -> None:
        title, then = _("Choose a folder for the PDFs"), partial(self._save_pdfs, dialog)
        self.asked = choose_folder(dialog, title, str(self._folder()), then)

    def _ask_for_offset(self, dialog: PrintDialog, offsets: Mapping[str, Offset]) -> None:
        known = dict.fromkeys([*QPrinterInfo.availablePrinterNames(), *offsets])
        asked = OffsetDialog(self._page, list(known), offsets)

        def saved(done: OffsetSet) -> None:
            dialog.messages.show_success(saved_words(done, asked.typed_offset))
            self._page.read(list_offsets, dialog.show_offsets)

        self.asked = asked
        asked.open_for(saved)

    def print_on(self, printer: QPrinter, job: PrintJob) -> None:
        """Send certificates to a printer."""
        print_on(self._page, job, printer)

    def _save_for_print(self, dialog: PrintDialog, file: Path) -> None:
        save_print_file(self._page, dialog.job, dialog.file_offset, file)
        dialog.accept()

    def _save_pdfs(self, dialog: PrintDialog, folder: Path) -> None:
        save_pdfs(self._page, dialog.job, folder)
        dialog.accept()

    def _folder(self) -> Path:
        return Path(self._page.context.remembered.last_folder or Path.home())
