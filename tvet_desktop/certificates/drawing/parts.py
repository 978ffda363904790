"""What a laid-out certificate consists of: a few kinds of marks, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.picture import Picture
from tvet_desktop.documents.pdf.structure import Role, Scope
from tvet_desktop.documents.qr import QrCode

Colour = tuple[float, float, float]
Box = tuple[float, float, float, float]

INK: Colour = (0.11, 0.12, 0.16)
BLUE: Colour = (0.09, 0.2, 0.42)
GREY: Colour = (0.32, 0.33, 0.37)
AMBER: Colour = (0.84, 0.56, 0.1)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. ``anchor`` tells whether ``x`` is its start, middle or end."""

    text: str
    x: float
    baseline: float
    face: Face
    size: float
    ink: Colour
    tracking: float = 0
    anchor: Literal["start", "middle", "end"] = "middle"


@dataclass(frozen=True, slots=True)
class Diagonal:
    """Outlined letters across the sheet, rising to the right; ``offset`` is the distance from its middle."""

    text: str
    face: Face
    size: float
    offset: float
    ink: Colour


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule."""

    left: float
    right: float
    y: float
    thickness: float
    ink: Colour


@dataclass(frozen=True, slots=True)
class Frame:
    """The double rule around the sheet: ``edge`` from the paper's edge, the inner one ``gap`` inside."""

    edge: float
    gap: float
    ink: Colour


@dataclass(frozen=True, slots=True)
class Ornament:
    """A small lozenge between two short rules."""

    x: float
    y: float
    half_width: float
    ink: Colour


@dataclass(frozen=True, slots=True)
class Image:
    """A picture over a box (left, bottom, right, top)."""

    picture: Picture
    box: Box


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code over a box, without its quiet zone."""

    code: QrCode
    box: Box


Item = Line | Diagonal | Rule | Frame | Ornament | Image | Code


@dataclass(frozen=True, slots=True)
class Part:
    """Marks that belong together: with a role they are read aloud, without one they are decoration.

    A picture has an ``alternative`` text and a ``box``, a head cell a ``scope``; ``language`` is named where it is not
    that of the page.
    """

    role: Role | None
    items: tuple[Item, ...]
    alternative: str = ""
    box: Box | None = None
    language: str = ""
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Parts in a part: a table with its rows, a row with its cells."""

    role: Role
    parts: "tuple[Part | Group, ...]"
    scope: Scope | None = None


Page = tuple[Part | Group, ...]
"""What stands on one page, in the order in which it is read aloud."""


def leaves(page: Page) -> Iterator[Part]:
    """Yield the parts of a page without their groups, in their order."""
    for part in page:
        if isinstance(part, Group):
            yield from leaves(part.parts)
        else:
            yield part
