"""The logos at the head of a paper: on one baseline, none louder than the others."""

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.pen import Pen
from tvet_desktop.courses.papers_logos import logos_of_course
from tvet_desktop.documents.pdf.picture import Picture, PictureNotReadable, read_picture
from tvet_desktop.documents.pdf.tagged_canvas import Box

_GAP = 0.4  # between two logos, as a share of the height


def paper_logos(db: Session, course_id: int) -> tuple[Picture, ...]:
    """Return the logos of a course ready to be drawn; one that cannot be read is left out, and the paper printed."""
    pictures = (_picture(logo.data) for logo in logos_of_course(db, course_id))
    return tuple(picture for picture in pictures if picture is not None)


def logo_boxes(
    logos: Sequence[Picture], *, right: float, baseline: float, height: float, room: float
) -> list[Box]:
    """Return where the logos stand (left, bottom, right, top) so that the last one ends at ``right``.

    A wide one gets about as much surface as a square one; none is higher than ``height``. All are made smaller
    together where they would need more than ``room``.
    """
    shapes = [logo.width / logo.height for logo in logos]
    talls = [height / sqrt(max(shape, 1.0)) for shape in shapes]
    wide = sum(tall * shape for tall, shape in zip(talls, shapes, strict=True))
    wide += height * _GAP * max(len(logos) - 1, 0)
    share = min(1.0, room / wide) if wide else 1.0
    boxes, left = [], right - wide * share
    for tall, shape in zip(talls, shapes, strict=True):
        boxes.append((left, baseline, left + tall * shape * share, baseline + tall * share))
        left = boxes[-1][2] + height * _GAP * share
    return boxes


def draw_logos(
    pen: Pen, logos: Sequence[Picture], *, right: float, baseline: float, height: float, room: float
) -> float:
    """Draw the logos where ``logo_boxes`` says, and return where they begin: ``right`` if there are none."""
    boxes = logo_boxes(logos, right=right, baseline=baseline, height=height, room=room)
    for logo, box in zip(logos, boxes, strict=True):
        pen.picture(logo, box)
    return boxes[0][0] if boxes else right


@lru_cache(maxsize=64)
def _picture(data: bytes) -> Picture | None:
    try:
        return read_picture(data)
    except PictureNotReadable:
        return None
