"""What is asked about training sessions: several at once, one, and why one is cancelled."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tvet_desktop.courses.edit_session import SessionDetails
from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.queries import TrainingSessionRow
from tvet_desktop.courses.rules import HALF_DAY_MINUTES, LONGEST_SESSION_MINUTES, slot_name
from tvet_desktop.shared.translation import _
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, NumberField, TextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog


class SessionDialog(FormDialog):
    """One session: a new one, or ``session`` to change."""

    def __init__(self, parent: QWidget, session: TrainingSessionRow | None, day: date | None) -> None:
        form = Form(_("Add session") if session is None else _("Save changes"), back=_("Back"))
        self.day = form.add(DateField(_("Day"), required=True))
        slots = [(slot, slot_name(slot)) for slot in Slot]
        self.slot: ChoiceField[Slot] = form.add(ChoiceField(_("Part of the day"), slots))
        self.minutes = form.add(_minutes_field())
        self.room = form.add(TextField(_("Room"), width=24))
        self.topic = form.add(TextField(_("Topic"), width=48))
        self.day.set_value(day)
        self.minutes.set_value(HALF_DAY_MINUTES)
        if session is not None:
            self.day.set_value(session.held_on)
            self.slot.set_value(session.slot)
            self.minutes.set_value(session.minutes)
            self.room.set_value(session.room)
            self.topic.set_value(session.topic)
        heading = _("Add a session") if session is None else _("Change the session")
        super().__init__(parent, heading=heading, form=form)

    def details(self) -> SessionDetails:
        """What was entered; called after the form has checked it."""
        day, minutes = self.day.value(), self.minutes.value()
        assert day is not None
        assert minutes is not None
        return SessionDetails(
            day, self.slot.value() or Slot.AM, minutes, self.room.value(), self.topic.value()
        )


def _minutes_field() -> NumberField:
    return NumberField(
        _("Length in minutes"),
        lowest=1,
        highest=LONGEST_SESSION_MINUTES,
        hint=_("240 minutes are four hours"),
        required=True,
    )
