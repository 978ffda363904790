"""Words of two languages on one line, each set and tagged for itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tvet_desktop.certificates.drawing.parts import GREY, Colour, Line, Part
from tvet_desktop.documents.fonts import Face, text_width
from tvet_desktop.documents.pdf.structure import Role

DOT = " · "


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line. ``language`` is named where it is not the page's; a separator is not read aloud."""

    text: str
    face: Face
    size: float
    ink: Colour
    language: str = ""
    is_separator: bool = False

    @property
    def width(self) -> float:
        """In points."""
        return text_width(self.text, self.face, self.size)


def beside(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans with a dot between each two."""
    joined: list[Span] = []
    for span in spans:
        if joined:
            joined.append(replace(span, text=DOT, ink=GREY, language="", is_separator=True))
        joined.append(span)
    return tuple(joined)


def width_of(spans: Sequence[Span]) -> float:
    """Return the width of a line of spans, in points."""
    return sum(span.width for span in spans)


def set_spans(spans: Sequence[Span], left: float, baseline: float) -> tuple[Part, ...]:
    """Return the spans as parts of one line that begins at ``left``."""
    parts = []
    for span in spans:
        line = Line(span.text, left, baseline, span.face, span.size, span.ink, anchor="start")
        role = None if span.is_separator else Role.TEXT
        parts.append(Part(role, (line,), language=span.language))
        left += span.width
    return tuple(parts)
