"""Where logos of any shape stand beside each other: on one baseline, none louder than the others."""

from collections.abc import Sequence
from math import sqrt

Box = tuple[float, float, float, float]
_GAP = 0.4  # between two logos, as a share of the height


def logo_boxes(
    shapes: Sequence[float], *, right: float, baseline: float, height: float, room: float
) -> list[Box]:
    """Return where logos of these shapes (width by height) stand (left, bottom, right, top) so that the last one ends at ``right``.

    A wide one gets about as much surface as a square one; none is higher than ``height``. All are made smaller
    together where they would need more than ``room``.
    """
    talls = [height / sqrt(max(shape, 1.0)) for shape in shapes]
    wide = sum(tall * shape for tall, shape in zip(talls, shapes, strict=True))
    wide += height * _GAP * max(len(shapes) - 1, 0)
    share = min(1.0, room / wide) if wide else 1.0
    boxes, left = [], right - wide * share
    for tall, shape in zip(talls, shapes, strict=True):
        boxes.append((left, baseline, left + tall * shape * share, baseline + tall * share))
        left = boxes[-1][2] + height * _GAP * share
    return boxes
