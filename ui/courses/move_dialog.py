"""Asks to which course somebody moves, and from which day on."""

from collections.abc import Sequence
from datetime import date

from tvet_desktop.courses.queries import CourseRow, EnrolledPerson
from tvet_desktop.shared.translation import _
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, TextField, TickField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page


class MoveDialog(FormDialog):
    """The other course, the day, and why.

    Args:
        page: asks.
        person: who moves.
        others: the open courses to which one may move.
        may_leave_out: whether this user may say that earlier sessions of the other course do not count.
    """

    def __init__(
        self, page: Page, person: EnrolledPerson, others: Sequence[CourseRow], *, may_leave_out: bool
    ) -> None:
        form = Form(_("Move"), back=_("Back"))
        choices = [(row.id, f"{row.details.code} · {row.details.title}") for row in others]
        self.course: ChoiceField[int] = form.add(ChoiceField(_("To the course"), choices))
        self.day = form.add(DateField(_("First day there"), required=True))
        self.reason = form.add(TextField(_("Reason"), width=48))
        self.leave_out = TickField(
            _("Earlier sessions of that course"), _("do not count for this person"), hint=_leave_out_hint()
        )
        if may_leave_out:
            form.add(self.leave_out)
        super().__init__(
            page,
            heading=_("Move {name} to another course").format(name=person.name),
            explanation=_(
                "All marks stay in this course. From the day on, marks are expected in the other one only."
            ),
            form=form,
        )

    @property
    def confirmed_day(self) -> date:
        """The day; called after the form has checked it."""
        day = self.day.value()
        assert day is not None
        return day

    @property
    def course_id(self) -> int:
        """The chosen course."""
        course_id = self.course.value()
        assert course_id is not None
        return course_id


def _leave_out_hint() -> str:
    return _("Otherwise they earn nothing, and a completion may be out of reach")
