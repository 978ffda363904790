"""Give everybody on a page who has no mark at one session the same one."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.mark_rest import RestMarked
from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.attendance.paper.sheet_page import sheet_page


def mark_rest_of_page(
    db: Session, *, sheet_id: int, page: int, training_session_id: int, status: MarkStatus, now: datetime
) -> RestMarked:
    """Fill the gaps of a column on this page; no mark already made is touched, empty lines stay empty.

    To undo: ``restore_marks`` with ``marked``.

    Raises:
        SheetUnknown: this PC does not know the sheet.
        NotFound, CourseNotOpen, TrainingSessionClosed, TrainingSessionCancelled: nothing is marked there.
    """
    shown = sheet_page(db, sheet_id, page)
    column = [one.training_session_id for one in shown.columns].index(training_session_id)
    people = [
        line.person_id
        for line in shown.lines
        if line.person_id is not None and line.open_cells[column] and line.marks[column] is None
    ]
    done = [
        mark_attendance(
            db,
            training_session_id=training_session_id,
            person_id=person_id,
            status=status,
            source=MarkSource.SHEET,
            now=now,
        )
        for person_id in dict.fromkeys(people)
    ]
    return RestMarked(training_session_id, tuple(done))
