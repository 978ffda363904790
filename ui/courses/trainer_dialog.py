"""Choose who trains: somebody of the register, or a name that is new."""

from collections.abc import Callable, Sequence
from typing import Any

from tvet_desktop.courses.assign_trainer import TrainerAssigned, assign_trainer
from tvet_desktop.courses.models import TrainerRole
from tvet_desktop.people.add_person import add_person
from tvet_desktop.people.names import split_name
from tvet_desktop.people.personal_details import Sex
from tvet_desktop.people.queries import PersonRow
from tvet_desktop.people.register import Details
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.ids import scope_of
from ui import theme
from ui.courses.clash_words import trainer_sentence
from ui.courses.words import role_word
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.people_table import people_columns
from ui.widgets.row_table import RowTable

Look = Callable[[int, Callable[[list[str]], None]], None]


class TrainerDialog(FormDialog):
    """The register above, the capacity below. A name typed into the last field is added to the register.

    ``look`` is asked when the person would be in two places; it calls back with one line for each time.
    """

    def __init__(self, page: Page, people: Sequence[PersonRow], look: Look) -> None:
        self._look = look
        self.table: RowTable[PersonRow] = RowTable(
            "choose_trainer",
            people_columns(lambda row: row),
            title=_("People of the college"),
            key=lambda row: row.id,
            remembered=page.context.remembered,
        )
        self.table.set_empty(_("The register of this college is empty: type the trainer’s name below."))
        self.table.setMinimumHeight(60 * theme.STEP)
        self.table.set_rows(people)
        form = Form(_("Add trainer"), back=_("Back"))
        roles = [(role, role_word(role)) for role in TrainerRole]
        self.role: ChoiceField[TrainerRole] = form.add(ChoiceField(_("Trains as"), roles))
        self.name = form.add_optional(
            TextField(_("Or somebody new"), width=36, hint=_("Family name in capitals, as in KEZA Aline"))
        )
        sexes = [(Sex.FEMALE, _("Female")), (Sex.MALE, _("Male")), (Sex.NOT_SAID, _("Not said"))]
        self.sex: ChoiceField[Sex] = form.add_optional(ChoiceField(_("Sex"), sexes))
        form.more.setText(_("Somebody who is not in the list"))
        super().__init__(page, heading=_("Who trains?"), form=form, above=self.table)
        self.resize(190 * theme.STEP, 150 * theme.STEP)
        self.table.opened.connect(lambda _row: form.submit())
        self.table.selection_changed.connect(self._look_again)

    def open(self) -> None:
        """The keyboard is on the list: type to search, Enter takes the person."""
        super().open()
        self.table.setFocus()

    def _look_again(self) -> None:
        rows = self.table.selected_rows()  # the current row follows a moment later
        if rows:
            self._look(rows[-1].id, self._show_times)

    def _show_times(self, lines: list[str]) -> None:
        if lines:
            self.messages.show_attention(trainer_sentence(lines))
        else:
            self.messages.clear()

    def use_case(self, course_id: int) -> Callable[[Any], TrainerAssigned]:
        """Return what adds the chosen person, or the new one, to a course."""
        role = self.role.value() or TrainerRole.DIASPORA
        name, sex = self.name.value(), self.sex.value()
        row = self.table.current_row()

        def assign(db: Any) -> TrainerAssigned:  # noqa: ANN401  the core's session
            if name or row is None:
                family, given = split_name(name)
                details = Details(family_name=family, given_name=given, sex=sex)
                person_id = add_person(db, college_scope=scope_of(course_id), details=details).person_id
            else:
                person_id = row.id
            return assign_trainer(db, course_id=course_id, person_id=person_id, role=role)

        return assign
