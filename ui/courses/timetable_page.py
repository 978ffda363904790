"""Make the sessions of many days: what is asked at the left, what will be made at the right."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from tvet_desktop.accounts.rules import may
from tvet_desktop.courses.make_sessions import SessionsMade, make_planned_sessions
from tvet_desktop.courses.plan_lines import PlanLine, plan_lines
from tvet_desktop.courses.queries import CourseRow, course_row, sessions_of, trainers_of
from tvet_desktop.courses.rules import FieldUnusable, is_open
from tvet_desktop.courses.timetable import PlannedSession, plan_sessions
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.ids import scope_of
from ui import theme
from ui.courses.timetable_form import TimetableForm
from ui.courses.timetable_preview import TimetablePreview
from ui.widgets.page import Page
from ui.widgets.scrolling import Scrolling


@dataclass(frozen=True)
class _Content:
    """The course, who trains in it, and from which day a first timetable would run."""

    course: CourseRow
    trainer_ids: tuple[int, ...]
    first_day: date | None


class TimetablePage(Page):
    """`go_to` takes a course's id; the same course again keeps what was typed. Enter makes the sessions."""

    def build(self) -> None:
        """Make the form and the table."""
        self._course_id = 0
        self._content: _Content | None = None
        self._is_new = True
        self.set_title(_("Make sessions"))
        self.holidays = self.add_quiet(_("Holidays"), self._on_holidays, "calendar")
        self.form = TimetableForm()
        self.preview = TimetablePreview("timetable", self.context.remembered)
        for field in self.form.fields:
            field.changed.connect(self._plan)
        self.form.submitted.connect(self._on_submitted)
        self.form.left.connect(self._go_back)
        self.preview.changed.connect(self._plan)
        self.preview.accepted.connect(self.form.submit)
        left = Scrolling(self.form)
        left.setMinimumWidth(90 * theme.STEP)
        both = QHBoxLayout()
        both.setSpacing(theme.AROUND)
        both.addWidget(left, 2)
        both.addWidget(self.preview, 5)
        self.body.addLayout(both, 1)
        changes = self.context.changes
        self.listen(changes.courses, changes.sync)

    def go_to(self, target: object) -> None:
        """Show the timetable of a course that is to be made."""
        if isinstance(target, int) and target != self._course_id:
            self._course_id, self._is_new = target, True
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def refresh(self) -> None:
        """Ask for the course; without one go back to the list."""
        course_id = self._course_id
        if not course_id:
            self.context.open_page("courses", None)
            return
        self.read(lambda db: _content(db, course_id), self._show)

    def focus(self) -> None:
        """The keyboard is on the first day."""
        self.form.first_day.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _show(self, content: _Content) -> None:
        self._content = content
        details = content.course.details
        self.set_state(f"{details.code} · {details.title} · {content.course.college_name}")
        self.form.setEnabled(is_open(content.course.state) and may(self.context.user.role, "edit_courses"))
        if self._is_new:
            self._is_new = False
            self.preview.forget()
            self.form.empty(content.first_day)
        self._plan()

    def _planned(self) -> list[PlannedSession]:
        """What the form asks for; raises FieldUnusable where that cannot be."""
        wanted = self.form.wanted(self.preview.left_out, keeps_number=self.preview.keeps_number)
        shapes = self.form.shapes()
        return plan_sessions(wanted, shapes) if wanted is not None and shapes else []

    def _plan(self) -> None:
        """Show what would be made now."""
        content, course_id = self._content, self._course_id
        if content is None:
            return
        try:
            planned = self._planned()
        except FieldUnusable as error:
            self.form.first_day.set_error(error.sentence())
            planned = []
        scope, trainers = scope_of(course_id), content.trainer_ids

        def look(db: Any) -> list[PlanLine]:  # noqa: ANN401  the core's session
            return plan_lines(db, planned, scope=scope, trainer_ids=trainers, course_id=course_id)

        self.read(look, self._show_lines)

    def _show_lines(self, lines: list[PlanLine]) -> None:
        self.preview.show_lines(lines)
        count = sum(line.number is not None for line in lines)
        self.form.primary.setText(
            ngettext("Make {count} session", "Make {count} sessions", count).format(count=count)
            if count
            else _("Make sessions")
        )
        self.form.primary.setEnabled(bool(count) or not lines)  # without lines it says which field is wrong

    def _on_submitted(self) -> None:
        try:
            planned = self._planned()
        except FieldUnusable as error:
            self.form.first_day.set_error(error.sentence())
            return
        self.form.set_busy(True)
        self.act(
            partial(make_planned_sessions, course_id=self._course_id, planned=planned),
            self._on_made,
            failed=self._on_refused,
        )

    def _on_made(self, made: SessionsMade) -> None:
        self._is_new = True
        self.context.changes.courses.emit()
        self.context.open_page("course", made)

    def _on_refused(self, error: UserError) -> None:
        self.form.set_busy(False)
        self.show_user_error(error)

    def _on_holidays(self) -> None:
        self.context.open_page("holidays", self._course_id)

    def _go_back(self) -> None:
        self.context.open_page("course", self._course_id)


def _content(db: Any, course_id: int) -> _Content:  # noqa: ANN401  the core's session
    course = course_row(db, course_id)
    trainers = tuple(row.person_id for row in trainers_of(db, course_id))
    return _Content(course, trainers, None if sessions_of(db, course_id) else course.details.starts_on)
