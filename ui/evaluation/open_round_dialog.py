"""Asks which course is to be evaluated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from tvet_desktop.courses.queries import CourseRow
from tvet_desktop.shared.translation import _
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, NumberField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog

_MOST_FORMS = 9999


@dataclass(frozen=True)
class RoundToOpen:
    """What was answered; ``handed_out`` is None where nobody counted."""

    course_id: int
    opened_on: date
    handed_out: int | None


class OpenRoundDialog(FormDialog):
    """Course, day, and how many trainees are asked.

    Args:
        parent: the page.
        courses: to choose from, the latest first.
        course_id: the one that the user worked with last; None offers the latest.
        today: the day that is offered.
    """

    def __init__(
        self, parent: QWidget, courses: Sequence[CourseRow], course_id: int | None, today: date
    ) -> None:
        form = Form(_("Open the evaluation"), back=_("Back"))
        words = [(row.id, f"{row.details.title} ({row.details.code})") for row in courses]
        self.course: ChoiceField[int] = form.add(ChoiceField(_("Course"), words, required=True))
        if any(row.id == course_id for row in courses):
            self.course.set_value(course_id)
        self.day = form.add(DateField(_("Opened on"), required=True))
        self.day.set_value(today)
        self.handed_out = form.add(
            NumberField(
                _("How many trainees are asked"),
                lowest=1,
                highest=_MOST_FORMS,
                hint=_("For the response rate; leave it empty if you do not know yet."),
            )
        )
        super().__init__(
            parent,
            heading=_("Open an evaluation"),
            explanation=_(
                "The trainees answer anonymously on this PC, one after the other. Until you close the evaluation"
                " their answers wait on this PC only, in no backup and no sync file: if the PC breaks down before,"
                " they are lost. So close it as soon as five or more have answered."
            ),
            form=form,
        )

    def answer(self) -> RoundToOpen:
        """What was entered; called after the form has checked it."""
        course_id, day = self.course.value(), self.day.value()
        assert course_id is not None
        assert day is not None
        return RoundToOpen(course_id, day, self.handed_out.value())
