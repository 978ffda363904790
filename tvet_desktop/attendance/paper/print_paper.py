"""The papers of a course as files for the printer: sign-in sheet, badges, names to check."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.badge_content import badges_of, names_to_check
from tvet_desktop.attendance.paper.draw_badges import draw_badges
from tvet_desktop.attendance.paper.draw_name_list import draw_name_list
from tvet_desktop.attendance.paper.print_sheet import print_sheet
from tvet_desktop.attendance.paper.sheet_content import paper_head, sheet_content
from tvet_desktop.attendance.paper.sheet_file import NO_SHEET, printed_by, sheet_file
from tvet_desktop.attendance.paper.sheet_plan import WALK_IN_LINES


class PaperKind(StrEnum):
    """What can be printed for a course."""

    SHEET = "SHEET"
    BADGES = "BADGES"
    NAMES = "NAMES"


@dataclass(frozen=True)
class PaperWanted:
    """What somebody wants to print. ``person_ids`` empty: everybody of the course."""

    kind: PaperKind
    course_id: int
    language: str
    training_session_ids: tuple[int, ...] = ()
    person_ids: tuple[int, ...] = ()
    walk_in_lines: int = WALK_IN_LINES
    with_sex: bool = False


def print_paper(db: Session, *, wanted: PaperWanted, by: int | None, now: datetime) -> bytes:
    """Return the PDF; a sign-in sheet is kept, so that its pages can be read back.

    Raises:
        NotFound: there is no such course.
        NothingToSign, NobodyToPrint: nothing would stand on it.
    """
    if wanted.kind == PaperKind.SHEET:
        return print_sheet(
            db,
            course_id=wanted.course_id,
            training_session_ids=list(wanted.training_session_ids),
            language=wanted.language,
            walk_in_lines=wanted.walk_in_lines,
            with_sex=wanted.with_sex,
            by=by,
            now=now,
        ).pdf
    return _draw(db, wanted, by, now)


def preview_paper(db: Session, *, wanted: PaperWanted, by: int | None, now: datetime) -> bytes:
    """Return the PDF as it would be printed, and change nothing: the code on a sheet leads nowhere.

    Raises:
        NotFound, NothingToSign, NobodyToPrint: see ``print_paper``.
    """
    if wanted.kind == PaperKind.SHEET:
        content = sheet_content(
            db,
            course_id=wanted.course_id,
            training_session_ids=wanted.training_session_ids,
            walk_in_lines=wanted.walk_in_lines,
            with_sex=wanted.with_sex,
        )
        return sheet_file(db, content, sheet_id=NO_SHEET, language=wanted.language, by=by, now=now)
    return _draw(db, wanted, by, now)


def _draw(db: Session, wanted: PaperWanted, by: int | None, now: datetime) -> bytes:
    head, printed = paper_head(db, wanted.course_id), printed_by(db, by, now)
    if wanted.kind == PaperKind.BADGES:
        return draw_badges(head, badges_of(db, wanted.course_id, wanted.person_ids), wanted.language, printed)
    return draw_name_list(
        head, names_to_check(db, wanted.course_id, wanted.person_ids), wanted.language, printed
    )
