"""Keep the pictures of signed pages as evidence, each once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.load_sheet import load_sheet, sheet_of_text
from tvet_desktop.attendance.paper.models import SheetScan
from tvet_desktop.attendance.paper.paper_code import SheetCode
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.loading import load_training_session
from tvet_desktop.documents.page_pictures import PagePicture
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.files import FileStore, StoredFile
from tvet_desktop.storage.ids import scope_of


class NoCodeOnPage(UserError):
    """A picture in which no square code can be read."""

    def sentence(self) -> str:
        """Say what helps."""
        return _(
            "No square code can be read on this picture: take it again from above, sharp and with the whole page, or"
            " add it to a session in the register."
        )


@dataclass(frozen=True)
class ScansKept:
    """What was kept. To undo: ``remove_scans`` with ``new``.

    ``first`` is the first page that names a known sheet, None where pages were kept for a session only.
    ``kept`` and ``already_there`` count pages, ``problems`` are pages that could not be kept, with the reason.
    """

    first: SheetCode | None
    new: tuple[int, ...]
    already_there: int
    problems: tuple[UserError, ...]


def keep_scans(
    db: Session,
    *,
    files: FileStore,
    pages: Sequence[PagePicture],
    training_session_id: int | None = None,
    by: int | None,
    now: datetime,
) -> ScansKept:
    """Keep each page beside the sheet that its code names.

    With ``training_session_id`` pages without a code of ours are kept for that session. Where nothing at all
    can be kept, nothing is changed and the reason of the first page is raised.

    Raises:
        NoCodeOnPage, CodeDamaged, CodeOfOtherProgramme, NotASheet, SheetUnknown: of the first page.
    """
    first: SheetCode | None = None
    new: list[int] = []
    there, problems = 0, []
    for page in pages:
        try:
            code = _sheet_of(db, page, has_session=training_session_id is not None)
        except UserError as problem:
            problems.append(problem)
            continue
        first = first or code
        kept = _keep(db, files, page, code=code, training_session_id=training_session_id, by=by, now=now)
        if kept is None:
            there += 1
        else:
            new.append(kept)
    if problems and not new and not there:
        raise problems[0]
    return ScansKept(first, tuple(new), there, tuple(problems))


def _sheet_of(db: Session, page: PagePicture, *, has_session: bool) -> SheetCode | None:
    """Return the sheet that a page names, None where it goes to a session."""
    if not page.codes:
        if has_session:
            return None
        raise NoCodeOnPage
    problems: list[UserError] = []
    for text in page.codes:
        try:
            code = sheet_of_text(db, text)
            load_sheet(db, code.sheet_id, code.page)
        except UserError as problem:
            problems.append(problem)
        else:
            return code
    raise problems[0]


def _keep(
    db: Session,
    files: FileStore,
    page: PagePicture,
    *,
    code: SheetCode | None,
    training_session_id: int | None,
    by: int | None,
    now: datetime,
) -> int | None:
    """Return the id of the kept row, None if the picture is kept already."""
    content_hash = hashlib.sha256(page.jpeg).hexdigest()
    place: tuple[int | None, int | None, int | None]
    if code is not None:
        course_id = load_sheet(db, code.sheet_id, code.page).course_id
        place = (code.sheet_id, code.page, None)
    else:
        assert training_session_id is not None
        course_id = load_training_session(db, training_session_id).course_id
        place = (None, None, training_session_id)
    query = select(SheetScan).where(SheetScan.course_id == course_id, SheetScan.content_hash == content_hash)
    for row in db.scalars(query):
        if (row.sheet_id, row.page, row.training_session_id) == place:
            there = StoredFile(row.file_hash, row.file_key, row.file_size)
            if not files.has(there):  # it was taken in on another PC
                files.put_back(page.jpeg, there)
            if not row.deleted:
                return None
            row.deleted = False
            return row.id
    stored = files.put(page.jpeg)
    scan = SheetScan(
        id=new_id(db, scope_of(course_id)),
        course_id=course_id,
        sheet_id=place[0],
        page=place[1],
        training_session_id=place[2],
        kept_on=local_day(now),
        kept_by=by,
        content_hash=content_hash,
        file_hash=stored.hash,
        file_key=stored.key,
        file_size=stored.size,
    )
    db.add(scan)
    db.flush()
    return scan.id
