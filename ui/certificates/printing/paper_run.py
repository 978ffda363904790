"""Certificates that go to a printer, into a print file or into PDFs of their own, and what the page says then."""

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

from PySide6.QtPrintSupport import QPrinter

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.certificates.printing.issued_pdf import pdf_of
from tvet_desktop.certificates.printing.log_prints import log_prints
from tvet_desktop.certificates.printing.print_file import print_file
from tvet_desktop.certificates.printing.printer_offset import Offset
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.files import FileMissing, write_durably
from ui.background import Progress
from ui.certificates.printing.print_job import Printed, PrintJob, print_certificates
from ui.certificates.printing.print_words import sent_words
from ui.widgets.page import Page
from ui.widgets.writing import written

T = TypeVar("T")


def print_on(page: Page, job: PrintJob, printer: QPrinter) -> None:
    """Print; other pages open meanwhile, and Cancel stops it."""
    app, by = page.context.app, page.context.user.id

    def work(progress: Progress) -> Generator[None, None, Printed]:
        return print_certificates(app, by, job, printer, progress)

    def done(printed: Printed) -> None:
        page.messages.show_success(sent_words(printed.count, printed.redrawn))
        page.context.changes.certificates.emit()

    page.context.background.run_in_turns(
        work, name=_("Printing"), done=done, failed=page.show_user_error, owner=page
    )


def save_print_file(page: Page, job: PrintJob, offset: Offset, file: Path) -> None:
    """Write one file for the printer; it counts as a print."""
    page.context.remembered.last_folder = str(file.parent)
    app, by = page.context.app, page.context.user.id

    def work(progress: Progress) -> Path:
        now = app.clock.now()
        with written(file.parent), app.database.transaction(user_id=by) as db:
            pdf = print_file(
                db,
                certificate_ids=job.ids,
                now=now,
                duplicates=job.duplicates,
                offset=offset,
                steps=progress.step,
            )
            day = local_day(now)
            log_prints(db, certificate_ids=job.ids, printed_on=day, by=by, duplicates=job.duplicates)
            write_durably(file, pdf)
        return file

    def done(saved: Path) -> None:
        words = ngettext(
            "{count} certificate is in {file}, in the order of the seats.",
            "{count} certificates are in {file}, in the order of the seats.",
            len(job.ids),
        )
        page.messages.show_success(words.format(count=len(job.ids), file=saved))
        page.context.changes.certificates.emit()

    _run(page, work, done, _("Saving the print file"))


def save_pdfs(page: Page, job: PrintJob, folder: Path) -> None:
    """Write the files as they were issued, named by their numbers."""
    page.context.remembered.last_folder = str(folder)
    app = page.context.app

    def work(progress: Progress) -> tuple[int, int]:
        missing = 0
        with app.database.reading() as db, written(folder):
            for done, one in enumerate(job.certificates):
                progress.step(done, len(job.certificates))
                try:
                    pdf = pdf_of(db, one.certificate_id, app.files)
                except FileMissing:
                    missing += 1
                else:
                    write_durably(folder / f"{one.number}.pdf", pdf)
        return len(job.certificates) - missing, missing

    def done(counts: tuple[int, int]) -> None:
        saved, missing = counts
        words = ngettext("{count} PDF is in {folder}.", "{count} PDFs are in {folder}.", saved)
        said = words.format(count=saved, folder=folder)
        if not missing:
            page.messages.show_success(said)
            return
        page.messages.show_attention(f"{said} {elsewhere_words(missing).format(count=missing)}")

    _run(page, work, done, _("Saving the PDFs"))


def elsewhere_words(count: int) -> str:
    """Say why certificates have no file here: what was issued is a file of the PC that issued it."""
    return ngettext(
        "{count} was issued on another PC and its file is not here: save it there, or print it from here.",
        "{count} were issued on another PC and their files are not here: save them there, or print them from here.",
        count,
    )


def _run(page: Page, work: Callable[[Progress], T], done: Callable[[T], None], name: str) -> None:
    page.context.background.run_with_progress(
        work, name=name, done=done, failed=page.show_user_error, owner=page
    )
