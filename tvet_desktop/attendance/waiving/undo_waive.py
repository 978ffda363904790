"""Let the waiver before hold again."""

from datetime import date

from sqlalchemy.orm import Session

from tvet_desktop.attendance.waiving.queries import waiver_history
from tvet_desktop.attendance.waiving.waive import Waived, waive
from tvet_desktop.shared.translation import _


def undo_waive(db: Session, *, done: Waived, on_date: date, by: int | None) -> Waived | None:
    """Add a row with the points that held before; both stay to be read.

    Nothing is done, and None returned, where somebody has decided otherwise since, here or on another PC.

    Raises:
        NotFound, CourseNotOpen, NotAllowed: as for ``waive``.
    """
    history = waiver_history(db, course_id=done.course_id, person_id=done.person_id)
    if not history or history[-1].id != done.waiver_id:
        return None
    before = history[-2].reason if len(history) > 1 and done.earlier_points else ""
    return waive(
        db,
        course_id=done.course_id,
        person_id=done.person_id,
        points=done.earlier_points,
        reason=before or _("The waiver was undone at once"),
        on_date=on_date,
        by=by,
    )
