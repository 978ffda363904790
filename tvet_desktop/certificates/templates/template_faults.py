"""What can be wrong with a template, each as one sentence that names the place and says what to do."""

import unicodedata
from enum import Enum, auto

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
"""Categories of signs that have no shape."""
_LONGEST_PLACE = 60


class Fault(Enum):
    """What can be wrong with an entry."""

    NOT_TOML = auto()
    TOO_LARGE = auto()
    MISSING = auto()
    UNKNOWN = auto()
    NOT_A_TABLE = auto()
    NOT_A_LIST = auto()
    NOT_A_TEXT = auto()
    NOT_A_NUMBER = auto()
    NOT_WHOLE = auto()
    NOT_YES_OR_NO = auto()
    OUT_OF_RANGE = auto()
    EMPTY = auto()
    TOO_LONG = auto()
    TOO_MANY = auto()
    STRANGE_LETTERS = auto()
    BROKEN_BRACES = auto()
    STRANGE_PLACEHOLDER = auto()
    NO_PLACEHOLDER = auto()
    NO_BRACES = auto()
    NOT_A_CHOICE = auto()
    NOT_A_NAME = auto()


class TemplateNotValid(UserError):
    """A template that cannot be used. ``place`` is the entry, as in ``page.code_mm``; ``detail`` what it may be."""

    def __init__(self, place: str, fault: Fault, detail: str = "") -> None:
        super().__init__(place, fault, detail)
        self.place = place
        self.fault = fault
        self.detail = detail

    def sentence(self) -> str:
        """Name the place and say what to do there."""
        return _sentences()[self.fault].format(place=_shown(self.place), detail=_shown(self.detail))


def _sentences() -> dict[Fault, str]:
    return {
        Fault.NOT_TOML: _(
            "Line {detail} of the template is not in the form called TOML, or says something twice: compare it with a template that ships with the app."
        ),
        Fault.TOO_LARGE: _(
            "The template is longer than {detail} characters: leave out what a certificate does not need."
        ),
        Fault.MISSING: _(
            "The template lacks the entry “{place}”: add it as in a template that ships with the app."
        ),
        Fault.UNKNOWN: _(
            "The template has an entry “{place}” that certificates do not know: correct its spelling or remove it."
        ),
        Fault.NOT_A_TABLE: _(
            "The entry “{place}” of the template must be a section with entries of its own: write it as [{place}]."
        ),
        Fault.NOT_A_LIST: _("The entry “{place}” of the template must be a list: put it in square brackets."),
        Fault.NOT_A_TEXT: _("The entry “{place}” of the template must be a text: put it in quotation marks."),
        Fault.NOT_A_NUMBER: _(
            "The entry “{place}” of the template must be a number: write it in digits without quotation marks."
        ),
        Fault.NOT_WHOLE: _("The entry “{place}” of the template must be a whole number: write 1, 2, 3 …"),
        Fault.NOT_YES_OR_NO: _(
            "The entry “{place}” of the template must be true or false: write one of them."
        ),
        Fault.OUT_OF_RANGE: _(
            "The number “{place}” of the template must lie in the range {detail}: correct it, or the paper cannot be printed or read."
        ),
        Fault.EMPTY: _(
            "The entry “{place}” of the template is empty: write what the certificate should say."
        ),
        Fault.TOO_LONG: _("The text “{place}” of the template is longer than {detail} letters: shorten it."),
        Fault.TOO_MANY: _(
            "The list “{place}” of the template has more than {detail} entries: take some away."
        ),
        Fault.STRANGE_LETTERS: _(
            "The text “{place}” of the template has characters that cannot be printed ({detail}): write it another way."
        ),
        Fault.BROKEN_BRACES: _(
            "The text “{place}” of the template has a brace without its partner, or a brace with more than a name in it: write braces only as in {detail}."
        ),
        Fault.STRANGE_PLACEHOLDER: _(
            "The text “{place}” of the template has something in braces that is not known there: only {detail} may be used."
        ),
        Fault.NO_PLACEHOLDER: _(
            "The text “{place}” of the template must say {detail}, which is a fact to compare: put it in."
        ),
        Fault.NO_BRACES: _(
            "The text “{place}” of the template has braces, and no fact can be put in there: write plain words."
        ),
        Fault.NOT_A_NAME: _(
            "The entry “{place}” of the template may only have small letters, digits and hyphens: write it as in “completion-2027”."
        ),
        Fault.NOT_A_CHOICE: _("The entry “{place}” of the template must be one of these: {detail}."),
    }


def _shown(text: str) -> str:
    """Return a piece of a stranger's file as a sentence can hold it: short, and without unseen signs."""
    plain = "".join(c if unicodedata.category(c) not in UNSEEN else "?" for c in text)
    return plain if len(plain) <= _LONGEST_PLACE else plain[: _LONGEST_PLACE - 1] + "…"
