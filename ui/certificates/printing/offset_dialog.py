"""How far a printer of this PC prints beside the place: the test page, and what was read on it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from tvet_desktop.certificates.printing.draw_test_page import draw_test_page
from tvet_desktop.certificates.printing.printer_offset import (
    FURTHEST,
    NO_OFFSET,
    Offset,
    OffsetSet,
    set_offset,
)
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.files import write_durably
from ui import theme
from ui.background import Progress
from ui.certificates.printing.millimetre_field import MillimetreField
from ui.certificates.printing.print_words import offset_words
from ui.widgets.choose_path import choose_new_file
from ui.widgets.fields import ChoiceField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.print_pages import print_pages
from ui.widgets.words import Button
from ui.widgets.writing import written


class OffsetDialog(FormDialog):
    """Print the test page, fold it, type two numbers. ``asked`` is the system's dialog that was opened last.

    Args:
        page: over whose window it stands.
        printers: names of the printers that this PC knows, and of those that have an offset.
        offsets: what was measured before.
    """

    def __init__(self, page: Page, printers: Sequence[str], offsets: Mapping[str, Offset]) -> None:
        form = Form(_("Save"), back=_("Close"))
        self._page = page
        self._offsets = dict(offsets)
        self.asked: QDialog | None = None
        self.printer: ChoiceField[str] = form.add(
            ChoiceField(_("Printer"), [(name, name) for name in printers], required=True)
        )
        self.right = form.add(
            MillimetreField(
                _("To the right (mm)"),
                furthest=FURTHEST,
                hint=_("The number on the lying scale of the test page."),
            )
        )
        self.down = form.add(
            MillimetreField(
                _("Down (mm)"),
                furthest=FURTHEST,
                hint=_("The number on the standing scale of the test page."),
            )
        )
        super().__init__(
            page,
            heading=_("Where this printer prints"),
            form=form,
            explanation=_(
                "Print the test page, fold it as it says, and type the two numbers. They stay on this PC, and move every"
                " certificate that is printed on this printer."
            ),
            above=self._test_page_buttons(),
        )
        self.printer.changed.connect(self._show)
        self._show()

    def open_for(self, saved: Callable[[OffsetSet], None]) -> None:
        """Open; ``saved`` is told what was there before."""
        by = self._page.context.user.id

        def prepare() -> Callable[[Any], OffsetSet]:
            printer, offset = self.printer.value() or "", self.typed_offset
            return lambda db: set_offset(db, printer=printer, offset=offset, by=by)

        self.ask(self._page, prepare, saved)

    @property
    def typed_offset(self) -> Offset:
        """What the fields say, once they are right."""
        return Offset(self.right.value() or 0, self.down.value() or 0)

    def save_test_page_as(self, file: Path) -> None:
        """Write the test page to a file, for a printer of another room."""
        self._page.context.remembered.last_folder = str(file.parent)

        def work(_progress: Progress) -> Path:
            with written(file.parent):
                write_durably(file, self._drawn(""))
            return file

        def done(saved: Path) -> None:
            self.messages.show_success(
                _("Saved in {folder}: {files}.").format(folder=saved.parent, files=saved.name)
            )

        self._run(work, done, _("Saving"))

    def print_test_page_on(self, printer: QPrinter) -> None:
        """Print the test page, never moved."""

        def work(progress: Progress) -> int:
            return print_pages(printer, [self._drawn(printer.printerName())], progress)

        def done(_count: int) -> None:
            self.printer.set_value(printer.printerName())
            self._show()
            self.messages.show_success(
                _("The test page went to the printer: fold it as it says, then type the two numbers.")
            )
            self.right.focus()

        self._run(work, done, _("Printing"))

    def _drawn(self, printer: str) -> bytes:
        context = self._page.context
        return draw_test_page(
            printer=printer, printed_by=context.user.display_name, now=context.app.clock.now()
        )

    def _run(self, work: Callable[[Progress], Any], done: Callable[[Any], None], name: str) -> None:
        self._page.context.background.run_with_progress(
            work, name=name, done=done, failed=self.show_user_error, owner=self
        )

    def _test_page_buttons(self) -> QWidget:
        self.print = Button(_("Print the test page…"))
        self.save = Button(_("Save the test page…"))
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.INSIDE)
        row.addWidget(self.print)
        row.addWidget(self.save)
        row.addStretch(1)
        return both

    def _show(self) -> None:
        offset = self._offsets.get(self.printer.value() or "", NO_OFFSET)
        self.right.set_value(offset.right)
        self.down.set_value(offset.down)

    def _on_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        chosen = self.printer.value()
        if chosen:
            printer.setPrinterName(chosen)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(_("Print the test page"))
        dialog.accepted.connect(lambda: self.print_test_page_on(printer))
        dialog.setModal(True)
        self.asked = dialog
        dialog.show()

    def _on_save(self) -> None:
        folder = Path(self._page.context.remembered.last_folder or Path.home())
        name = _("test page of the printer") + ".pdf"
        self.asked = choose_new_file(
            self, _("Save"), folder / name, f"{_('PDF')} (*.pdf)", self.save_test_page_as
        )


def saved_words(done: OffsetSet, offset: Offset) -> str:
    """Say what holds from now on."""
    return _("Saved for {printer}: {offset}.").format(printer=done.printer, offset=offset_words(offset))
