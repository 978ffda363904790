"""People who came without standing on a list: somebody of the register, or new."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from tvet_desktop.attendance.walk_ins.queries import WalkInRow, list_walk_ins
from tvet_desktop.people.queries import PersonRow, list_people
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.ids import scope_of
from ui import theme
from ui.people.likely_same import reasons_line
from ui.people.person_form import PersonForm
from ui.people.scrolled import scrolled
from ui.people.sub_page import SubPage
from ui.people.walk_in_acts import WalkInActs
from ui.people.walk_in_columns import MayBe, may_be_columns, may_be_rows, walk_in_columns
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import nothing_chosen, role_lacks
from ui.widgets.words import label, permit


@dataclass(frozen=True)
class _Known:
    walk_ins: list[WalkInRow]
    people: Mapping[int, tuple[PersonRow, ...]]
    """The register of each college, without the walk-ins."""


class WalkInsPage(SubPage):
    """Above who came, below whom they may be. Enter goes down, and on somebody says "this is the person"."""

    def build(self) -> None:
        """Make the two tables and the place for the form."""
        self.set_title(_("Walk-ins"))
        self._people: Mapping[int, tuple[PersonRow, ...]] = {}
        self._shown_id: int | None = None
        self.form: PersonForm | None = None
        self.acts = WalkInActs(self)
        self.acts.changed.connect(self._tell)
        self.acts.settled.connect(self._on_settled)
        self.is_one = self.set_primary(_("This is the person"), self._decide, "check")
        self.is_new = self.add_quiet(_("This is a new person"), self._turn, "add")
        self.add_way_back()
        self.table: RowTable[WalkInRow] = RowTable(
            "walk_ins",
            walk_in_columns(),
            title=_("Walk-ins"),
            key=lambda row: row.person.id,
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        self.table.set_empty(_("Everybody who came stands on the register."))
        self.table.selection_changed.connect(self._show_current)
        self.table.opened.connect(lambda _row: self.may_be.setFocus())
        self.body.addWidget(self.table, 2)
        self.body.addWidget(self._build_card(), 3)
        changes = self.context.changes
        self.listen(changes.people, changes.attendance)
        self._follow()

    def refresh(self) -> None:
        """Ask who waits, and for the registers."""
        self.read(_ask, self._show)

    def _build_card(self) -> QFrame:
        self.card = QFrame()
        self.card.setObjectName("card")
        self._who = label("", "heading", wraps=True)
        self._why = label("", "muted", wraps=True)
        self.may_be: RowTable[MayBe] = RowTable(
            "walk_in_may_be",
            may_be_columns(),
            title=_("Who it may be"),
            key=lambda row: row.person.id,
            remembered=self.context.remembered,
        )
        self.may_be.set_empty(_("The register of this college is empty: add or import people first."))
        self.may_be.set_actions([self.is_one])
        self.may_be.selection_changed.connect(self._follow)
        self.may_be.opened.connect(lambda _row: self._match())
        self._scroll = scrolled()
        self._either = QStackedWidget()
        self._either.addWidget(self.may_be)
        self._either.addWidget(self._scroll)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(theme.BETWEEN, theme.BETWEEN, theme.BETWEEN, theme.BETWEEN)
        column.setSpacing(theme.INSIDE)
        column.addWidget(self._who)
        column.addWidget(self._why)
        column.addWidget(self._either, 1)
        self.card.hide()
        return self.card

    def _show(self, known: _Known) -> None:
        self._people = known.people
        self.table.set_rows(known.walk_ins)
        count = len(known.walk_ins)
        words = ngettext("{count} person waits", "{count} people wait", count)
        self.set_state(words.format(count=count) if count else "")
        self.card.setVisible(bool(count))
        if self.form is None:  # news from elsewhere do not take the form away
            self._shown_id = None
        if count and not self.table.selected_rows():  # the keyboard alone makes a row current, not chosen
            self.table.select({known.walk_ins[0].person.id})
        self._show_current()

    def _show_current(self) -> None:
        row = self.table.current_row()
        if row is not None and row.person.id != self._shown_id:
            self._shown_id = row.person.id
            self._who.setText(_("Who is {name}?").format(name=row.person.name))
            self.may_be.clear_filter()
            self.may_be.view.clearSelection()
            rows = may_be_rows(row, self._people.get(scope_of(row.person.id), ()))
            self.may_be.set_rows(rows)
            self.may_be.view.selectionModel().clear()
            if rows and rows[0].reasons:  # nobody is proposed whom nothing speaks for
                self.may_be.view.selectRow(0)
            self._leave_form()
        self._follow()

    def _follow(self) -> None:
        """Follow the selection: what can be done, and why somebody is likely."""
        is_asking = self.form is None
        row = self.table.current_row()
        why = role_lacks(self.context.user.role, "edit_people") or nothing_chosen([row] if row else [])
        chosen = self._chosen()
        nobody = _("Choose the person in the list at the right first.") if is_asking and not chosen else ""
        permit(self.is_one, why or nobody)
        self.is_one.setText(_("This is the person") if is_asking else _("Keep as a new person"))
        permit(self.is_new, why)
        self.is_new.setText(_("This is a new person") if is_asking else _("Look in the register again"))
        if not is_asking:
            self._why.setText(_("Complete what is known; the sex is needed."))
        elif chosen is not None and chosen.reasons:
            self._why.setText(f"{chosen.person.name} · {reasons_line(chosen.reasons)}")
        else:
            self._why.setText(_("Nobody more likely is known; type to search the whole register."))

    def _chosen(self) -> MayBe | None:
        """Who is chosen below: a row that only the keyboard has come to is nobody yet."""
        current = self.may_be.current_row()
        return current if current in self.may_be.selected_rows() else None

    def _decide(self) -> None:
        """The main button: it is who is chosen below, or who is typed there."""
        if self.form is None:
            self._match()
        else:
            self.form.submit()

    def _turn(self) -> None:
        """Turn from the register to the form, or back."""
        if self.form is None:
            self._complete()
        else:
            self._leave_form()

    def _match(self) -> None:
        walk_in, chosen = self.table.current_row(), self._chosen()
        if walk_in is None or chosen is None or not self.is_one.isEnabled():
            return
        self.acts.match(walk_in.person, chosen.person)

    def _complete(self) -> None:
        walk_in = self.table.current_row()
        if walk_in is None or not self.is_new.isEnabled():
            return
        name = f"walk-in {walk_in.person.id}"
        form = PersonForm(_("Keep as a new person"), back=_("Back"), name=name, drafts=self.context.drafts)
        form.show_details(replace(walk_in.details, sex=None))  # nobody has asked yet
        form.restore_draft()
        form.use_head_buttons()
        form.submitted.connect(lambda: self._settle(walk_in, form))
        form.left.connect(self._leave_form)
        self.form = form
        self._scroll.setWidget(form)
        self._either.setCurrentIndex(1)
        self._follow()
        form.sex.focus()

    def _leave_form(self) -> None:
        """Ask again who it may be; what was typed waits."""
        if self.form is not None:
            self.form.keep_draft()
            self._close_form()
            self.may_be.setFocus()

    def _close_form(self) -> None:
        self.form = None
        self._either.setCurrentIndex(0)
        self._follow()

    def _settle(self, walk_in: WalkInRow, form: PersonForm) -> None:
        details = form.details()
        if details is None:
            return
        self.acts.settle(walk_in.person, details)

    def _on_settled(self, _person_id: object) -> None:
        if self.form is not None:
            self.form.forget_draft()
            self._close_form()

    def _tell(self) -> None:
        changes = self.context.changes
        for signal in (changes.people, changes.courses, changes.attendance, changes.certificates):
            signal.emit()
        self.table.setFocus()


def _ask(db: Any) -> _Known:  # noqa: ANN401  the database session
    walk_ins = list_walk_ins(db)
    waiting = {row.person.id for row in walk_ins}
    scopes = {scope_of(person_id) for person_id in waiting}
    registers = {scope: list_people(db, college_scope=scope).rows for scope in scopes}
    return _Known(
        walk_ins,
        {
            scope: tuple(person for person in people if person.id not in waiting)
            for scope, people in registers.items()
        },
    )
