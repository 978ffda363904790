"""Prints what a class needs on paper: sign-in sheets, badges, names to check. The first page is seen before."""

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tvet_desktop.attendance.paper.print_paper import (
    PaperKind,
    PaperWanted,
    preview_paper,
    print_paper,
)
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.files import write_durably
from ui import theme
from ui.attendance.paper.paper_choices import PaperChoices, file_word, kind_words, paper_choices
from ui.attendance.paper.paper_form import PaperForm
from ui.attendance.paper.paper_preview import DOTS_PER_INCH, PaperPreview
from ui.background import Progress
from ui.widgets.choose_path import choose_new_file
from ui.widgets.message_strip import MessageStrip
from ui.widgets.page import Page
from ui.widgets.pdf_pages import page_count, pages
from ui.widgets.print_pages import print_pages
from ui.widgets.words import Button, label
from ui.widgets.writing import written

T = TypeVar("T")
_PAUSE_MS = 150


class PaperDialog(QDialog):
    """Print and Save as PDF close it, with the message on the page. ``asked`` is the dialog opened last.

    Args:
        page: over whose window it stands; it shows what was done.
        course_id: whose papers.
        session_id: its week is proposed.
        person_ids: selected people: badges and names are offered for them alone, too.
        kind: what is chosen at first.
        over: another dialog from which it was opened.
    """

    def __init__(
        self,
        page: Page,
        *,
        course_id: int,
        session_id: int | None = None,
        person_ids: Collection[int] = (),
        kind: PaperKind = PaperKind.SHEET,
        over: QWidget | None = None,
    ) -> None:
        super().__init__(over or page.window())
        self._page = page
        self._course_id = course_id
        self._round = 0
        self.asked: QDialog | None = None
        self.form = PaperForm(kind)
        self.preview = PaperPreview()
        self.messages = MessageStrip()
        self.print = Button(_("Print…"), "primary")
        self.save = Button(_("Save as PDF…"))
        self.back = Button(_("Close"))
        self._lay_out()
        self._allow(can=False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.show_preview)
        self.form.changed.connect(self._pause.start)
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)
        self.back.clicked.connect(self.reject)
        page.read(lambda db: paper_choices(db, course_id, session_id, person_ids), self._offer)

    def show_preview(self) -> None:
        """Draw the first page as it would be printed now; nothing is kept."""
        self._pause.stop()
        app, by, wanted = (
            self._page.context.app,
            self._page.context.user.id,
            self.form.wanted(self._course_id),
        )
        self._round += 1
        this = self._round

        def work() -> tuple[QImage, int]:
            with app.database.reading() as db:
                pdf = preview_paper(db, wanted=wanted, by=by, now=app.clock.now())
            return next(pages(pdf, DOTS_PER_INCH)), page_count(pdf)

        def done(answer: tuple[QImage, int]) -> None:
            if this == self._round:
                self._show(*answer)

        self._page.context.background.run(work, done=done, failed=self._cannot, owner=self)

    def save_as(self, file: Path) -> None:
        """Write the paper to a file that the user chose."""
        self._page.context.remembered.last_folder = str(file.parent)
        draw = self._drawing()

        def work(_progress: Progress) -> Path:
            with written(file.parent):
                write_durably(file, draw())
            return file

        def done(saved: Path) -> None:
            self._finish(_("Saved in {folder}: {files}.").format(folder=saved.parent, files=saved.name))

        self._run(work, done, _("Saving"))

    def print_on(self, printer: QPrinter) -> None:
        """Send all pages to a printer."""
        draw = self._drawing()

        def done(count: int) -> None:
            words = ngettext("{count} page went to the printer.", "{count} pages went to the printer.", count)
            self._finish(words.format(count=count))

        self._run(lambda progress: print_pages(printer, [draw()], progress), done, _("Printing"))

    def open(self) -> None:
        """Show the dialog; the keyboard is on the kind of paper."""
        super().open()
        self.form.kind.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter prints from every field; on a button it presses that button."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not isinstance(self.focusWidget(), QPushButton):
            if self.print.isEnabled():
                self._on_print()
        else:
            super().keyPressEvent(event)

    def _drawing(self) -> Callable[[], bytes]:
        """Return what draws and records the paper on the worker thread, as the fields are now."""
        app, by = self._page.context.app, self._page.context.user.id
        wanted: PaperWanted = self.form.wanted(self._course_id)

        def draw() -> bytes:
            with app.database.transaction(user_id=by) as db:
                return print_paper(db, wanted=wanted, by=by, now=app.clock.now())

        return draw

    def _run(self, work: Callable[[Progress], T], done: Callable[[T], None], name: str) -> None:
        self._allow(can=False)
        self._page.context.background.run_with_progress(
            work, name=name, done=done, failed=self._refused, owner=self
        )

    def _refused(self, error: UserError) -> None:
        self._allow(can=True)
        self.messages.show_error(error.sentence())

    def _finish(self, sentence: str) -> None:
        self.accept()
        self._page.messages.show_success(sentence)
        self._page.focus()

    def _on_save(self) -> None:
        wanted, choices = self.form.wanted(self._course_id), self.form.choices
        assert choices is not None
        folder = Path(self._page.context.remembered.last_folder or Path.home())
        name = f"{file_word(wanted.kind)} {choices.course.details.code}.pdf".replace("/", "-")
        self.asked = choose_new_file(self, _("Save"), folder / name, f"{_('PDF')} (*.pdf)", self.save_as)

    def _on_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(kind_words(self.form.wanted(self._course_id).kind))
        dialog.accepted.connect(partial(self.print_on, printer))
        dialog.setModal(True)
        self.asked = dialog
        dialog.show()

    def _offer(self, choices: PaperChoices) -> None:
        self._heading.setText(_("Print for {course}").format(course=choices.course.details.title))
        self.form.offer(choices)
        self.show_preview()

    def _show(self, image: QImage, count: int) -> None:
        self.messages.clear()
        self.preview.show_page(image, count)
        self._allow(can=self.form.check())

    def _cannot(self, error: UserError) -> None:
        self.preview.show_nothing()
        self._allow(can=False)
        self.messages.show_attention(error.sentence())

    def _allow(self, *, can: bool) -> None:
        self.print.setEnabled(can)
        self.save.setEnabled(can)

    def _lay_out(self) -> None:
        self.setObjectName("question")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Print for the course"))
        self.setAccessibleName(_("Print for the course"))
        self._heading = label(_("Print for the course"), "heading", wraps=True)
        both = QHBoxLayout()
        both.setSpacing(theme.AROUND)
        both.addWidget(self.form, 1)
        both.addWidget(self.preview)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.INSIDE)
        for button in (self.print, self.save, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.AROUND, theme.BETWEEN, theme.AROUND, theme.BETWEEN)
        column.setSpacing(theme.BETWEEN)
        column.addWidget(self._heading)
        column.addWidget(self.messages)
        column.addLayout(both, 1)
        column.addLayout(buttons)


def open_paper_dialog(
    page: Page,
    *,
    course_id: int,
    session_id: int | None = None,
    person_ids: Collection[int] = (),
    kind: PaperKind = PaperKind.SHEET,
    over: QWidget | None = None,
) -> PaperDialog:
    """Open the dialog over a page and return at once."""
    dialog = PaperDialog(
        page, course_id=course_id, session_id=session_id, person_ids=person_ids, kind=kind, over=over
    )
    dialog.open()
    return dialog
