"""Printed pages as a scanner or a phone sees them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

import pypdfium2
from PIL import Image, ImageFilter

from tests.courses.factories import a_running_course
from tvet_desktop.attendance.paper.print_sheet import SheetPrinted, print_sheet
from tvet_desktop.storage.database import Database

NAMES = tuple(f"INVENTED{number:02} Person" for number in range(1, 41))


@dataclass(frozen=True)
class PrintedClass:
    """A class and the sheet of its week."""

    course: int
    sessions: list[int]
    people: list[int]
    sheet: SheetPrinted


def a_printed_week(database: Database, by: int, now: datetime, names: Sequence[str] = NAMES) -> PrintedClass:
    with database.transaction(user_id=by) as db:
        course, sessions, people = a_running_course(db, names)
    return PrintedClass(course, sessions, people, print_it(database, by, now, course, sessions))


def print_it(
    database: Database, by: int, now: datetime, course: int, sessions: list[int], language: str = "en"
) -> SheetPrinted:
    with database.transaction(user_id=by) as db:
        return print_sheet(
            db,
            course_id=course,
            training_session_ids=sessions,
            language=language,
            walk_in_lines=4,
            with_sex=True,
            by=by,
            now=now,
        )


def page_image(pdf: bytes, page: int = 1, dots_per_inch: int = 150) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page - 1].render(scale=dots_per_inch / 72, grayscale=True).to_pil()
    finally:
        document.close()


def phone_photo(pdf: bytes, page: int = 1, *, seed: int = 1) -> Image.Image:
    """A 12 MP colour photo of a page on a table: from an angle, in uneven light, soft and grainy."""
    random = Random(seed)
    paper = page_image(pdf, page, 300).convert("RGB")
    width, height = 4000, 3000
    photo = Image.new("RGB", (width, height), (120, 96, 70))
    left, top, right, bottom = 260, 240, 3760, 2720
    skew = [random.uniform(-90, 90) for _corner in range(8)]
    corners = [
        (left + skew[0], top + skew[1]),
        (left + skew[2], bottom + skew[3]),
        (right + skew[4], bottom + skew[5]),
        (right + skew[6], top + skew[7]),
    ]
    placed = paper.transform(
        (width, height),
        Image.Transform.PERSPECTIVE,
        _coefficients(corners, paper.size),
        Image.Resampling.BICUBIC,
    )
    mask = Image.new("L", paper.size, 255).transform(
        (width, height), Image.Transform.PERSPECTIVE, _coefficients(corners, paper.size)
    )
    photo.paste(placed, mask=mask)
    shade = Image.linear_gradient("L").resize((width, height)).point(lambda grey: 150 + grey * 105 // 255)
    photo = Image.composite(photo, Image.new("RGB", photo.size, (20, 18, 14)), shade)
    noise = Image.effect_noise((width, height), 26).convert("RGB")
    return Image.blend(photo.filter(ImageFilter.GaussianBlur(1.6)), noise, 0.14)


def _coefficients(corners: list[tuple[float, float]], size: tuple[int, int]) -> list[float]:
    """Return what Pillow needs to put a page of ``size`` onto four corners (left top, then anticlockwise)."""
    width, height = size
    sources = [(0, 0), (0, height), (width, height), (width, 0)]
    rows = []
    for (x, y), (u, v) in zip(corners, sources, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for at in range(8):
        best = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(8):
            if other != at:
                factor = rows[other][at]
                rows[other] = [one - factor * two for one, two in zip(rows[other], rows[at], strict=True)]
    return [row[8] for row in rows]


def as_file(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
