"""The core's reading of a cell as what a form's field asks: how it is written, and what is wrong."""

from collections.abc import Callable

from tvet_desktop.documents.bad_cells import Unreadable
from tvet_desktop.people.read_form import BadField


def tidied(written: Callable[[str], str]) -> Callable[[str], str]:
    """Return a function that tidies what was typed, and leaves alone what cannot be read."""

    def tidy(typed: str) -> str:
        try:
            return written(typed)
        except Unreadable:
            return typed

    return tidy


def problem_with(field: str, reader: Callable[[str], object]) -> Callable[[str], str]:
    """Return a function that says what is wrong with what was typed, or ""."""

    def problem(typed: str) -> str:
        try:
            reader(typed)
        except Unreadable as error:
            return BadField(field, typed, error.problem).sentence()
        return ""

    return problem
