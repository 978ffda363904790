"""Finds the codes of certificates in text that was pasted, and mends what mails and clipboards do to them.

A code has spaces in it that mean something. On the way they are doubled, lost or made line ends, lines get quote
marks, and some programs write all in small letters. What stands between two other characters is therefore a guess;
the form of a code and its signature tell which guess is right. No other character is ever guessed, and a text in
which capitals and small letters are mixed was changed by hand.
"""

import re
from collections.abc import Callable, Iterator
from itertools import accumulate, count, pairwise
from typing import NamedTuple
from urllib.parse import unquote

from tvet_desktop.certificates.statements.base45 import ALPHABET, from_base45, to_base45
from tvet_desktop.certificates.statements.code_form import (
    PREFIX,
    SIGNATURE_LENGTH,
    characters_of,
    declared_length,
    length_when_whole,
)
from tvet_desktop.certificates.statements.signed_statement import is_whole

_LOOSE_PREFIX = re.compile(r"R\s*P\s*T\s*1\s*:", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"RPT1%3A", re.IGNORECASE)
_QUOTE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_SOFT_BREAK = re.compile(r"=\r?\n")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")
_HARD_SPACE = "\N{NO-BREAK SPACE}"
_LONGEST_PASTE = 100_000
_MOST_CODES = 200
_FEW_CODES = 5  # more of them share the steps that this many may take
_HEAD = 60  # characters that hold all that stands before the facts
_TELLING = 60  # so many letters show whether all are small
_MOST_CHANGES = 24
_MORE_CHANGES = 2  # than the first guess that has the form of a code
_MOST_STEPS, _ENOUGH_STEPS = 60_000, 20_000  # without any space there is more to guess
_MOST_ENDS = 6
_MOST_SPACES = 4
_GROUP, _LAST_GROUP = 3, 2
_VISIBLE = ALPHABET.replace(" ", "")
_SPACE = ALPHABET.index(" ")


class _Letter(NamedTuple):
    """A character of a code, and what stood before it: so many spaces, or a line end among them."""

    value: int
    spaces: int
    is_after_break: bool


class _State(NamedTuple):
    """How far a guess has come: letters used, characters of the code, its bytes, an unfinished group, changes so far.

    ``whole`` is how many bytes the code will have, None while it does not say so itself.
    """

    at: int
    written: int
    data: bytes
    group: tuple[int, ...]
    cost: int
    whole: int | None


def pasted_codes(text: str, is_signed: Callable[[str], bool]) -> list[str]:
    """Return the codes in ``text`` as they were printed, in their order.

    Args:
        text: what was pasted; words may stand before and after a code.
        is_signed: tells whether a code's signature holds, which decides between two guesses.
    """
    tidy = _tidy(text[:_LONGEST_PASTE])
    starts = [found.start() for found in _LOOSE_PREFIX.finditer(tidy)][:_MOST_CODES]
    share = 1 / max(len(starts) / _FEW_CODES, 1)
    parts = pairwise([*starts, len(tidy)])
    codes = (_mended(tidy[start:end], is_signed, share) for start, end in parts)
    return [code for code in codes if code]


def _tidy(text: str) -> str:
    if _IN_ADDRESS.search(text):
        text = unquote(text)
    text = _INVISIBLE.sub("", _SOFT_BREAK.sub("", _QUOTE_MARKS.sub("", text)))
    # pages write doubled spaces so; a single one between letters is a change of the text
    return re.sub(rf"(?<=\s){_HARD_SPACE}|{_HARD_SPACE}(?=\s)", " ", text)


def _mended(part: str, is_signed: Callable[[str], bool], share: float) -> str:
    """Return the code that ``part`` begins with, the first guess at it if none is signed; "" where it is none."""
    letters = [letter for letter in part if letter.isalpha()][:_TELLING]
    if letters and all(letter.islower() for letter in letters):
        part = part.upper()
    if not part.startswith("R"):
        return ""
    body = _LOOSE_PREFIX.sub("", part, count=1)
    as_it_is = PREFIX + body.strip("\r\n\t ")
    for whole in (as_it_is, as_it_is.replace("  ", " ")):
        if is_whole(whole):
            return whole
    if _has_its_length(as_it_is):
        return as_it_is
    first = ""
    for guess in _guesses(*_letters(body), share):
        if is_signed(guess):
            return guess
        first = first or guess
    return first or as_it_is


