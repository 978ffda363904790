"""Submitting an idea and taking it back, dated as this PC says."""

from collections.abc import Callable

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.ideas.submit_idea import submit_idea
from tvet_desktop.ideas.take_back_idea import take_back_idea
from tvet_desktop.shared.errors import UserError
from ui.widgets.page import Page


def hand_in(
    page: Page, idea_id: int, done: Callable[[None], None], failed: Callable[[UserError], None]
) -> None:
    """Submit an idea; ``failed`` is given what is missing."""
    today, by = local_day(page.context.app.clock.now()), page.context.user.id
    page.act(lambda db: submit_idea(db, idea_id=idea_id, submitted_on=today, by=by), done, failed=failed)


def take_back(page: Page, idea_id: int, done: Callable[[None], None]) -> None:
    """Make a submitted idea one that can be changed."""
    today, by = local_day(page.context.app.clock.now()), page.context.user.id
    page.act(lambda db: take_back_idea(db, idea_id=idea_id, taken_back_on=today, by=by), done)
