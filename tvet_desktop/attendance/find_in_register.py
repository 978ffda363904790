"""Find somebody in a register by a few letters of the name, or by the number beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tvet_desktop.people.search import folded
from tvet_desktop.shared.text import fold_name

ENOUGH_LETTERS = 3
"""So many letters that fit one person only mean that person."""


@dataclass(frozen=True)
class FoundInRegister:
    """The positions that fit what was typed, the best first; ``is_sure``: nobody else can be meant."""

    positions: tuple[int, ...]
    is_sure: bool


def find_in_register(lines: Sequence[tuple[int, str]], typed: str) -> FoundInRegister:
    """Return where the typed letters or the typed number stand among (number, name) lines.

    Accents, case, r and l, and the order of the names do not matter. Letters begin one of the names; where
    nobody's name begins like that, they may stand anywhere in it. A number is the number beside the name, or its
    first digits.
    """
    words = fold_name(typed).split()
    if not words:
        return FoundInRegister((), is_sure=False)
    if words[0].isdecimal():
        return _by_number(lines, words[0])
    names = [f" {folded(name)}" for _number, name in lines]
    found = _with_all(names, [f" {word}" for word in words]) or _with_all(names, words)
    is_sure = len(found) == 1 and sum(map(len, words)) >= ENOUGH_LETTERS
    return FoundInRegister(tuple(found), is_sure)


def _by_number(lines: Sequence[tuple[int, str]], digits: str) -> FoundInRegister:
    wanted = int(digits)
    exact = [position for position, (number, _name) in enumerate(lines) if number == wanted]
    longer = [
        position
        for position, (number, _name) in enumerate(lines)
        if number != wanted and str(number).startswith(str(wanted))
    ]
    return FoundInRegister((*exact, *longer), is_sure=len(exact) == 1 and not longer)


def _with_all(names: Sequence[str], parts: Sequence[str]) -> list[int]:
    return [position for position, name in enumerate(names) if all(part in name for part in parts)]
