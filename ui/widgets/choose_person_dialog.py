"""Choose one of the people of the college."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tvet_desktop.people.queries import PersonRow
from tvet_desktop.shared.translation import _
from ui import theme
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


@dataclass(frozen=True)
class ChoiceWords:
    """What the dialog says: ``name`` is under which its columns are remembered, ``note`` stands beside the likely."""

    name: str
    heading: str
    explanation: str
    note: str
    empty: str
    choose: str
    back: str


class ChoosePersonDialog(FormDialog):
    """The people of the college, the likely ones first. Typing searches, Enter chooses."""

    def __init__(
        self, page: Page, words: ChoiceWords, people: Sequence[PersonRow], likely: Collection[int]
    ) -> None:
        choices = [_Choice(person, person.id in likely) for person in people]
        choices.sort(key=lambda choice: not choice.is_likely)
        columns: list[Column[_Choice]] = [
            *people_columns(lambda choice: choice.person),
            Column(
                "likely",
                lambda: _("Note"),
                lambda choice: words.note if choice.is_likely else "",
                width=16,
                tone=lambda _choice: "good",
            ),
        ]
        self.table: RowTable[_Choice] = RowTable(
            words.name,
            columns,
            title=_("People of the college"),
            key=lambda choice: choice.person.id,
            remembered=page.context.remembered,
        )
        self.table.set_empty(words.empty)
        self.table.set_rows(choices)
        form = Form(words.choose, back=words.back)
        form.primary.setEnabled(bool(choices))
        self.table.model.modelReset.connect(lambda: form.primary.setEnabled(bool(self.table.model.rows)))
        super().__init__(
            page, heading=words.heading, explanation=words.explanation, form=form, above=self.table
        )
        room = page.window().size()
        self.resize(min(200 * theme.STEP, room.width()), min(140 * theme.STEP, room.height()))
        self.table.opened.connect(lambda _row: form.submit())

    def open(self) -> None:
        """The keyboard is on the likeliest person."""
        super().open()
        self.table.view.setFocus()
        if self.table.model.rows:
            self.table.view.selectRow(0)

    @property
    def person_id(self) -> int:
        """Who was chosen; the dialog cannot be submitted without."""
        row = self.table.current_row()
        assert row is not None
        return row.person.id
