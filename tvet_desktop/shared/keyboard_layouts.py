"""What a scanner that is set for another keyboard than the PC's types, and what it meant.

A scanner knows no letters, it presses keys; the PC says which letter a key is. A scanner set for the American
keyboard presses the key left of "S" for A, and a PC with a French keyboard types Q. The maps are made from the
rows of keys as they lie on the tables of seven kinds of keyboards.

A letter's key says it all: Shift and Caps Lock, which differ from system to system, do not matter for it. For the
other characters Shift does.
"""

import string
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_NONE = "\N{REPLACEMENT CHARACTER}"
"""Stands where a key types nothing by itself, as dead keys do, or differs from maker to maker."""


class Layout(NamedTuple):
    """The keys of a keyboard, row by row, without and with Shift."""

    plain: str
    shifted: str


# thirteen keys from the one left of 1, twelve from Q, twelve from A, eleven from the one left of Z, where the American
# keyboard has them
LAYOUTS = {
    "us": Layout(
        "`1234567890-=qwertyuiop[]asdfghjkl;'\\\\zxcvbnm,./",
        '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"||ZXCVBNM<>?',
    ),
    "uk": Layout(
        "`1234567890-=qwertyuiop[]asdfghjkl;'#\\zxcvbnm,./",
        '¬!"£$%^&*()_+QWERTYUIOP{}ASDFGHJKL:@~|ZXCVBNM<>?',
    ),
    "fr": Layout(
        "²&é\"'(-è_çà)=azertyuiop�$qsdfghjklmù*<wxcvbn,;:!",
        "�1234567890°+AZERTYUIOP�£QSDFGHJKLM%µ>WXCVBN?./§",
    ),
    "fr_2019": Layout(
        "�������������azertyuiop��qsdfghjklm��<wxcvbn.���",
        "�1234567890��AZERTYUIOP��QSDFGHJKLM��>WXCVBN?���",
    ),
    "be": Layout(
        "²&é\"'(§è!çà)-azertyuiop�$qsdfghjklmùµ<wxcvbn,;:=",
        "³1234567890°_AZERTYUIOP�*QSDFGHJKLM%£>WXCVBN?./+",
    ),
    "de": Layout(
        "�1234567890ß�qwertzuiopü+asdfghjklöä#<yxcvbnm,.-",
        "°!\"§$%&/()=?�QWERTZUIOPÜ*ASDFGHJKLÖÄ'>YXCVBNM;:_",
    ),
    "ch": Layout(
        "§1234567890'�qwertzuiopè�asdfghjkléà$<yxcvbnm,.-",
        '°+"*ç%&/()=?�QWERTZUIOPü!ASDFGHJKLöä£>YXCVBNM;:_',
    ),
}


def readings(typed: str, alphabet: str = string.ascii_uppercase) -> Iterator[str]:
    """Give what ``typed`` says in capitals, for each pair of keyboards, each reading once.

    The reading for one and the same keyboard comes first. In the others a character whose key means nothing of the
    alphabet is shown as �: left as it is, it would let two characters mean the same.

    Args:
        typed: what the PC made of the keys.
        alphabet: all that can be meant; a space is itself on every keyboard.
    """
    seen = set()
    for table in _tables(alphabet):
        reading = typed.translate(table)
        if reading not in seen:
            seen.add(reading)
            yield reading


@cache
def _tables(alphabet: str) -> tuple[dict[int, str], ...]:
    """Return the maps from what the PC typed to the character that the scanner meant, each once."""
    same = {ord(letter): letter.upper() for letter in string.ascii_lowercase}
    tables = [same]
    for scanner in LAYOUTS.values():
        for pc in LAYOUTS.values():
            table = _table(scanner, pc, alphabet)
            if table not in tables:
                tables.append(table)
    return tuple(tables)


def _table(scanner: Layout, pc: Layout, alphabet: str) -> dict[int, str]:
    table = dict.fromkeys(map(ord, pc.plain + pc.shifted), _NONE)
    for meant, plain, shifted in zip(scanner.shifted, pc.plain, pc.shifted, strict=True):
        if meant in string.ascii_uppercase:
            table |= {ord(plain): meant, ord(shifted): meant}
    for meant_by, typed in ((scanner.plain, pc.plain), (scanner.shifted, pc.shifted)):
        for meant, character in zip(meant_by, typed, strict=True):
            if meant in alphabet and not meant.isalpha():
                table[ord(character)] = meant
    table[ord(_NONE)] = _NONE
    return table
