"""What is asked before a course is copied."""

from collections.abc import Sequence
from dataclasses import replace

from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.models import CourseState
from tvet_desktop.courses.timetable import PlannedSession
from tvet_desktop.programme.queries import CollegeRow
from tvet_desktop.shared.translation import _
from ui.courses.weekdays_field import WeekdaysField
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, TextField, TickField
from ui.widgets.form import Form


class CopyForm(Form):
    """To which college, under which title and code, from which day on, and what goes along.

    Args:
        colleges: those for which this PC may write; a single one is not asked.
        has_sessions: whether there is a timetable to copy.
    """

    def __init__(self, colleges: Sequence[CollegeRow], *, has_sessions: bool) -> None:
        super().__init__(_("Copy the course"), back=_("Back"))
        self._colleges = tuple(colleges)
        choices = [(college.id, college.official_name) for college in colleges]
        self.college: ChoiceField[int] = ChoiceField(_("College"), choices)
        if len(colleges) > 1:
            self.add(self.college)
        self.title = self.add(TextField(_("Title"), width=38, required=True))
        self.code = self.add(TextField(_("Code"), width=18, required=True, tidied=str.upper))
        self.first_day = self.add(DateField(_("First day"), required=has_sessions))
        self.weekdays = WeekdaysField(_("Days of the week"))
        if has_sessions:
            self.add(self.weekdays)
        self.rules = self.add(TickField(_("Rules"), _("Copy the rules of the course")))
        self.trainers = self.add(TickField(_("Trainers"), _("Copy the trainers, where the college has them")))
        self.rules.set_value(True)
        self.trainers.set_value(True)

    @property
    def to(self) -> CollegeRow:
        """The college of the new course."""
        chosen = self.college.value()
        return next((row for row in self._colleges if row.id == chosen), self._colleges[0])

    def details(self, copied: CourseDetails, planned: Sequence[PlannedSession]) -> CourseDetails:
        """What is said about the new course: as of the one that is copied, with its own name and days."""
        days = [session.held_on for session in planned if not session.is_left_out]
        return replace(
            copied,
            title=self.title.value(),
            code=self.code.value(),
            starts_on=min(days, default=self.first_day.value()),
            ends_on=max(days, default=None),
            state=CourseState.PLANNED,
        )
