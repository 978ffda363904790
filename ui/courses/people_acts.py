"""What is done to one person of a course: the days are corrected, the person moves or leaves."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from tvet_desktop.accounts.rules import may
from tvet_desktop.courses.edit_enrolment import EnrolmentEdited, edit_enrolment
from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.move_enrolment import EnrolmentMoved, move_enrolment
from tvet_desktop.courses.queries import CourseRow, EnrolledPerson, list_courses
from tvet_desktop.courses.restore_enrolment import restore_enrolment
from tvet_desktop.courses.rules import day_text, is_open
from tvet_desktop.courses.undo_move_enrolment import undo_move_enrolment
from tvet_desktop.courses.withdraw_enrolment import EnrolmentWithdrawn, withdraw_enrolment
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.ids import scope_of
from ui.courses.enrolment_dialog import EnrolmentDialog
from ui.courses.move_dialog import MoveDialog
from ui.courses.section import Section
from ui.widgets.reason_dialog import ReasonDialog
from ui.widgets.words import permit


class PeopleActs:
    """The buttons "Has left", "Move" and "Dates" of a section; ``chosen`` gives the person that is selected."""

    def __init__(self, section: Section, chosen: Callable[[], EnrolledPerson]) -> None:
        self._section = section
        self._page = section.page
        self._chosen = chosen
        self._course_id = 0
        self._day = date.min
        self.left = section.add_button(_("Has left"), self._on_left, "remove")
        self.move = section.add_button(_("Move"), self._on_move, "courses")
        self.days = section.add_button(_("Dates"), self.edit_days, "calendar")

    def follow(self, course_id: int, day: date, person: EnrolledPerson | None, *, why_not: str) -> None:
        """Offer what fits the one person that is selected; ``day`` is proposed as the last one.

        ``why_not`` says why role, course or selection allow nothing, "" where they do.
        """
        self._course_id, self._day = course_id, day
        is_here = person is None or person.status == EnrolmentStatus.ENROLLED
        gone = "" if is_here else _("This person has left the course already.")
        permit(self.left, why_not or gone)
        permit(self.move, why_not or gone)
        permit(self.days, why_not)

    def edit_days(self) -> None:
        """Ask for the days of the person that is selected."""
        person, course_id = self._chosen(), self._course_id
        dialog = EnrolmentDialog(self._page, person, may_leave_out=self._may_leave_out)

        def edited(done: EnrolmentEdited) -> None:
            undo = partial(restore_enrolment, course_id=course_id, earlier=done.earlier)
            self._section.say(_("The days of {name} were changed.").format(name=person.name), undo)

        dialog.ask(
            self._page,
            lambda: partial(
                edit_enrolment,
                course_id=course_id,
                person_id=person.person_id,
                enrolled_on=dialog.confirmed_day,
                left_on=dialog.left_on.value(),
                counts_from=dialog.counts_from.value(),
                by=self._page.context.user.id,
            ),
            edited,
        )

    def _on_move(self) -> None:
        course_id = self._course_id

        def others(db: Any) -> list[CourseRow]:  # noqa: ANN401  the core's session
            rows = list_courses(db, scope=scope_of(course_id))
            return [row for row in rows if row.id != course_id and is_open(row.state)]

        self._page.read(others, self._ask_where)

    def _ask_where(self, others: list[CourseRow]) -> None:
        if not others:
            self._page.messages.show_attention(
                _("This college has no other open course: add the other course first.")
            )
            return
        person, course_id = self._chosen(), self._course_id
        dialog = MoveDialog(self._page, person, others, may_leave_out=self._may_leave_out)

        def moved(done: EnrolmentMoved) -> None:
            self._say_moved(person, dialog.confirmed_day, done, others)

        dialog.ask(
            self._page,
            lambda: partial(
                move_enrolment,
                from_course_id=course_id,
                to_course_id=dialog.course_id,
                person_id=person.person_id,
                on_day=dialog.confirmed_day,
                reason=dialog.reason.value(),
                counts_from_there=dialog.leave_out.value(),
                by=self._page.context.user.id,
            ),
            moved,
        )

    def _say_moved(
        self, person: EnrolledPerson, day: date, done: EnrolmentMoved, others: list[CourseRow]
    ) -> None:
        code = next(row.details.code for row in others if row.id == done.joined.course_id)
        over = done.joined.over_capacity
        words = [
            _("{name} belongs to {course} from {day} on.").format(
                name=person.name, course=code, day=day_text(day)
            )
        ]
        if over:
            words.append(
                ngettext(
                    "That course has {count} more than places.",
                    "That course has {count} more than places.",
                    over,
                ).format(count=over)
            )
        self._section.say(" ".join(words), partial(undo_move_enrolment, moved=done))

    def _on_left(self) -> None:
        person, course_id = self._chosen(), self._course_id
        dialog = ReasonDialog(
            self._page,
            heading=_("{name} has left the course?").format(name=person.name),
            explanation=_("Marks up to that day stay; from then on no mark is expected."),
            verb=_("Has left"),
            day=self._day,
        )

        def left(done: EnrolmentWithdrawn) -> None:
            undo = partial(restore_enrolment, course_id=course_id, earlier=(done.earlier, *done.also))
            self._section.say(_("{name} has left the course.").format(name=person.name), undo)

        dialog.ask(
            self._page,
            lambda: partial(
                withdraw_enrolment,
                course_id=course_id,
                person_id=person.person_id,
                left_on=dialog.confirmed_day,
                reason=dialog.reason.value(),
            ),
            left,
        )

    @property
    def _may_leave_out(self) -> bool:
        return may(self._page.context.user.role, "set_rules")
