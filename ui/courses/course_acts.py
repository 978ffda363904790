"""What ends a course, and what takes that back: each asks for a day that a person confirms."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtGui import QAction

from tvet_desktop.attendance.close_course import CourseClosed, close_course
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.archive_course import CourseArchived, archive_course
from tvet_desktop.courses.cancel_course import CourseCancelled, cancel_course
from tvet_desktop.courses.copy_course import CourseCopied
from tvet_desktop.courses.models import CourseState
from tvet_desktop.courses.queries import CourseRow
from tvet_desktop.courses.reopen_course import CourseReopened, reopen_course
from tvet_desktop.courses.rules import is_open
from tvet_desktop.courses.undo_copy_course import undo_copy_course
from tvet_desktop.shared.translation import _, ngettext
from ui.widgets.page import Page
from ui.widgets.reason_dialog import ReasonDialog
from ui.widgets.why_not import role_lacks
from ui.widgets.words import permit


class CourseActs:
    """The buttons "Close course", "Reopen course", "Archive course" and "Cancel course" of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._course_id = 0
        self.close: QAction = page.add_quiet(_("Close course"), self._on_close, "check")
        self.reopen: QAction = page.add_quiet(_("Reopen course"), self._on_reopen, "undo")
        self.archive: QAction = page.add_quiet(_("Archive course"), self._on_archive, "export")
        self.cancel: QAction = page.add_quiet(_("Cancel course"), self._on_cancel, "close")

    def follow(self, course: CourseRow) -> None:
        """Offer what the state of the course and the role of the user allow."""
        self._course_id = course.id
        is_running = is_open(course.state)
        for act in (self.close, self.reopen, self.archive, self.cancel):
            permit(act, role_lacks(self._page.context.user.role, "close_courses"))
        self.close.setVisible(is_running)
        self.cancel.setVisible(is_running)
        self.reopen.setVisible(not is_running)
        self.archive.setVisible(course.state == CourseState.CLOSED)

    def say_copied(self, done: CourseCopied) -> None:
        """Say what the page that copies courses has made, and what it could not copy."""
        sessions = len(done.training_session_ids)
        words = [
            ngettext(
                "The course was copied with {count} session: enrol its people now.",
                "The course was copied with {count} sessions: enrol its people now.",
                sessions,
            ).format(count=sessions)
        ]
        if done.trainers_left_behind:
            words.append(
                _("These trainers belong to another college and were not copied: {names}.").format(
                    names=", ".join(done.trainers_left_behind)
                )
            )
        undo = partial(undo_copy_course, copied=done)
        self._page.messages.show_success(" ".join(words), partial(self._page.act, undo, self._on_copy_undone))

    def _on_copy_undone(self, _done: None) -> None:
        self._page.context.open_page("courses", None)
        self._tell()

    def _on_close(self) -> None:
        dialog = ReasonDialog(
            self._page,
            heading=_("Close the course?"),
            explanation=_(
                "Every session must be marked to the last person or cancelled. Then certificates can follow; "
                "marks change only after reopening."
            ),
            verb=_("Close course"),
            asks_reason=False,
            day=self._today(),
        )
        use_case = partial(close_course, course_id=self._course_id, by=self._page.context.user.id)
        dialog.ask(self._page, lambda: partial(use_case, on_date=dialog.confirmed_day), self._on_closed)

    def _on_closed(self, done: CourseClosed) -> None:
        undo = partial(
            reopen_course,
            course_id=done.course_id,
            on_date=self._today(),
            reason=_("The closing was undone at once"),
            by=self._page.context.user.id,
        )
        self._say(_("The course was closed."), partial(self._page.act, undo, lambda _done: self._tell()))

    def _on_reopen(self) -> None:
        dialog = ReasonDialog(
            self._page,
            heading=_("Reopen the course?"),
            explanation=_(
                "The closing and your reason stay on record. Each session stays closed until it is reopened."
            ),
            verb=_("Reopen course"),
            day=self._today(),
        )
        use_case = partial(reopen_course, course_id=self._course_id, by=self._page.context.user.id)

        def reopened(_done: CourseReopened) -> None:
            self._say(_("The course is open again."))

        dialog.ask(
            self._page,
            lambda: partial(use_case, on_date=dialog.confirmed_day, reason=dialog.reason.value()),
            reopened,
        )

    def _on_archive(self) -> None:
        dialog = ReasonDialog(
            self._page,
            heading=_("Archive the course?"),
            explanation=_("It leaves the daily lists and stays to be read. “Reopen course” takes that back."),
            verb=_("Archive course"),
            asks_reason=False,
            day=self._today(),
        )
        use_case = partial(archive_course, course_id=self._course_id, by=self._page.context.user.id)

        def archived(_done: CourseArchived) -> None:
            self._say(_("The course was archived. “Reopen course” takes that back."))

        dialog.ask(self._page, lambda: partial(use_case, on_date=dialog.confirmed_day), archived)

    def _on_cancel(self) -> None:
        dialog = ReasonDialog(
            self._page,
            heading=_("Cancel the course?"),
            explanation=_("It will not be held. Everything in it stays to be read."),
            verb=_("Cancel course"),
            day=self._today(),
        )
        use_case = partial(cancel_course, course_id=self._course_id, by=self._page.context.user.id)

        def cancelled(_done: CourseCancelled) -> None:
            self._say(_("The course was cancelled. “Reopen course” takes that back."))

        dialog.ask(
            self._page,
            lambda: partial(use_case, on_date=dialog.confirmed_day, reason=dialog.reason.value()),
            cancelled,
        )

    def _today(self) -> date:
        return local_day(self._page.context.app.clock.now())

    def _say(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        self._page.messages.show_success(sentence, undo)
        self._tell()

    def _tell(self) -> None:
        self._page.context.changes.courses.emit()
