"""Who belongs to a course, and what each has of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from tvet_desktop.attendance.qualifying import QualifyingRow
from tvet_desktop.courses.enrol_people import PeopleEnrolled, enrol_people
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.queries import EnrolledPerson, enrolled_people, trainers_of
from tvet_desktop.courses.undo_enrol_people import undo_enrol_people
from tvet_desktop.people.queries import PersonRow, list_people
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.ids import scope_of
from ui.courses.enrol_dialog import EnrolDialog
from ui.courses.people_acts import PeopleActs
from ui.courses.people_columns import CoursePerson
from ui.courses.people_table import CoursePeopleTable
from ui.courses.section import Section
from ui.widgets.page import Page
from ui.widgets.why_not import not_one_chosen
from ui.widgets.words import permit


class PeopleSection(Section):
    """Numbers, names, percentages; enrolling many at once, and leaving."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("People"))
        self._course_id = 0
        self._day = date.min
        self._why_not = ""
        self._enrolled: set[int] = set()
        self.enrol = self.add_button(_("Enrol people"), self._on_enrol, "add")
        self.enrol_all = self.add_button(_("Enrol the whole register"), self._on_enrol_all, "people")
        self.acts = PeopleActs(self, lambda: self.table.selected_rows()[0].person)
        self.table = CoursePeopleTable(page.context.remembered)
        self.table.set_empty(_("Nobody is enrolled yet: choose people of the register."), self.enrol)
        self.table.set_actions(self.actions_here)
        self.table.selection_changed.connect(self._follow_selection)
        self.table.opened.connect(lambda _row: self.acts.days.trigger())
        self.column.addWidget(self.table, 1)

    def show_people(
        self,
        course_id: int,
        day: date,
        people: Sequence[EnrolledPerson],
        reached: Sequence[QualifyingRow],
        codes: Mapping[int, str],
        *,
        why_not: str,
    ) -> None:
        """Show who belongs to a course; ``day`` is proposed as the day of enrolling and leaving.

        ``codes`` name the courses that people came from or went to.
        """
        self._course_id, self._day, self._why_not = course_id, day, why_not
        self._enrolled = {p.person_id for p in people if p.status == EnrolmentStatus.ENROLLED}
        by_id = {row.person_id: row for row in reached}
        self.table.set_rows(
            [
                CoursePerson(
                    person,
                    by_id[person.person_id],
                    codes.get(person.came_from or 0, ""),
                    codes.get(person.went_to or 0, ""),
                )
                for person in people
            ]
        )
        self._follow_selection()

    def _follow_selection(self) -> None:
        rows = self.table.selected_rows()
        person = rows[0].person if len(rows) == 1 else None
        permit(self.enrol, self._why_not)
        permit(self.enrol_all, self._why_not)
        self.acts.follow(self._course_id, self._day, person, why_not=self._why_not or not_one_chosen(rows))

    def _on_enrol(self) -> None:
        scope, course_id = scope_of(self._course_id), self._course_id
        self.page.read(
            lambda db: list_people(db, college_scope=scope).rows, lambda rows: self._ask(course_id, rows)
        )

    def _ask(self, course_id: int, people: Sequence[PersonRow]) -> None:
        others = [person for person in people if person.id not in self._enrolled]
        dialog = EnrolDialog(self.page, others, self._day)
        dialog.ask(
            self.page,
            lambda: partial(
                enrol_people,
                course_id=course_id,
                person_ids=dialog.chosen_ids,
                enrolled_on=dialog.day.value() or self._day,
            ),
            self._on_enrolled,
        )

    def _on_enrol_all(self) -> None:
        course_id, scope, day = self._course_id, scope_of(self._course_id), self._day

        def enrol(db: Any) -> PeopleEnrolled:  # noqa: ANN401  the core's session
            known = {person.person_id for person in enrolled_people(db, course_id)}  # also who has left
            known |= {trainer.person_id for trainer in trainers_of(db, course_id)}
            people = [row.id for row in list_people(db, college_scope=scope).rows if row.id not in known]
            return enrol_people(db, course_id=course_id, person_ids=people, enrolled_on=day)

        self.page.act(enrol, self._on_enrolled)

    def _on_enrolled(self, done: PeopleEnrolled) -> None:
        count = len(done.new) + len(done.back)
        if not count:
            self.page.messages.show_attention(
                _("Everybody of this college’s register is enrolled already: add or import people first.")
            )
            return
        words = ngettext("{count} person enrolled.", "{count} people enrolled.", count).format(count=count)
        if done.over_capacity:
            words = ngettext(
                "{count} person enrolled; the course has {over} more than places.",
                "{count} people enrolled; the course has {over} more than places.",
                count,
            ).format(count=count, over=done.over_capacity)
        self.say(words, partial(undo_enrol_people, enrolled=done))
