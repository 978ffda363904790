"""Words of two languages on one line, each set and tagged for itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tvet_desktop.certificates.drawing.parts import GREY, Colour, Line, Part
from tvet_desktop.certificates.drawing.sheet import SMALL_LEADING
from tvet_desktop.documents.fonts import Face, text_width
from tvet_desktop.documents.pdf.structure import Role

DOT = " · "
_ROUND_A_DOT = 0.36  # of the size


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line, ``before`` it so much room. A separator is not read aloud.

    ``language`` is named where it is not the page's.
    """

    text: str
    face: Face
    size: float
    ink: Colour
    language: str = ""
    is_separator: bool = False
    before: float = 0

    @property
    def width(self) -> float:
        """In points, with the room before it."""
        return self.before + text_width(self.text, self.face, self.size)


def beside(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans with a dot between each two."""
    joined: list[Span] = []
    for span in spans:
        gap = span.size * _ROUND_A_DOT
        if joined:
            dot = Span("·", Face.SERIF, span.size, GREY, is_separator=True, before=gap)
            joined.append(dot)
        joined.append(replace(span, before=gap) if joined else span)
    return tuple(joined)


def width_of(spans: Sequence[Span]) -> float:
    """Return the width of a line of spans, in points."""
    return sum(span.width for span in spans)


def set_spans(spans: Sequence[Span], left: float, baseline: float) -> tuple[Part, ...]:
    """Return the spans as parts of one line that begins at ``left``."""
    parts = []
    for span in spans:
        line = Line(span.text, left + span.before, baseline, span.face, span.size, span.ink, anchor="start")
        role = None if span.is_separator else Role.TEXT
        parts.append(Part(role, (line,), language=span.language))
        left += span.width
    return tuple(parts)


Paragraph = tuple[tuple[Span, ...], ...]
"""Lines of spans that are read as one where each has a single span."""

_ROUND_A_STRONG_LINE = 1.5


def stacked(paragraphs: Sequence[Paragraph], x: float, share: float, floor: float) -> list[Part]:
    """Return small lines one above the other, the last on the floor.

    They begin (``share`` 0), are centred (0.5) or end (1) at ``x``.
    """
    parts: list[Part] = []
    baseline = floor
    for paragraph in reversed(paragraphs):
        lines: list[Line] = []
        for row in reversed(paragraph):
            rise = _ROUND_A_STRONG_LINE if row[-1].face is Face.SANS_SEMIBOLD else 0.0
            baseline += rise
            left = x - share * width_of(row)
            if len(paragraph) > 1 or len(row) == 1:
                one = row[0]
                lines.append(Line(one.text, left, baseline, one.face, one.size, one.ink, anchor="start"))
            else:
                parts.extend(reversed(set_spans(row, left, baseline)))
            baseline += SMALL_LEADING + rise
        if lines:
            parts.append(Part(Role.TEXT, tuple(reversed(lines)), language=paragraph[0][0].language))
    return parts[::-1]
