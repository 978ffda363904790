"""Rows of centred text, spread between what hangs from the top of a sheet and what stands on its foot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tvet_desktop.certificates.drawing.foot import Foot
from tvet_desktop.certificates.drawing.parts import GREY, INK, Colour, Line, Ornament, Part
from tvet_desktop.certificates.drawing.sheet import MIDDLE, TextDoesNotFit
from tvet_desktop.certificates.drawing.spans import Span, set_spans, width_of
from tvet_desktop.documents.fonts import Face, text_width
from tvet_desktop.documents.pdf.structure import Role
from tvet_desktop.documents.text_fitting import fit_text

TEXT_WIDTH = 640.0
CAP_HEIGHT = 0.67
_TIGHTEST, _LOOSEST = 0.5, 1.3  # how far the gaps may be drawn together or apart
_SHARE_ABOVE = 0.42  # of the room left over: the eye's middle lies above the ruler's
_ORNAMENT_WIDTH = 70.0
_DESCENT = 0.25
_STEPS = 8  # in which the middle is raised until it passes by the code

Attempts = tuple[tuple[int, float, float], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph before it has a place. ``gap`` is the wanted room above it, ``close`` room that never changes.

    An ornament stands midway between it and the next. It has either ``lines``, or one line of ``spans`` in several languages.
    """

    lines: tuple[str, ...]
    face: Face
    size: float
    gap: float = 0
    close: float = 0
    leading: float = 1.25
    ink: Colour = INK
    role: Role = Role.TEXT
    language: str = ""
    has_ornament: bool = False
    least_height: float = 0
    spans: tuple[Span, ...] = ()

    @property
    def rise(self) -> float:
        """From the top of the first line's capitals to its baseline, or the room kept for it."""
        return max(self.size * CAP_HEIGHT, self.least_height)

    @property
    def height(self) -> float:
        """From the top of the first line's capitals to the last baseline."""
        return self.rise + self.size * self.leading * (max(len(self.lines), 1) - 1)


def fitted(text: str, face: Face, attempts: Attempts, width: float = TEXT_WIDTH) -> Row:
    """Return a row that fits the width by one of the attempts (see ``fit_text``).

    Raises:
        TextDoesNotFit: none of them does.
    """
    found = fit_text(text, face, width, attempts)
    if found is None:
        raise TextDoesNotFit(text)
    return Row(found.lines, face, found.size)


def spread(rows: Sequence[Row], top: float, bottom: float) -> list[Part]:
    """Give the rows their places between ``top`` and ``bottom``, their gaps stretched or drawn together.

    Raises:
        TextDoesNotFit: there is too little room; it names the text that takes most of it beyond one line.
    """
    room = top - bottom - sum(row.height + row.close for row in rows)
    wanted = sum(row.gap for row in rows) + rows[-1].gap
    stretch = min(room / wanted, _LOOSEST)
    if stretch < _TIGHTEST:
        largest = max(rows, key=lambda row: (row.height - row.rise, len(" ".join(row.lines))))
        raise TextDoesNotFit(" ".join(largest.lines))
    parts, _ = _place(rows, top - (room - wanted * stretch) * _SHARE_ABOVE, stretch)
    return parts


def spread_beside(rows: Sequence[Row], top: float, foot: Foot) -> list[Part]:
    """Give the rows their places above a foot, the lowest beside its code where it leaves them room.

    Raises:
        TextDoesNotFit: there is too little room.
    """
    for step in range(_STEPS):
        bottom = foot.beside_code + (foot.top - foot.beside_code) * step / _STEPS
        parts = spread(rows, top, bottom)
        if all(_right_end(line) <= foot.left_of_code for line in _lines_below(parts, foot.top)):
            return parts
    return spread(rows, top, foot.top)


def _lines_below(parts: Sequence[Part], height: float) -> Iterator[Line]:
    for part in parts:
        for item in part.items:
            if isinstance(item, Line) and item.baseline - item.size * _DESCENT < height:
                yield item


def _right_end(line: Line) -> float:
    share = 0.5 if line.anchor == "middle" else 1
    return line.x + share * text_width(line.text, line.face, line.size, line.tracking)


def hang(rows: Sequence[Row], top: float) -> tuple[list[Part], float]:
    """Give the rows their places below ``top``, with the gaps that they want; return the last baseline as well."""
    return _place(rows, top, 1)


def _place(rows: Sequence[Row], baseline: float, stretch: float) -> tuple[list[Part], float]:
    parts: list[Part] = []
    for index, row in enumerate(rows):
        above = row.close + row.gap * stretch
        if index and rows[index - 1].has_ornament:
            parts.append(_ornament(baseline - above / 2, rows[index - 1].ink))
        baseline -= above + row.rise
        parts.extend(_set(row, baseline))
        baseline -= row.height - row.rise
    return parts, baseline


@lru_cache(maxsize=256)
def _ornament(y: float, ink: Colour) -> Part:
    return Part(None, (Ornament(MIDDLE, y, _ORNAMENT_WIDTH, ink),))


@lru_cache(maxsize=1024)
def _set(row: Row, baseline: float) -> tuple[Part, ...]:
    if row.spans:
        return set_spans(row.spans, MIDDLE - width_of(row.spans) / 2, baseline)
    step = row.size * row.leading
    lines = tuple(
        Line(text, MIDDLE, baseline - step * index, row.face, row.size, row.ink)
        for index, text in enumerate(row.lines)
    )
    return (Part(row.role, lines, language=row.language),)


def in_second_language(row: Row, language: str, close: float) -> Row:
    """Return a row as it stands beneath the one of the leading language: grey, and always as close to it."""
    return replace(row, gap=0, close=close, ink=GREY, role=Role.TEXT, language=language)
