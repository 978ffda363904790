"""Set what counts as attended in a course."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.courses.loading import load_open_course
from tvet_desktop.courses.models import CourseRules
from tvet_desktop.courses.queries import rules_of
from tvet_desktop.courses.rules import HALF_DAY_MINUTES, FieldUnusable, RuleSet
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


class RulesHoldAlready(UserError):
    """The course has these rules: a version that changes nothing would only blur the history."""

    def sentence(self) -> str:
        """Say how to go on."""
        return _("These rules hold already: change a number, or go back.")


@dataclass(frozen=True)
class CourseRulesSet:
    """To undo: set the ``earlier`` rules again."""

    course_id: int
    rules: RuleSet
    earlier: RuleSet


def set_course_rules(db: Session, *, course_id: int, rules: RuleSet, by: int | None = None) -> CourseRulesSet:
    """Add a new version of a course's rules; older versions stay, so that older figures can be explained.

    ``by`` is None for commands that act for the PC's owner.

    Raises:
        NotFound, CourseNotOpen: the course cannot change.
        NotAllowed: the user is no coordinator.
        FieldUnusable: a percentage or the grace cannot be so.
        RulesHoldAlready: nothing would change.
    """
    require_role(db, by, "set_rules")
    load_open_course(db, course_id)
    check_rules(rules)

    earlier = rules_of(db, course_id)
    if are_same(rules, earlier):
        raise RulesHoldAlready
    row = CourseRules(
        id=new_id(db, scope_of(course_id)),
        course_id=course_id,
        grace_minutes=rules.grace_minutes,
        completion_percent=rules.completion_percent,
        participation_percent=rules.participation_percent,
        pass_percent=rules.pass_percent,
    )
    db.add(row)
    return CourseRulesSet(course_id, replace(rules, id=row.id), earlier)


def are_same(one: RuleSet, other: RuleSet) -> bool:
    """Return whether two versions say the same."""
    return replace(one, id=None) == replace(other, id=None)


def check_rules(rules: RuleSet) -> None:
    """Refuse rules that cannot be.

    Raises:
        FieldUnusable: a percentage or the grace cannot be so.
    """
    if not 0 <= rules.participation_percent <= rules.completion_percent <= 100:  # noqa: PLR2004  percent
        raise FieldUnusable("percent")
    if rules.pass_percent is not None and not 0 < rules.pass_percent <= 100:  # noqa: PLR2004  percent
        raise FieldUnusable("pass_percent")
    if not 0 <= rules.grace_minutes <= HALF_DAY_MINUTES:
        raise FieldUnusable("grace")
