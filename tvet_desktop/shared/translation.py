"""Words in English, French and Kinyarwanda, by gettext.

English is the source language. Nothing is translated at import time, so that the language can change while
the app runs.
"""

import gettext
from collections.abc import Callable

from tvet_desktop.shared.paths import RESOURCES

LANGUAGES = ("en", "fr", "rw")

_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("tvet", RESOURCES / "locale", languages=[code], fallback=True)


def use_language(code: str) -> None:
    """Speak ``code`` ("en", "fr" or "rw") from now on, in the whole process."""
    global _current, _language  # noqa: PLW0603  one process speaks one language at a time
    _current = _catalogue(code)
    _language = code


def language() -> str:
    """Return the code of the language that is spoken now."""
    return _language


def translation_for(code: str) -> Callable[[str], str]:
    """Return the translating function of a paper whose language need not be the screen's."""
    return _catalogue(code).gettext


def _(text: str) -> str:
    """Return ``text`` in the language that is spoken now."""
    return _current.gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of the sentence that fits the number ``n``."""
    return _current.ngettext(one, many, n)
