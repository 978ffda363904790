"""Every page by name, in the order of the menu. A new page adds one line here and nothing elsewhere.

Imported behind the first paint; nothing is translated before a word is asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tvet_desktop.shared.translation import _
from ui.context import Context
from ui.evaluation.evaluations_page import EvaluationsPage
from ui.evaluation.results_page import ResultsPage
from ui.people.add_person_page import AddPersonPage
from ui.people.duplicates_page import DuplicatesPage
from ui.people.imports_page import ImportsPage
from ui.people.people_page import PeoplePage
from ui.people.person_history_page import PersonHistoryPage
from ui.people.person_page import PersonPage
from ui.people.register_page import RegisterPage
from ui.people.waiting_rows_page import WaitingRowsPage
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
    "people": PageEntry(lambda: _("People"), "people", PeoplePage),
    "person": PageEntry(lambda: _("Person"), "", PersonPage, below="people"),
    "add_person": PageEntry(lambda: _("Add a person"), "", AddPersonPage, below="people"),
    "person_history": PageEntry(lambda: _("History"), "", PersonHistoryPage, below="people"),
    "register": PageEntry(lambda: _("Import a register"), "", RegisterPage, below="people"),
    "register_imports": PageEntry(lambda: _("Imported registers"), "", ImportsPage, below="people"),
    "waiting_rows": PageEntry(lambda: _("Waiting rows"), "", WaitingRowsPage, below="people"),
    "duplicates": PageEntry(lambda: _("Likely duplicates"), "", DuplicatesPage, below="people"),
    "evaluations": PageEntry(lambda: _("Evaluations"), "evaluations", EvaluationsPage),
    "evaluation_results": PageEntry(lambda: _("Results"), "", ResultsPage, below="evaluations"),
}


def pages_for(role: str, pages: Mapping[str, PageEntry] = PAGES) -> dict[str, PageEntry]:
    """The pages that somebody with this role may open, in the order of the menu."""
    return {name: entry for name, entry in pages.items() if not entry.roles or role in entry.roles}
