"""Every page by name, in the order of the menu. A new page adds one line here and nothing elsewhere.

Imported behind the first paint; nothing is translated before a word is asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tvet_desktop.shared.translation import _
from ui.context import Context
from ui.evaluation.evaluations_page import EvaluationsPage
from ui.evaluation.results_page import ResultsPage
from ui.widgets.page import Page


@dataclass(frozen=True)
class PageEntry:
    """One page and its place in the menu.

    Args:
        word: the menu's word, asked at run time.
        icon: name in resources/icons; "" for a page that is opened from another one and not from the menu.
        factory: makes the page when it is first opened.
        below: for a page without a menu entry, the name of the entry that stays marked.
        roles: who sees it; empty means everybody.
    """

    word: Callable[[], str]
    icon: str
    factory: Callable[[Context], Page]
    below: str = ""
    roles: frozenset[str] = frozenset()


PAGES: dict[str, PageEntry] = {
    "evaluations": PageEntry(lambda: _("Evaluations"), "evaluations", EvaluationsPage),
    "evaluation_results": PageEntry(lambda: _("Results"), "", ResultsPage, below="evaluations"),
}


def pages_for(role: str, pages: Mapping[str, PageEntry] = PAGES) -> dict[str, PageEntry]:
    """The pages that somebody with this role may open, in the order of the menu."""
    return {name: entry for name, entry in pages.items() if not entry.roles or role in entry.roles}
