"""One course: its sessions, trainers and people, and the acts that close and reopen it."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.qualifying import QualifyingRow, qualifying
from tvet_desktop.attendance.queries import SessionProgress, session_progress
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.edit_course import CourseEdited, edit_course
from tvet_desktop.courses.make_sessions import SessionsMade
from tvet_desktop.courses.models import SessionState
from tvet_desktop.courses.queries import (
    CourseRow,
    EnrolledPerson,
    TrainerRow,
    course_row,
    enrolled_people,
    trainers_of,
)
from tvet_desktop.courses.rules import is_open
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.courses.course_acts import CourseActs
from ui.courses.people_section import PeopleSection
from ui.courses.sessions_section import SessionsSection
from ui.courses.trainers_section import TrainersSection
from ui.courses.words import dates_text, state_word
from ui.widgets.page import Page

REMEMBERED = "course"


@dataclass(frozen=True)
class _Content:
    """Everything that the page shows, read in one go."""

    course: CourseRow
    sessions: list[SessionProgress]
    trainers: list[TrainerRow]
    people: list[EnrolledPerson]
    reached: list[QualifyingRow]


class CoursePage(Page):
    """`go_to` takes the id of a course, or what another page has just done to it: a change, new sessions."""

    def build(self) -> None:
        """Make the three parts and the buttons."""
        self._course_id = self.context.remembered.last_id(REMEMBERED) or 0  # 0 until a course is chosen
        self._content: _Content | None = None
        self.set_title(_("Course"))
        self.mark = self.set_primary(_("Mark attendance"), self._on_mark, "attendance")
        self.add_quiet(_("All courses"), lambda: self.context.open_page("courses", None), "courses")
        self.edit = self.add_quiet(
            _("Change course"), lambda: self.context.open_page("course_form", self._course_id), "edit"
        )
        self.acts = CourseActs(self)
        self.sessions = SessionsSection(self)
        self.trainers = TrainersSection(self)
        self.people = PeopleSection(self)
        self._lay_out_sections()
        changes = self.context.changes
        self.listen(changes.courses, changes.attendance, changes.people, changes.sync)

    def go_to(self, target: object) -> None:
        """Show a course, and say what was just done to it on another page."""
        course_id = getattr(target, "course_id", target)
        if isinstance(course_id, int) and course_id != self._course_id:
            self._course_id = course_id
            self.messages.forget_undo()
        self.context.remembered.set_last_id(REMEMBERED, self._course_id)
        if isinstance(target, CourseEdited):
            undo = partial(edit_course, course_id=target.course_id, details=target.earlier)
            self.messages.show_success(_("The course was changed."), partial(self.act, undo, self._tell))
        elif isinstance(target, SessionsMade):
            self.sessions.say_made(target)
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

    def _show(self, content: _Content) -> None:
        self._content = content
        course, details = content.course, content.course.details
        self.set_title(details.title)
        self.set_state(_state(content))
        can_change = is_open(course.state) and may(self.context.user.role, "edit_courses")
        self.mark.setEnabled(any(row.state != SessionState.CANCELLED for row in content.sessions))
        self.edit.setEnabled(can_change)
        self.acts.follow(course)
        day = details.starts_on or local_day(self.context.app.clock.now())
        self.sessions.show_sessions(course.id, details.starts_on, content.sessions, can_change=can_change)
        self.trainers.show_trainers(course.id, content.trainers, can_change=can_change)
        self.people.show_people(course.id, day, content.people, content.reached, can_change=can_change)

    def _on_mark(self) -> None:
        """Go to the first session that is not marked to the last person, else to the last one."""
        assert self._content is not None
        held = [row for row in self._content.sessions if row.state != SessionState.CANCELLED]
        waiting = [row for row in held if not row.is_complete]
        self.context.open_page("attendance", (waiting or held[-1:])[0].session.id)

    def _tell(self, _result: object) -> None:
        self.context.changes.courses.emit()

    def _lay_out_sections(self) -> None:
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.trainers)
        right.addWidget(self.people)
        right.setSizes([150, 350])
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.sessions)
        both.addWidget(right)
        both.setSizes([585, 515])
        for splitter in (right, both):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(theme.BETWEEN)
        self.body.addWidget(both, 1)


def _content(db: Any, course_id: int) -> _Content:  # noqa: ANN401  the core's session
    return _Content(
        course_row(db, course_id),
        session_progress(db, course_id),
        trainers_of(db, course_id),
        enrolled_people(db, course_id),
        qualifying(db, course_id),
    )


def _state(content: _Content) -> str:
    """Say where the course stands."""
    course, details = content.course, content.course.details
    held = [row for row in content.sessions if row.state != SessionState.CANCELLED]
    marked = sum(row.is_complete for row in held)
    people = ngettext("{count} person", "{count} people", course.enrolled).format(count=course.enrolled)
    sessions = ngettext(
        "{marked} of {count} session marked", "{marked} of {count} sessions marked", len(held)
    ).format(marked=marked, count=len(held))
    days = dates_text(details.starts_on, details.ends_on)
    parts = (details.code, course.college_name, days, people, sessions, state_word(course.state))
    return " · ".join(part for part in parts if part)
