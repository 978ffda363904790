"""The numbers that are missing or stand twice: what has not arrived, was lost, or needs a replacement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tvet_desktop.certificates.register.known_pc import KnownPc
from tvet_desktop.certificates.register.number_report import LogNumbers, NumberReport, number_report
from tvet_desktop.certificates.register.register_words import known_words, missing_words, twice_words
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.pcs_of_numbers import pcs_of_numbers
from ui.widgets.column import Column
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.words import label


@dataclass(frozen=True)
class _Line:
    log: LogNumbers
    pc: KnownPc | None


class NumberGapsPage(Page):
    """A line for each log: college, year, code of the PC."""

    def build(self) -> None:
        """Make the table."""
        self.set_title(_("Missing numbers"))
        self.back = self.add_quiet(
            _("To the register"),
            lambda: self.context.open_page("certificate_register", None),
            "certificates",
        )
        self.add_quiet(_("Sync"), lambda: self.context.open_page("sync", None), "sync")
        explanation = _(
            "Each PC counts its certificates from 1, anew each year. A number between two that are known must exist:"
            " it has not arrived yet, or it was lost. A few that cannot have a check letter are never given out; they are"
            " not missing."
        )
        self.table: RowTable[_Line] = RowTable(
            "number_gaps",
            _columns(),
            title=_("Numbers by PC"),
            key=lambda line: (line.log.college_code, line.log.year, line.log.log_code),
            remembered=self.context.remembered,
        )
        self.table.set_empty(_("No certificate was issued yet: there are no numbers."), self.back)
        self.unreadable = label("", "error", wraps=True)
        self.body.addWidget(label(explanation, "muted", wraps=True))
        self.table.selection_changed.connect(self._follow)
        self.known = label("", "muted", wraps=True)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.known)
        self.body.addWidget(self.unreadable)
        self.listen(self.context.changes.certificates, self.context.changes.sync)

    def refresh(self) -> None:
        """Ask for all numbers, and for the PCs behind them."""

        def query(db: Any) -> tuple[NumberReport, Mapping[str, KnownPc]]:  # noqa: ANN401  the database session
            return number_report(db), pcs_of_numbers(db)

        self.read(query, lambda answer: self._show(*answer))

    def _show(self, report: NumberReport, pcs: Mapping[str, KnownPc]) -> None:
        lines = [_Line(log, pcs.get(log.log_code)) for log in report.logs]
        self.table.set_rows(
            sorted(lines, key=lambda line: line.log.is_whole)
        )  # what needs somebody comes first
        if lines and not self.table.selected_rows():
            self.table.view.selectRow(0)
        self._follow()
        self.set_state(_state(report) if lines else "")
        words = _("These are no numbers that the app gives out: {numbers}.")
        self.unreadable.setText(words.format(numbers=", ".join(report.unreadable)))
        self.unreadable.setVisible(bool(report.unreadable))

    def _follow(self) -> None:
        """Say the line's last words whole: a column is too narrow for them."""
        (line, *_others) = (*self.table.selected_rows(), None)
        self.known.setText(f"{line.log.log_code}: {known_words(line.log, line.pc)}." if line else "")
        self.known.setVisible(line is not None)


def _state(report: NumberReport) -> str:
    missing, twice = report.missing_count, report.twice_count
    if not missing and not twice:
        return _("No number is missing, and none stands twice.")
    parts = []
    if missing:
        parts.append(
            ngettext("{count} number is missing", "{count} numbers are missing", missing).format(
                count=missing
            )
        )
    if twice:
        parts.append(
            ngettext("{count} number stands twice", "{count} numbers stand twice", twice).format(count=twice)
        )
    return " · ".join(parts)


def _columns() -> list[Column[_Line]]:
    return [
        Column("college", lambda: _("College"), lambda line: line.log.college_code, width=8),
        Column("year", lambda: _("Year"), lambda line: str(line.log.year), is_number=True, width=6),
        Column("log", lambda: _("Code"), lambda line: line.log.log_code, width=6),
        Column("pc", lambda: _("PC"), lambda line: line.pc.name if line.pc else "–", width=16),
        Column(
            "issued",
            lambda: _("Issued"),
            lambda line: str(line.log.issued),
            sort_key=lambda line: line.log.issued,
            is_number=True,
            width=7,
        ),
        Column(
            "highest",
            lambda: _("Highest"),
            lambda line: f"{line.log.highest:04}",
            sort_key=lambda line: line.log.highest,
            is_number=True,
            width=8,
        ),
        Column(
            "missing",
            lambda: _("Missing"),
            lambda line: missing_words(line.log) or "–",
            sort_key=lambda line: line.log.missing_count,
            width=20,
            tone=lambda line: "attention" if line.log.missing else "",
        ),
        Column(
            "twice",
            lambda: _("Twice"),
            lambda line: twice_words(line.log) or "–",
            sort_key=lambda line: len(line.log.twice),
            width=14,
            tone=lambda line: "bad" if line.log.twice else "",
        ),
        Column("known", lambda: _("What is known"), lambda line: known_words(line.log, line.pc), width=44),
    ]
