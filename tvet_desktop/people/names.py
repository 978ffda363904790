"""Names as Rwanda writes them: usually the family name first and in capitals, sometimes one name only."""

from tvet_desktop.shared.text import fold_name, nfc
from tvet_desktop.shared.translation import _

_NO_NAMES = frozenset(
    {"na", "n a", "none", "neant", "nir", "nta", "ntaryo", "unknown", "inconnu", "xx", "xxx"}
)
"""Folded words that people type where a name is missing."""


def without_fillers(text: str) -> str:
    """Return a name cell in one line, empty where it only says that there is none ("N/A", "-")."""
    folded = fold_name(text)
    return "" if folded in _NO_NAMES or not any(c.isalpha() for c in folded) else nfc(text)


def usable_name(text: str) -> bool:
    """Tell whether a text names somebody: at least two letters, and not a word for "none"."""
    return sum(c.isalpha() for c in without_fillers(text)) > 1


def split_name(text: str) -> tuple[str, str]:
    """Return (family name, given names) of a full name; either may be empty, no letter is lost or changed.

    Words in capitals are the family name, wherever they stand. All in capitals: the first word is.
    One word is a family name. Several words without any in capitals cannot be told apart: all are given
    names, so that they are shown in the order in which they were written.
    """
    words = nfc(text).split(" ")
    if len(words) == 1:
        return words[0], ""
    capitals = [_in_capitals(word) for word in words]
    if all(capitals):
        return words[0], " ".join(words[1:])
    family = " ".join(word for word, loud in zip(words, capitals, strict=True) if loud)
    given = " ".join(word for word, loud in zip(words, capitals, strict=True) if not loud)
    return family, given


def _in_capitals(word: str) -> bool:
    """Tell whether a word is written in capitals; initials such as "J." or "J.P." are not."""
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and "." not in word and word.upper() == word


def display_name(family_name: str, given_name: str) -> str:
    """Return a name for lists: the family name first, in capitals."""
    return f"{family_name.upper()} {given_name}".strip()


def name_or_erased(family_name: str, given_name: str) -> str:
    """Return the name for lists; of somebody who was erased, that they were."""
    return display_name(family_name, given_name) or _("(erased)")


def certificate_name_of(certificate_name: str | None, family_name: str, given_name: str) -> str:
    """Return the name to print: what the person confirmed, else the name of the lists."""
    return certificate_name or display_name(family_name, given_name)


def sorting_key(family_name: str, given_name: str) -> tuple[str, str]:
    """Return what lists are sorted by: the folded family name, else the given one."""
    return fold_name(family_name) or fold_name(given_name), fold_name(given_name)
