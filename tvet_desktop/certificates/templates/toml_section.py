"""Reads a TOML text entry by entry, and says in one sentence what in it cannot be used.

Templates come from the national office, perhaps typed by hand: whatever is wrong, the sentence names the place. The
limits keep a template from filling a page or a PC's memory; placeholders may be named, and nothing more.
"""

import math
import re
import string
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from enum import Enum, auto
from typing import Any

from tvet_desktop.documents.fonts import missing_characters
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

LONGEST_TOML = 20_000
_LONGEST_PLACE = 60
_LINE = re.compile(r"at line (\d+)")
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


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
    NOT_A_CHOICE = auto()


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
            "The number “{place}” of the template must lie between {detail}: correct it, or the paper cannot be printed or read."
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
        Fault.NOT_A_CHOICE: _("The entry “{place}” of the template must be one of these: {detail}."),
    }


class Section:
    """One table of a TOML text. Ask for its entries, then ``finish``: what was not asked for is an error."""

    def __init__(self, entries: Mapping[str, Any], place: str = "") -> None:
        self._entries = entries
        self._place = place
        self._asked: set[str] = set()

    @classmethod
    def of(cls, toml: str) -> "Section":
        """Return the whole of a TOML text.

        Raises:
            TemplateNotValid: it is not TOML, or too long.
        """
        if len(toml) > LONGEST_TOML:
            raise TemplateNotValid("", Fault.TOO_LARGE, str(LONGEST_TOML))
        try:
            return cls(tomllib.loads(toml))
        except (ValueError, RecursionError) as problem:  # also dates that do not exist, and nested brackets
            found = _LINE.search(str(problem))
            line = int(found[1]) if found else toml.count("\n") + 1
            raise TemplateNotValid("", Fault.NOT_TOML, str(line)) from problem

    def place_of(self, key: str) -> str:
        """Return how a sentence names an entry."""
        return f"{self._place}.{key}" if self._place else key

    def refuse(self, key: str, fault: Fault, detail: str = "") -> TemplateNotValid:
        """Return the error about an entry."""
        return TemplateNotValid(self.place_of(key), fault, detail)

    def has(self, key: str) -> bool:
        """Tell whether there is such an entry."""
        return key in self._entries

    def keys(self) -> tuple[str, ...]:
        """Return the names of all entries."""
        return tuple(self._entries)

    def text(
        self,
        key: str,
        longest: int,
        *,
        placeholders: Iterable[str] = (),
        needed: Iterable[str] = (),
        optional: bool = False,
    ) -> str:
        """Return a text. In braces it may name ``placeholders``, and must name those ``needed``."""
        if optional and key not in self._entries:
            return ""
        value = self._value(key)
        if optional and value == "":
            return ""
        return self._checked(key, value, longest, (*needed, *placeholders), needed)

    def texts(
        self, key: str, longest: int, most: int, *, placeholders: Iterable[str] = (), exactly: bool = False
    ) -> tuple[str, ...]:
        """Return a list of at most, or ``exactly``, so many texts."""
        values = self._list(key, most)
        if exactly and len(values) != most:
            raise self.refuse(key, Fault.OUT_OF_RANGE, _between(most, most))
        return tuple(
            self._checked(f"{key}[{index}]", value, longest, placeholders)
            for index, value in enumerate(values, start=1)
        )

    def number(self, key: str, least: float, most: float) -> float:
        """Return a number in a range."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refuse(key, Fault.NOT_A_NUMBER)
        if not (math.isfinite(value) if isinstance(value, float) else True) or not least <= value <= most:
            raise self.refuse(key, Fault.OUT_OF_RANGE, _between(least, most))
        return float(value)

    def whole(self, key: str, least: int, most: int) -> int:
        """Return a whole number in a range."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.refuse(key, Fault.NOT_WHOLE)
        if not least <= value <= most:
            raise self.refuse(key, Fault.OUT_OF_RANGE, _between(least, most))
        return value

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value = self._value(key)
        if not isinstance(value, bool):
            raise self.refuse(key, Fault.NOT_YES_OR_NO)
        return value

    def choice(self, key: str, choices: Iterable[str]) -> str:
        """Return one of a few words."""
        value, allowed = self._value(key), tuple(choices)
        if not isinstance(value, str) or value not in allowed:
            raise self.refuse(key, Fault.NOT_A_CHOICE, ", ".join(allowed))
        return value

    def section(self, key: str) -> "Section":
        """Return a table in this one."""
        value = self._value(key)
        if not isinstance(value, dict):
            raise self.refuse(key, Fault.NOT_A_TABLE)
        return Section(value, self.place_of(key))

    def sections(self, key: str, most: int) -> list["Section"]:
        """Return the tables of a list, which may be missing."""
        if not self.has(key):
            return []
        values = self._list(key, most)
        for index, value in enumerate(values, start=1):
            if not isinstance(value, dict):
                raise self.refuse(f"{key}[{index}]", Fault.NOT_A_TABLE)
        return [
            Section(value, self.place_of(f"{key}[{index}]")) for index, value in enumerate(values, start=1)
        ]

    def finish(self) -> None:
        """Refuse entries that nobody asked for: a word that is spelt wrong must not be passed over."""
        for key in self._entries:
            if key not in self._asked:
                raise self.refuse(key, Fault.UNKNOWN)

    def _value(self, key: str) -> Any:  # noqa: ANN401  what TOML holds
        self._asked.add(key)
        if key not in self._entries:
            raise self.refuse(key, Fault.MISSING)
        return self._entries[key]

    def _list(self, key: str, most: int) -> list[Any]:
        value = self._value(key)
        if not isinstance(value, list):
            raise self.refuse(key, Fault.NOT_A_LIST)
        if len(value) > most:
            raise self.refuse(key, Fault.TOO_MANY, str(most))
        return value

    def _checked(
        self,
        key: str,
        value: object,
        longest: int,
        placeholders: Iterable[str] = (),
        needed: Iterable[str] = (),
    ) -> str:
        if not isinstance(value, str):
            raise self.refuse(key, Fault.NOT_A_TEXT)
        if not value.strip():
            raise self.refuse(key, Fault.EMPTY)
        if len(value) > longest:
            raise self.refuse(key, Fault.TOO_LONG, str(longest))
        if strange := _strange(value):
            raise self.refuse(key, Fault.STRANGE_LETTERS, " ".join(strange))
        names = _placeholders(value)
        allowed = tuple(dict.fromkeys(placeholders))
        if names is None:
            raise self.refuse(key, Fault.BROKEN_BRACES, _in_braces(allowed or ("hours",)))
        if not names <= set(allowed):
            raise self.refuse(key, Fault.STRANGE_PLACEHOLDER, _in_braces(allowed) or "—")
        if missing := [name for name in needed if name not in names]:
            raise self.refuse(key, Fault.NO_PLACEHOLDER, _in_braces(missing))
        return value


def _placeholders(text: str) -> set[str] | None:
    """Return the names in braces; None if a brace is open, or holds more than a name."""
    names = set()
    try:
        for _text, name, form, conversion in string.Formatter().parse(text):
            if form or conversion or (name is not None and not name.isidentifier()):
                return None
            if name is not None:
                names.add(name)
    except ValueError:
        return None
    return names


def _strange(text: str) -> list[str]:
    unseen = dict.fromkeys(c for c in text if unicodedata.category(c) in _UNSEEN)
    return [f"U+{ord(c):04X}" for c in unseen] or list(missing_characters(text))


def _in_braces(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def _between(least: float, most: float) -> str:
    return f"{least:g} – {most:g}"


def _shown(text: str) -> str:
    """Return a piece of a stranger's file as a sentence can hold it: short, and without unseen signs."""
    plain = "".join(c if unicodedata.category(c) not in _UNSEEN else "?" for c in text)
    return plain if len(plain) <= _LONGEST_PLACE else plain[: _LONGEST_PLACE - 1] + "…"
