"""A form, and beside it who may be the same person."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tvet_desktop.people.duplicates.people_like import PeopleLike, people_like
from tvet_desktop.programme.queries import list_colleges
from ui import theme
from ui.people.in_column import in_column
from ui.people.likely_same import WIDTH, LikelySame
from ui.people.person_form import PersonForm
from ui.people.scrolled import scrolled
from ui.people.sub_page import SubPage

Known = tuple[PeopleLike, dict[int, str]]
"""The list, and the colleges' names by scope where there are several."""


class BesideForm:
    """The part of a page that holds a form at the left and `LikelySame` at the right.

    Args:
        page: whose body is filled.
        opened: given the id of somebody who is shown beside the form.
    """

    def __init__(self, page: SubPage, opened: Callable[[int], None]) -> None:
        self._page = page
        self._names: dict[int, str] = {}
        self.likely = LikelySame(lambda scope: self._names.get(scope, ""))
        self.likely.setFixedWidth(WIDTH)
        policy = self.likely.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that the form does not jump
        self.likely.setSizePolicy(policy)
        self.likely.opened.connect(opened)
        self._scroll = scrolled()
        row = QHBoxLayout()
        row.setSpacing(theme.AROUND)
        row.addWidget(self._scroll, 1)
        side = QVBoxLayout()
        side.addWidget(self.likely, 0, Qt.AlignmentFlag.AlignTop)
        side.addStretch(1)
        row.addLayout(side)
        page.body.addLayout(row, 1)

    def show_form(self, form: PersonForm, person_id: int = 0) -> None:
        """Show another form, and look who is like it."""
        self._scroll.setWidget(in_column(form))
        self.likely.watch(form, person_id)

    def refresh(self) -> None:
        """Ask for the list: what is typed is compared with it in memory."""
        self._page.read(ask_for_people, self._take)

    def _take(self, known: Known) -> None:
        people, names = known
        self._names.clear()
        self._names.update(names)
        self.likely.set_people(people)


def ask_for_people(db: Any) -> Known:  # noqa: ANN401  the database session
    """Return everybody here, and how the colleges are called."""
    names = {college.scope: college.short_name for college in list_colleges(db)}
    return people_like(db), names
