"""What is asked about one training session."""

from collections.abc import Callable
from datetime import date

from tvet_desktop.courses.clashes import Clash, Occasion
from tvet_desktop.courses.edit_session import SessionDetails
from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.queries import TrainingSessionRow
from tvet_desktop.courses.rules import HALF_DAY_MINUTES, LONGEST_SESSION_MINUTES, slot_name
from tvet_desktop.shared.translation import _
from ui.courses.clash_words import clash_sentence
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.hours_field import HoursField
from ui.widgets.page import Page

Look = Callable[[Occasion, Callable[[tuple[Clash, ...]], None]], None]


class SessionDialog(FormDialog):
    """One session: a new one, or ``session`` to change.

    ``look`` is asked, while the user types, what speaks against a time; it calls back with the answer.
    """

    def __init__(
        self, parent: Page, session: TrainingSessionRow | None, day: date | None, look: Look
    ) -> None:
        self._look = look
        self.clashes: tuple[Clash, ...] = ()
        form = Form(_("Add session") if session is None else _("Save changes"), back=_("Back"))
        self.day = form.add(DateField(_("Day"), required=True))
        slots = [(slot, slot_name(slot)) for slot in Slot]
        self.slot: ChoiceField[Slot] = form.add(ChoiceField(_("Part of the day"), slots))
        self.minutes = form.add(
            HoursField(_("Hours"), lowest=1, highest=LONGEST_SESSION_MINUTES, required=True)
        )
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
        for field in (self.day, self.slot, self.room):
            field.changed.connect(self.look_again)
        self.look_again()

    def details(self) -> SessionDetails:
        """What was entered; called after the form has checked it."""
        day, minutes = self.day.value(), self.minutes.value()
        assert day is not None
        assert minutes is not None
        return SessionDetails(
            day, self.slot.value() or Slot.AM, minutes, self.room.value(), self.topic.value()
        )

    def look_again(self) -> None:
        """Ask what speaks against the time that stands there now."""
        day = self.day.value()
        if day is None:
            self._show_clashes(())
            return
        self._look(Occasion(day, self.slot.value() or Slot.AM, self.room.value()), self._show_clashes)

    def _show_clashes(self, clashes: tuple[Clash, ...]) -> None:
        if clashes == self.clashes:
            return
        self.clashes = clashes
        if clashes:
            self.messages.show_attention(clash_sentence(clashes))
        else:
            self.messages.clear()
