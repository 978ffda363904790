"""The languages of a certificate: one, or two on one page, of which the first leads ("en+fr")."""

from itertools import permutations

from tvet_desktop.shared.translation import LANGUAGES

_BOTH = "+"


def languages_of(language: str) -> tuple[str, ...]:
    """Return ("en",) for "en", and ("en", "fr") for "en+fr".

    Raises:
        ValueError: it names a language that certificates do not know, or one of them twice.
    """
    if language not in language_choices():
        raise ValueError(f"certificates know no language {language!r}")
    return tuple(language.split(_BOTH))


def language_choices() -> tuple[str, ...]:
    """Return all that a certificate's language may be: each alone, then every pair in either order."""
    return (*LANGUAGES, *(_BOTH.join(pair) for pair in permutations(LANGUAGES, 2)))
