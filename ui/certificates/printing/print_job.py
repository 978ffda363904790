"""Certificates on their way to a printer, and what was written down of it. Runs on the worker thread."""

from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

from PySide6.QtPrintSupport import QPrinter

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.app import App
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.certificates.printing.log_prints import log_prints
from tvet_desktop.certificates.printing.printer_offset import Offset, offset_of
from tvet_desktop.certificates.printing.sheet import PrintedSheet, sheet_of
from tvet_desktop.certificates.printing.to_print import ToPrint
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, ngettext
from ui.background import Progress, WorkCancelled
from ui.widgets.print_pages import PrintRun


@dataclass(frozen=True)
class PrintJob:
    """What is printed, in this order."""

    certificates: tuple[ToPrint, ...]
    marks_duplicates: bool = False
    """The sheets of those that were printed before say that they are duplicates."""

    @property
    def ids(self) -> list[int]:
        """The ids of the certificates."""
        return [one.certificate_id for one in self.certificates]

    @property
    def duplicates(self) -> frozenset[int]:
        """The ids of those whose sheets are marked."""
        return frozenset(
            one.certificate_id for one in self.certificates if self.marks_duplicates and one.was_printed
        )


@dataclass(frozen=True)
class Printed:
    """How many went to the printer, and how many of them were drawn again because their files are not here."""

    count: int
    redrawn: int


class PrintingStopped(UserError):
    """Somebody pressed Cancel while sheets were on their way."""

    def __init__(self, count: int, total: int) -> None:
        super().__init__(count, total)
        self.count = count
        self.total = total

    def sentence(self) -> str:
        """Say what may have come out."""
        if not self.count:
            return _("Printing was cancelled before the first certificate: print again when you are ready.")
        return ngettext(
            "Printing was cancelled: {count} of {total} is in the list of prints. Look at what came out of the printer,"
            " then print the rest.",
            "Printing was cancelled: {count} of {total} are in the list of prints. Look at what came out of the"
            " printer, then print the rest.",
            self.count,
        ).format(count=self.count, total=self.total)


def print_certificates(
    app: App, by: int, job: PrintJob, printer: QPrinter, progress: Progress
) -> Generator[None, None, Printed]:
    """Print in turns and write down every certificate that was handed over, also when somebody cancels.

    Raises:
        NotAllowed: the role of the user does not include it.
        PrinterUnreachable: the printer took no page.
        PrintingStopped: it was cancelled.
    """
    with app.database.reading() as db:
        require_role(db, by, "print_certificates")
    copies = printer.copyCount()
    rounds = 1 if printer.supportsMultipleCopies() else copies
    run = PrintRun(printer, _shift(app, printer))
    sheets = job.certificates * rounds
    sent = _Sent()
    has_backs = any(one.has_second_page for one in sheets)
    pads = (
        has_backs and printer.duplex() != QPrinter.DuplexMode.DuplexNone
    )  # each begins on a sheet of its own
    try:
        for one in sheets:
            progress.step(
                len(sent.ids), len(sheets)
            )  # a sheet that was begun is ended: systems print it anyway
            yield from _print_one(app, run, one, job.duplicates, sent)
            if pads and not one.has_second_page and len(sent.ids) < len(sheets):
                run.blank()
    except (WorkCancelled, GeneratorExit) as stopped:
        run.end()
        if isinstance(stopped, WorkCancelled):
            raise PrintingStopped(len(sent.ids), len(sheets)) from stopped
        raise
    except BaseException:
        run.abort()
        raise
    else:
        run.end()
    finally:
        _write_down(app, by, sent.ids, job.duplicates, copies // rounds)
    return Printed(len(job.ids) * copies, sent.redrawn // rounds)


@dataclass
class _Sent:
    """The certificates whose sheets were handed over whole."""

    ids: list[int] = field(default_factory=list)
    redrawn: int = 0


def _print_one(
    app: App, run: PrintRun, one: ToPrint, duplicates: frozenset[int], sent: _Sent
) -> Generator[None, None, None]:
    sheet = _sheet(app, one.certificate_id, duplicates)
    strips, before = run.print_pdf(sheet.pdf, sheet.overlay), run.pages_done
    try:
        for _strip in strips:
            yield
    except GeneratorExit:
        if run.is_in_page or run.pages_done > before:  # the app is being closed: no half sheet comes out
            deque(strips, maxlen=0)
            sent.ids.append(one.certificate_id)
        raise
    sent.ids.append(one.certificate_id)
    sent.redrawn += not sheet.is_as_issued


def _shift(app: App, printer: QPrinter) -> tuple[float, float]:
    with app.database.reading() as db:
        offset: Offset = offset_of(db, printer.printerName())
    return offset.right_mm, offset.down_mm


def _sheet(app: App, certificate_id: int, duplicates: frozenset[int]) -> PrintedSheet:
    with app.database.reading() as db:
        return sheet_of(db, certificate_id, app.files, is_duplicate=certificate_id in duplicates)


def _write_down(app: App, by: int, ids: Sequence[int], duplicates: frozenset[int], copies: int) -> None:
    if not ids:
        return
    with app.database.transaction(user_id=by) as db:
        log_prints(
            db,
            certificate_ids=ids,
            printed_on=local_day(app.clock.now()),
            by=by,
            duplicates=duplicates,
            copies=copies,
        )
