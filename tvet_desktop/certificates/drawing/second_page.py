"""What the second page of a certificate says: modules with their hours, attendance, and results of tests.

It is no part of the signed code, which has no room for it. Its text is kept beside the certificate, in one form only,
so that a reprint says what was issued.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _

MOST_MODULES = 120
LONGEST_TITLE = 160
HUNDREDTHS = 100
_LONGEST_TEXT = 60_000
_MOST_MINUTES = 60_000
_MOST_POINTS = 10_000 * HUNDREDTHS
_WHOLE = 100
_WHICH = ("pre", "post")


class SecondPageNotReadable(UserError):
    """A second page that was kept in a form that this version of the app does not know."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "The second page of this certificate was written by a newer version of the app, or is damaged: update the app, or take in the sync files of the PC that issued it."
        )


@dataclass(frozen=True, slots=True)
class Module:
    """One part of the training. ``attended`` are the minutes that this person was there."""

    title: str
    planned: int
    attended: int


@dataclass(frozen=True, slots=True)
class PointsReached:
    """What was reached in the test before ("pre") or after ("post") the training, in hundredths of a point."""

    which: str
    points: int
    maximum: int


@dataclass(frozen=True, slots=True)
class SecondPage:
    """Modules in their order, the attendance in whole per cent (None where there is none), and the tests."""

    modules: tuple[Module, ...]
    percent: int | None = None
    tests: tuple[PointsReached, ...] = ()

    @property
    def planned(self) -> int:
        """All planned minutes."""
        return sum(module.planned for module in self.modules)

    @property
    def attended(self) -> int:
        """All minutes that this person was there."""
        return sum(module.attended for module in self.modules)


def second_page_text(page: SecondPage) -> str:
    """Return the one text of a second page. Equal pages have equal texts.

    Raises:
        ValueError: it says what no second page may say, such as negative minutes or 121 modules.
    """
    written = _written(page)
    try:
        if read_second_page(written) == page:
            return written
    except SecondPageNotReadable as problem:
        raise ValueError("this second page could not be read again") from problem
    raise ValueError("this second page would not read the same")


def read_second_page(text: str) -> SecondPage:
    """Return the second page that a text says.

    Raises:
        SecondPageNotReadable: it is not in the one form that ``second_page_text`` writes.
    """
    try:
        if len(text) > _LONGEST_TEXT:
            raise SecondPageNotReadable
        page = _page(json.loads(text))
        if _written(page) != text:
            raise SecondPageNotReadable
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise SecondPageNotReadable from problem
    return page


def _written(page: SecondPage) -> str:
    facts = {
        "modules": [[module.title, module.planned, module.attended] for module in page.modules],
        "percent": page.percent,
        "tests": [[test.which, test.points, test.maximum] for test in page.tests],
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _page(facts: Any) -> SecondPage:  # noqa: ANN401  what JSON holds
    if len(facts["modules"]) > MOST_MODULES or len(facts["tests"]) > len(_WHICH):
        raise ValueError("more than a page may hold")
    percent = facts["percent"]
    return SecondPage(
        tuple(_module(*entries) for entries in _lists(facts["modules"])),
        None if percent is None else _whole(percent, _WHOLE),
        tuple(_test(*entries) for entries in _lists(facts["tests"])),
    )


def _lists(entries: Any) -> Sequence[Any]:  # noqa: ANN401  what JSON holds
    if not isinstance(entries, list) or not all(isinstance(entry, list) for entry in entries):
        raise TypeError("not a list of lists")
    return entries


def _module(title: object, planned: object, attended: object) -> Module:
    if not isinstance(title, str) or not 0 < len(title) <= LONGEST_TITLE or nfc(title) != title:
        raise ValueError("not a title")
    return Module(title, _whole(planned, _MOST_MINUTES), _whole(attended, _MOST_MINUTES))


def _test(which: object, points: object, maximum: object) -> PointsReached:
    if not isinstance(which, str) or which not in _WHICH:
        raise ValueError("not one of the two tests")
    return PointsReached(which, _whole(points, _MOST_POINTS), _whole(maximum, _MOST_POINTS))


def _whole(value: object, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError("not a whole number in its range")
    return value
