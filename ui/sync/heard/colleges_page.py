"""The board of the national office: the eight colleges on one page."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.heard.colleges import CollegeStanding, college_standings
from ui.sync.heard.standing_words import day_words
from ui.widgets.column import Column
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable


class CollegesPage(Page):
    """A table of colleges: heard of, what is missing, what they have, how much work came; Esc goes back to Sync."""

    def build(self) -> None:
        """Make the table and the way back."""
        self._now = datetime.min.replace(tzinfo=UTC)
        self.set_title(_("Board of the colleges"))
        self.back = self.add_quiet(_("Back to Sync"), self._go_back, "sync")
        self.table: RowTable[CollegeStanding] = RowTable(
            "college_board",
            [
                Column("name", lambda: _("College"), lambda row: row.name, width=26),
                Column(
                    "heard",
                    lambda: _("Last heard of"),
                    self._heard,
                    sort_key=lambda row: row.heard_at or datetime.min.replace(tzinfo=UTC),
                    width=17,
                    tone=lambda row: "attention" if row.is_quiet else "" if row.pcs else "muted",
                ),
                Column("state", lambda: _("Exchange"), _exchange, width=30, tone=_exchange_tone),
                _number("week", lambda: _("Changes in 7 days"), lambda row: row.changes_week),
                _number("pcs", lambda: _("PCs"), lambda row: row.pcs),
                _number("people", lambda: _("People"), lambda row: row.people),
                _number("courses", lambda: _("Courses"), lambda row: row.courses),
                _number("certificates", lambda: _("Certificates"), lambda row: row.certificates),
            ],
            title=_("Board of the colleges"),
            key=lambda row: row.scope,
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        self.body.addWidget(self.table, 1)
        changes = self.context.changes
        self.listen(changes.sync, changes.people, changes.courses, changes.certificates)

    def refresh(self) -> None:
        """Ask where the colleges stand."""
        now = self.context.app.now()
        self.read(lambda db: college_standings(db, now), self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _show(self, rows: list[CollegeStanding]) -> None:
        self._now = self.context.app.now()
        self.set_state(_state_words(rows))
        self.table.set_rows(rows)

    def _heard(self, row: CollegeStanding) -> str:
        if not row.pcs:
            return _("no PC yet")
        return _("not yet") if row.heard_at is None else day_words(row.heard_at, self._now)

    def _go_back(self) -> None:
        self.context.open_page("sync", None)


def _number(
    name: str, header: Callable[[], str], value: Callable[[CollegeStanding], int]
) -> Column[CollegeStanding]:
    return Column(
        name,
        header,
        lambda row: f"{value(row):,}".replace(",", " "),
        sort_key=value,
        is_number=True,
        width=9,
    )


def _exchange(row: CollegeStanding) -> str:
    """What hinders, the worst first; "everything" if nothing does."""
    if not row.pcs:
        return "–"
    parts = []
    if row.missing:
        parts.append(
            ngettext("{count} part missing", "{count} parts missing", row.missing).format(count=row.missing)
        )
    if row.waiting:
        parts.append(ngettext("{count} waits", "{count} wait", row.waiting).format(count=row.waiting))
    if row.conflicts:
        parts.append(
            ngettext("{count} conflict", "{count} conflicts", row.conflicts).format(count=row.conflicts)
        )
    if row.lacks:
        words = ngettext(
            "{count} part of ours not yet there", "{count} parts of ours not yet there", row.lacks
        )
        parts.append(words.format(count=row.lacks))
    return " · ".join(parts) or _("✓ everything is here and there")


def _exchange_tone(row: CollegeStanding) -> str:
    if row.missing or row.waiting or row.conflicts:
        return "attention"
    return "" if row.lacks or not row.pcs else "good"


def _state_words(rows: list[CollegeStanding]) -> str:
    with_pc = [row for row in rows if row.pcs]
    quiet = sum(1 for row in with_pc if row.is_quiet)
    words = ngettext(
        "{count} of {all} colleges has a PC", "{count} of {all} colleges have a PC", len(with_pc)
    ).format(count=len(with_pc), all=len(rows))
    if not quiet:
        return words
    silent = ngettext(
        "{count} was not heard of for two weeks", "{count} were not heard of for two weeks", quiet
    ).format(count=quiet)
    return f"{words} · {silent}"
