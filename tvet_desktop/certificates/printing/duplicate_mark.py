"""The line that tells a second sheet from the first: on paper only, never in the signed file."""

from datetime import UTC, datetime
from functools import lru_cache

from tvet_desktop.certificates.drawing.draw_certificate import draw_part
from tvet_desktop.certificates.drawing.parts import GREY, Line, Part
from tvet_desktop.certificates.drawing.sheet import HEIGHT, LINE_GAP, MM, PADDING, SMALL, WIDTH
from tvet_desktop.certificates.templates.languages import languages_of
from tvet_desktop.certificates.templates.words import words_in
from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.documents.pdf.structure import Role
from tvet_desktop.documents.pdf.tagged_canvas import TaggedCanvas

_TRACKING = 1.6
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # a file that nobody keeps
_BELOW_THE_RULE = 14.0  # inside the frame, where nothing else stands: cut off, the sheet loses its frame too


def duplicate_mark(language: str, margin_mm: float) -> Part:
    """Return the line for the upper right corner, inside the frame; ``language`` may be "en+fr"."""
    text = " · ".join(dict.fromkeys(words_in(one).line("duplicate") for one in languages_of(language)))
    edge = margin_mm * MM + LINE_GAP
    right, baseline = WIDTH - edge - 1.6 * PADDING, HEIGHT - edge - _BELOW_THE_RULE
    line = Line(text, right, baseline, Face.SANS_SEMIBOLD, SMALL, GREY, tracking=_TRACKING, anchor="end")
    return Part(Role.TEXT, (line,))


@lru_cache(maxsize=16)
def duplicate_overlay(language: str, margin_mm: float) -> bytes:
    """Return a PDF of one page that has nothing but the line, to be laid over an issued certificate."""
    canvas = TaggedCanvas((WIDTH, HEIGHT), PaperMetadata("", "", language, _NO_DAY, is_tagged=False))
    draw_part(canvas, duplicate_mark(language, margin_mm))
    return canvas.finish()
