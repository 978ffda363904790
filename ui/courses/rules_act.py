"""The button that shows and sets the rules of a course."""

from functools import partial
from typing import Any

from PySide6.QtGui import QAction

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.rule_effect import rule_effect
from tvet_desktop.courses.queries import CourseRow
from tvet_desktop.courses.rules import is_open
from tvet_desktop.courses.rules_versions import RulesVersion, rules_versions
from tvet_desktop.courses.set_course_rules import CourseRulesSet, set_course_rules
from tvet_desktop.shared.translation import _
from ui.courses.rules_dialog import RulesDialog
from ui.widgets.page import Page


class RulesAct:
    """Everybody reads the rules; a coordinator sets them while the course is open."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._course_id = 0
        self._may_set = False
        self.show: QAction = page.add_quiet(_("Rules"), self._on_show, "settings")

    def follow(self, course: CourseRow) -> None:
        """Be about this course."""
        self._course_id = course.id
        self._may_set = is_open(course.state) and may(self._page.context.user.role, "set_rules")

    def _on_show(self) -> None:
        course_id = self._course_id
        self._page.read(lambda db: rules_versions(db, course_id), self._ask)

    def _ask(self, versions: list[RulesVersion]) -> None:
        course_id = self._course_id
        dialog = RulesDialog(
            self._page,
            versions,
            lambda rules, tell: self._page.read(lambda db: rule_effect(db, course_id, rules), tell),
            may_set=self._may_set,
        )
        by = self._page.context.user.id

        def prepare() -> Any:  # noqa: ANN401  a use case that waits for the session
            rules = dialog.rules()
            assert rules is not None
            return partial(set_course_rules, course_id=course_id, rules=rules, by=by)

        def done(result: CourseRulesSet) -> None:
            undo = partial(set_course_rules, course_id=course_id, rules=result.earlier, by=by)
            self._page.messages.show_success(
                _("The new rules hold."), partial(self._page.act, undo, self._tell)
            )
            self._tell(None)

        dialog.ask(self._page, prepare, done)

    def _tell(self, _result: object) -> None:
        self._page.context.changes.courses.emit()
