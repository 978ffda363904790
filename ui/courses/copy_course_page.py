"""Hold a course again, here or at another college: what is asked at the left, its sessions at the right."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.copy_course import CourseCopied, copy_course
from tvet_desktop.courses.course_shape import CourseShape, course_shape
from tvet_desktop.courses.plan_lines import PlanLine, plan_lines
from tvet_desktop.courses.propose_code import propose_code
from tvet_desktop.courses.queries import CourseRow, TrainerRow, course_row, trainers_of
from tvet_desktop.courses.rules import CourseCodeTaken, FieldUnusable, may_belong_to
from tvet_desktop.courses.timetable import DaysWanted, PlannedSession, plan_sessions
from tvet_desktop.programme.queries import CollegeRow
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.own_colleges import own_colleges
from ui import theme
from ui.courses.copy_form import CopyForm
from ui.courses.copy_words import left_behind
from ui.courses.timetable_preview import TimetablePreview
from ui.widgets.page import Page
from ui.widgets.scrolling import Scrolling


@dataclass(frozen=True)
class _Content:
    """The course that is copied; ``shapes`` are its timetable with and without rooms."""

    course: CourseRow
    trainers: list[TrainerRow]
    colleges: list[CollegeRow]
    with_rooms: CourseShape
    without_rooms: CourseShape


class CopyCoursePage(Page):
    """`go_to` takes the id of the course to copy."""

    def build(self) -> None:
        """Leave room for the form, and make the table."""
        self._course_id = 0
        self._content: _Content | None = None
        self._proposed = ""
        self.form: CopyForm | None = None
        self.set_title(_("Copy course"))
        self._left = Scrolling(QWidget())
        self._left.setMinimumWidth(90 * theme.STEP)
        self.preview = TimetablePreview("copied_timetable", self.context.remembered)
        self.preview.changed.connect(self._plan)
        self.preview.accepted.connect(self._on_accepted)
        both = QHBoxLayout()
        both.setSpacing(theme.AROUND)
        both.addWidget(self._left, 2)
        both.addWidget(self.preview, 5)
        self.body.addLayout(both, 1)

    def go_to(self, target: object) -> None:
        """Begin to copy a course."""
        if isinstance(target, int):
            self._course_id, self.form = target, None
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def refresh(self) -> None:
        """Ask for the course; a form in hand stays."""
        course_id = self._course_id
        if not course_id:
            self.context.open_page("courses", None)
        elif self.form is None:
            self.read(lambda db: _content(db, course_id), self._show)

    def focus(self) -> None:
        """The keyboard is on the first field."""
        if self.form is not None:
            self.form.fields[0].focus()

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
        form = CopyForm(content.colleges, has_sessions=bool(content.with_rooms.days))
        form.setEnabled(may(self.context.user.role, "edit_courses"))
        form.college.set_value(_usual_college(content).id)
        form.title.set_value(details.title)
        form.weekdays.set_value(content.with_rooms.weekdays)
        for field in form.fields:
            field.changed.connect(self._plan)
        form.college.changed.connect(self._propose)
        form.first_day.line.editingFinished.connect(self._propose)
        form.submitted.connect(self._on_submitted)
        form.left.connect(self._go_back)
        self.form = form
        self.preview.forget()
        self._left.setWidget(form)
        self._propose()
        self._plan()
        form.fields[0].focus()

    def _planned(self) -> list[PlannedSession]:
        """The sessions of the new course; raises FieldUnusable where they cannot be."""
        content, form = self._content, self.form
        assert content is not None
        assert form is not None
        day = form.first_day.value()
        shape = content.with_rooms if form.to.id == content.course.college_id else content.without_rooms
        if day is None or not shape.days:
            return []
        wanted = DaysWanted(
            first_day=day,
            weekdays=form.weekdays.value(),
            left_out=self.preview.left_out,
            keeps_number=self.preview.keeps_number,
        )
        return plan_sessions(wanted, shape.days)

    def _plan(self) -> None:
        """Show the sessions as they would be made now, and say what stays behind."""
        content, form = self._content, self.form
        if content is None or form is None:
            return
        try:
            planned = self._planned()
        except FieldUnusable as error:
            form.first_day.set_error(error.sentence())
            planned = []
        scope, is_along = form.to.scope, form.trainers.value()
        coming = [t for t in content.trainers if is_along and may_belong_to(t.person_id, scope)]
        ids = [trainer.person_id for trainer in coming]
        self.read(lambda db: plan_lines(db, planned, scope=scope, trainer_ids=ids), self._show_lines)

    def _show_lines(self, lines: list[PlanLine]) -> None:
        self.preview.show_lines(lines)
        content, form = self._content, self.form
        if content is not None and form is not None:
            is_elsewhere = form.to.id != content.course.college_id
            trainers = content.trainers if form.trainers.value() else []
            behind = [t.name for t in trainers if not may_belong_to(t.person_id, form.to.scope)]
            has_rooms = is_elsewhere and content.with_rooms != content.without_rooms
            self.preview.show_note(left_behind(behind, has_rooms=has_rooms))

    def _propose(self) -> None:
        """Propose a code for the college and the year, unless somebody typed one."""
        form = self.form
        if form is None or form.code.value() not in ("", self._proposed):
            return
        day = form.first_day.value() or local_day(self.context.app.clock.now())
        college_id = form.to.id
        self.read(lambda db: propose_code(db, college_id=college_id, year=day.year), self._show_proposed)

    def _show_proposed(self, code: str) -> None:
        if self.form is not None and self.form.code.value() in ("", self._proposed):
            self._proposed = code
            self.form.code.set_value(code)

    def _go_back(self) -> None:
        self.context.open_page("course", self._course_id)

    def _on_accepted(self) -> None:
        if self.form is not None:
            self.form.submit()

    def _on_submitted(self) -> None:
        form, content = self.form, self._content
        assert form is not None
        assert content is not None
        try:
            planned = self._planned()
        except FieldUnusable as error:
            form.first_day.set_error(error.sentence())
            return
        form.set_busy(True)
        self.act(
            partial(
                copy_course,
                course_id=content.course.id,
                college_id=form.to.id,
                details=form.details(content.course.details, planned),
                planned=planned,
                with_rules=form.rules.value(),
                with_trainers=form.trainers.value(),
            ),
            self._on_copied,
            failed=self._on_refused,
        )

    def _on_copied(self, done: CourseCopied) -> None:
        self.form = None
        self.context.changes.courses.emit()
        self.context.open_page("course", done)

    def _on_refused(self, error: UserError) -> None:
        assert self.form is not None
        self.form.set_busy(False)
        if isinstance(error, CourseCodeTaken):
            self.form.code.set_error(error.sentence())
            self.form.code.focus()
        else:
            self.show_user_error(error)


def _usual_college(content: _Content) -> CollegeRow:
    """The college of the course, else the first that this PC writes for."""
    own = [row for row in content.colleges if row.id == content.course.college_id]
    return (own or content.colleges)[0]


def _content(db: Any, course_id: int) -> _Content:  # noqa: ANN401  the core's session
    return _Content(
        course_row(db, course_id),
        trainers_of(db, course_id),
        own_colleges(db),
        course_shape(db, course_id, with_rooms=True),
        course_shape(db, course_id, with_rooms=False),
    )
