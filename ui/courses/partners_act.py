"""The partners of a course: their button on its page, and the way back."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tvet_desktop.courses.models import CourseState
from tvet_desktop.courses.partners import partners_of, possible_partners
from tvet_desktop.courses.queries import CourseRow
from tvet_desktop.courses.set_partners import PartnersSet, set_partners
from tvet_desktop.programme.logos.queries import LogoRow
from tvet_desktop.shared.translation import _
from ui.courses.partners_dialog import PartnersDialog
from ui.widgets.page import Page
from ui.widgets.why_not import role_lacks
from ui.widgets.words import permit


class PartnersAct:
    """Adds its button to the quiet row of the page, and acts through it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._course_id = 0
        self.button = page.add_quiet(_("Partners"), self._on_partners, "people")

    def follow(self, course: CourseRow) -> None:
        """Follow the course that is shown."""
        self._course_id = course.id
        user = self._page.context.user
        is_over = course.state in {CourseState.ARCHIVED, CourseState.CANCELLED}
        over = _("The course is over: nothing is printed for it any more.") if is_over else ""
        permit(self.button, role_lacks(user.role, "edit_courses") or over)

    def _on_partners(self) -> None:
        course_id = self._course_id
        self._page.read(lambda db: (possible_partners(db, course_id), partners_of(db, course_id)), self._ask)

    def _ask(self, found: tuple[list[LogoRow], list[LogoRow]]) -> None:
        possible, named = found
        if not possible:
            self._page.messages.show_attention(
                _("No partner has a logo yet: the administrator adds it in Settings, Logos.")
            )
            return
        dialog = PartnersDialog(self._page, possible, named)

        def prepare() -> Callable[[Any], PartnersSet]:
            return partial(
                set_partners,
                course_id=self._course_id,
                logo_ids=dialog.chosen,
                by=self._page.context.user.id,
            )

        dialog.ask(self._page, prepare, self._say)

    def _say(self, done: PartnersSet) -> None:
        undo = partial(
            set_partners,
            course_id=done.course_id,
            logo_ids=done.earlier,
            by=self._page.context.user.id,
        )
        self._page.messages.show_success(
            _("The partners of the course were changed."), partial(self._page.act, undo, self._tell)
        )
        self._tell(None)

    def _tell(self, _result: object) -> None:
        self._page.context.changes.courses.emit()
