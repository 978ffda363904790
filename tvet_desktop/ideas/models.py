"""Project ideas, their teams, their submissions, and the lists that they came from."""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped

from tvet_desktop.storage.base import Base, Id, Synced, primary_id, reference


class IdeaStage(StrEnum):
    """How far the idea is, in its order."""

    IDEA = "IDEA"
    """On paper."""
    PROTOTYPE = "PROTOTYPE"
    """Something can be tried."""
    RUNNING = "RUNNING"
    """It works for people already."""


class IdeaState(StrEnum):
    """Every state of an idea before a panel sees it, in its order; read from its submissions."""

    DRAFT = "DRAFT"
    """May be edited."""
    SUBMITTED = "SUBMITTED"
    """Handed in; edited only after it was taken back."""


class SubmissionAct(StrEnum):
    """What was done with an idea."""

    SUBMITTED = "SUBMITTED"
    WITHDRAWN = "WITHDRAWN"


class IdeaImport(Synced, Base):
    """One list of ideas that was taken in, so that all of it can be taken out again."""

    __tablename__ = "idea_import"

    id: Mapped[Id] = primary_id()
    file_label: Mapped[str]
    """The file's name, without its folder."""
    content_hash: Mapped[str]
    imported_on: Mapped[date]
    """As the PC's clock said."""
    imported_by: Mapped[int | None]
    """The user's id."""
    ideas: Mapped[int]
    undone_on: Mapped[date | None]


class Idea(Synced, Base):
    """A project idea of a college, with or without a course. What nobody has written yet is None."""

    __tablename__ = "idea"
    __wide__ = True

    id: Mapped[Id] = primary_id()
    college_id: Mapped[Id] = reference("college.id")
    title: Mapped[str]
    summary: Mapped[str | None]
    need: Mapped[str | None]
    """What people of the place lack."""
    district: Mapped[str | None]
    sector: Mapped[str | None]
    """Of the district; the field of work is the skill area."""
    solution: Mapped[str | None]
    innovation: Mapped[str | None]
    """What is new about it here."""
    beneficiaries_women: Mapped[int | None]
    beneficiaries_men: Mapped[int | None]
    beneficiaries_youth: Mapped[int | None]
    """Of the women and men."""
    beneficiaries_with_disability: Mapped[int | None]
    """Of the women and men."""
    skill_area_id: Mapped[Id | None] = reference("skill_area.id", optional=True)
    skill_area_text: Mapped[str | None]
    """As it was written, where it is no skill area of the programme."""
    leader_id: Mapped[Id | None] = reference("person.id", optional=True)
    leader_text: Mapped[str | None]
    """As it was written; kept when the leader is linked to a person."""
    stage: Mapped[str]
    activities: Mapped[str | None]
    """What will be done, and in which month."""
    budget_rwf: Mapped[int | None]
    own_contribution_rwf: Mapped[int | None]
    expected_income_rwf: Mapped[int | None]
    """In the first year."""
    jobs_women: Mapped[int | None]
    jobs_men: Mapped[int | None]
    jobs_full_time: Mapped[int | None]
    """Of the jobs of women and men."""
    jobs_part_time: Mapped[int | None]
    """Of the jobs of women and men."""
    risks: Mapped[str | None]
    environment: Mapped[str | None]
    sustainability: Mapped[str | None]
    """How it goes on when the support ends."""
    course_id: Mapped[Id | None] = reference("course.id", optional=True)
    is_original: Mapped[bool]
    """The team declares that the idea is its own."""
    may_publish: Mapped[bool]
    """The team agrees that the summary is published."""
    language: Mapped[str | None]
    import_id: Mapped[Id | None] = reference("idea_import.id", optional=True)
    import_key: Mapped[str | None]
    """Tells a line of a list from all others, whatever is edited later: the same line is not added twice."""


class IdeaMember(Synced, Base):
    """Somebody who works on an idea beside its leader: a person of the college, or a name."""

    __tablename__ = "idea_member"

    id: Mapped[Id] = primary_id()
    idea_id: Mapped[Id] = reference("idea.id")
    person_id: Mapped[Id | None] = reference("person.id", optional=True)
    name: Mapped[str | None]
    """Where the member is no person of the college."""
    sex: Mapped[str | None]
    """As the member says, where there is no person who says it."""
    role: Mapped[str | None]


class IdeaSubmission(Synced, Base):
    """An idea was handed in or taken back; never changed afterwards. The newest one tells the state."""

    __tablename__ = "idea_submission"

    id: Mapped[Id] = primary_id()
    idea_id: Mapped[Id] = reference("idea.id")
    act: Mapped[str]
    on_date: Mapped[date]
    said_by: Mapped[int | None]
    """The user's id as the PC claims it."""
