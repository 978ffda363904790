"""Merging and separating from any page: the dialog, what is said afterwards, and Undo."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from tvet_desktop.attendance.merging.merge_people import PeopleMerged
from tvet_desktop.attendance.merging.separate_people import separate_people, undo_separate_people
from tvet_desktop.attendance.merging.take_apart import PeopleSeparated
from tvet_desktop.attendance.merging.undo_merge_people import undo_merge_people
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.people.duplicates.people_like import people_like
from tvet_desktop.people.duplicates.tell_apart import ToldApart, tell_apart, undo_tell_apart
from tvet_desktop.people.queries import PersonRow, list_people, person_file
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.ids import scope_of
from ui.people.merging.merge_dialog import BothPeople, MergeDialog, ask_both
from ui.people.merging.merge_with_dialog import MergeWithDialog
from ui.people.merging.merge_words import merged_words, separated_words
from ui.widgets.page import Page

_MOST_LIKELY = 20


@dataclass(frozen=True)
class _Others:
    people: list[PersonRow]
    likely: frozenset[int]


class Merging(QObject):
    """What a page about people does with two of them. `merged` gives the id of the person that counts."""

    merged = Signal(object)
    separated = Signal(object)
    undone = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.dialog: MergeDialog | None = None

    def ask(self, first_id: int, second_id: int) -> None:
        """Show both side by side and merge them if that is wanted."""
        self._page.read(lambda db: ask_both(db, first_id, second_id), self._open)

    def ask_whom(self, person_id: int, name: str) -> None:
        """Choose the other one among the people of the college first."""

        def chosen(dialog: MergeWithDialog) -> None:
            other_id = dialog.person_id
            dialog.accept()
            self.ask(person_id, other_id)

        def choose(others: _Others) -> None:
            dialog = MergeWithDialog(self._page, name, others.people, others.likely)
            dialog.form.submitted.connect(partial(chosen, dialog))
            dialog.open()

        self._page.read(lambda db: _ask_others(db, person_id), choose)

    def separate(self, person_id: int, name: str) -> None:
        """Let a merged person count for itself again."""
        context = self._page.context
        by, now = context.user.id, context.app.clock.now()

        def done(separated: PeopleSeparated) -> None:
            self._say(
                separated_words(name, separated),
                lambda: self._page.act(
                    lambda db: undo_separate_people(db, separated=separated),
                    lambda _nothing: self._on_undone(),
                ),
            )
            self.separated.emit(person_id)

        self._page.act(lambda db: separate_people(db, person_id=person_id, by=by, now=now), done)

    def tell_apart(self, first_id: int, second_id: int) -> None:
        """Remember that two people are two."""
        context = self._page.context
        by, today = context.user.id, local_day(context.app.clock.now())

        def done(told: ToldApart) -> None:
            self._say(
                _("Remembered that they are two people: they are not proposed again."),
                lambda: self._page.act(
                    lambda db: undo_tell_apart(db, told=told), lambda _nothing: self._on_undone()
                ),
            )

        self._page.act(
            lambda db: tell_apart(db, first_id=first_id, second_id=second_id, by=by, on_date=today), done
        )

    def _open(self, both: BothPeople) -> None:
        dialog = MergeDialog(self._page, both)
        self.dialog = dialog
        kept_name = ""

        def prepare() -> Callable[..., PeopleMerged]:
            nonlocal kept_name
            kept_name = dialog.kept_name
            return dialog.use_case()

        dialog.ask(self._page, prepare, lambda merged: self._on_merged(kept_name, merged))

    def _on_merged(self, kept_name: str, merged: PeopleMerged) -> None:
        context = self._page.context
        by, now = context.user.id, context.app.clock.now()
        self._say(
            merged_words(kept_name, merged),
            lambda: self._page.act(
                lambda db: undo_merge_people(db, merged=merged, by=by, now=now),
                lambda _separated: self._on_undone(),
            ),
        )
        self.merged.emit(merged.kept_id)

    def _say(self, words: str, undo: Callable[[], None]) -> None:
        self._page.messages.show_success(words, undo)
        self._tell()

    def _on_undone(self) -> None:
        self._tell()
        self.undone.emit()

    def _tell(self) -> None:
        """Everything that groups by person reads anew."""
        changes = self._page.context.changes
        for signal in (
            changes.people,
            changes.courses,
            changes.attendance,
            changes.ideas,
            changes.certificates,
        ):
            signal.emit()


def _ask_others(db: Any, person_id: int) -> _Others:  # noqa: ANN401  the database session
    """Return the other people of the college, and who of them is likely the same."""
    scope = scope_of(person_id)
    people = [row for row in list_people(db, college_scope=scope).rows if row.id != person_id]
    details = person_file(db, person_id).details
    like = people_like(db, college_scope=scope).find(details, person_id=person_id, limit=_MOST_LIKELY)
    return _Others(people, frozenset(found.person.id for found in like))
