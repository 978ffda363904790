"""What was issued, on paper and as files: one button, the dialog behind it, and the system's dialogs behind that."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog

from tvet_desktop.certificates.printing.printer_offset import Offset, OffsetSet, list_offsets
from tvet_desktop.certificates.printing.to_print import certificates_to_print
from tvet_desktop.shared.translation import _
from ui.certificates.printing.offset_dialog import OffsetDialog, saved_words
from ui.certificates.printing.paper_run import print_on, save_pdfs, save_print_file
from ui.certificates.printing.print_dialog import Printable, PrintDialog
from ui.certificates.printing.print_job import PrintJob
from ui.widgets.choose_path import choose_folder, choose_new_file
from ui.widgets.page import Page
from ui.widgets.why_not import role_lacks
from ui.widgets.words import permit


class CertificateFiles:
    """A button of a page. ``dialog`` is the one of printing, ``asked`` the one that was opened from it last."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._course_id = 0
        self._selected: Collection[int] = ()
        self.dialog: PrintDialog | None = None
        self.asked: QDialog | None = None
        self.print = page.add_quiet(_("Print or save…"), self._open, "print")

    def follow(self, course_id: int, *, issued: int, selected: Collection[int] = ()) -> None:
        """Allow what this course has certificates for; ``selected`` are ids of certificates."""
        self._course_id, self._selected = course_id, selected
        nothing = "" if issued else _("Nobody has a certificate yet: issue certificates first.")
        permit(self.print, nothing or role_lacks(self._page.context.user.role, "print_certificates"))

    def open_for(self, certificate_id: int) -> None:
        """Ask how the certificate that somebody looks at goes to paper."""
        self._read([certificate_id], is_about_selected=True)

    def _open(self) -> None:
        self._read(self._selected, is_about_selected=False)

    def _read(self, selected: Collection[int], *, is_about_selected: bool) -> None:
        course_id = self._course_id

        def query(db: Any) -> Printable:  # noqa: ANN401  the database session
            return Printable(certificates_to_print(db, course_id), list_offsets(db))

        def ask(printable: Printable) -> None:
            self._ask(
                PrintDialog(self._page, printable, selected, is_about_selected=is_about_selected),
                printable.offsets,
            )

        self._page.read(query, ask)

    def print_on(self, printer: QPrinter) -> None:
        """Send what the dialog says to a printer; the dialog closes."""
        print_on(self._page, self._take_job(), printer)

    def save_print_file_as(self, file: Path) -> None:
        """Write what the dialog says into one file for the printer; the dialog closes."""
        offset = self._open_dialog.file_offset
        save_print_file(self._page, self._take_job(), offset, file)

    def save_pdfs(self, folder: Path) -> None:
        """Write each signed file that the dialog names; the dialog closes."""
        save_pdfs(self._page, self._take_job(), folder)

    def _ask(self, dialog: PrintDialog, offsets: Mapping[str, Offset]) -> None:
        dialog.print_wanted.connect(self._ask_for_printer)
        dialog.file_wanted.connect(self._ask_for_file)
        dialog.pdfs_wanted.connect(self._ask_for_folder)
        dialog.offset_wanted.connect(lambda: self._ask_for_offset(offsets))
        self.dialog = dialog
        dialog.open()

    @property
    def _open_dialog(self) -> PrintDialog:
        assert self.dialog is not None
        return self.dialog

    def _take_job(self) -> PrintJob:
        job = self._open_dialog.job
        self._open_dialog.accept()
        return job

    def _ask_for_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(_("Certificates"))  # as the printer's list of jobs says it: no names
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        asked = QPrintDialog(printer, self._open_dialog)
        asked.setWindowTitle(_("Print the certificates"))
        asked.setOption(
            QAbstractPrintDialog.PrintDialogOption.PrintPageRange, False
        )  # chosen before, by person
        asked.accepted.connect(lambda: self.print_on(printer))
        asked.setModal(True)
        self.asked = asked
        asked.show()

    def _ask_for_file(self) -> None:
        name, kinds = _("certificates to print") + ".pdf", f"{_('PDF')} (*.pdf)"
        self.asked = choose_new_file(
            self._open_dialog, _("Save"), self._folder() / name, kinds, self.save_print_file_as
        )

    def _ask_for_folder(self) -> None:
        title, folder = _("Choose a folder for the PDFs"), str(self._folder())
        self.asked = choose_folder(self._open_dialog, title, folder, self.save_pdfs)

    def _ask_for_offset(self, offsets: Mapping[str, Offset]) -> None:
        known = dict.fromkeys([*QPrinterInfo.availablePrinterNames(), *offsets])
        asked, dialog = OffsetDialog(self._page, list(known), offsets), self._open_dialog

        def saved(done: OffsetSet) -> None:
            dialog.messages.show_success(saved_words(done, asked.typed_offset))
            self._page.read(list_offsets, dialog.show_offsets)

        self.asked = asked
        asked.open_for(saved)

    def _folder(self) -> Path:
        return Path(self._page.context.remembered.last_folder or Path.home())
