"""Choose whose marks a name of a sheet holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from tvet_desktop.attendance.marked_sheets.waiting_names import WaitingName
from tvet_desktop.people.queries import PersonRow
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.marked_sheets.sheet_words import reason_words
from ui.widgets.column import Column
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.people_table import people_columns
from ui.widgets.row_table import RowTable


@dataclass(frozen=True)
class _Choice:
    person: PersonRow
    is_likely: bool


class WhoseDialog(FormDialog):
    """The register, those who may be meant first. Typing searches, Enter chooses."""

    def __init__(self, page: Page, name: WaitingName, people: Sequence[PersonRow]) -> None:
        likely = {candidate.person_id for candidate in name.candidates}
        choices = [_Choice(person, person.id in likely) for person in people]
        choices.sort(key=lambda choice: not choice.is_likely)
        columns: list[Column[_Choice]] = [
            *people_columns(lambda choice: choice.person),
            Column(
                "likely",
                lambda: _("Note"),
                lambda choice: _("may be meant") if choice.is_likely else "",
                width=14,
                tone=lambda _choice: "good",
            ),
        ]
        self.table: RowTable[_Choice] = RowTable(
            "choose_whose",
            columns,
            title=_("People of the college"),
            key=lambda choice: choice.person.id,
            remembered=page.context.remembered,
        )
        self.table.set_empty(_("The register of this college is empty: add or import people first."))
        self.table.set_rows(choices)
        form = Form(_("This is the person"), back=_("Back"))
        form.primary.setEnabled(bool(choices))
        self.table.model.modelReset.connect(lambda: form.primary.setEnabled(bool(self.table.model.rows)))
        super().__init__(
            page,
            heading=_("Who is “{name}”?").format(name=name.name),
            explanation=_("The sheet’s name waits because {reason}. Type to search, Enter chooses.").format(
                reason=reason_words(name.waiting_for)
            ),
            form=form,
            above=self.table,
        )
        self.resize(200 * theme.STEP, 140 * theme.STEP)
        self.table.opened.connect(lambda _row: form.submit())

    def open(self) -> None:
        """The keyboard is on the likeliest person."""
        super().open()
        self.table.view.setFocus()
        if self.table.model.rows:
            self.table.view.selectRow(0)

    @property
    def person_id(self) -> int:
        """The chosen person; the dialog cannot be submitted without one."""
        row = self.table.current_row()
        assert row is not None
        return row.person.id
