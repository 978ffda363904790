"""What a scanner that is set for another keyboard than the PC's types, and what it meant.

A scanner knows no letters, it presses keys; the PC says which letter a key is. A scanner set for the American
keyboard presses the key left of "S" for A, and a PC with a French keyboard types Q. The maps are made from the
rows of keys as they lie on the tables of five kinds of keyboards. Our codes have letters only, so that a key says
it all and Shift and Caps Lock, which differ from system to system, do not matter.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple


class Layout(NamedTuple):
    """The keys that carry a letter on any keyboard, row by row, without and with Shift."""

    plain: str
    shifted: str


# ten keys from Q, ten from A, seven from Z, where the American keyboard has them
LAYOUTS = {
    "us": Layout("qwertyuiopasdfghjkl;zxcvbnm", "QWERTYUIOPASDFGHJKL:ZXCVBNM"),
    "fr": Layout("azertyuiopqsdfghjklmwxcvbn,", "AZERTYUIOPQSDFGHJKLMWXCVBN?"),
    "fr_2019": Layout("azertyuiopqsdfghjklmwxcvbn.", "AZERTYUIOPQSDFGHJKLMWXCVBN?"),
    "be": Layout("azertyuiopqsdfghjklmwxcvbn,", "AZERTYUIOPQSDFGHJKLMWXCVBN?"),
    "de": Layout("qwertzuiopasdfghjklöyxcvbnm", "QWERTZUIOPASDFGHJKLÖYXCVBNM"),
    "ch": Layout("qwertzuiopasdfghjkléyxcvbnm", "QWERTZUIOPASDFGHJKLöYXCVBNM"),
}


def readings(typed: str) -> Iterator[str]:
    """Give what ``typed`` says in capitals, for each pair of keyboards, each reading once.

    The reading for one and the same keyboard comes first. Characters of other keys stay as they are.
    """
    seen = set()
    for table in _tables():
        reading = typed.translate(table)
        if reading not in seen:
            seen.add(reading)
            yield reading


@cache
def _tables() -> tuple[dict[int, str], ...]:
    """Return the maps from what the PC typed to the letter that the scanner meant, each once."""
    same = {ord(letter): letter.upper() for letter in "abcdefghijklmnopqrstuvwxyz"}
    tables = [same]
    for scanner in LAYOUTS.values():
        for pc in LAYOUTS.values():
            table: dict[int, str] = {}
            for meant, plain, shifted in zip(scanner.shifted, pc.plain, pc.shifted, strict=True):
                if "A" <= meant <= "Z":
                    table |= {ord(plain): meant, ord(shifted): meant}
            if table not in tables:
                tables.append(table)
    return tuple(tables)
