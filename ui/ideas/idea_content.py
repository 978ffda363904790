"""What the page of an idea asks the core for, in one reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tvet_desktop.courses.queries import list_courses
from tvet_desktop.ideas.details import NumberUnusable, TitleMissing
from tvet_desktop.ideas.places import DistrictMissing, DistrictUnknown, SectorUnknown
from tvet_desktop.ideas.queries import IdeaDetail, idea_detail
from tvet_desktop.ideas.submit_idea import SummaryTooLong
from tvet_desktop.people.queries import list_people
from tvet_desktop.programme.queries import CollegeRow, list_skill_areas
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.ids import scope_of
from tvet_desktop.sync.own_colleges import own_colleges
from ui.ideas.idea_form import Offers
from ui.ideas.words import person_words


@dataclass(frozen=True)
class IdeaContent:
    """An idea, or where a new one may belong; and what its form offers."""

    detail: IdeaDetail | None
    colleges: Sequence[CollegeRow]
    college: CollegeRow | None
    offers: Offers


def idea_content(
    db: Any,  # noqa: ANN401  the core's session
    idea_id: int | None,
    college_id: int | None,
) -> IdeaContent:
    """Return an idea, or with ``idea_id`` None what a new one of the college needs (None: the PC's own)."""
    if idea_id is not None:
        return IdeaContent(idea_detail(db, idea_id), (), None, offers_of(db, scope_of(idea_id)))
    colleges = own_colleges(db)
    college = next((row for row in colleges if row.id == college_id), colleges[0])
    return IdeaContent(None, colleges, college, offers_of(db, college.scope))


def offers_of(db: Any, scope: int) -> Offers:  # noqa: ANN401  same
    """Return what can be chosen for an idea of a college."""
    people = list_people(db, college_scope=scope).rows
    courses = list_courses(db, scope=scope)
    return Offers(
        skill_areas=list_skill_areas(db),
        people=[(row.id, person_words(row)) for row in people],
        courses=[(row.id, f"{row.details.title} ({row.details.code})") for row in courses],
    )


def field_of(error: UserError) -> str:
    """Return the field that an error is about; "" for none."""
    if isinstance(error, NumberUnusable):
        return error.field
    fields: dict[type[UserError], str] = {
        TitleMissing: "title",
        DistrictMissing: "district",
        DistrictUnknown: "district",
        SectorUnknown: "sector",
        SummaryTooLong: "summary",
    }
    return fields.get(type(error), "")
