"""Asks before a round is closed or abandoned, and does it without leaving a trace of the answers."""

from collections.abc import Callable
from typing import Any, TypeVar

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.evaluation.abandon_round import abandon_round
from tvet_desktop.evaluation.close_round import RoundClosed, TooFewResponses, close_round
from tvet_desktop.evaluation.models import RoundState
from tvet_desktop.evaluation.queries import RoundRow
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, ngettext
from ui.context import Context
from ui.evaluation.words import course_words
from ui.widgets.page import Page
from ui.widgets.question_dialog import ask

T = TypeVar("T")


def act_without_trace(
    context: Context,
    use_case: Callable[[Any], T],
    done: Callable[[T], None],
    failed: Callable[[UserError], None],
    owner: Page,
) -> None:
    """Run a use case that moves or destroys waiting answers; afterwards the write-ahead log is emptied."""
    database, user_id = context.app.database, context.user.id

    def work() -> T:
        with database.transaction(user_id=user_id) as db:
            result = use_case(db)
        database.leave_no_trace()
        return result

    context.background.run(work, done=done, failed=failed, owner=owner)


def ask_to_close(page: Page, row: RoundRow, then: Callable[[], None]) -> None:
    """Close a round, or add its late answers to the results; ``then`` runs afterwards.

    Below five it is only said how many are missing.
    """
    if row.missing:
        page.messages.show_attention(TooFewResponses(row.missing).sentence())
        return
    late = row.state is RoundState.CLOSED
    question = _("Add the late answers to “{course}” to the results?") if late else _("Close “{course}”?")
    words = ngettext(
        "{count} answer that waits on this PC goes into the results, in random order. This cannot be undone;"
        " later answers wait until there are five of them again.",
        "{count} answers that wait on this PC go into the results, in random order. This cannot be undone;"
        " later answers wait until there are five of them again.",
        row.waiting,
    )
    ask(
        page,
        question=question.format(course=course_words(row)),
        explanation=words.format(count=row.waiting),
        verb=_("Add the late answers") if late else _("Close the evaluation"),
        then=lambda: _close(page, row, then),
    )


def ask_to_abandon(page: Page, row: RoundRow) -> None:
    """End a round that was opened by mistake or will never reach five answers."""
    words = _("No answer waits on this PC. This cannot be undone.")
    if row.waiting:
        words = ngettext(
            "{count} answer that waits on this PC is destroyed. This cannot be undone.",
            "{count} answers that wait on this PC are destroyed. This cannot be undone.",
            row.waiting,
        ).format(count=row.waiting)
    ask(
        page,
        question=_("Abandon the evaluation of “{course}”?").format(course=course_words(row)),
        explanation=words,
        verb=_("Abandon the evaluation"),
        then=lambda: _abandon(page, row),
    )


def _close(page: Page, row: RoundRow, then: Callable[[], None]) -> None:
    today = local_day(page.context.app.clock.now())

    def done(_closed: RoundClosed) -> None:
        page.context.changes.evaluation.emit()
        then()

    act_without_trace(
        page.context,
        lambda db: close_round(db, round_id=row.id, closed_on=today),
        done,
        page.show_user_error,
        page,
    )


def _abandon(page: Page, row: RoundRow) -> None:
    def done(_nothing: None) -> None:
        page.messages.show_success(
            _("The evaluation of “{course}” was abandoned.").format(course=course_words(row))
        )
        page.context.changes.evaluation.emit()

    act_without_trace(
        page.context, lambda db: abandon_round(db, round_id=row.id), done, page.show_user_error, page
    )
