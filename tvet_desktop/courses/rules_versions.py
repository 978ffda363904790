"""Which rules have held in a course, since when, and who set them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.courses.models import CourseRules
from tvet_desktop.courses.rules import RuleSet
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.history import past_changes


@dataclass(frozen=True)
class RulesVersion:
    """Rules that hold, or held. ``said_at`` is None where nobody knows; ``user_name`` is empty then, too."""

    rules: RuleSet
    said_at: datetime | None
    user_name: str


def rules_versions(db: Session, course_id: int) -> list[RulesVersion]:
    """Return the versions of a course's rules, the one that holds first, and at last those of every course."""
    query = select(CourseRules).where(not_deleted(CourseRules), CourseRules.course_id == course_id)
    rows = sorted(db.scalars(query), key=lambda row: (row.changed_at, row.changed_by, row.id), reverse=True)
    return [_version(db, row) for row in rows] + [RulesVersion(RuleSet(), None, "")]


def _version(db: Session, row: CourseRules) -> RulesVersion:
    rules = RuleSet(
        row.grace_minutes, row.completion_percent, row.participation_percent, row.pass_percent, row.id
    )
    change = next(iter(past_changes(db, CourseRules.__tablename__, [row.id])), None)
    if change is None or change.said_at is None:
        return RulesVersion(rules, None, "")
    user = None if change.user_id is None else db.get(User, change.user_id)
    said_at = datetime.fromtimestamp(change.said_at, UTC)
    return RulesVersion(rules, said_at, "" if user is None else user.display_name)
