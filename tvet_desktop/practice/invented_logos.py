"""Logos of nobody, drawn for practice: a wheel, a book and a row of bars."""

import io
from collections.abc import Callable
from math import cos, pi, sin

from PIL import Image, ImageDraw
from sqlalchemy.orm import Session

from tvet_desktop.courses.set_partners import set_partners
from tvet_desktop.programme.logos.add_logo import add_logo
from tvet_desktop.storage.ids import Scope

_BLUE, _GREEN, _ORANGE = (29, 78, 137), (30, 107, 58), (190, 100, 0)
_FINE = 4  # drawn so many times as large, for smooth edges
_TEETH = 12
Colour = tuple[int, int, int]


def give_programme_logos(db: Session) -> int:
    """Give a logo to the practice programme and to an invented partner; return the partner's id."""
    add_logo(db, scope=Scope.SHARED, owner="Practice programme", picture=_drawn(_wheel, 240, 240), by=None)
    db.flush()
    partner = add_logo(
        db,
        scope=Scope.SHARED,
        owner="Invented Industry Partner",
        picture=_drawn(_bars, 480, 200),
        is_partner=True,
        by=None,
    )
    return partner.logo_id


def give_college_logo(db: Session, *, scope: int, owner: str, course_id: int, partner_id: int) -> None:
    """Give a logo to a college, and let its course name the partner."""
    add_logo(db, scope=scope, owner=owner, picture=_drawn(_book, 280, 220), by=None)
    set_partners(db, course_id=course_id, logo_ids=[partner_id], by=None)


def _drawn(draw: Callable[[ImageDraw.ImageDraw, int, int], None], width: int, height: int) -> bytes:
    large = Image.new("RGBA", (width * _FINE, height * _FINE), (255, 255, 255, 0))
    draw(ImageDraw.Draw(large), *large.size)
    out = io.BytesIO()
    large.resize((width, height), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


def _wheel(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
    middle, rim = width / 2, height * 0.40
    for tooth in range(_TEETH):
        angles = [2 * pi * (tooth + part) / _TEETH for part in (-0.26, -0.17, 0.17, 0.26)]
        reach = (rim * 0.95, width * 0.5, width * 0.5, rim * 0.95)
        pen.polygon(
            [(middle + r * cos(a), middle + r * sin(a)) for r, a in zip(reach, angles, strict=True)], _BLUE
        )
    for share, colour in ((1.0, _BLUE), (0.68, (255, 255, 255)), (0.36, _BLUE)):
        pen.circle((middle, middle), rim * share, colour)


def _book(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
    middle, gap = width / 2, width * 0.02
    for side in (-1, 1):
        inner, outer = middle + side * gap, middle + side * width / 2
        pen.polygon([(inner, height * 0.16), (outer, 0), (outer, height * 0.84), (inner, height)], _GREEN)
        for line in (0.30, 0.48, 0.66):
            ends = [
                (inner + side * width * 0.07, height * line),
                (outer - side * width * 0.07, height * (line - 0.1)),
            ]
            pen.line(ends, (255, 255, 255), width // 40)


def _bars(pen: ImageDraw.ImageDraw, width: int, height: int) -> None:
    for number, high in enumerate((0.40, 0.62, 0.84, 1.0)):
        left = width * (0.02 + 0.25 * number)
        pen.rounded_rectangle((left, height * (1 - high), left + width * 0.19, height), height // 14, _ORANGE)
