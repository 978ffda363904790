"""The sheets that were printed, for those who have the paper in hand and no scanner."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.models import SheetScan, SheetSession, SignInSheet
from tvet_desktop.courses.models import Course
from tvet_desktop.storage.base import not_deleted


@dataclass(frozen=True)
class PrintedSheet:
    """A printed sheet; ``first_day`` and ``last_day`` are as printed, ``scans`` counts the pictures of its pages."""

    id: int
    course_title: str
    course_code: str
    first_day: date
    last_day: date
    sessions: int
    people: int
    pages: int
    printed_on: date
    scans: int


def printed_sheets(db: Session) -> list[PrintedSheet]:
    """Return the sheets of all courses, the latest printed first."""
    columns = (
        select(
            SheetSession.sheet_id,
            func.min(SheetSession.held_on),
            func.max(SheetSession.held_on),
            func.count(),
        )
        .where(not_deleted(SheetSession))
        .group_by(SheetSession.sheet_id)
    )
    spans = {sheet_id: (first, last, count) for sheet_id, first, last, count in db.execute(columns)}
    pictures = (
        select(SheetScan.sheet_id, func.count()).where(not_deleted(SheetScan)).group_by(SheetScan.sheet_id)
    )
    scans = dict(db.execute(pictures).all())
    query = (
        select(SignInSheet, Course)
        .join(Course, Course.id == SignInSheet.course_id)
        .where(not_deleted(SignInSheet, Course))
        .order_by(SignInSheet.printed_on.desc(), SignInSheet.id.desc())
    )
    return [
        PrintedSheet(
            sheet.id,
            course.title,
            course.code,
            *spans[sheet.id],
            sheet.people,
            sheet.pages,
            sheet.printed_on,
            scans.get(sheet.id, 0),
        )
        for sheet, course in db.execute(query)
        if sheet.id in spans
    ]
