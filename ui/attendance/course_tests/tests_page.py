"""The tests of a course: results typed down a column, and what was gained."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QSplitter

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.course_tests.queries import CourseResults, course_results
from tvet_desktop.attendance.course_tests.rules import WhichTest, points_text
from tvet_desktop.attendance.course_tests.set_tests import TestsSet, set_tests
from tvet_desktop.courses.rules import is_open
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.course_tests.gain_panel import GainPanel
from ui.attendance.course_tests.recording_results import RecordingResults, ResultsStep
from ui.attendance.course_tests.results_table import ResultsTable
from ui.attendance.course_tests.tests_dialog import CourseTestsDialog
from ui.attendance.course_tests.tests_words import state_words, typing_keys, why_not_typed
from ui.widgets.page import Page
from ui.widgets.words import action, label, permit

COURSE = "course"  # under which the last one is remembered


class CourseTestsPage(Page):
    """`go_to` takes the id of a course. ``dialog`` is the one that was opened last."""

    def build(self) -> None:
        """Make the buttons, the table and the figures beside it."""
        self._course_id = self.context.remembered.last_id(COURSE) or 0
        self._results: CourseResults | None = None
        self._is_other = True
        self.dialog: CourseTestsDialog | None = None
        self.set_title(_("Tests"))
        self.recording = RecordingResults(self.context, self)
        self.set = self.add_quiet(_("Set the tests…"), self.open_settings, "edit")
        self.take = self.add_quiet(
            _("Import results"), lambda: self.context.open_page("results_sheet", self._course_id), "import"
        )
        self.add_quiet(_("The course"), lambda: self.context.open_page("course", self._course_id), "courses")
        self.add_quiet(_("The register"), lambda: self.context.open_page("attendance", None), "attendance")
        self._build_table()
        changes = self.context.changes
        self.listen(changes.attendance, changes.courses, changes.people, changes.sync)

    def go_to(self, target: object) -> None:
        """Show the tests of a course."""
        if isinstance(target, int) and target != self._course_id:
            self._course_id = target
            self._is_other = True
            self.messages.clear()
            self.messages.forget_undo()
        if self._course_id:
            self.context.remembered.set_last_id(COURSE, self._course_id)
        super()._on_change()

    def refresh(self) -> None:
        """Ask for the results; without a course go to the list of courses."""
        course_id = self._course_id
        if not course_id:
            self.context.open_page("courses", None)
            return
        self.read(lambda db: course_results(db, course_id), self._show)

    def hideEvent(self, event: QHideEvent) -> None:
        """Other pages hear of the results at once."""
        self.recording.tell_now_if_waiting()
        super().hideEvent(event)

    def open_settings(self) -> None:
        """Ask how many points each test has."""
        if self._results is None:
            return
        details, course_id = self._results.course.details, self._course_id
        dialog = CourseTestsDialog(self, self._results.tests, details.starts_on, details.ends_on)
        self.dialog = dialog
        dialog.ask(
            self, lambda: partial(set_tests, course_id=course_id, tests=dialog.settings()), self._on_set
        )

    def _show(self, results: CourseResults) -> None:
        self._results = results
        can_type = is_open(results.course.state) and may(self.context.user.role, "mark")
        self.set_title(_("Tests: {course}").format(course=results.course.details.title))
        self.set_state(state_words(results))
        why = "" if can_type else why_not_typed(results)
        no_tests = "" if results.tests.there else _("This course has no tests yet: set them first.")
        permit(self.set, why)
        permit(self.take, why or no_tests)
        self.table.can_type = can_type
        self._show_empty(results)
        has_tests = bool(results.tests.there)
        self.panel.setVisible(has_tests and bool(results.rows))
        self.hint.setVisible(has_tests and bool(results.rows))
        self.hint.setText(typing_keys() if can_type else why_not_typed(results))
        self.table.show_results(results if has_tests else None, self.recording.busy)
        self.panel.show_results(results)
        if self._is_other and has_tests and results.rows:
            self._is_other = False
            self.table.go_to_first_gap()

    def _show_empty(self, results: CourseResults) -> None:
        """Say what is missing, with the button that brings it."""
        if not results.tests.there:
            words = _("This course has no test yet: say how many points the pre-test and the post-test have.")
            self.table.set_empty(words, self.set)
        else:
            words = _("Nobody is enrolled yet: enrol people on the page of the course.")
            self.table.set_empty(words, self._to_course)

    def _on_set(self, done: TestsSet) -> None:
        undo = partial(set_tests, course_id=done.course_id, tests=done.earlier)
        self._is_other = True
        self.messages.show_success(
            _("The tests of the course are set."),
            partial(self.act, undo, self._tell),
            partial(self.act, partial(set_tests, course_id=done.course_id, tests=done.tests), self._tell),
        )
        self._tell(done)

    def _say_why_not(self) -> None:
        if self._results is not None:
            self.messages.show_attention(why_not_typed(self._results))

    def _on_typed(self, person_id: int, which: WhichTest, points: int | None) -> None:
        self.recording.record(self._course_id, person_id, which, points)

    def _on_saved(self, step: ResultsStep, results: CourseResults) -> None:
        if results.course.id == self._course_id:
            self._show(results)
        turn = partial(self.recording.turn, step)
        self.messages.show_success(_sentence(step, results), turn, turn)

    def _on_turned(self, step: ResultsStep, results: CourseResults) -> None:
        if results.course.id == self._course_id:
            self._show(results)
        if not step.done:  # said after the strip has said that it is undone
            words = _("This was changed since then, so it stays as it is.")
            QTimer.singleShot(0, self, partial(self.messages.show_attention, words))

    def _on_refused(self, error: UserError) -> None:
        self.show_user_error(error)
        self.refresh()

    def _on_change(self) -> None:
        """Our own results are on the screen already: they need no second look at the store."""
        if not self.recording.is_telling:
            super()._on_change()

    def _tell(self, _result: object) -> None:
        self.context.changes.attendance.emit()

    def _build_table(self) -> None:
        self.table = ResultsTable(self.context.remembered)
        self.panel = GainPanel()
        self.hint = label("", "muted", wraps=True)
        self._to_course = action(
            _("Go to the course"), lambda: self.context.open_page("course", self._course_id), self
        )
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.table)
        both.addWidget(self.panel)
        both.setStretchFactor(0, 1)
        both.setSizes([860, 260])
        both.setChildrenCollapsible(False)
        both.setHandleWidth(theme.BETWEEN)
        self.body.addWidget(both, 1)
        self.body.addWidget(self.hint)
        self.table.points_typed.connect(self._on_typed)
        self.table.refused.connect(self.show_user_error)
        self.table.in_vain.connect(self._say_why_not)
        self.recording.saved.connect(self._on_saved)
        self.recording.turned.connect(self._on_turned)
        self.recording.refused.connect(self._on_refused)


def _sentence(step: ResultsStep, results: CourseResults) -> str:
    """Say what was recorded."""
    (done,) = step.done
    name = next((row.name for row in results.rows if row.person_id == done.person_id), "")
    if done.after is None:
        return {
            WhichTest.PRE: _("The result of {name} in the pre-test is cleared."),
            WhichTest.POST: _("The result of {name} in the post-test is cleared."),
        }[done.which].format(name=name)
    return {
        WhichTest.PRE: _("{name}: {points} in the pre-test."),
        WhichTest.POST: _("{name}: {points} in the post-test."),
    }[done.which].format(name=name, points=points_text(done.after))
