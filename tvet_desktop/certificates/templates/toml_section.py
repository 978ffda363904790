"""Reads a TOML text entry by entry; what cannot be used is refused with its place (see ``template_faults``).

Templates come from the national office, perhaps typed by hand: whatever is wrong, the sentence names the place. The
limits keep a template from filling a page or a PC's memory; placeholders may be named, and nothing more.
"""

import math
import re
import string
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from tvet_desktop.certificates.templates.template_faults import UNSEEN, Fault, TemplateNotValid
from tvet_desktop.documents.fonts import missing_characters

LONGEST_TOML = 20_000
_LINE = re.compile(r"at line (\d+)")


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
            return cls(tomllib.loads(toml.removeprefix("\ufeff")))  # a mark that Windows puts there
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
        if names is None or not names <= set(allowed):
            if not allowed:
                raise self.refuse(key, Fault.NO_BRACES)
            fault = Fault.BROKEN_BRACES if names is None else Fault.STRANGE_PLACEHOLDER
            raise self.refuse(key, fault, _in_braces(allowed))
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
    unseen = dict.fromkeys(c for c in text if unicodedata.category(c) in UNSEEN)
    return [f"U+{ord(c):04X}" for c in unseen] or list(missing_characters(text))


def _in_braces(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def _between(least: float, most: float) -> str:
    return f"{least:g} – {most:g}"
