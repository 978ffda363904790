"""The register: every certificate that this PC knows, found by number, name or course while one types."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from tvet_desktop.certificates.register.register_rows import RegisterRow, register_rows
from tvet_desktop.certificates.register.register_words import standing_words
from tvet_desktop.certificates.withdrawing.states import Standing
from tvet_desktop.shared.translation import _, ngettext
from ui.certificates.register.register_columns import COLLEGE, register_columns
from ui.certificates.register.register_export import save_register
from ui.certificates.register.register_filters import RegisterFilters
from ui.widgets.choose_path import choose_new_file
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import not_one_chosen, role_lacks
from ui.widgets.words import label, permit


class CertificateRegisterPage(Page):
    """Enter opens the course of a certificate. ``asked`` is the system's dialog that was opened last."""

    def build(self) -> None:
        """Make the buttons, the filters and the table."""
        self.set_title(_("Register of certificates"))
        self._rows: list[RegisterRow] = []
        self.asked: QFileDialog | None = None
        self.save = self.set_primary(
            _("Save for the Registrar…"), partial(self._ask_where, ".xlsx"), "export"
        )
        self.open = self.add_quiet(_("Open its course"), self._open_current, "certificates")
        self.save_csv = self.add_quiet(_("Save as CSV…"), partial(self._ask_where, ".csv"), "export")
        self.add_quiet(_("Missing numbers"), lambda: self.context.open_page("number_gaps", None), "warning")
        self.add_quiet(_("Verify a certificate"), lambda: self.context.open_page("verify", None), "search")
        self.back = self.add_quiet(
            _("To the certificates"), lambda: self.context.open_page("certificates", None), "certificates"
        )
        self.filters = RegisterFilters()
        self.filters.changed.connect(self._show)
        self.table: RowTable[RegisterRow] = RowTable(
            "certificate_register",
            register_columns(),
            title=_("Certificates"),
            key=lambda row: row.certificate_id,
            remembered=self.context.remembered,
        )
        self.table.model.fold = lambda row: row.found_by  # folded before: a key press is answered at once
        self.table.filter.setPlaceholderText(_("Find: number, name, course"))
        self.table.set_empty(_("No certificate was issued yet: issue them from a course."), self.back)
        self.table.set_actions([self.open])
        self.table.opened.connect(self._open)
        self.table.selection_changed.connect(self._follow)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.table, 1)
        self.standing = label("", "muted", wraps=True)
        self.body.addWidget(self.standing)
        self.filters.offer([])
        changes = self.context.changes
        self.listen(changes.certificates, changes.people, changes.courses, changes.sync)
        self._follow()

    def refresh(self) -> None:
        """Ask for all certificates."""
        self.read(register_rows, self._take)

    def save_as(self, file: Path) -> None:
        """Write what is shown; the ending of the file's name says how."""
        college, year = self.filters.college.value() or None, self.filters.year.value() or None
        save_register(self, file, self.table.model.rows, college_code=college, year=year)

    def _take(self, rows: list[RegisterRow]) -> None:
        self._rows = rows
        self.filters.offer(rows)
        several = len({row.college_code for row in rows}) > 1
        self.table.view.setColumnHidden(COLLEGE, not several)
        self._show()

    def _show(self) -> None:
        shown = self.filters.chosen_of(self._rows)
        self.table.set_rows(shown)
        if shown and not self.table.selected_rows():
            self.table.select({shown[0].certificate_id})
        self.set_state(_state(shown) if self._rows else "")
        self._follow()

    def _follow(self) -> None:
        nothing = "" if self._rows else _("No certificate was issued yet: issue them from a course.")
        why_not = nothing or role_lacks(self.context.user.role, "export_register")
        permit(self.save, why_not)
        permit(self.save_csv, why_not)
        selected = self.table.selected_rows()
        permit(self.open, not_one_chosen(selected))
        row = selected[0] if len(selected) == 1 and selected[0].standing != Standing.HOLDS else None
        self.standing.setText(f"{row.number}: {standing_words(row)}" if row else "")
        self.standing.setVisible(row is not None)

    def _open_current(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self._open(row)

    def _open(self, row: RegisterRow) -> None:
        self.context.open_page("certificates", row.course_id)

    def _ask_where(self, ending: str) -> None:
        folder = Path(self.context.remembered.last_folder or Path.home())
        kinds = f"{_('Workbook')} (*.xlsx)" if ending == ".xlsx" else f"{_('CSV')} (*.csv)"
        name = _("register of certificates") + ending
        self.asked = choose_new_file(self, _("Save"), folder / name, kinds, self.save_as)


def _state(rows: Sequence[RegisterRow]) -> str:
    """Say how many there are, and what became of them: "412 certificates · 405 hold · 5 replaced · 2 revoked".

    Where somebody has several that hold, how many people they are: who is known at two colleges is one.
    """
    counts = Counter(row.standing for row in rows)
    parts = [ngettext("{count} certificate", "{count} certificates", len(rows)).format(count=len(rows))]
    hold, replaced, revoked = (counts[one] for one in Standing)
    parts.append(ngettext("{count} holds", "{count} hold", hold).format(count=hold))
    if replaced:
        parts.append(ngettext("{count} replaced", "{count} replaced", replaced).format(count=replaced))
    if revoked:
        parts.append(ngettext("{count} revoked", "{count} revoked", revoked).format(count=revoked))
    people = len({row.human_id for row in rows if row.standing == Standing.HOLDS})
    if people != hold:
        words = ngettext("{count} person holds them", "{count} people hold them", people)
        parts.append(words.format(count=people))
    return " · ".join(parts)
