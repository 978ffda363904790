"""The languages of a page: the one that leads, and perhaps a second one in smaller letters beneath."""

from dataclasses import dataclass
from functools import lru_cache

from tvet_desktop.certificates.drawing.sheet import LanguageNotInTemplate
from tvet_desktop.certificates.templates.languages import languages_of
from tvet_desktop.certificates.templates.template import Template, TemplateText
from tvet_desktop.certificates.templates.words import Words


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """One language of a page: the template's sentences and the small words in it.

    ``tag`` is the language where it is not that of the whole paper, empty where it is.
    """

    language: str
    text: TemplateText
    words: Words
    tag: str


@lru_cache(maxsize=128)
def tongues(template: Template, language: str) -> tuple[Tongue, ...]:
    """Return the languages of a page, the leading one first. The same arguments give the same objects.

    Raises:
        LanguageNotInTemplate: the template has no sentences in one of them.
        ValueError: there is no such language.
    """
    spoken = languages_of(language)
    for code in spoken:
        if code not in template.texts:
            raise LanguageNotInTemplate(template.label("en"), code)
    return tuple(
        Tongue(code, template.texts[code], template.words[code], "" if place == 0 else code)
        for place, code in enumerate(spoken)
    )


def said_once(spoken: tuple[Tongue, ...], name: str) -> list[tuple[str, Tongue]]:
    """Return one of the small words in each language, a word that both languages share only once."""
    found: dict[str, Tongue] = {}
    for tongue in spoken:
        found.setdefault(tongue.words.line(name), tongue)
    return list(found.items())
