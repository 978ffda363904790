"""The register as a workbook for the Registrar: certificates, totals by kind, numbers."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tvet_desktop.certificates.facts import kind_word
from tvet_desktop.certificates.register.columns import ON_PAPER, FileColumn, Value, register_columns
from tvet_desktop.certificates.register.entries import RegisterEntry
from tvet_desktop.certificates.register.known_pc import KnownPc
from tvet_desktop.certificates.register.number_report import LogNumbers, NumberReport
from tvet_desktop.certificates.register.register_words import known_words, missing_words
from tvet_desktop.certificates.register.totals import totals_by_kind
from tvet_desktop.shared.steps import Steps, no_steps
from tvet_desktop.shared.translation import _

_A4 = 9
_LONGEST_NAME = 31
_LONGEST_CELL = 32_000
_EACH = 200
_HAIR = 7


@dataclass(frozen=True)
class RegisterFile:
    """What the workbook says. ``title`` heads each printed page; ``pcs`` are by log code."""

    title: str
    entries: Sequence[RegisterEntry]
    numbers: NumberReport
    pcs: Mapping[str, KnownPc]
    made_at: datetime


@dataclass(frozen=True)
class _Styles:
    heading: Format
    number_heading: Format
    text: Format
    number: Format
    hours: Format
    day: Format

    def of(self, value: Value) -> Format:
        if isinstance(value, date):
            return self.day
        if isinstance(value, float):
            return self.hours
        return self.number if isinstance(value, int) else self.text


def write_xlsx(content: RegisterFile, steps: Steps = no_steps) -> bytes:
    """Return the workbook: text as text (nothing is a formula), days as days; equal content gives equal sheets."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    book.set_properties({"title": content.title, "created": content.made_at.replace(tzinfo=None)})
    base = {"font_size": 10, "valign": "top", "bottom": _HAIR, "bottom_color": "#8A8A8A"}
    right = {"align": "right", "indent": 1}
    head = {"bold": True, "text_wrap": True, "bottom": 1, "valign": "vcenter"}
    styles = _Styles(
        heading=book.add_format(head),
        number_heading=book.add_format(head | right),
        text=book.add_format(base | {"text_wrap": True}),
        number=book.add_format(base | right | {"num_format": "0"}),
        hours=book.add_format(base | right | {"num_format": "0.##"}),
        day=book.add_format(base | {"num_format": "dd/mm/yyyy", "align": "left"}),
    )
    columns = register_columns(content.pcs)
    sheet = _sheet(book, _("Register"), content.title)
    _write(sheet, styles, columns, [[c.value(e) for c in columns] for e in content.entries], steps)
    sheet.print_area(0, 0, max(len(content.entries), 1), ON_PAPER - 1)
    _write(_sheet(book, _("Totals"), content.title), styles, *_totals(content.entries))
    _write(_sheet(book, _("Numbers"), content.title), styles, *_numbers(content.numbers, content.pcs))
    book.close()
    return file.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, title: str) -> Worksheet:
    """Add a sheet that prints on A4 landscape, as wide as the paper, its heading on each page."""
    sheet = book.add_worksheet("".join(letter for letter in name if letter not in "[]:*?/\\")[:_LONGEST_NAME])
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header("&L" + title.replace("&", "&&"))
    sheet.set_footer("&C" + _("Page {page} of {pages}").format(page="&P", pages="&N"))
    return sheet


def _write(
    sheet: Worksheet,
    styles: _Styles,
    columns: Sequence[FileColumn | tuple[str, int]],
    rows: Sequence[Sequence[Value]],
    steps: Steps = no_steps,
) -> None:
    sheet.set_row(0, 30)
    for at, column in enumerate(columns):
        heading, width = (column.heading, column.width) if isinstance(column, FileColumn) else column
        sheet.set_column(at, at, width)
        values = {type(row[at]) for row in rows} - {type(None)}
        is_number = bool(values) and values <= {int, float}
        sheet.write_string(0, at, heading, styles.number_heading if is_number else styles.heading)
    for number, row in enumerate(rows, start=1):
        if number % _EACH == 0:
            steps(number, len(rows))
        for at, value in enumerate(row):
            style = styles.of(value)
            if isinstance(value, str):
                sheet.write_string(number, at, value[:_LONGEST_CELL], style)
            elif isinstance(value, date):
                sheet.write_datetime(number, at, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001  a day has no zone
            elif value is not None:
                sheet.write_number(number, at, value, style)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)


_Table = tuple[Sequence[tuple[str, int]], Sequence[Sequence[Value]]]


def _totals(entries: Sequence[RegisterEntry]) -> _Table:
    columns = (
        (_("College"), 30),
        (_("Year"), 8),
        (_("Kind"), 16),
        (_("Issued"), 10),
        (_("Hold"), 10),
        (_("Replaced"), 10),
        (_("Revoked"), 10),
        (_("Women"), 10),
        (_("Men"), 10),
    )
    rows: list[Sequence[Value]] = [
        [
            total.college_name,
            total.year,
            kind_word(total.kind),
            total.issued,
            total.hold,
            total.replaced,
            total.revoked,
            total.women,
            total.men,
        ]
        for total in totals_by_kind(entry.row for entry in entries)
    ]
    return columns, rows


def _numbers(report: NumberReport, pcs: Mapping[str, KnownPc]) -> _Table:
    columns = (
        (_("College"), 10),
        (_("Year"), 8),
        (_("Code of the PC"), 10),
        (_("PC"), 22),
        (_("Issued"), 9),
        (_("Highest"), 9),
        (_("Missing"), 9),
        (_("Missing numbers"), 26),
        (_("Numbers that stand twice"), 28),
        (_("What is known"), 44),
    )
    rows: list[Sequence[Value]] = [_log_row(log, pcs.get(log.log_code)) for log in report.logs]
    rows += [
        ["", "", "", "", 1, "", "", "", number, _("this is no number that the app gives out")]
        for number in report.unreadable
    ]
    return columns, rows


def _log_row(log: LogNumbers, pc: KnownPc | None) -> Sequence[Value]:
    return [
        log.college_code,
        log.year,
        log.log_code,
        "" if pc is None else pc.name,
        log.issued,
        log.highest,
        log.missing_count,
        missing_words(log),
        ", ".join(log.twice),
        known_words(log, pc),
    ]
