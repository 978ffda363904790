"""What an idea says, as one value: the form fills it, undo puts it back."""

import unicodedata
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from tvet_desktop.ideas.labels import field_label
from tvet_desktop.ideas.models import Idea, IdeaStage
from tvet_desktop.ideas.places import read_place
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.known import known
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import LANGUAGES, _

LARGEST_AMOUNT = 10_000_000_000
"""Francs: beyond it somebody has typed a zero too many."""
LARGEST_COUNT = 20_000_000
"""People: more than live in Rwanda."""


class TitleMissing(UserError):
    """An idea is found by its title."""

    def sentence(self) -> str:
        """Ask for one."""
        return _("This idea has no title: write a short one, by which the team will recognise it.")


class NumberUnusable(UserError):
    """A number below zero or far beyond anything possible."""

    def __init__(self, field: str, number: int) -> None:
        super().__init__(field, number)
        self.field = field
        self.number = number

    def sentence(self) -> str:
        """Name the field and the number."""
        return _("{number} cannot be right for “{field}”: correct it, or leave it empty.").format(
            field=field_label(self.field), number=self.number
        )


@dataclass(frozen=True, kw_only=True)
class IdeaDetails:
    """The fields that people fill in; None or "" is nothing yet. Amounts are in whole francs."""

    title: str
    summary: str | None = None
    need: str | None = None
    district: str | None = None
    sector: str | None = None
    solution: str | None = None
    innovation: str | None = None
    beneficiaries_women: int | None = None
    beneficiaries_men: int | None = None
    beneficiaries_youth: int | None = None
    beneficiaries_with_disability: int | None = None
    skill_area_id: int | None = None
    skill_area_text: str | None = None
    leader_id: int | None = None
    leader_text: str | None = None
    stage: IdeaStage = IdeaStage.IDEA
    activities: str | None = None
    budget_rwf: int | None = None
    own_contribution_rwf: int | None = None
    expected_income_rwf: int | None = None
    jobs_women: int | None = None
    jobs_men: int | None = None
    jobs_full_time: int | None = None
    jobs_part_time: int | None = None
    risks: str | None = None
    environment: str | None = None
    sustainability: str | None = None
    course_id: int | None = None
    is_original: bool = False
    may_publish: bool = False
    language: str | None = None

    @classmethod
    def of(cls, idea: Idea) -> Self:
        """Return what a stored idea says."""
        values = {field.name: getattr(idea, field.name) for field in fields(cls)}
        values["stage"] = known(IdeaStage, idea.stage, IdeaStage.IDEA)
        return cls(**values)

    def tidy(self) -> Self:
        """Return the details with tidy text and the official names of places.

        Raises:
            TitleMissing, NumberUnusable: see there.
            DistrictUnknown, SectorUnknown, DistrictMissing: a place that is not in Rwanda.
        """
        if self.language is not None and self.language not in LANGUAGES:
            raise ValueError(self.language)
        text = {name: tidy_text(value) for name, value in self._values() if isinstance(value, str)}
        text["title"] = nfc(self.title)
        if not text["title"]:
            raise TitleMissing
        for name, value in self._values():
            if name.endswith("_id") or not isinstance(value, int):
                continue
            if not 0 <= value <= (LARGEST_AMOUNT if name.endswith("_rwf") else LARGEST_COUNT):
                raise NumberUnusable(name, value)
        text["district"], text["sector"] = read_place(nfc(self.district or ""), nfc(self.sector or ""))
        text.pop("stage")
        changes: dict[str, Any] = text
        return replace(self, **changes)

    def write_to(self, idea: Idea) -> None:
        """Put every field into a stored idea; only those that differ are recorded."""
        for name, value in self._values():
            setattr(idea, name, value.value if isinstance(value, IdeaStage) else value)

    def _values(self) -> list[tuple[str, object]]:
        return [(field.name, getattr(self, field.name)) for field in fields(self)]


def tidy_text(text: str) -> str | None:
    """Return text with its paragraphs kept and everything else tidy; None if nothing is left."""
    lines = [nfc(line) for line in unicodedata.normalize("NFC", text).splitlines()]
    return "\n".join(lines).strip() or None
