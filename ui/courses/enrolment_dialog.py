"""Asks for the days of an enrolment."""

from datetime import date

from tvet_desktop.courses.models import EnrolmentStatus
from tvet_desktop.courses.queries import EnrolledPerson
from tvet_desktop.shared.translation import _
from ui.widgets.date_field import DateField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page


class EnrolmentDialog(FormDialog):
    """When somebody came, and left. ``may_leave_out``: may say that earlier sessions do not count."""

    def __init__(self, page: Page, person: EnrolledPerson, *, may_leave_out: bool) -> None:
        self._person = person
        form = Form(_("Save changes"), back=_("Back"))
        self.enrolled_on = form.add(DateField(_("Enrolled on"), required=True))
        self.left_on = DateField(_("Last day"), required=True)
        if person.status != EnrolmentStatus.ENROLLED:
            form.add(self.left_on)
        self.counts_from = DateField(
            _("Sessions count from"), hint=_("Empty: all sessions of the course count for this person")
        )
        if may_leave_out:
            form.add(self.counts_from)
        self.enrolled_on.set_value(person.enrolled_on)
        self.left_on.set_value(person.left_on)
        self.counts_from.set_value(person.counts_from)
        super().__init__(
            page,
            heading=_("The days of {name}").format(name=person.name),
            explanation=_("Marks stay as they are."),
            form=form,
        )

    @property
    def confirmed_day(self) -> date:
        """The day of enrolment; called after the form has checked it."""
        day = self.enrolled_on.value()
        assert day is not None
        return day
