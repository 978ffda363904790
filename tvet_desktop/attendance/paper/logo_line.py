"""The logos at the head of a paper: on one baseline, none louder than the others."""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.pen import Pen
from tvet_desktop.courses.papers_logos import logos_of_course
from tvet_desktop.documents.logo_boxes import logo_boxes
from tvet_desktop.documents.pdf.picture import Picture, PictureNotReadable, read_picture


def paper_logos(db: Session, course_id: int) -> tuple[Picture, ...]:
    """Return the logos of a course ready to be drawn; one that cannot be read is left out, and the paper printed."""
    pictures = (_picture(logo.data) for logo in logos_of_course(db, course_id))
    return tuple(picture for picture in pictures if picture is not None)


def draw_logos(
    pen: Pen, logos: Sequence[Picture], *, right: float, baseline: float, height: float, room: float
) -> float:
    """Draw the logos where ``logo_boxes`` says, and return where they begin: ``right`` if there are none."""
    shapes = [logo.width / logo.height for logo in logos]
    boxes = logo_boxes(shapes, right=right, baseline=baseline, height=height, room=room)
    for logo, box in zip(logos, boxes, strict=True):
        pen.picture(logo, box)
    return boxes[0][0] if boxes else right


@lru_cache(maxsize=64)
def _picture(data: bytes) -> Picture | None:
    try:
        return read_picture(data)
    except PictureNotReadable:
        return None
