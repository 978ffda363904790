"""How our papers are drawn: lines of text that always fit, rules, codes, the mark of practice."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import atan2, cos, sin
from typing import Literal

from tvet_desktop.documents.fonts import Face, missing_characters, text_width
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.documents.pdf.picture import Picture
from tvet_desktop.documents.pdf.tagged_canvas import Box, TaggedCanvas
from tvet_desktop.documents.qr import make_qr
from tvet_desktop.documents.text_fitting import FittedText, fit_text

MM = 72 / 25.4
MARGIN = 12 * MM
SHORT_SIDE, LONG_SIDE = 595.28, 841.89  # A4
SMALL, LEADING = 8.0, 9.8
INK, GREY, RULE = (0.08, 0.09, 0.12), (0.3, 0.31, 0.35), (0.5, 0.5, 0.54)

_NARROWEST = 0.72  # how far letters are squeezed before words are cut
_CAP_HEIGHT = 0.66
_SHARE = {"start": 0.0, "middle": 0.5, "end": 1.0}

Anchor = Literal["start", "middle", "end"]
Colour = tuple[float, float, float]


class Pen:
    """Draws the pages of one untagged paper, then gives its file. Lengths are points from the lower left."""

    def __init__(self, page_size: tuple[float, float], metadata: PaperMetadata) -> None:
        self.width, self.height = page_size
        self._canvas = TaggedCanvas(page_size, metadata)
        self._forms = 0

    def text(
        self,
        text: str,
        x: float,
        baseline: float,
        *,
        face: Face = Face.SANS,
        size: float = SMALL,
        ink: Colour = INK,
        anchor: Anchor = "start",
        room: float = 0.0,
    ) -> None:
        """Write one line; where it is wider than ``room`` (0: no limit) it is squeezed, then cut."""
        text = printable(text)
        if not text:
            return
        width = text_width(text, face, size)
        squeeze = 1.0
        if room and width > room:
            text = cut(text, face, size, room / _NARROWEST)
            width = text_width(text, face, size)
            squeeze = min(1.0, room / width)
        start = x - _SHARE[anchor] * width * squeeze
        self._canvas.ink(ink)
        if squeeze == 1.0:
            self._canvas.write_line(text, start, baseline, face=face, size=size)
            return
        self._canvas.draw_path(f"q {squeeze:.4f} 0 0 1 {start:.2f} {baseline:.2f} cm")
        self._canvas.write_line(text, 0, 0, face=face, size=size)
        self._canvas.draw_path("Q")

    def lines(
        self,
        lines: Sequence[str],
        x: float,
        baseline: float,
        *,
        face: Face = Face.SANS,
        size: float = SMALL,
        ink: Colour = INK,
        anchor: Anchor = "start",
        room: float = 0.0,
    ) -> float:
        """Write lines downwards and return the baseline that would follow."""
        for line in lines:
            self.text(line, x, baseline, face=face, size=size, ink=ink, anchor=anchor, room=room)
            baseline -= size * LEADING / SMALL
        return baseline

    def in_cell(
        self,
        text: str,
        left: float,
        right: float,
        middle: float,
        *,
        face: Face = Face.SANS,
        attempts: tuple[tuple[int, float, float], ...] = ((1, 10.0, 8.0), (2, 8.0, 8.0)),
        anchor: Anchor = "start",
    ) -> None:
        """Write ``text`` between two edges, about the height ``middle``: smaller, then in more lines, then cut."""
        room = right - left
        fitted = fitting(text, face, room, attempts)
        leading = fitted.size * 1.1
        baseline = middle + leading * (len(fitted.lines) - 1) / 2 - fitted.size * _CAP_HEIGHT / 2
        x = left + room * _SHARE[anchor]
        for line in fitted.lines:
            self.text(line, x, baseline, face=face, size=fitted.size, anchor=anchor, room=room)
            baseline -= leading

    def rule(
        self, x1: float, y1: float, x2: float, y2: float, *, thickness: float = 0.5, ink: Colour = RULE
    ) -> None:
        """Draw a straight rule."""
        self._canvas.ink(ink)
        self._canvas.draw_path(f"{thickness} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def dashed(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a fine dashed rule."""
        self._canvas.draw_path("q [1.5 1.5] 0 d")
        self.rule(x1, y1, x2, y2, thickness=0.4)
        self._canvas.draw_path("Q")

    def frame(
        self,
        left: float,
        bottom: float,
        right: float,
        top: float,
        *,
        thickness: float = 0.9,
        ink: Colour = INK,
    ) -> None:
        """Draw a box without filling it."""
        self._canvas.ink(ink)
        self._canvas.draw_path(
            f"{thickness} w {left:.2f} {bottom:.2f} {right - left:.2f} {top - bottom:.2f} re S"
        )

    def code(self, text: str, left: float, bottom: float, side: float) -> None:
        """Draw a QR code over a square, without its quiet zone: the caller leaves it free."""
        self._canvas.ink((0.0, 0.0, 0.0))
        self._canvas.draw_image_body(make_qr(text).mask, (left, bottom, left + side, bottom + side))

    def picture(self, picture: Picture, box: Box) -> None:
        """Draw a picture over a box; however often it is drawn, the file holds it once."""
        self._canvas.draw_picture(picture, box)

    def practice(self, word: str, *, size: float = 120.0) -> None:
        """Write the word across the page in outlined letters: nobody takes this paper for a real one."""
        angle = atan2(self.height, self.width) * 0.8
        turned = f"{cos(angle):.4f} {sin(angle):.4f} {-sin(angle):.4f} {cos(angle):.4f}"
        width = text_width(word, Face.SANS_SEMIBOLD, size)
        size *= min(1.0, 0.8 * self.width / width)
        start = -text_width(word, Face.SANS_SEMIBOLD, size) / 2
        self._canvas.ink((0.62, 0.62, 0.64))
        self._canvas.draw_path(f"q 0.8 w {turned} {self.width / 2:.2f} {self.height / 2:.2f} cm")
        self._canvas.write_line(
            word, start, -size * _CAP_HEIGHT / 2, face=Face.SANS_SEMIBOLD, size=size, outlined=True
        )
        self._canvas.draw_path("Q")

    @contextmanager
    def shared(self) -> Iterator[str]:
        """What is drawn inside is stored once, under the name that is given, for `draw_shared`."""
        self._forms += 1
        name = f"shared{self._forms}"
        with self._canvas.form(name):
            yield name

    def draw_shared(self, name: str) -> None:
        """Draw what was stored."""
        self._canvas.doForm(name)

    def end_page(self) -> None:
        """The page is full."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """Return the file."""
        return self._canvas.finish()


def printable(text: str) -> str:
    """Return ``text`` with a question mark for each letter that no font of ours has."""
    for character in missing_characters(text):
        text = text.replace(character, "?")
    return text


def cut(text: str, face: Face, size: float, width: float) -> str:
    """Return as much of ``text`` as fits, ended by an ellipsis where it was cut."""
    if text_width(text, face, size) <= width:
        return text
    kept = text
    while kept and text_width(f"{kept}…", face, size) > width:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def fitting(
    text: str, face: Face, width: float, attempts: tuple[tuple[int, float, float], ...]
) -> FittedText:
    """Return ``text`` in the first attempt that fits; where none does, in the lines of the last one, cut."""
    text = printable(text)
    fitted = fit_text(text, face, width, attempts)
    if fitted is not None:
        return fitted
    most_lines, _largest, smallest = attempts[-1]
    lines: list[str] = []
    rest = text.split(" ")
    while rest and len(lines) < most_lines:
        line = rest.pop(0)
        is_last = len(lines) == most_lines - 1
        while rest and (is_last or text_width(f"{line} {rest[0]}", face, smallest) <= width):
            line = f"{line} {rest.pop(0)}"
        lines.append(line)
    return FittedText(tuple(cut(line, face, smallest, width / _NARROWEST) for line in lines), smallest)
