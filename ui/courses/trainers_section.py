"""Who trains in a course."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from tvet_desktop.courses.assign_trainer import TrainerAssigned, assign_trainer
from tvet_desktop.courses.clashes import clashes_of_trainer
from tvet_desktop.courses.queries import TrainerRow
from tvet_desktop.courses.remove_trainer import TrainerRemoved, remove_trainer
from tvet_desktop.people.queries import PersonRow, list_people
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.ids import scope_of
from ui.courses.clash_words import trainer_sentence
from ui.courses.section import Section
from ui.courses.trainer_dialog import TrainerDialog
from ui.courses.words import role_word
from ui.widgets.column import Column
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import nothing_chosen
from ui.widgets.words import permit


class TrainersSection(Section):
    """A short table: the diaspora professional and the counterparts."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("Trainers"))
        self._course_id = 0
        self._why_not = ""
        self.add = self.add_button(_("Add trainer"), self._on_add, "add")
        self.remove = self.add_button(_("Remove"), self._on_remove, "remove")
        self.table: RowTable[TrainerRow] = RowTable(
            "course_trainers",
            [
                Column("name", lambda: _("Name"), lambda row: row.name, width=28),
                Column("role", lambda: _("Trains as"), lambda row: role_word(row.role), width=22),
            ],
            title=_("Trainers"),
            key=lambda row: row.person_id,
            remembered=page.context.remembered,
            type_to_filter=False,
        )
        self.table.set_empty(_("Nobody yet: add the diaspora professional and the counterpart."), self.add)
        self.table.set_actions(self.actions_here)
        self.table.selection_changed.connect(self._follow_selection)
        self.column.addWidget(self.table, 1)

    def show_trainers(self, course_id: int, rows: Sequence[TrainerRow], *, why_not: str) -> None:
        """Show the trainers of a course; ``why_not`` says why they cannot be changed, "" where they can."""
        self._course_id, self._why_not = course_id, why_not
        self.table.set_rows(rows)
        self._follow_selection()

    def _follow_selection(self) -> None:
        permit(self.add, self._why_not)
        permit(self.remove, self._why_not or nothing_chosen(self.table.selected_rows()))

    def _on_add(self) -> None:
        scope = scope_of(self._course_id)
        self.page.read(lambda db: list_people(db, college_scope=scope).rows, self._ask)

    def _ask(self, people: Sequence[PersonRow]) -> None:
        course_id = self._course_id

        def look(person_id: int, tell: Callable[[list[str]], None]) -> None:
            self.page.read(lambda db: clashes_of_trainer(db, course_id, person_id), tell)

        dialog = TrainerDialog(self.page, people, look)
        dialog.ask(self.page, lambda: dialog.use_case(course_id), self._on_assigned)

    def _on_assigned(self, done: TrainerAssigned) -> None:
        course_id, person_id = done.course_id, done.person_id
        undo: Callable[[Any], object] = partial(remove_trainer, course_id=course_id, person_id=person_id)
        if done.earlier is not None:
            undo = partial(assign_trainer, course_id=course_id, person_id=person_id, role=done.earlier)

        def say(lines: list[str]) -> None:
            self.say(" ".join((_("The trainer was added."), trainer_sentence(lines))).strip(), undo)

        self.page.read(lambda db: clashes_of_trainer(db, course_id, person_id), say)

    def _on_remove(self) -> None:
        person_id = self.table.selected_rows()[0].person_id

        def removed(done: TrainerRemoved) -> None:
            undo = partial(
                assign_trainer, course_id=done.course_id, person_id=done.person_id, role=done.earlier
            )
            self.say(_("The trainer was removed."), undo)

        self.page.act(partial(remove_trainer, course_id=self._course_id, person_id=person_id), removed)
