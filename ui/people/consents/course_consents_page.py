"""Forms are signed in class: all who signed the paper of one purpose are recorded at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.course_consents import PersonConsents, course_consents
from tvet_desktop.courses.queries import CourseRow, list_courses
from tvet_desktop.people.consents.record_consent import ConsentRecorded
from tvet_desktop.people.consents.take_back_consent import take_back_consent
from tvet_desktop.people.models import ConsentForm, ConsentPurpose
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.people.consents.consent_columns import Signer, signer_columns
from ui.people.consents.consent_dialog import ConsentDialog, purpose_word
from ui.people.sub_page import SubPage
from ui.widgets.fields import ChoiceField
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import role_lacks
from ui.widgets.words import permit

COURSE = "course"
"""Under this name the last course is remembered."""


@dataclass(frozen=True)
class _Shown:
    courses: list[CourseRow]
    course_id: int | None
    people: list[PersonConsents]


class CourseConsentsPage(SubPage):
    """Opened with a course's id, or with the last one. Space chooses, Ctrl+A all, Enter records."""

    def build(self) -> None:
        """Make the two choices and the table."""
        self.set_title(_("Consents of a course"))
        self._course_id = self.context.remembered.last_id(COURSE)
        self._signers: dict[int, Signer] = {}
        self.record = self.set_primary("", self._on_record, "check")
        self.not_asked = self.add_quiet(_("Choose who was not asked"), self._choose_not_asked, "people")
        self.add_way_back()
        self.course: ChoiceField[int] = ChoiceField(_("Course"), [])
        self.purpose: ChoiceField[ConsentPurpose] = ChoiceField(
            _("What for"), [(one, purpose_word(one)) for one in ConsentPurpose]
        )
        self.course.changed.connect(self._on_course)
        self.purpose.changed.connect(self._show_signers)
        choices = QHBoxLayout()
        choices.setSpacing(theme.AROUND)
        choices.addWidget(self.course, 1)
        choices.addWidget(self.purpose, 1)
        self.body.addLayout(choices)
        self._build_table()
        changes = self.context.changes
        self.listen(changes.people, changes.courses)
        self._show_signers()

    def go_to(self, target: object) -> None:
        """Show the people of the course with this id."""
        if isinstance(target, int):
            self._course_id = target
            self._signers = {}
            self.refresh()

    def refresh(self) -> None:
        """Ask for the courses and for the people of one."""
        course_id = self._course_id
        self.read(lambda db: _ask(db, course_id), self._show)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space and Ctrl+A on the table."""
        if (
            watched is self.table.view
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.key() == Qt.Key.Key_Space:
                self._toggle()
                return True
            if event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self.choose([row.consents.person.id for row in self.table.model.rows])
                return True
        return super().eventFilter(watched, event)

    def choose(self, person_ids: Sequence[int]) -> None:
        """Choose these people as well; if all of them are chosen, none of them any more."""
        is_chosen = not all(self._signers[one].is_chosen for one in person_ids)
        for one in person_ids:
            self._signers[one] = replace(self._signers[one], is_chosen=is_chosen)
        self._show_signers()

    @property
    def chosen_ids(self) -> list[int]:
        """Who was chosen, in the order of the course's list."""
        return [person_id for person_id, signer in self._signers.items() if signer.is_chosen]

    def _build_table(self) -> None:
        self.table: RowTable[Signer] = RowTable(
            "course_consents",
            signer_columns(lambda: self.purpose.value() or ConsentPurpose.TRAINING),
            title=_("People of the course"),
            key=lambda row: row.consents.person.id,
            remembered=self.context.remembered,
        )
        self.table.set_empty(_("Nobody is enrolled in this course yet."))
        self.table.set_actions([self.record, self.not_asked])
        self.table.opened.connect(lambda _row: self._on_record())
        self.table.view.installEventFilter(self)
        self.table.view.clicked.connect(lambda _index: self._toggle())
        self.body.addWidget(self.table, 1)

    def _show(self, shown: _Shown) -> None:
        self._course_id = shown.course_id
        self.course.set_choices([(course.id, course.details.title) for course in shown.courses])
        self.course.set_value(shown.course_id)
        chosen = set(self.chosen_ids)
        self._signers = {row.person.id: Signer(row, row.person.id in chosen) for row in shown.people}
        self._show_signers()
        if self._signers and not self.table.selected_rows():
            self.table.view.setCurrentIndex(self.table.model.index(0, 1))

    def _show_signers(self) -> None:
        self.table.set_rows(list(self._signers.values()))
        purpose, count = self._purpose, len(self.chosen_ids)
        missing = sum(signer.consents.misses(purpose) for signer in self._signers.values())
        words = ngettext(
            "{count} person was not asked yet · Space chooses a person, Ctrl+A all that are shown",
            "{count} people were not asked yet · Space chooses a person, Ctrl+A all that are shown",
            missing,
        )
        self.set_state(words.format(count=missing) if self._signers else "")
        words = ngettext("{count} person agreed…", "{count} people agreed…", count)
        self.record.setText(words.format(count=count) if count else _("Record consent"))
        nobody = "" if count else _("Nobody is chosen: press Space on each person who signed.")
        permit(self.record, role_lacks(self.context.user.role, "edit_people") or nobody)
        permit(self.not_asked, "" if missing else _("Everybody of the course was asked already."))

    @property
    def _purpose(self) -> ConsentPurpose:
        return self.purpose.value() or ConsentPurpose.TRAINING

    def _on_course(self) -> None:
        course_id = self.course.value()
        if course_id is not None and course_id != self._course_id:
            self.context.remembered.set_last_id(COURSE, course_id)
            self.go_to(course_id)

    def _toggle(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.choose([row.consents.person.id])

    def _choose_not_asked(self) -> None:
        for one, signer in self._signers.items():
            self._signers[one] = replace(signer, is_chosen=signer.consents.misses(self._purpose))
        self._show_signers()
        self.table.setFocus()

    def _on_record(self) -> None:
        ids, purpose = self.chosen_ids, self._purpose
        if not ids or not self.record.isEnabled():
            return
        words = ngettext("{count} person: {purpose}", "{count} people: {purpose}", len(ids))
        dialog = ConsentDialog(
            self,
            heading=words.format(count=len(ids), purpose=purpose_word(purpose)),
            purpose=purpose,
            day=local_day(self.context.app.clock.now()),
            form=ConsentForm.PAPER,
        )
        by = self.context.user.id
        dialog.ask(self, lambda: dialog.use_case(ids, by), self._on_recorded)

    def _on_recorded(self, done: ConsentRecorded) -> None:
        self._signers = {one: replace(signer, is_chosen=False) for one, signer in self._signers.items()}
        said = recorded_words(done)
        if done.consent_ids:
            ids = done.consent_ids
            self.messages.show_success(
                said,
                lambda: self.act(
                    lambda db: take_back_consent(db, consent_ids=ids),
                    lambda _done: self.context.changes.people.emit(),
                ),
            )
        else:
            self.messages.show_attention(said)
        self.context.changes.people.emit()


def recorded_words(done: ConsentRecorded) -> str:
    """Say for how many a consent was recorded, and who was passed over."""
    count, before, children = len(done.consent_ids), len(done.agreed_before), len(done.children)
    said = [
        ngettext(
            "The consent of {count} person was recorded.",
            "The consents of {count} people were recorded.",
            count,
        ).format(count=count)
    ]
    if before:
        words = ngettext("{count} had agreed before.", "{count} had agreed before.", before)
        said.append(words.format(count=before))
    if children:
        words = ngettext(
            "{count} is under 16: record the parent or guardian on the person’s own page.",
            "{count} are under 16: record the parent or guardian on each person’s own page.",
            children,
        )
        said.append(words.format(count=children))
    return " ".join(said)


def _ask(db: Any, course_id: int | None) -> _Shown:  # noqa: ANN401  the database session
    courses = list_courses(db)
    ids = [course.id for course in courses]
    shown = course_id if course_id in ids else next(iter(ids), None)
    return _Shown(courses, shown, course_consents(db, shown) if shown is not None else [])
