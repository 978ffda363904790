"""The sheet that certificates are printed on, and what does not fit on it. Lengths are in points."""

import unicodedata
from collections.abc import Sequence

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

WIDTH, HEIGHT = 841.89, 595.28  # A4 landscape
MIDDLE = WIDTH / 2
MM = 72 / 25.4
LINE_GAP = 4.5  # between the two rules of the frame
PADDING = 16.0  # between the frame and what stands in it
SMALL, SMALL_LEADING = 8.0, 9.6  # the least that a laser printer shows well


def floor_of(inset: float) -> float:
    """Return the baseline of the lowest line of a sheet whose frame and padding take ``inset`` points."""
    return inset - SMALL * 0.75


class TextDoesNotFit(UserError):
    """A name or title that is too long for the paper, even in small letters."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def sentence(self) -> str:
        """Name the text."""
        return _("“{text}” is too long to be printed on a certificate: shorten it.").format(text=self.text)


class TooManySignatories(UserError):
    """More people sign than there is room for lines."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count

    def sentence(self) -> str:
        """Say how many can sign."""
        return _("{count} people cannot sign one certificate: choose four at most.").format(count=self.count)


class CharacterNotPrintable(UserError):
    """A character that none of our fonts has."""

    def __init__(self, text: str, characters: Sequence[str]) -> None:
        super().__init__(text, characters)
        self.text = text
        self.characters = characters

    def sentence(self) -> str:
        """Name the text and the characters; those that cannot be seen by their number, such as U+0301."""
        return _("The letters {characters} in “{text}” cannot be printed: write them another way.").format(
            characters=" ".join(map(shown, self.characters)), text=self.text
        )


class LanguageNotInTemplate(UserError):
    """A template without sentences in a language that is wanted."""

    def __init__(self, template: str, language: str) -> None:
        super().__init__(template, language)
        self.template = template
        self.language = language

    def sentence(self) -> str:
        """Say what can be chosen."""
        names = {"en": _("English"), "fr": _("French"), "rw": _("Kinyarwanda")}
        return _(
            "The template “{template}” has no sentences in {language}: choose another language or another template."
        ).format(template=self.template, language=names.get(self.language, self.language))


def shown(character: str) -> str:
    """Return a character as a sentence can show it: one without a shape of its own by its Unicode number."""
    has_shape = character.isprintable() and not unicodedata.category(character).startswith("M")
    return character if has_shape else f"U+{ord(character):04X}"
