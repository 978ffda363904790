"""The line that tells a second sheet from the first: on paper only, never in the signed file."""

from datetime import UTC, datetime
from functools import lru_cache

from tvet_desktop.certificates.drawing.parts import GREY
from tvet_desktop.certificates.drawing.sheet import HEIGHT, LINE_GAP, MM, PADDING, SMALL, WIDTH
from tvet_desktop.certificates.templates.languages import languages_of
from tvet_desktop.certificates.templates.words import words_in
from tvet_desktop.documents.fonts import Face, text_width
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.documents.pdf.tagged_canvas import TaggedCanvas

_TRACKING = 1.6
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # a file that nobody keeps
_BELOW_THE_RULE = 12.0  # inside the frame, where nothing else stands: cut off, the sheet loses its frame too


def draw_duplicate_mark(canvas: TaggedCanvas, language: str, margin_mm: float) -> None:
    """Write the line into the upper right corner of the page, inside the frame; ``language`` may be "en+fr"."""
    text = " · ".join(dict.fromkeys(words_in(one).line("duplicate") for one in languages_of(language)))
    edge = margin_mm * MM + LINE_GAP
    right, baseline = WIDTH - edge - PADDING, HEIGHT - edge - _BELOW_THE_RULE
    left = right - text_width(text, Face.SANS_SEMIBOLD, SMALL, _TRACKING)
    canvas.ink(GREY)
    canvas.write_line(text, left, baseline, face=Face.SANS_SEMIBOLD, size=SMALL, tracking=_TRACKING)


@lru_cache(maxsize=16)
def duplicate_overlay(language: str, margin_mm: float) -> bytes:
    """Return a PDF of one page that has nothing but the line, to be laid over an issued certificate."""
    canvas = TaggedCanvas((WIDTH, HEIGHT), PaperMetadata("", "", language, _NO_DAY, is_tagged=False))
    draw_duplicate_mark(canvas, language, margin_mm)
    return canvas.finish()
