"""What one person agreed to: by purpose, with the words; recorded and withdrawn here."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.people.consents.queries import ConsentRow, ConsentState, consents_of
from tvet_desktop.people.consents.record_consent import ConsentRecorded
from tvet_desktop.people.consents.rules import is_child
from tvet_desktop.people.consents.take_back_consent import take_back_consent
from tvet_desktop.people.consents.texts import consent_text, present_version
from tvet_desktop.people.consents.withdraw_consent import ConsentWithdrawn, undo_withdraw_consent
from tvet_desktop.people.consents.words import withdrawal_follows
from tvet_desktop.people.queries import PersonFile, person_file
from tvet_desktop.shared.translation import _, language
from ui import theme
from ui.people.consents.consent_columns import consent_columns
from ui.people.consents.consent_dialog import ConsentDialog, purpose_word
from ui.people.consents.withdraw_dialog import WithdrawDialog
from ui.people.scrolled import scrolled
from ui.people.sub_page import SubPage
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import nothing_chosen, role_lacks
from ui.widgets.words import label, permit


@dataclass(frozen=True)
class _Shown:
    person: PersonFile
    consents: list[ConsentRow]


class ConsentsPage(SubPage):
    """Opened with a person's id; Esc goes back to the person. Enter records, or tells what was agreed."""

    def build(self) -> None:
        """Make the table, and the place for the words."""
        self._person: PersonFile | None = None
        self._person_id: int | None = None
        self.record = self.set_primary(_("Record consent"), self._on_record, "check")
        self.withdraw = self.add_quiet(_("Withdraw"), self._on_withdraw, "close")
        self.add_quiet(_("Back to the person"), self.go_back, "person")
        self.table: RowTable[ConsentRow] = RowTable(
            "consents",
            consent_columns(),
            title=_("Consents"),
            key=lambda row: row.purpose,
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        self.table.set_actions([self.record, self.withdraw])
        self.table.opened.connect(lambda _row: self.record.trigger())
        self.table.selection_changed.connect(self._follow)
        self.body.addWidget(self.table, 3)
        self.body.addWidget(self._build_card(), 2)
        self.listen(self.context.changes.people)
        self._follow()

    def go_to(self, target: object) -> None:
        """Show the consents of the person with this id."""
        if isinstance(target, int):
            self._person_id = target
            self.refresh()

    def refresh(self) -> None:
        """Ask what the person agreed to."""
        person_id = self._person_id
        if person_id is not None:
            self.read(lambda db: _ask(db, person_id), self._show)

    def go_back(self) -> None:
        """Show the person."""
        self.context.open_page("person", self._person_id)

    def _build_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        self._what, self._text = label("", "heading", wraps=True), label("", wraps=True)
        self._follows = label("", "label", wraps=True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        for widget in (self._what, self._follows, self._text):
            column.addWidget(widget)
        column.addStretch(1)
        outer = QVBoxLayout(card)
        outer.setContentsMargins(theme.BETWEEN, theme.BETWEEN, theme.BETWEEN, theme.BETWEEN)
        outer.addWidget(scrolled(inside))
        return card

    def _show(self, shown: _Shown) -> None:
        self._person = shown.person
        self.set_title(_("Consents of {name}").format(name=shown.person.name))
        state = _("Each purpose is asked for by itself; any consent can be withdrawn at any time.")
        if self._is_child():
            state = _("Under 16: the parent or guardian agrees (law 058/2021, article 9).")
        self.set_state(state)
        self.table.set_rows(shown.consents)
        if not self.table.selected_rows():
            self.table.select({shown.consents[0].purpose})
        self._follow()

    def _is_child(self) -> bool:
        person = self._person
        today = local_day(self.context.app.clock.now())
        return person is not None and is_child(person.details.birth_year, person.details.birth_date, today)

    def _follow(self) -> None:
        row = self.table.current_row()
        is_given = row is not None and row.state is ConsentState.GIVEN
        why = role_lacks(self.context.user.role, "edit_people") or nothing_chosen([row] if row else [])
        given = _("This consent was given: withdraw it first to record another one.") if is_given else ""
        not_given = "" if is_given else _("This consent was not given, or was withdrawn already.")
        permit(self.record, why or given)
        permit(self.withdraw, why or not_given)
        if row is None:
            return
        self._what.setText(purpose_word(row.purpose))
        was_withdrawn = row.state is ConsentState.WITHDRAWN
        self._follows.setText(withdrawal_follows(row.purpose) if was_withdrawn else "")
        self._follows.setVisible(was_withdrawn)
        text = consent_text(row.purpose, row.text_version or present_version(), row.language or language())
        self._text.setText(
            text.replace("\n", "\n\n")
            or _("These words came with a newer version of the app: install it to read them.")
        )

    def _on_record(self) -> None:
        row, person = self.table.current_row(), self._person
        if row is None or person is None or not self.record.isEnabled():
            return
        dialog = ConsentDialog(
            self,
            heading=_("{name}: {purpose}").format(name=person.name, purpose=purpose_word(row.purpose)),
            purpose=row.purpose,
            day=local_day(self.context.app.clock.now()),
            is_child=self._is_child(),
        )
        by = self.context.user.id
        dialog.ask(self, lambda: dialog.use_case([person.id], by), lambda done: self._on_recorded(row, done))

    def _on_recorded(self, row: ConsentRow, done: ConsentRecorded) -> None:
        said = _("Recorded: {purpose}.").format(purpose=purpose_word(row.purpose))
        self.messages.show_success(
            said,
            lambda: self.act(
                lambda db: take_back_consent(db, consent_ids=done.consent_ids), lambda _done: self._tell()
            ),
        )
        self._tell()

    def _on_withdraw(self) -> None:
        row, person = self.table.current_row(), self._person
        if row is None or person is None:
            return
        dialog = WithdrawDialog(self, person.name, row.purpose, local_day(self.context.app.clock.now()))
        dialog.ask(self, lambda: dialog.use_case(person.id), lambda done: self._on_withdrawn(row, done))

    def _on_withdrawn(self, row: ConsentRow, done: ConsentWithdrawn) -> None:
        said = _("Withdrawn: {purpose}. {follows}").format(
            purpose=purpose_word(row.purpose), follows=withdrawal_follows(row.purpose)
        )
        self.messages.show_success(
            said,
            lambda: self.act(
                lambda db: undo_withdraw_consent(db, consent_ids=done.consent_ids), lambda _done: self._tell()
            ),
        )
        self._tell()

    def _tell(self) -> None:
        self.context.changes.people.emit()


def _ask(db: Any, person_id: int) -> _Shown:  # noqa: ANN401  the database session
    return _Shown(person_file(db, person_id), consents_of(db, person_id))
