"""The fields of an idea: those that a submission needs first, the others behind "More"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from tvet_desktop.ideas.details import LARGEST_COUNT, IdeaDetails
from tvet_desktop.ideas.labels import field_label
from tvet_desktop.ideas.models import IdeaStage
from tvet_desktop.ideas.places import districts
from tvet_desktop.programme.queries import SkillAreaRow
from tvet_desktop.shared.translation import LANGUAGES, _
from ui.context import Drafts
from ui.ideas.idea_fields import AmountField, SectorField, SummaryField
from ui.ideas.pick_or_write_field import Picked, PickOrWriteField
from ui.ideas.words import stage_word
from ui.status_line import OWN_NAMES
from ui.widgets.field import Field
from ui.widgets.fields import ChoiceField, LongTextField, NumberField, TextField, TickField
from ui.widgets.form import Form

_NOBODY = 0
_LONG_TEXTS = ("need", "solution", "activities")
_LONG_TEXTS_BEHIND = ("innovation", "risks", "environment", "sustainability")
_COUNTS_BEHIND = (
    "jobs_full_time",
    "jobs_part_time",
    "beneficiaries_women",
    "beneficiaries_men",
    "beneficiaries_youth",
    "beneficiaries_with_disability",
)


@dataclass(frozen=True)
class Offers:
    """What the form offers to choose from; people and courses are those of the idea's college."""

    skill_areas: Sequence[SkillAreaRow]
    people: Sequence[tuple[int, str]]
    courses: Sequence[tuple[int, str]]


class IdeaForm(Form):
    """Asks for an idea; a title is enough to keep it.

    Args:
        primary: verb on the main button.
        offers: what can be chosen.
        drafts: where what was typed is kept.
        name: of the draft.
    """

    def __init__(self, primary: str, offers: Offers, *, drafts: Drafts, name: str) -> None:
        super().__init__(primary, back=_("Back"), name=name, drafts=drafts)
        self.by_name: dict[str, Field[Any]] = {}
        self._build_needed(offers)
        self._build_optional(offers)
        self.primary.hide()  # the page has them at its top, where they are always in sight
        self.back.hide()
        self._before = IdeaDetails(title="")
        self._shown = self.details()

    @property
    def is_changed(self) -> bool:
        """Whether something differs from what was shown at first."""
        return self.details() != self._shown

    def keep_draft(self) -> None:
        """Keep what was typed only where something was."""
        if self.is_changed:
            super().keep_draft()
        else:
            self.forget_draft()

    def fill(self, details: IdeaDetails, *, leader: str, skill_area: str) -> None:
        """Show an idea; ``leader`` and ``skill_area`` are the names of what is linked."""
        self._before = details
        special = {
            "skill_area": Picked(details.skill_area_id, skill_area),
            "leader": Picked(details.leader_id, leader),
            "course": details.course_id or _NOBODY,
            "language": details.language or "",
        }
        for name, field in self.by_name.items():
            value = special[name] if name in special else getattr(details, name)
            field.set_value("" if value is None and isinstance(field, LongTextField) else value)
        self._shown = self.details()

    def details(self) -> IdeaDetails:
        """What is filled in now."""
        values: dict[str, Any] = {name: field.value() for name, field in self.by_name.items()}
        area, leader = values.pop("skill_area"), values.pop("leader")
        values |= {
            "skill_area_id": area.id,
            "skill_area_text": None if area.id is not None else area.text or None,
            "leader_id": leader.id,
            # the name as a list has it stays beside the person who is meant
            "leader_text": (self._before.leader_text if leader.id is not None else leader.text) or None,
            "course_id": values.pop("course") or None,
            "stage": values["stage"] or IdeaStage.IDEA,
        }
        filled: dict[str, Any] = {name: None if value == "" else value for name, value in values.items()}
        return IdeaDetails(**filled | {"title": values["title"]})

    def show_missing(self, names: Sequence[str]) -> None:
        """Say beside each field that a submission needs it, and go to the first."""
        for name in names:
            self.by_name[name].set_error(_("Needed before the idea can be submitted."))
        if names:
            self.by_name[names[0]].focus()

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001  mirrors Qt's setEnabled
        """A submitted idea can be read, long texts to their end, but not changed."""
        for field in self.fields:
            if isinstance(field.control, QLineEdit | QPlainTextEdit):
                field.control.setReadOnly(read_only)
            else:
                field.control.setEnabled(not read_only)
        self.primary.setEnabled(not read_only)

    def in_order(self) -> list[QWidget]:
        """Every control in the order in which one reads."""
        behind = [field.control for field in self._optional]
        return [field.control for field in self.fields if field not in self._optional] + [self.more, *behind]

    def is_right(self) -> bool:
        """Check every field and go to the first wrong one."""
        wrong = [field for field in self.fields if not field.check()]
        for field in wrong[:1]:
            field.focus()
        return not wrong

    def _build_needed(self, offers: Offers) -> None:
        self._add("title", TextField(field_label("title"), width=64, required=True))
        self._add("summary", SummaryField(field_label("summary")))
        self._add("need", LongTextField(field_label("need"), lines=3))
        places = [(name, name) for name in districts()]
        district: ChoiceField[str] = ChoiceField(
            field_label("district"), places, placeholder=_("Choose a district")
        )
        self._add("district", district)
        self._add("sector", SectorField(field_label("sector"), district))
        self._add("solution", LongTextField(field_label("solution"), lines=3))
        area = PickOrWriteField(
            field_label("skill_area"), picked=_("A skill area of the programme"), written=_("Kept as text")
        )
        area.set_options([(row.id, row.name) for row in offers.skill_areas])
        self._add("skill_area", area)
        leader = PickOrWriteField(
            field_label("leader"),
            picked=_("A person of the college"),
            written=_("Kept as text"),
            hint=_("Type a part of the name and pick the person, or write a name."),
        )
        leader.set_options(offers.people)
        self._add("leader", leader)
        self._add("activities", LongTextField(field_label("activities"), lines=3))
        self._add("budget_rwf", AmountField(field_label("budget_rwf")))
        for name in ("jobs_women", "jobs_men"):
            self._add(name, _count(name))
        self._add("is_original", TickField(field_label("is_original"), _("The idea is the team’s own.")))

    def _build_optional(self, offers: Offers) -> None:
        stages = [(stage, stage_word(stage)) for stage in IdeaStage]
        self._add_behind("stage", ChoiceField(field_label("stage"), stages))
        for name in _LONG_TEXTS_BEHIND:
            self._add_behind(name, LongTextField(field_label(name), lines=3))
        for name in ("own_contribution_rwf", "expected_income_rwf"):
            self._add_behind(name, AmountField(field_label(name)))
        for name in _COUNTS_BEHIND:
            self._add_behind(name, _count(name))
        courses = [(_NOBODY, _("No course")), *offers.courses]
        self._add_behind("course", ChoiceField(field_label("course"), courses))
        languages = [("", _("Not said")), *((code, OWN_NAMES[code]) for code in LANGUAGES)]
        self._add_behind("language", ChoiceField(field_label("language"), languages))
        self._add_behind(
            "may_publish", TickField(field_label("may_publish"), _("The summary may be published."))
        )

    def _add(self, name: str, field: Field[Any]) -> None:
        self.by_name[name] = self.add(field)

    def _add_behind(self, name: str, field: Field[Any]) -> None:
        self.by_name[name] = self.add_optional(field)


def _count(name: str) -> NumberField:
    return NumberField(field_label(name), lowest=0, highest=LARGEST_COUNT)
