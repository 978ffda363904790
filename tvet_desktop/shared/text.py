"""Text as people type it, made comparable.

In Rwanda r and l are freely exchanged (Gishari, Gishali), accents and apostrophes come and go, and the
order of a person's names varies from list to list.
"""

import re
import unicodedata

_BREAKS = re.compile(r"[^\w]+|_+")
_SPACES = re.compile(r"\s+")
_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}


def nfc(text: str) -> str:
    """Return ``text`` in NFC, without invisible signs, every run of white space made one space, none at the ends.

    Soft hyphens, zero-width spaces, direction marks and control characters come along with copied text. They
    show nowhere, but make two names of one.
    """
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _visible(text))).strip()


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c for c in _SPACES.sub(" ", text) if unicodedata.category(c) not in _INVISIBLE)


def fold_name(text: str) -> str:
    """Return ``text`` for comparing: no accents, lower case, l as r, words parted by one space.

    Apostrophes join ("d'Arc" is "darc"), hyphens part ("Jean-Baptiste" is "jean baptiste").
    Empty when no letter or digit is left.
    """
    plain = unicodedata.normalize("NFKD", _visible(text))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.casefold().replace("'", "").replace("’", "").replace("ʼ", "").replace("`", "")
    return _BREAKS.sub(" ", plain).strip().replace("l", "r")


def name_key(text: str) -> str:
    """Return the folded words of a name in a fixed order: equal for one name written in any order."""
    return " ".join(sorted(fold_name(text).split()))