def _has_its_length(code: str) -> bool:
    """Tell whether no character is missing or too many, so that spaces are not what is wrong with a code."""
    try:
        length = declared_length(from_base45(code.removeprefix(PREFIX)[:_HEAD]))
    except ValueError:
        return False
    return length is not None and len(code) == len(PREFIX) + characters_of(length)


def _letters(body: str) -> tuple[list[_Letter], list[int]]:
    """Return the characters of a code, and after how many of them it may end."""
    letters: list[_Letter] = []
    ends: list[int] = []
    spaces, is_after_break = 0, False
    for character in body:
        if character in _VISIBLE:
            if letters and (spaces or is_after_break):
                ends.append(len(letters))
            letters.append(_Letter(ALPHABET.index(character), spaces, is_after_break))
            spaces, is_after_break = 0, False
        elif character == " ":
            spaces += 1
        elif character in "\r\n\t":
            is_after_break = True
        else:
            if spaces or is_after_break:
                ends.append(len(letters))
            return letters, ends
    return letters, [*ends, len(letters)]


def _guesses(letters: list[_Letter], ends: list[int], share: float) -> Iterator[str]:
    """Yield the codes that the letters may stand for, the least changed first; gives up where there are too many."""
    has_lost_all = not any(letter.spaces for letter in letters)
    left = count(int(share * (_MOST_STEPS if has_lost_all else _ENOUGH_STEPS)), -1)
    parts = [_Part(letters[:end]) for end in sorted(set(ends), reverse=True)[:_MOST_ENDS]]
    most = _MOST_CHANGES
    for cost in range(_MOST_CHANGES):
        for part in parts:
            for state in part.whole_ones(cost, left):
                yield PREFIX + to_base45(state.data)
                most = min(most, cost + _MORE_CHANGES)
            if cost >= most or next(left) <= 0:
                return


class _Part:
    """Letters that may be a whole code, if the right spaces are put between them."""

    def __init__(self, letters: list[_Letter]) -> None:
        self._letters = letters
        natural = accumulate((_natural(letter) for letter in reversed(letters)), initial=0)
        self._spaces_after = list(natural)[::-1]
        """How many spaces stand before the letters from the one with this number on, as far as one sees."""

    def whole_ones(self, cost: int, left: Iterator[int]) -> Iterator[_State]:
        """Yield the codes that differ from what was pasted by exactly so many changes."""
        open_states = [_State(0, 0, b"", (), 0, None)]
        while open_states and next(left) > 0:
            state = open_states.pop()
            if state.at < len(self._letters):
                open_states += self._next_states(state, cost)
            elif state.cost == cost and state.whole == len(state.data) and not state.group:
                yield state

    def _next_states(self, state: _State, most: int) -> list[_State]:
        letter = self._letters[state.at]
        found = []
        for spaces in range(min(_natural(letter) + most - state.cost, _MOST_SPACES), -1, -1):
            cost = state.cost + _cost(letter, spaces)
            if cost > most:
                continue
            taken = self._take(state, [_SPACE] * spaces + [letter.value], cost)
            if taken is not None and self._can_end(taken, most):
                found.append(taken)
        return found

    def _take(self, state: _State, values: list[int], cost: int) -> _State | None:
        data, group, whole = state.data, state.group, state.whole
        for value in values:
            group = (*group, value)
            is_last = whole is not None and len(group) == _LAST_GROUP and len(data) + 1 == whole
            if len(group) < _GROUP and not is_last:
                continue
            number = sum(part * 45**power for power, part in enumerate(group))
            if number >= 256 ** (len(group) - 1) or len(data) == whole:
                return None
            data, group = data + number.to_bytes(len(group) - 1, "big"), ()
            if whole is None or len(data) <= whole - SIGNATURE_LENGTH:
                try:
                    whole = length_when_whole(data)
                except ValueError:
                    return None
        return _State(state.at + 1, state.written + len(values), data, group, cost, whole)

    def _can_end(self, state: _State, most: int) -> bool:
        """Tell whether the letters that are left can fill the code with the changes that are left."""
        if state.whole is None:
            return True
        spaces = characters_of(state.whole) - state.written - (len(self._letters) - state.at)
        return 0 <= spaces <= self._spaces_after[state.at] + most - state.cost


def _natural(letter: _Letter) -> int:
    """How many spaces seem to stand before a letter; a line end may have swallowed one."""
    return max(letter.spaces, int(letter.is_after_break))


def _cost(letter: _Letter, spaces: int) -> int:
    """How many changes it takes to have so many spaces before a letter."""
    if spaces == letter.spaces or (letter.is_after_break and spaces <= 1):
        return 0
    return spaces - letter.spaces if spaces > letter.spaces else 1
