"""Take a list of ideas in."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.documents.bad_cells import BadCell
from tvet_desktop.ideas.details import IdeaDetails
from tvet_desktop.ideas.models import Idea, IdeaImport
from tvet_desktop.ideas.read_ideas_list import IdeaLine, IdeasList
from tvet_desktop.people.match_names import Ambiguous, Match, NameMatch, Partial, names_of_people
from tvet_desktop.people.queries import people_by_id
from tvet_desktop.programme.models import SkillArea
from tvet_desktop.programme.queries import college_of_scope
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.steps import Steps, no_steps
from tvet_desktop.shared.text import fold_name, name_key
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import new_id

_AND = frozenset({"and", "et", "no"})
"""Folded words for "and": "&" leaves none."""


@dataclass(frozen=True)
class UnlinkedLeader:
    """A leader who is no single person of the college by full name; ``may_be`` has those to choose from."""

    idea_id: int
    row: int
    name: str
    may_be: tuple[int, ...]


@dataclass(frozen=True)
class IdeasImported:
    """What an import did. ``import_id`` is None where nothing was new; ``already_here`` has the rows' numbers."""

    import_id: int | None
    idea_ids: tuple[int, ...]
    linked_leaders: int
    unlinked_leaders: tuple[UnlinkedLeader, ...]
    already_here: tuple[int, ...]
    bad_cells: tuple[BadCell, ...]


def import_ideas(
    db: Session,
    *,
    ideas_list: IdeasList,
    college_scope: int,
    by: int | None,
    now: datetime,
    steps: Steps = no_steps,
) -> IdeasImported:
    """Add the ideas of a list to a college, as drafts.

    A line is passed over if an idea with the same title, leader and need came before, from this list or by
    hand, even if it was edited since. A leader is linked only where exactly one person of the college has
    the full name; otherwise the name stays as text and is listed for somebody to decide.

    Args:
        db: an open transaction.
        ideas_list: what ``read_ideas`` gave.
        college_scope: the number in the ids of the college's rows.
        by: the user's id.
        now: the PC's time, shown as the day of the import.
        steps: is told how many ideas are added; may raise, nothing is kept then.

    Raises:
        NotFound: there is no such college.
    """
    college = college_of_scope(db, college_scope)
    if college is None:
        raise NotFound(_("college"), college_scope)
    new, already_here = _new_lines(ideas_list.lines, _known_keys(db, college.id))
    if not new:
        return IdeasImported(None, (), 0, (), already_here, ideas_list.bad_cells)

    made = IdeaImport(
        id=new_id(db, college_scope),
        file_label=ideas_list.file_name,
        content_hash=ideas_list.content_hash,
        imported_on=now.date(),
        imported_by=by,
        ideas=len(new),
    )
    db.add(made)
    db.flush()
    names = names_of_people(db, college_scope=college_scope)
    areas = _skill_areas(db)
    idea_ids, unlinked = [], []
    for number, (key, line) in enumerate(new.items()):
        steps(number, len(new))
        idea = Idea(id=new_id(db, college_scope), college_id=college.id, import_id=made.id, import_key=key)
        match = names.match(line.team_leader) if line.team_leader else None
        _details(line, match, areas).write_to(idea)
        db.add(idea)
        idea_ids.append(idea.id)
        if line.team_leader and not isinstance(match, Match):
            unlinked.append(UnlinkedLeader(idea.id, line.row, line.team_leader, may_be(match)))
    db.flush()
    linked = sum(bool(line.team_leader) for line in new.values()) - len(unlinked)
    return IdeasImported(
        made.id, tuple(idea_ids), linked, tuple(unlinked), already_here, ideas_list.bad_cells
    )


def ideas_already_here(db: Session, *, ideas_list: IdeasList, college_id: int) -> int:
    """Return how many lines of a list an import would pass over; nothing is saved."""
    return len(_new_lines(ideas_list.lines, _known_keys(db, college_id))[1])


def may_be(match: NameMatch | None) -> tuple[int, ...]:
    """Return the people whom a name that is not certain may mean."""
    return match.person_ids if isinstance(match, Ambiguous | Partial) else ()


def _details(line: IdeaLine, match: NameMatch | None, areas: dict[str, int]) -> IdeaDetails:
    area = areas.get(_area_key(line.skill_area or ""))
    return IdeaDetails(
        title=line.title,
        summary=line.summary,
        need=line.local_need,
        skill_area_id=area,
        skill_area_text=line.skill_area if area is None else None,
        leader_id=match.person_id if isinstance(match, Match) else None,
        leader_text=line.team_leader,
        budget_rwf=line.budget_rwf,
        jobs_men=line.jobs_men,
        jobs_women=line.jobs_women,
    ).tidy()


def _new_lines(lines: Iterable[IdeaLine], known: set[str]) -> tuple[dict[str, IdeaLine], tuple[int, ...]]:
    new: dict[str, IdeaLine] = {}
    already_here = []
    for line in lines:
        key = _line_key(line.title, line.team_leader, line.local_need)
        if key in known or key in new:
            already_here.append(line.row)
        else:
            new[key] = line
    return new, tuple(already_here)


def _known_keys(db: Session, college_id: int) -> set[str]:
    """Return the keys of the college's ideas: as they came, or as they were written by hand."""
    ideas = list(db.scalars(select(Idea).where(not_deleted(Idea), Idea.college_id == college_id)))
    leaders = people_by_id(db, {idea.leader_id for idea in ideas if idea.leader_id is not None})
    return {
        idea.import_key
        or _line_key(
            idea.title,
            idea.leader_text or (leaders[idea.leader_id].name if idea.leader_id in leaders else None),
            idea.need,
        )
        for idea in ideas
    }


def _line_key(title: str, leader: str | None, need: str | None) -> str:
    content = "\n".join((fold_name(title), name_key(leader or ""), fold_name(need or "")))
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _skill_areas(db: Session) -> dict[str, int]:
    areas = db.scalars(select(SkillArea).where(not_deleted(SkillArea)))
    return {_area_key(name): area.id for area in areas for name in (area.name_en, area.name_fr, area.name_rw)}


def _area_key(name: str) -> str:
    return " ".join(word for word in name_key(name).split() if word not in _AND)
