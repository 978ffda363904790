"""The fields of a course."""

from collections.abc import Sequence

from tvet_desktop.courses.details import CourseDetails
from tvet_desktop.courses.models import CourseMode, CourseState
from tvet_desktop.programme.queries import CollegeRow, SkillAreaRow
from tvet_desktop.shared.translation import LANGUAGES, _
from ui.context import Drafts
from ui.courses.words import language_word, mode_word, state_word
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, NumberField, TextField
from ui.widgets.form import Form
from ui.widgets.hours_field import MINUTES_OF_AN_HOUR, HoursField

_MOST_HOURS = 2000
_MOST_PLACES = 999


class CourseForm(Form):
    """Asks for a course.

    Args:
        colleges: those it may be added to; a single one is not asked. None while editing: it stays where it is.
        skill_areas: the shared list.
        primary: verb on the main button.
        drafts: where a half-filled new course is kept; None keeps none.
    """

    def __init__(
        self,
        primary: str,
        *,
        skill_areas: Sequence[SkillAreaRow],
        colleges: Sequence[CollegeRow] | None = None,
        drafts: Drafts | None = None,
    ) -> None:
        name = "" if drafts is None else "course"
        super().__init__(primary, back=_("Back"), name=name, drafts=drafts)
        self._colleges = tuple(colleges or ())
        self._build_required()
        self._build_teaching(skill_areas)

    @property
    def college_id(self) -> int:
        """The college it belongs to."""
        chosen = self.college.value()
        return self._colleges[0].id if chosen is None else chosen

    def details(self) -> CourseDetails:
        """What was entered."""
        return CourseDetails(
            code=self.code.value(),
            title=self.title.value(),
            language=self.language.value() or "en",
            mode=self.mode.value() or CourseMode.IN_PERSON,
            skill_area_id=self.skill_area.value() or None,
            planned_minutes=self.hours.value(),
            capacity=self.capacity.value(),
            starts_on=self.starts.value(),
            ends_on=self.ends.value(),
            state=self.state.value() or CourseState.PLANNED,
        )

    def fill(self, details: CourseDetails) -> None:
        """Show a course, whole: where it stands is what changes most."""
        self.code.set_value(details.code)
        self.title.set_value(details.title)
        self.language.set_value(details.language)
        self.mode.set_value(details.mode)
        self.skill_area.set_value(details.skill_area_id or 0)
        self.hours.set_value(details.planned_minutes)
        self.capacity.set_value(details.capacity)
        self.starts.set_value(details.starts_on)
        self.ends.set_value(details.ends_on)
        self.state.set_value(details.state)
        self.show_optional()

    def _build_required(self) -> None:
        self.title = self.add(TextField(_("Title"), width=56, hint=_("What is taught"), required=True))
        colleges = [(college.id, college.official_name) for college in self._colleges]
        self.college: ChoiceField[int] = ChoiceField(_("College"), colleges)
        if len(colleges) > 1:
            self.add(self.college)
        self.code = self.add(
            TextField(
                _("Code"),
                width=18,
                hint=_("Short and unique: it stands on sheets and certificates"),
                required=True,
                tidied=str.upper,
            )
        )
        self.starts = self.add(DateField(_("First day")))
        self.ends = self.add(DateField(_("Last day")))

    def _build_teaching(self, skill_areas: Sequence[SkillAreaRow]) -> None:
        languages = [(code, language_word(code)) for code in LANGUAGES]
        self.language: ChoiceField[str] = self.add(ChoiceField(_("Language of teaching"), languages))
        areas = [(0, _("Not said")), *((area.id, area.name) for area in skill_areas)]
        self.skill_area: ChoiceField[int] = self.add(ChoiceField(_("Skill area"), areas))
        self.mode: ChoiceField[CourseMode] = self.add_optional(
            ChoiceField(_("How people meet"), [(mode, mode_word(mode)) for mode in CourseMode])
        )
        self.hours = self.add_optional(
            HoursField(
                _("Planned hours"),
                lowest=0,
                highest=_MOST_HOURS * MINUTES_OF_AN_HOUR,
                hint=_("Of the whole course; leave it empty if the sessions tell"),
            )
        )
        self.capacity = self.add_optional(NumberField(_("Places"), lowest=1, highest=_MOST_PLACES))
        states = [CourseState.PLANNED, CourseState.OPEN, CourseState.RUNNING]
        self.state: ChoiceField[CourseState] = self.add_optional(
            ChoiceField(_("Where it stands"), [(state, state_word(state)) for state in states])
        )
