"""What was issued, as files and on paper: PDFs, the print file, the printer, a look at one."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from tvet_desktop.accounts.rules import may
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.facts import kind_word
from tvet_desktop.certificates.printing.print_file import pdf_of, print_files
from tvet_desktop.certificates.queries import list_certificates
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.files import FileMissing, write_durably
from ui.background import Progress
from ui.certificates.printing.preview_dialog import DOTS_PER_INCH, PreviewDialog
from ui.widgets.choose_path import choose_folder, choose_new_file
from ui.widgets.page import Page
from ui.widgets.pdf_pages import pages
from ui.widgets.print_pages import print_pages
from ui.widgets.writing import written

T = TypeVar("T")


class CertificateFiles:
    """Three buttons of a page, and the preview. ``dialog`` is the one that was opened last."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._course_id = 0
        self.dialog: QDialog | None = None
        self.save = page.add_quiet(_("Save PDFs…"), self._on_save, "export")
        self.save_for_print = page.add_quiet(_("Save print file…"), self._on_save_for_print, "export")
        self.print = page.add_quiet(_("Print…"), self._on_print, "print")

    def follow(self, course_id: int, *, issued: int) -> None:
        """Allow what this course has certificates for."""
        self._course_id = course_id
        can = issued > 0 and may(self._page.context.user.role, "print_certificates")
        for button in (self.save, self.save_for_print, self.print):
            button.setEnabled(can)

    def preview(self, row: CandidateRow) -> None:
        """Show the page of somebody's certificate; say what comes first where there is none."""
        if row.certificate_id is None:
            self._page.messages.show_attention(
                _(
                    "{name} has no certificate yet: confirm the name, approve and issue first, as far as qualified."
                ).format(name=row.name_to_print)
            )
            return
        app, certificate_id, number = self._page.context.app, row.certificate_id, row.number

        def work() -> tuple[bytes, QImage]:
            with app.database.reading() as db:
                pdf = pdf_of(db, certificate_id, app.files)
            return pdf, next(pages(pdf, DOTS_PER_INCH))

        def refused(error: UserError) -> None:
            if isinstance(error, FileMissing):
                self._page.messages.show_attention(_elsewhere(1).format(count=number))
            else:
                self._page.show_user_error(error)

        self._page.context.background.run(
            work,
            done=lambda answer: self._show(number, *answer),
            failed=refused,
            name=_("Opening the certificate"),
            owner=self._page,
        )

    def _show(self, number: str, pdf: bytes, image: QImage) -> None:
        dialog = PreviewDialog(self._page, heading=number, image=image)
        dialog.save.clicked.connect(lambda: self._ask_where(f"{number}.pdf", lambda: {"": pdf}))
        self.dialog = dialog
        dialog.open()

    def _on_save(self) -> None:
        self.dialog = choose_folder(
            self._page,
            _("Choose a folder for the PDFs"),
            self._page.context.remembered.last_folder or str(Path.home()),
            self.save_pdfs,
        )

    def save_pdfs(self, folder: Path) -> None:
        """Write every certificate of the course, named by its number."""
        self._page.context.remembered.last_folder = str(folder)
        app, course_id = self._page.context.app, self._course_id

        def work(progress: Progress) -> tuple[int, int]:
            missing = 0
            with app.database.reading() as db, written(folder):
                rows = list_certificates(db, course_id=course_id)
                for done, row in enumerate(rows):
                    progress.step(done, len(rows))
                    try:
                        pdf = pdf_of(db, row.id, app.files)
                    except FileMissing:
                        missing += 1
                    else:
                        write_durably(folder / f"{row.number}.pdf", pdf)
            return len(rows) - missing, missing

        def done(counts: tuple[int, int]) -> None:
            saved, missing = counts
            words = ngettext("{count} PDF is in {folder}.", "{count} PDFs are in {folder}.", saved)
            said = words.format(count=saved, folder=folder)
            if not missing:
                self._page.messages.show_success(said)
                return
            self._page.messages.show_attention(f"{said} {_elsewhere(missing).format(count=missing)}")

        self._run(work, done, _("Saving the PDFs"))

    def _on_save_for_print(self) -> None:
        self._ask_where(_("certificates to print") + ".pdf", self._print_files)

    def _ask_where(self, name: str, contents: Callable[[], dict[str, bytes]]) -> None:
        folder = Path(self._page.context.remembered.last_folder or Path.home())
        self.dialog = choose_new_file(
            self._page,
            _("Save"),
            folder / name,
            f"{_('PDF')} (*.pdf)",
            lambda file: self.save_as(file, contents),
        )

    def save_for_print_as(self, file: Path) -> None:
        """Write the print file of the course; one beside it for each further kind of certificate."""
        self.save_as(file, self._print_files)

    def save_as(self, file: Path, contents: Callable[[], dict[str, bytes]]) -> None:
        """Write what ``contents`` gives, each with its word added to the file's name."""
        self._page.context.remembered.last_folder = str(file.parent)

        def work(_progress: Progress) -> list[str]:
            names = []
            with written(file.parent):
                for word, pdf in contents().items():
                    target = file.with_stem(f"{file.stem} {word}") if word else file
                    write_durably(target, pdf)
                    names.append(target.name)
            return names

        def done(names: list[str]) -> None:
            words = _("Saved in {folder}: {files}.").format(folder=file.parent, files=", ".join(names))
            self._page.messages.show_success(words)

        self._run(work, done, _("Saving"))

    def _print_files(self) -> dict[str, bytes]:
        app = self._page.context.app
        with app.database.reading() as db:
            files = print_files(db, course_id=self._course_id, now=app.clock.now())
        return {kind_word(kind).lower(): pdf for kind, pdf in files.items()}

    def _on_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._page.window())
        dialog.setWindowTitle(_("Print the certificates"))
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.setModal(True)
        self.dialog = dialog
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Print every certificate of the course: those of completion first."""

        def done(count: int) -> None:
            words = ngettext("{count} page went to the printer.", "{count} pages went to the printer.", count)
            self._page.messages.show_success(words.format(count=count))

        def work(progress: Progress) -> int:
            return print_pages(printer, list(self._print_files().values()), progress)

        self._run(work, done, _("Printing"))

    def _run(self, work: Callable[[Progress], T], done: Callable[[T], None], name: str) -> None:
        self._page.context.background.run_with_progress(
            work, name=name, done=done, failed=self._page.show_user_error, owner=self._page
        )


def _elsewhere(count: int) -> str:
    """Say why certificates have no file here: what was issued is a file of the PC that issued it."""
    return ngettext(
        "{count} was issued on another PC and its file is not here: save it there, or print it from here.",
        "{count} were issued on another PC and their files are not here: save them there, or print them from here.",
        count,
    )
