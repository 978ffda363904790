"""Asks why, because others will want to know later."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tvet_desktop.shared.translation import _
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog


class ReasonDialog(FormDialog):
    """A reason, and where it matters the day, both confirmed by a person and not by the PC's clock.

    Args:
        parent: the page.
        heading: "Cancel the session of 08/03/2021 morning?"
        explanation: what follows.
        verb: on the button: "Cancel session".
        asks_reason: False where only the day is confirmed.
        day: proposed day; None asks for none.
    """

    def __init__(
        self,
        parent: QWidget,
        *,
        heading: str,
        explanation: str,
        verb: str,
        asks_reason: bool = True,
        day: date | None = None,
    ) -> None:
        form = Form(verb, back=_("Back"))
        self.reason = TextField(_("Reason"), width=48, required=True)
        if asks_reason:
            form.add(self.reason)
        self.day = DateField(_("Day"), required=True)
        if day is not None:
            self.day.set_value(day)
            form.add(self.day)
        super().__init__(parent, heading=heading, explanation=explanation, form=form)

    @property
    def confirmed_day(self) -> date:
        """The day; called after the form has checked it."""
        day = self.day.value()
        assert day is not None
        return day
