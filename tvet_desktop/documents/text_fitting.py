"""Fits a text into a width: first one line, smaller and smaller, then more lines of about equal length."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tvet_desktop.documents.fonts import Face, text_width

_STEPS = 7


@dataclass(frozen=True, slots=True)
class FittedText:
    """Lines of one size in points."""

    lines: tuple[str, ...]
    size: float


@lru_cache(maxsize=1024)
def fit_text(
    text: str, face: Face, width: float, attempts: tuple[tuple[int, float, float], ...]
) -> FittedText | None:
    """Return ``text`` broken and sized to fit ``width`` points, or None if no attempt does.

    An attempt is (most lines, largest size, smallest size); the first that fits wins, at the largest size
    that fits, in steps of one point.
    """
    for most_lines, largest, smallest in attempts:
        size = largest
        while size >= smallest:
            lines = wrap_evenly(text, face, size, width)
            if lines is not None and len(lines) <= most_lines:
                return FittedText(lines, size)
            size -= 1
    return None


@lru_cache(maxsize=1024)
def wrap_evenly(text: str, face: Face, size: float, width: float) -> tuple[str, ...] | None:
    """Return ``text`` in as few lines as fit ``width``, of about equal length; None if a word is too wide."""
    lines = _wrap(text.split(" "), face, size, width)
    if lines is None or len(lines) == 1:
        return lines
    narrow, wide = width / 2, width
    for _step in range(_STEPS):
        middle = (narrow + wide) / 2
        tried = _wrap(text.split(" "), face, size, middle)
        if tried is not None and len(tried) == len(lines):
            lines, wide = tried, middle
        else:
            narrow = middle
    return lines


def _wrap(words: Sequence[str], face: Face, size: float, width: float) -> tuple[str, ...] | None:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if text_width(longer, face, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if any(text_width(line, face, size) > width for line in lines):
        return None
    return tuple(lines)
