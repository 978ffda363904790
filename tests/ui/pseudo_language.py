"""A language that nobody speaks: longer than any of ours, so that clipped and untranslated words show."""

import gettext
import re

_ACCENTS = str.maketrans("aceinosuyACEINOSUY", "àçéíñôšüÿÀÇÉÍÑÔŠÜÝ")
_PLACEHOLDER = re.compile(r"(\{[^}]*\})")
LONGER_BY = 0.8


def pseudo(text: str) -> str:
    """Return "[Ŝàvé~~~~]": accents, 80 % more width, placeholders untouched."""
    parts = _PLACEHOLDER.split(text)
    changed = "".join(part if part.startswith("{") else part.translate(_ACCENTS) for part in parts)
    missing = round(len(text) * LONGER_BY) - 2
    words = max(1, missing // 8)
    return f"[{changed}{' ~~~~~~~' * words if missing >= 8 else '~' * max(missing, 1)}]"


class PseudoTranslations(gettext.NullTranslations):
    """Answers every question with the longer sentence."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)
