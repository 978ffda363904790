"""What can be wrong with one translation: no words, another set of placeholders, the wrong typography."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MessageId = str | tuple[str, ...] | list[str]

MARKS = ".?!:…"
BREAKING_SPACE = re.compile(r" [:;?!%»]|« ")


def forms_of(text: MessageId | None) -> tuple[str, ...]:
    """Return the singular and plural of a message or translation; one form when it has no plural."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def placeholders(text: str) -> set[str]:
    """Return the names between braces.

    Raises:
        ValueError: when a brace stands alone, as `format` would say too.
    """
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def translation_faults(
    english: MessageId, words: MessageId | None, code: str, *, fuzzy: bool
) -> Iterator[str]:
    """Yield what keeps these `words` from standing in for the `english`."""
    source, forms = forms_of(english), forms_of(words)
    if fuzzy:
        yield "fuzzy, so it is not used"
    if not all(forms) or (len(source) > 1) != (len(forms) > 1):
        yield "not translated"
        return
    for place, form in enumerate(forms):
        yield from placeholder_faults(source, form, is_first=place == 0)
        yield from typography_faults(source[min(place, len(source) - 1)], form, code)


def placeholder_faults(source: Sequence[str], form: str, *, is_first: bool) -> Iterator[str]:
    """Yield what differs in placeholders; only where English says “one” may the first form say it too."""
    wanted = placeholders(source[-1])
    needed = placeholders(source[0]) if is_first else wanted
    try:
        found = placeholders(form)
    except ValueError:
        yield "a brace stands alone"
        return
    if lost := needed - found:
        yield f"lacks {{{'}, {'.join(sorted(lost))}}}"
    if strange := found - wanted:
        yield f"has {{{'}, {'.join(sorted(strange))}}} of its own"


def typography_faults(english: str, form: str, code: str) -> Iterator[str]:
    """Yield what a reader would see as carelessness."""
    if "'" in form:
        yield "has a straight apostrophe, write ’"
    if code == "fr" and BREAKING_SPACE.search(form):
        yield "needs a no-break space before : ; ? ! % » or after «"
    if (english[0] == " ", english[-1] == " ") != (form[0] == " ", form[-1] == " "):
        yield "begins or ends with another space than the English"
    ends = [text.rstrip()[-1:] for text in (english, form)]
    is_sentence = " " in english  # “No.” ends in the dot of an abbreviation
    if is_sentence and ends[0] != ends[1] and any(end in MARKS for end in ends):
        yield f"does not end like the English, with “{ends[0]}”"
