"""What the first paint needs to know from yesterday: language and size of the window.

One line of text of its own ("rw 1180 700"), because importing a JSON reader would delay the paint.
"""

from pathlib import Path
from typing import NamedTuple

FILE_NAME = "window.txt"
_WIDTH, _HEIGHT = 1180, 700  # fits 1366 x 768 with a task bar


class FirstLook(NamedTuple):
    """Language code and size in pixels; the values are what a fresh PC starts with."""

    language: str = "en"
    width: int = _WIDTH
    height: int = _HEIGHT


def read_first_look(folder: Path) -> FirstLook:
    """Return what was kept in the data folder; a missing or damaged file is a fresh start."""
    try:
        language, width, height = (folder / FILE_NAME).read_text(encoding="utf-8").split()
        return FirstLook(language, int(width), int(height))
    except (OSError, ValueError):
        return FirstLook()


def write_first_look(folder: Path, look: FirstLook) -> None:
    """Keep it for the next start, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{FILE_NAME}.new"
    fresh.write_text(" ".join(str(part) for part in look), encoding="utf-8")
    fresh.replace(folder / FILE_NAME)
