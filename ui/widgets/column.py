"""How one column of a table shows a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

R = TypeVar("R")


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column over rows of type R (a frozen dataclass made by a query).

    Args:
        name: for remembering the width; never shown.
        header: called at run time, because the language can change.
        text: what the cell reads.
        sort_key: native value to sort by (numbers as numbers); None sorts by the text without accents.
        is_number: right-aligned, figures of equal width.
        width: expected length in characters.
        tone: "good", "attention", "bad" or "" for the colour of the text; the text itself must say it too.
        spark: values from 0 to 1 (None is a gap) drawn as a small line before the number.
        found_by: what the filter looks at besides the text (a phone number without its gaps).
        spoken: what a screen reader says instead of the text, where a picture tells more ("80 %, falling").
    """

    name: str
    header: Callable[[], str]
    text: Callable[[R], str]
    sort_key: Callable[[R], Any] | None = None
    is_number: bool = False
    width: int = 16
    tone: Callable[[R], str] | None = None
    spark: Callable[[R], Sequence[float | None]] | None = None
    found_by: Callable[[R], str] | None = None
    spoken: Callable[[R], str] | None = None
