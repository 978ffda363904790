"""Print a sign-in sheet: keep what stands on it, and draw it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.models import SheetLine, SheetSession, SignInSheet
from tvet_desktop.attendance.paper.sheet_content import SheetContent, sheet_content
from tvet_desktop.attendance.paper.sheet_file import sheet_file
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class SheetPrinted:
    """A sheet ready for the printer. ``is_reprint``: the same sheet was printed before and is used again."""

    sheet_id: int
    course_id: int
    pages: int
    is_reprint: bool
    pdf: bytes


def print_sheet(
    db: Session,
    *,
    course_id: int,
    training_session_ids: list[int],
    language: str,
    walk_in_lines: int,
    with_sex: bool,
    by: int | None,
    now: datetime,
) -> SheetPrinted:
    """Keep lines and columns as they are printed, so that the page can be read back in its own order.

    What was printed before with the same people, sessions and lines is not kept twice.

    Raises:
        NotFound: there is no such course.
        NothingToSign, NobodyToPrint: nothing would stand on it.
    """
    content = sheet_content(
        db,
        course_id=course_id,
        training_session_ids=training_session_ids,
        walk_in_lines=walk_in_lines,
        with_sex=with_sex,
    )
    earlier = _earlier(db, content, language)
    sheet_id = earlier if earlier is not None else _keep(db, content, language, by, now)
    pdf = sheet_file(db, content, sheet_id=sheet_id, language=language, by=by, now=now)
    return SheetPrinted(sheet_id, course_id, len(content.plan.pages), earlier is not None, pdf)


def _columns_of(content: SheetContent) -> list[tuple[int, int, object, str]]:
    """Return (session, block, day, slot) of each column, in order."""
    return [
        (column.training_session_id, block, column.held_on, column.slot.value)
        for block, columns in enumerate(content.plan.blocks, 1)
        for column in columns
    ]


def _keep(db: Session, content: SheetContent, language: str, by: int | None, now: datetime) -> int:
    plan = content.plan
    sheet_id = new_id(db, scope_of(content.course_id))
    db.add(
        SignInSheet(
            id=sheet_id,
            course_id=content.course_id,
            language=language,
            printed_on=local_day(now),
            printed_by=by,
            pages=len(plan.pages),
            lines_on_page=plan.lines_on_page,
            people=len(plan.people),
            walk_in_lines=plan.walk_in_lines,
        )
    )
    db.flush()
    for place, (session_id, block, held_on, slot) in enumerate(_columns_of(content), 1):
        db.add(
            SheetSession(
                sheet_id=sheet_id,
                training_session_id=session_id,
                place=place,
                block=block,
                held_on=held_on,
                slot=slot,
            )
        )
    for line, person in enumerate(plan.people, 1):
        db.add(SheetLine(sheet_id=sheet_id, person_id=person.person_id, line=line))
    return sheet_id


def _earlier(db: Session, content: SheetContent, language: str) -> int | None:
    """Return the newest sheet that says the same and on whose empty lines nobody stands yet."""
    plan = content.plan
    query = (
        select(SignInSheet.id)
        .where(
            not_deleted(SignInSheet),
            SignInSheet.course_id == content.course_id,
            SignInSheet.language == language,
            SignInSheet.people == len(plan.people),
            SignInSheet.walk_in_lines == plan.walk_in_lines,
            SignInSheet.lines_on_page == plan.lines_on_page,
        )
        .order_by(SignInSheet.printed_on.desc(), SignInSheet.id.desc())
    )
    people = [person.person_id for person in plan.people]
    for sheet_id in db.scalars(query):
        if _lines_of(db, sheet_id) == people and _kept_columns(db, sheet_id) == _columns_of(content):
            return sheet_id
    return None


def _lines_of(db: Session, sheet_id: int) -> list[int]:
    query = select(SheetLine.person_id).where(not_deleted(SheetLine), SheetLine.sheet_id == sheet_id)
    return list(db.scalars(query.order_by(SheetLine.line)))


def _kept_columns(db: Session, sheet_id: int) -> list[tuple[int, int, object, str]]:
    query = (
        select(SheetSession.training_session_id, SheetSession.block, SheetSession.held_on, SheetSession.slot)
        .where(not_deleted(SheetSession), SheetSession.sheet_id == sheet_id)
        .order_by(SheetSession.place)
    )
    return [(row_id, block, held_on, slot) for row_id, block, held_on, slot in db.execute(query)]
