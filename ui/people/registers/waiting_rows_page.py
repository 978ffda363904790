"""Rows of registers without a usable name or sex: completed here, or left out."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tvet_desktop.people.add_person import PersonAdded
from tvet_desktop.people.names import display_name
from tvet_desktop.people.personal_details import id_number_doubts
from tvet_desktop.people.queries import WaitingRowRow, list_waiting_rows
from tvet_desktop.people.register import Details
from tvet_desktop.people.registers.complete_waiting_row import complete_waiting_row
from tvet_desktop.people.registers.discard_waiting_row import discard_waiting_row
from tvet_desktop.people.registers.put_back_waiting_row import put_back_waiting_row
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.people.beside_form import Known, ask_for_people
from ui.people.doubt_strip import DoubtStrip
from ui.people.known_details import KnownDetails
from ui.people.likely_same import LikelySame
from ui.people.person_form import PersonForm
from ui.people.scrolled import scrolled
from ui.people.sub_page import SubPage
from ui.people.words import said_details
from ui.widgets.column import Column
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import nothing_chosen, role_lacks
from ui.widgets.words import label, permit


class WaitingRowsPage(SubPage):
    """The rows at the left, the one in hand at the right. Enter in the table goes to its form."""

    def build(self) -> None:
        """Make the table and the place for the form."""
        self.set_title(_("Waiting rows"))
        self.form: PersonForm | None = None
        self._shown_id: int | None = None
        self.likely = LikelySame(lambda scope: self._college_names.get(scope, ""))
        self.doubt = DoubtStrip()
        self.likely.opened.connect(lambda person_id: self.context.open_page("person", person_id))
        self._college_names: dict[int, str] = {}
        self.add_way_back()
        self.leave_out = self.add_quiet(_("Leave out this row"), self._leave_out, "remove")
        self.table: RowTable[WaitingRowRow] = RowTable(
            "waiting_rows",
            _columns(),
            title=_("Waiting rows"),
            key=lambda row: row.id,
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        self.table.set_empty(_("No row waits: every row of the registers became a person."))
        self.table.set_actions([self.leave_out])
        self.table.selection_changed.connect(self._show_current)
        self.table.opened.connect(lambda _row: self._go_to_form())
        both = QHBoxLayout()
        both.setSpacing(theme.AROUND)
        both.addWidget(self.table, 3)
        both.addWidget(self._build_card(), 2)
        self.body.addLayout(both, 1)
        self.listen(self.context.changes.people)

    def refresh(self) -> None:
        """Ask for the rows that wait."""
        self.read(list_waiting_rows, self._show)
        self.read(ask_for_people, self._take_people)

    def _build_card(self) -> QFrame:
        self.card = QFrame()
        self.card.setObjectName("card")
        outer = QVBoxLayout(self.card)
        outer.setContentsMargins(theme.BETWEEN, theme.BETWEEN, theme.BETWEEN, theme.BETWEEN)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.BETWEEN)
        self._place = label("", "heading", wraps=True)
        self._problem = label("", wraps=True)
        self._details = KnownDetails()
        for widget in (self._place, self._problem, self._details):
            self._column.addWidget(widget)
        outer.addWidget(scrolled(inside))
        self.card.hide()
        return self.card

    def _take_people(self, known: Known) -> None:
        people, names = known
        self._college_names.update(names)
        self.likely.set_people(people)

    def _show(self, rows: list[WaitingRowRow]) -> None:
        count = len(rows)
        self.table.set_rows(rows)
        words = ngettext("{count} row waits", "{count} rows wait", count)
        self.set_state(words.format(count=count) if count else "")
        self.card.setVisible(bool(rows))
        permit(self.leave_out, role_lacks(self.context.user.role, "edit_people") or nothing_chosen(rows))
        if rows and not self.table.selected_rows():
            self.table.select({rows[0].id})
        self._show_current()

    def _show_current(self) -> None:
        row = self.table.current_row()
        if row is None or row.id == self._shown_id:
            return
        self._shown_id = row.id
        self._place.setText(_("Row {row} of “{file}”").format(row=row.row, file=row.file_label))
        self._problem.setText(row.cell.sentence())
        known = said_details(row.details)[3:]  # names and sex stand in the form
        self._details.show_lines(line for line in known if line[1])
        had_focus = self.form is not None and self.form.isAncestorOf(self.focusWidget() or self)
        earlier = self.form
        self.form = PersonForm(_("Add this person"), short=True)
        self.form.show_details(row.details)
        self.form.submitted.connect(self._complete)
        self.form.primary.setEnabled(self.may_edit)
        self._column.addWidget(self.form)
        self._column.addWidget(self.doubt)
        self._column.addWidget(self.likely, 1)  # below the form: it comes last by Tab too
        self.likely.watch(self.form)
        self.form.sex.changed.connect(self._compare_id)
        self.doubt.hide()
        if earlier is not None:
            earlier.hide()
            earlier.deleteLater()
        if had_focus:
            self._go_to_form()  # the next row is completed without a hand on the mouse
        else:
            self.table.view.setFocus()

    def _compare_id(self) -> None:
        """Say where the ID of the row does not agree with the sex that is chosen."""
        row = self.table.current_row()
        if row is not None and self.form is not None:
            known, sex = row.details, self.form.sex.value()
            kind, number = known.id_document_type, known.id_document_number
            self.doubt.show_doubts(id_number_doubts(kind, number, sex, known.birth_year))

    def _go_to_form(self) -> None:
        if self.form is not None:
            missing_name = not (self.form.family_name.typed() or self.form.given_name.typed())
            (self.form.family_name if missing_name else self.form.sex).focus()

    def _complete(self) -> None:
        row, form = self.table.current_row(), self.form
        details = None if form is None else form.details()
        if row is None or details is None:
            return
        self.act(
            lambda db: complete_waiting_row(db, waiting_row_id=row.id, details=details),
            lambda _added: self._on_completed(_added, row.id, details),
        )

    def _on_completed(self, _added: PersonAdded, row_id: int, details: Details) -> None:
        name = display_name(details.family_name, details.given_name)
        self.messages.show_success(_("Added {name}.").format(name=name), lambda: self._put_back(row_id))
        self.context.changes.people.emit()

    def _leave_out(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        said = _("Row {row} of “{file}” was left out.").format(row=row.row, file=row.file_label)
        self.act(
            lambda db: discard_waiting_row(db, waiting_row_id=row.id),
            lambda _nothing: self._on_left_out(said, row.id),
        )

    def _on_left_out(self, said: str, row_id: int) -> None:
        self.messages.show_success(said, lambda: self._put_back(row_id))
        self.context.changes.people.emit()

    def _put_back(self, row_id: int) -> None:
        self.act(
            lambda db: put_back_waiting_row(db, waiting_row_id=row_id),
            lambda _nothing: self.context.changes.people.emit(),
        )


def _columns() -> list[Column[WaitingRowRow]]:
    return [
        Column("who", lambda: _("Name"), _who, width=24),
        Column(
            "row",
            lambda: _("Row"),
            lambda row: str(row.row),
            sort_key=lambda row: row.row,
            is_number=True,
            width=8,
        ),
        Column("missing", lambda: _("Missing"), _missing, width=13),
        Column("file", lambda: _("File"), lambda row: row.file_label, width=24),
    ]


def _missing(row: WaitingRowRow) -> str:
    has_name = row.details.family_name or row.details.given_name
    return _("the sex") if has_name else _("the name")


def _who(row: WaitingRowRow) -> str:
    return display_name(row.details.family_name, row.details.given_name) or _("no name")
