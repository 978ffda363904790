"""Takes a photo or scan of signed pages in, on the worker thread."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tvet_desktop.attendance.paper.keep_scans import ScansKept, keep_scans
from tvet_desktop.documents.page_images import LARGEST_FILE, NoPageInFile, PictureTooLarge
from tvet_desktop.documents.page_pictures import read_page_pictures
from ui.background import Progress

if TYPE_CHECKING:
    from tvet_desktop.app import App


def taking_in(app: "App", file: Path, *, session_id: int | None, by: int) -> Callable[[Progress], ScansKept]:
    """Return the work: read every page, find its code, shrink it, and keep all in one transaction.

    Cancel, or an error, leaves everything as it was.
    """

    def work(progress: Progress) -> ScansKept:
        pages = read_page_pictures(_content(file), progress.step)
        with app.database.transaction(user_id=by) as db:
            return keep_scans(
                db,
                files=app.files,
                pages=pages,
                training_session_id=session_id,
                by=by,
                now=app.clock.now(),
            )

    return work


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise PictureTooLarge
        return file.read_bytes()
    except OSError as problem:
        raise NoPageInFile from problem
