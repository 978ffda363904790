"""Asks for a day off, or for a day on which people work in spite of the rules."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from tvet_desktop.shared.translation import _
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog


class HolidayDialog(FormDialog):
    """A day, its name, what it is and for whom.

    Args:
        parent: the page.
        lists: (scope, words) of the lists that this PC may change.
        day: the day of the line that was chosen, if any.
        name: its name.
        is_working: what is proposed.
    """

    def __init__(
        self,
        parent: QWidget,
        lists: Sequence[tuple[int, str]],
        *,
        day: date | None = None,
        name: str = "",
        is_working: bool = False,
    ) -> None:
        form = Form(_("Add day"), back=_("Back"))
        self.day = form.add(DateField(_("Day"), required=True))
        self.name = form.add(TextField(_("Name"), width=40, hint=_("For example Eid al-Fitr"), required=True))
        kinds = [(False, _("A day off")), (True, _("People work on this day"))]
        self.is_working: ChoiceField[bool] = form.add(ChoiceField(_("What it is"), kinds))
        self.scope: ChoiceField[int] = ChoiceField(_("For whom"), lists)
        if len(lists) > 1:
            form.add(self.scope)
        self.day.set_value(day)
        self.name.set_value(name)
        self.is_working.set_value(is_working)
        super().__init__(
            parent,
            heading=_("Add a day to the holidays"),
            explanation=_("Timetables warn of days off; nothing is forbidden."),
            form=form,
        )

    @property
    def confirmed_day(self) -> date:
        """The day; called after the form has checked it."""
        day = self.day.value()
        assert day is not None
        return day
