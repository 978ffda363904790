"""Add a course, or change what is said about one."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QScrollArea

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.add_course import CourseAdded, add_course
from tvet_desktop.courses.edit_course import CourseEdited, edit_course
from tvet_desktop.courses.propose_code import propose_code
from tvet_desktop.courses.queries import CourseRow, course_row
from tvet_desktop.courses.rules import CourseCodeTaken, FieldUnusable
from tvet_desktop.programme.queries import CollegeRow, SkillAreaRow, list_skill_areas
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.own_colleges import own_colleges
from ui.courses.course_form import CourseForm
from ui.widgets.field import Field
from ui.widgets.page import Page


@dataclass(frozen=True)
class _Content:
    """What the form needs: the course to change, or where a new one may belong and its code."""

    skill_areas: list[SkillAreaRow]
    course: CourseRow | None
    colleges: tuple[CollegeRow, ...]
    code: str


class CourseFormPage(Page):
    """A form in the middle of the page. `go_to` takes a course's id, or "new"."""

    def build(self) -> None:
        """Leave room for the form."""
        self._course_id: int | None = None
        self._proposed = ""
        self.form: CourseForm | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self._area, 1)

    def go_to(self, target: object) -> None:
        """Show the form of a course, or an empty one."""
        self._course_id = target if isinstance(target, int) else None
        self.form = None
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def refresh(self) -> None:
        """Ask for what the form offers; a form in hand stays."""
        if self.form is None:
            year = local_day(self.context.app.clock.now()).year
            course_id = self._course_id
            self.read(lambda db: _content(db, course_id, year), self._show)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: a new course that was begun is kept."""
        super().hideEvent(event)
        if self.form is not None and self.form.title.typed():
            self.form.keep_draft()

    def _show(self, content: _Content) -> None:
        if content.course is None:
            self.set_title(_("New course"))
            form = CourseForm(
                _("Add course"),
                skill_areas=content.skill_areas,
                colleges=content.colleges,
                drafts=self.context.drafts,
            )
            self._proposed = content.code
            form.code.set_value(content.code)
            form.restore_draft()
            form.college.changed.connect(self._propose_again)
            form.starts.line.editingFinished.connect(self._propose_again)
        else:
            self.set_title(_("Change “{course}”").format(course=content.course.details.title))
            form = CourseForm(_("Save changes"), skill_areas=content.skill_areas)
            form.fill(content.course.details)
        form.submitted.connect(self._on_submitted)
        form.left.connect(self._go_back)
        self.form = form
        self._area.setWidget(form)
        form.title.focus()

    def _propose_again(self) -> None:
        """Another college or year: propose its code unless somebody typed one."""
        form = self.form
        if form is None or form.code.value() not in ("", self._proposed):
            return
        college_id, starts = form.college_id, form.starts.value()
        day = starts or local_day(self.context.app.clock.now())
        self.read(lambda db: propose_code(db, college_id=college_id, year=day.year), self._show_proposed)

    def _show_proposed(self, code: str) -> None:
        if self.form is not None and self.form.code.value() in ("", self._proposed):
            self._proposed = code
            self.form.code.set_value(code)

    def _on_submitted(self) -> None:
        assert self.form is not None
        self.form.set_busy(True)
        details, course_id = self.form.details(), self._course_id
        if course_id is None:
            college_id = self.form.college_id
            self.act(
                lambda db: add_course(db, college_id=college_id, details=details),
                self._on_added,
                failed=self._on_refused,
            )
        else:
            self.act(
                lambda db: edit_course(db, course_id=course_id, details=details),
                self._on_edited,
                failed=self._on_refused,
            )

    def _on_added(self, added: CourseAdded) -> None:
        assert self.form is not None
        self.form.forget_draft()
        self.form = None
        self.context.changes.courses.emit()
        self.context.open_page("course", added.course_id)

    def _on_edited(self, edited: CourseEdited) -> None:
        self.form = None
        self.context.changes.courses.emit()
        self.context.open_page("course", edited)

    def _on_refused(self, error: UserError) -> None:
        """Put the sentence beside the field that it is about."""
        assert self.form is not None
        self.form.set_busy(False)
        form = self.form
        problem = error.problem if isinstance(error, FieldUnusable) else ""
        if isinstance(error, CourseCodeTaken):
            problem = "code"
        fields: dict[str, Field[Any]] = {
            "dates": form.ends,
            "code": form.code,
            "title": form.title,
            "planned_minutes": form.hours,
            "capacity": form.capacity,
        }
        field = fields.get(problem)
        if field is None:
            self.show_user_error(error)
            return
        field.set_error(error.sentence())
        field.focus()

    def _go_back(self) -> None:
        course_id, self.form = self._course_id, None
        if course_id is None:
            self.context.open_page("courses", None)
        else:
            self.context.open_page("course", course_id)


def _content(db: Any, course_id: int | None, year: int) -> _Content:  # noqa: ANN401  the core's session
    areas = list_skill_areas(db)
    if course_id is not None:
        return _Content(areas, course_row(db, course_id), (), "")
    colleges = own_colleges(db)
    return _Content(areas, None, tuple(colleges), propose_code(db, college_id=colleges[0].id, year=year))
