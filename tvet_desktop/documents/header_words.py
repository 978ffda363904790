"""The words that head the columns of a list, and which field each heading means."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.shared.text import fold_name

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SIDES = re.compile(r"[/|\n]")

_CHOSEN, _WHOLE, _SIDE, _AMONG = 4, 3, 2, 1
"""How well a heading fits: as somebody has chosen, the whole of it, one of its languages, words among others."""

_LONGEST = 100
"""A longer text is a title or a sentence, not a heading."""


@dataclass(frozen=True)
class HeaderWords:
    """The vocabulary of one kind of list: folded heading -> field, and the fields that give it away."""

    whole: dict[str, str]
    among: dict[str, str]
    telling: frozenset[str]
    alone: frozenset[str] = frozenset()
    """Fields whose words mean them only where nothing else stands in the heading: "M", but not "M/F"."""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """Folded heading -> the field that a person chose for it, "" for none: it goes before all words."""

    def fields_of(self, heading: str) -> list[tuple[int, int, str]]:
        """Return (fit, length of the words, field) for every field that a heading may mean."""
        if len(heading) > _LONGEST:
            return []
        folded = fold_name(heading)
        if folded in self.chosen:
            field_of_it = self.chosen[folded]
            return [(_CHOSEN, len(folded), field_of_it)] if field_of_it else []
        inside = re.sub(r"[()]", "", heading)
        texts = (
            folded,
            fold_name(inside),
            fold_name(_BRACKETS.sub(" ", heading)),
            _symbol(heading),
        )
        wholes = set(texts) - {""}
        sides = {fold_name(_BRACKETS.sub(" ", side)) for side in _SIDES.split(heading)} - {""}
        fits = [(_WHOLE, len(words), self.whole[words]) for words in wholes if words in self.whole]
        fits += [
            (_SIDE, len(words), self.whole[words])
            for words in sides
            if words in self.whole and (len(sides) == 1 or self.whole[words] not in self.alone)
        ]
        padded = " | ".join(f" {text} " for text in wholes)
        fits += [(_AMONG, len(words), field) for words, field in self.among.items() if f" {words} " in padded]
        return fits

    def with_choices(self, chosen: Mapping[str, str]) -> "HeaderWords":
        """Return the vocabulary with what people have chosen for headings (see ``chosen``)."""
        return replace(self, chosen=chosen) if chosen else self


def _symbol(heading: str) -> str:
    """Return a heading without letters, such as "#", as it stands."""
    return heading.strip() if not fold_name(heading) else ""


@cache
def header_words(kind: str) -> HeaderWords:
    """Return the vocabulary of ``resources/headers/<kind>.toml``: "register", "marks" or "ideas"."""
    fields = tomllib.loads((RESOURCES / "headers" / f"{kind}.toml").read_text("utf-8"))
    whole = {fold_name(words) or words: field for field, about in fields.items() for words in about["is"]}
    among = {fold_name(words): field for field, about in fields.items() for words in about.get("has", ())}
    telling = frozenset(field for field, about in fields.items() if about.get("needed"))
    alone = frozenset(field for field, about in fields.items() if about.get("alone"))
    return HeaderWords(whole, among, telling, alone)


def choices_of(
    headings: Mapping[int, str], found: Mapping[str, int], columns: Mapping[str, int]
) -> dict[str, str]:
    """Return what a person has chosen otherwise than the headings tell, as ``HeaderWords.chosen``.

    A heading that stands over several columns cannot be told apart by its words: it is left out.

    Args:
        headings: column -> heading.
        found: field -> column, as the headings tell.
        columns: field -> column, as the person has it.
    """
    folded = {column: fold_name(words) for column, words in headings.items()}
    chosen: dict[str, str] = {}
    for name in found.keys() | columns.keys():
        before, after = found.get(name), columns.get(name)
        if before == after:
            continue
        if before is not None:
            chosen.setdefault(folded.get(before, ""), "")
        if after is not None:
            chosen[folded.get(after, "")] = name
    heads = list(folded.values())
    return {words: name for words, name in chosen.items() if words and heads.count(words) == 1}


def assign_columns(headings: dict[int, list[str]], words: HeaderWords) -> dict[str, int]:
    """Return the column of each field found, the best fit first, each field and each column once.

    Args:
        headings: for each column the texts that may be its heading, the best first.
        words: the vocabulary.
    """
    fits = [
        (fit, -place, length, -column, field)
        for column, texts in headings.items()
        for place, text in enumerate(texts)
        for fit, length, field in words.fields_of(text)
    ]
    columns: dict[str, int] = {}
    for _fit, _place, _length, minus_column, name in sorted(fits, reverse=True):
        if name not in columns and -minus_column not in columns.values():
            columns[name] = -minus_column
    return columns
