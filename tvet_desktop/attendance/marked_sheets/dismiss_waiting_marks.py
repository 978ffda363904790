"""Decide that marks of a sheet belong to nobody here."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from tvet_desktop.attendance.marked_sheets.link_waiting_marks import load_waiting_mark
from tvet_desktop.attendance.models import WaitingState


def dismiss_waiting_marks(db: Session, *, waiting_mark_ids: Sequence[int]) -> tuple[int, ...]:
    """Put marks aside; they stay in the store. The result is what ``wait_again`` takes to undo.

    Raises:
        NotFound: a mark waits no longer.
    """
    rows = [load_waiting_mark(db, row_id, WaitingState.WAITING) for row_id in waiting_mark_ids]

    for row in rows:
        row.state = WaitingState.DISMISSED.value
    return tuple(waiting_mark_ids)


def wait_again(db: Session, *, waiting_mark_ids: Sequence[int]) -> None:
    """Undo ``dismiss_waiting_marks``.

    Raises:
        NotFound: a mark was not dismissed.
    """
    rows = [load_waiting_mark(db, row_id, WaitingState.DISMISSED) for row_id in waiting_mark_ids]

    for row in rows:
        row.state = WaitingState.WAITING.value
