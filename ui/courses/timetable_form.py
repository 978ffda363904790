"""What is asked before the sessions of many days are made."""

from collections.abc import Collection, Sequence
from datetime import date

from tvet_desktop.courses.models import Slot
from tvet_desktop.courses.rules import HALF_DAY_MINUTES, LONGEST_SESSION_MINUTES
from tvet_desktop.courses.timetable import WORKDAYS, DayShape, DaysWanted, day_shapes
from tvet_desktop.shared.translation import _
from ui.courses.weekdays_field import WeekdaysField
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, LongTextField, NumberField, TextField, TickField
from ui.widgets.form import Form
from ui.widgets.hours_field import HoursField

_MOST_DAYS = 120
_USUAL_DAYS = 5
_HALVES: Sequence[tuple[Slot, ...]] = ((Slot.AM, Slot.PM), (Slot.AM,), (Slot.PM,), (Slot.FULL,))


class TimetableForm(Form):
    """From which day, how many days, which halves; a past week is as good as one to come."""

    def __init__(self) -> None:
        super().__init__("", back=_("Back"))
        self.first_day = self.add(DateField(_("First day"), required=True))
        self.days = self.add(NumberField(_("Number of days"), lowest=1, highest=_MOST_DAYS, required=True))
        words = [_("Morning and afternoon"), _("Morning only"), _("Afternoon only"), _("The whole day")]
        self.halves: ChoiceField[tuple[Slot, ...]] = self.add(
            ChoiceField(_("Each day"), list(zip(_HALVES, words, strict=True)))
        )
        self.hours = self.add(
            HoursField(_("Hours of each session"), lowest=1, highest=LONGEST_SESSION_MINUTES, required=True)
        )
        self.weekdays = self.add(WeekdaysField(_("Days of the week")))
        self.room = self.add(TextField(_("Room"), width=24))
        self.topics = self.add_optional(
            LongTextField(_("Topics"), lines=5, width=38, hint=_("One on each line, in their order"))
        )
        self.topic_each_day = self.add_optional(
            TickField(_("Each topic is for"), _("a whole day, not for half a day"))
        )
        self.empty(None)

    def empty(self, first_day: date | None) -> None:
        """Begin anew with what is usual."""
        self.first_day.set_value(first_day)
        self.days.set_value(_USUAL_DAYS)
        self.hours.set_value(HALF_DAY_MINUTES)
        self.weekdays.set_value(WORKDAYS)
        self.halves.set_value(_HALVES[0])
        self.room.set_value("")
        self.topics.set_value("")
        for field in self.fields:
            field.set_error("")

    def wanted(self, left_out: Collection[date], *, keeps_number: bool) -> DaysWanted | None:
        """Which days were asked for; None while that is not clear yet."""
        day = self.first_day.value()
        if day is None or not self.weekdays.value():
            return None
        return DaysWanted(
            first_day=day, weekdays=self.weekdays.value(), left_out=left_out, keeps_number=keeps_number
        )

    def shapes(self) -> list[DayShape]:
        """What is held on each day; empty while that is not clear yet."""
        days, minutes, slots = self.days.value(), self.hours.value(), self.halves.value()
        if days is None or minutes is None or slots is None:
            return []
        return day_shapes(
            days,
            slots,
            minutes=minutes,
            room=self.room.value(),
            topics=self.topics.value().splitlines(),
            topic_each_day=self.topic_each_day.value(),
        )
