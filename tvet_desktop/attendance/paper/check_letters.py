"""Two letters at the end of a text of letters that tell whether it was read well: ISO 7064 MOD 661-26.

They notice every single wrong letter and every two neighbours exchanged, and 660 of 661 other errors.
"""

import string

_MODULUS = 661
_LETTERS = string.ascii_uppercase


def check_letters(body: str) -> str:
    """Return the two check letters for ``body``, which has capitals A to Z only."""
    value = (1 - _remainder(body + "AA")) % _MODULUS
    return _LETTERS[value // 26] + _LETTERS[value % 26]


def is_checked(text: str) -> bool:
    """Tell whether ``text`` has letters only and the last two fit the others."""
    return text.isascii() and text.isalpha() and text.isupper() and _remainder(text) == 1


def _remainder(text: str) -> int:
    remainder = 0
    for letter in text:
        remainder = (remainder * 26 + _LETTERS.index(letter)) % _MODULUS
    return remainder
