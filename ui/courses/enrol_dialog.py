"""Choose many people of the register and enrol them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from tvet_desktop.people.queries import PersonRow
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.widgets.column import Column
from ui.widgets.date_field import DateField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.people_table import people_columns
from ui.widgets.row_table import RowTable


@dataclass(frozen=True)
class Choice:
    """Somebody who may be enrolled."""

    person: PersonRow
    is_chosen: bool = False


class EnrolDialog(FormDialog):
    """Typing searches, Space chooses, Ctrl+A chooses all that are shown, Enter enrols those chosen."""

    def __init__(self, page: Page, people: Sequence[PersonRow], day: date) -> None:
        tick: Column[Choice] = Column(
            "chosen",
            lambda: _("Chosen"),
            lambda row: "✓" if row.is_chosen else "",
            sort_key=lambda row: not row.is_chosen,
            width=8,
            tone=lambda _row: "good",
        )
        columns: list[Column[Choice]] = [tick, *people_columns(lambda row: row.person)]
        self.table: RowTable[Choice] = RowTable(
            "enrol",
            columns,
            title=_("People of the college"),
            key=lambda row: row.person.id,
            remembered=page.context.remembered,
        )
        self.table.set_empty(
            _("Everybody of this college’s register is enrolled already: add or import people first.")
        )
        self._choices = {person.id: Choice(person) for person in people}
        form = Form("", back=_("Back"))
        self.day = form.add(DateField(_("Enrolled on"), required=True))
        self.day.set_value(day)
        super().__init__(
            page,
            heading=_("Enrol people"),
            explanation=_(
                "Type to search. Space chooses a person, Ctrl+A all that are shown, Enter enrols them."
            ),
            form=form,
            above=self.table,
        )
        self.resize(200 * theme.STEP, 150 * theme.STEP)
        self.table.view.installEventFilter(self)
        self.table.view.clicked.connect(lambda _index: self._toggle())
        self._show()

    @property
    def chosen_ids(self) -> list[int]:
        """Who was chosen, in the order of names: it gives them their numbers."""
        return [choice.person.id for choice in self._choices.values() if choice.is_chosen]

    def open(self) -> None:
        """The keyboard is on the list."""
        super().open()
        self.table.setFocus()
        if self.table.model.rows and not self.table.view.currentIndex().isValid():
            self.table.view.setCurrentIndex(self.table.model.index(0, 1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space, Ctrl+A and Enter on the list."""
        if (
            watched is self.table.view
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.key() == Qt.Key.Key_Space:
                self._toggle()
                return True
            if event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self.choose([row.person.id for row in self.table.model.rows])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.form.primary.isEnabled():
                    self.form.submit()
                return True
        return super().eventFilter(watched, event)

    def choose(self, person_ids: Sequence[int]) -> None:
        """Choose these people as well; if all of them are chosen, none of them any more."""
        is_chosen = not all(self._choices[person_id].is_chosen for person_id in person_ids)
        for person_id in person_ids:
            self._choices[person_id] = replace(self._choices[person_id], is_chosen=is_chosen)
        self._show()

    def _toggle(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.choose([row.person.id])

    def _show(self) -> None:
        self.table.set_rows(list(self._choices.values()))
        count = len(self.chosen_ids)
        words = ngettext("Enrol {count} person", "Enrol {count} people", count).format(count=count)
        self.form.primary.setText(words)
        self.form.primary.setEnabled(count > 0)
