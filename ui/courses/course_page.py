"""One course: its sessions, trainers and people, and the acts that close and reopen it."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from tvet_desktop.attendance.qualifying import QualifyingRow, qualifying
from tvet_desktop.attendance.queries import SessionProgress, session_progress
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.copy_course import CourseCopied
from tvet_desktop.courses.course_codes import course_codes
from tvet_desktop.courses.edit_course import CourseEdited, edit_course
from tvet_desktop.courses.make_sessions import SessionsMade
from tvet_desktop.courses.models import SessionState
from tvet_desktop.courses.partners import partners_of
from tvet_desktop.courses.queries import (
    CourseRow,
    EnrolledPerson,
    TrainerRow,
    course_row,
    enrolled_people,
    trainers_of,
)
from tvet_desktop.programme.logos.queries import LogoRow
from tvet_desktop.programme.queries import list_skill_areas
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.paper.paper_dialog import PaperDialog, open_paper_dialog
from ui.courses.course_acts import CourseActs
from ui.courses.course_sentence import course_sentence
from ui.courses.partners_act import PartnersAct
from ui.courses.people_section import PeopleSection
from ui.courses.rules_act import RulesAct
from ui.courses.sessions_section import SessionsSection
from ui.courses.trainers_section import TrainersSection
from ui.widgets.page import Page
from ui.widgets.why_not import course_is_over, role_lacks
from ui.widgets.words import permit

REMEMBERED = "course"


@dataclass(frozen=True)
class _Content:
    """Everything that the page shows, read in one go."""

    course: CourseRow
    sessions: list[SessionProgress]
    trainers: list[TrainerRow]
    people: list[EnrolledPerson]
    reached: list[QualifyingRow]
    codes: dict[int, str]
    skill_area: str
    partners: list[LogoRow]


class CoursePage(Page):
    """`go_to` takes the id of a course, or what another page has just done to it: a change, new sessions."""

    def build(self) -> None:
        """Make the three parts and the buttons."""
        self._course_id = self.context.remembered.last_id(REMEMBERED) or 0  # 0 until a course is chosen
        self._content: _Content | None = None
        self._is_opened = False  # until what is shown has come, the keyboard has no place of its own
        self.set_title(_("Course"))
        self.mark = self.set_primary(_("Mark attendance"), self._on_mark, "attendance")
        self.add_quiet(_("All courses"), lambda: self.context.open_page("courses", None), "courses")
        self.edit = self.add_quiet(
            _("Change course"), lambda: self.context.open_page("course_form", self._course_id), "edit"
        )
        self.tests = self.add_quiet(
            _("Tests"), lambda: self.context.open_page("course_tests", self._course_id), "evaluations"
        )
        self.add_quiet(
            _("Consents"), lambda: self.context.open_page("course_consents", self._course_id), "check"
        )
        self.copy = self.add_quiet(
            _("Copy course"), lambda: self.context.open_page("copy_course", self._course_id), "add"
        )
        self.print = self.add_quiet(_("Print sheets and badges"), self._on_print, "print")
        self.paper: PaperDialog | None = None
        self.partners = PartnersAct(self)
        self.rules = RulesAct(self)
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
        elif isinstance(target, CourseCopied):
            self.acts.say_copied(target)
        self._is_opened = True
        if self.isVisible():
            self.refresh()
        else:
            self._is_stale = True

    def focus(self) -> None:
        """The keyboard is on what a new course needs next: its sessions, then its people; else on the tables."""
        content = self._content
        if content is not None and not content.sessions and self.sessions.make.isEnabled():
            self.sessions.table.empty_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif content is not None and not content.people and self.people.enrol.isEnabled():
            self.people.table.empty_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().focus()

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
        self.set_state(course_sentence(course, content.sessions, content.skill_area, content.partners))
        role = self.context.user.role
        why_not = role_lacks(role, "edit_courses") or course_is_over(course)
        has_sessions = any(row.state != SessionState.CANCELLED for row in content.sessions)
        permit(self.mark, "" if has_sessions else _("There is no session to mark yet: make sessions first."))
        permit(self.edit, why_not)
        permit(self.print, role_lacks(role, "mark"))
        permit(self.copy, role_lacks(role, "edit_courses"))
        self.partners.follow(course)
        self.rules.follow(course)
        self.acts.follow(course)
        day = details.starts_on or local_day(self.context.app.clock.now())
        self.sessions.show_sessions(course.id, details.starts_on, content.sessions, why_not=why_not)
        self.trainers.show_trainers(course.id, content.trainers, why_not=why_not)
        self.people.show_people(
            course.id, day, content.people, content.reached, content.codes, why_not=why_not
        )
        if self._is_opened and self.isVisible():
            self._is_opened = False
            self.focus()

    def _on_print(self) -> None:
        people = [row.person.person_id for row in self.people.table.selected_rows()]
        self.paper = open_paper_dialog(self, course_id=self._course_id, person_ids=people)

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
        right.setSizes([162, 338])
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.sessions)
        both.addWidget(right)
        both.setSizes([603, 497])
        for splitter in (right, both):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(theme.BETWEEN)
        self.body.addWidget(both, 1)


def _content(db: Any, course_id: int) -> _Content:  # noqa: ANN401  the core's session
    course, people = course_row(db, course_id), enrolled_people(db, course_id)
    others = {other for person in people for other in (person.came_from, person.went_to) if other}
    areas = {area.id: area.name for area in list_skill_areas(db)}
    return _Content(
        course,
        session_progress(db, course_id),
        trainers_of(db, course_id),
        people,
        qualifying(db, course_id),
        course_codes(db, others),
        areas.get(course.details.skill_area_id or 0, ""),
        partners_of(db, course_id),
    )
