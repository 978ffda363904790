"""What screens and commands ask about ideas."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.models import Course
from tvet_desktop.ideas.details import IdeaDetails
from tvet_desktop.ideas.import_ideas import may_be
from tvet_desktop.ideas.loading import load_idea, submissions_of
from tvet_desktop.ideas.models import Idea, IdeaImport, IdeaMember, IdeaStage, IdeaState, IdeaSubmission
from tvet_desktop.ideas.rules import missing_to_submit, state_of
from tvet_desktop.people.match_names import names_of_people
from tvet_desktop.people.queries import PersonRow, people_by_id, people_who_count
from tvet_desktop.programme.queries import college_of_scope, list_skill_areas
from tvet_desktop.shared.known import known
from tvet_desktop.shared.text import fold_name
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class IdeaRow:
    """An idea as lists show it; what nobody has written yet is empty or None."""

    id: int
    college_id: int
    title: str
    leader: str
    leader_is_linked: bool
    skill_area: str
    district: str
    stage: IdeaStage
    state: IdeaState
    budget_rwf: int | None
    jobs_women: int | None
    jobs_men: int | None


@dataclass(frozen=True)
class MemberRow:
    """Somebody of the team; ``sex`` is "F", "M", "N" or empty."""

    id: int
    person_id: int | None
    name: str
    sex: str
    role: str


@dataclass(frozen=True)
class SubmissionRow:
    """When an idea was handed in or taken back; ``act`` is a ``SubmissionAct``."""

    act: str
    on_date: date
    said_by: int | None


@dataclass(frozen=True)
class IdeaDetail:
    """Everything that is known of an idea. ``missing`` names the fields that a submission still needs."""

    id: int
    college: str
    details: IdeaDetails
    state: IdeaState
    leader: str
    skill_area: str
    course: str
    members: tuple[MemberRow, ...]
    submissions: tuple[SubmissionRow, ...]
    missing: tuple[str, ...]
    imported_from: str


@dataclass(frozen=True)
class LeaderToLink:
    """An idea whose leader is written, but linked to nobody; ``may_be`` has people with a like name."""

    idea_id: int
    title: str
    name: str
    may_be: tuple[PersonRow, ...]


def list_ideas(
    db: Session,
    *,
    college_id: int | None = None,
    state: IdeaState | None = None,
    stage: IdeaStage | None = None,
    skill_area_id: int | None = None,
    course_id: int | None = None,
    text: str = "",
) -> list[IdeaRow]:
    """Return the ideas that have every word of ``text`` in title, summary, need, leader or place, by title.

    Accents, case, r and l, and the order of words do not matter.
    """
    query = select(Idea).where(not_deleted(Idea))
    wanted = {
        Idea.college_id: college_id,
        Idea.stage: stage,
        Idea.skill_area_id: skill_area_id,
        Idea.course_id: course_id,
    }
    for column, value in wanted.items():
        if value is not None:
            query = query.where(column == value)
    ideas = list(db.scalars(query))
    submissions = _submissions_by_idea(db)
    leaders = _leaders(db, ideas)
    areas = _area_names(db)
    words = fold_name(text).split()
    rows = [
        _row(idea, state_of(submissions[idea.id]), leaders, areas)
        for idea in ideas
        if _has_words(idea, words, leaders, areas)
    ]
    return sorted(
        (row for row in rows if state is None or row.state is state),
        key=lambda row: (fold_name(row.title), row.id),
    )


def idea_detail(db: Session, idea_id: int) -> IdeaDetail:
    """Return everything that is known of an idea.

    Raises:
        NotFound: the idea is not here.
    """
    idea = load_idea(db, idea_id)
    details = IdeaDetails.of(idea)
    submissions = submissions_of(db, idea_id)
    college = college_of_scope(db, scope_of(idea_id))
    course = None if idea.course_id is None else db.get(Course, idea.course_id)
    made = None if idea.import_id is None else db.get(IdeaImport, idea.import_id)
    return IdeaDetail(
        id=idea.id,
        college=college.short_name if college else "",
        details=details,
        state=state_of(submissions),
        leader=_leader(idea, _leaders(db, [idea])),
        skill_area=_area(idea, _area_names(db)),
        course=course.title if course else "",
        members=tuple(_members(db, idea_id)),
        submissions=tuple(SubmissionRow(one.act, one.on_date, one.said_by) for one in submissions),
        missing=tuple(missing_to_submit(details)),
        imported_from=made.file_label if made else "",
    )


def leaders_to_link(db: Session, *, college_scope: int) -> list[LeaderToLink]:
    """Return the ideas of a college whose leader is only a name, with the people who may be meant."""
    names = names_of_people(db, college_scope=college_scope)
    ideas = [
        (idea, names.match(idea.leader_text))
        for idea in db.scalars(select(Idea).where(not_deleted(Idea), Idea.leader_id.is_(None)))
        if idea.leader_text and scope_of(idea.id) == college_scope
    ]
    candidates = {idea.id: may_be(match) for idea, match in ideas}
    people = people_by_id(db, {one for several in candidates.values() for one in several})
    rows = [
        LeaderToLink(
            idea.id, idea.title, idea.leader_text or "", tuple(people[one] for one in candidates[idea.id])
        )
        for idea, _match in ideas
    ]
    return sorted(rows, key=lambda row: (fold_name(row.title), row.idea_id))


def _row(idea: Idea, state: IdeaState, leaders: dict[int, PersonRow], areas: dict[int, str]) -> IdeaRow:
    return IdeaRow(
        id=idea.id,
        college_id=idea.college_id,
        title=idea.title,
        leader=_leader(idea, leaders),
        leader_is_linked=idea.leader_id is not None,
        skill_area=_area(idea, areas),
        district=idea.district or "",
        stage=known(IdeaStage, idea.stage, IdeaStage.IDEA),
        state=state,
        budget_rwf=idea.budget_rwf,
        jobs_women=idea.jobs_women,
        jobs_men=idea.jobs_men,
    )


def _has_words(idea: Idea, words: list[str], leaders: dict[int, PersonRow], areas: dict[int, str]) -> bool:
    texts = (
        idea.title,
        idea.summary,
        idea.need,
        idea.leader_text,
        _leader(idea, leaders),
        _area(idea, areas),
        idea.district,
        idea.sector,
    )
    content = fold_name(" ".join(text for text in texts if text))
    return all(word in content for word in words)


def _leader(idea: Idea, leaders: dict[int, PersonRow]) -> str:
    person = leaders.get(idea.leader_id) if idea.leader_id is not None else None
    return person.name if person else idea.leader_text or ""


def _leaders(db: Session, ideas: Iterable[Idea]) -> dict[int, PersonRow]:
    return people_who_count(db, {idea.leader_id for idea in ideas if idea.leader_id is not None})


def _area(idea: Idea, areas: dict[int, str]) -> str:
    return areas.get(idea.skill_area_id or 0, "") or idea.skill_area_text or ""


def _area_names(db: Session) -> dict[int, str]:
    return {area.id: area.name for area in list_skill_areas(db)}


def _submissions_by_idea(db: Session) -> defaultdict[int, list[IdeaSubmission]]:
    submissions: defaultdict[int, list[IdeaSubmission]] = defaultdict(list)
    for one in db.scalars(select(IdeaSubmission).where(not_deleted(IdeaSubmission))):
        submissions[one.idea_id].append(one)
    return submissions


def _members(db: Session, idea_id: int) -> list[MemberRow]:
    query = select(IdeaMember).where(not_deleted(IdeaMember), IdeaMember.idea_id == idea_id)
    members = list(db.scalars(query.order_by(IdeaMember.id)))
    people = people_who_count(db, {one.person_id for one in members if one.person_id is not None})
    rows: list[MemberRow] = []
    there: set[int] = set()
    for one in members:
        person = people.get(one.person_id or 0)
        name, sex = (person.name, person.sex) if person else (one.name or "", one.sex or "")
        if person is not None and person.id in there:
            continue  # two members who turned out to be one
        there |= {person.id} if person else set()
        rows.append(MemberRow(one.id, person.id if person else None, name, sex, one.role or ""))
    return rows
