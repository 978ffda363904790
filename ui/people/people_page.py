"""The list of people, and the way to everything that is done with them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from tvet_desktop.attendance.walk_ins.queries import count_walk_ins
from tvet_desktop.people.duplicates.find_duplicates import find_duplicates
from tvet_desktop.people.matching.find_matches import find_matches
from tvet_desktop.people.matching.matched import matched_groups
from tvet_desktop.people.queries import PersonRow, list_people, list_waiting_rows
from tvet_desktop.people.registers.undo_import import ImportUndone
from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.writes_for_all import writes_for_all
from ui.people.count_line import CountLine
from ui.people.news import News
from ui.people.people_columns import COLLEGE, people_columns
from ui.people.registers.undone_words import undone_words
from ui.widgets.file_drop import dropped_file
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import nothing_chosen, role_lacks
from ui.widgets.words import permit


@dataclass(frozen=True)
class _Counts:
    waiting: int
    walk_ins: int
    at_two_colleges: int = 0
    """Entries that are the second one of somebody."""


@dataclass(frozen=True)
class _Pairs:
    to_merge: int = 0
    to_match: int = 0


class PeoplePage(Page):
    """Type to find, Enter to open, a register dropped here is previewed."""

    def build(self) -> None:
        """Make the buttons, the counting sentence and the table."""
        self.set_title(_("People"))
        self._college_names: dict[int, str] = {}
        self._total = 0
        self._selects: int | None = None
        self._waiting = _Counts(0, 0)
        self._pairs: _Pairs | None = None
        self._compare_later = QTimer(self)
        self._compare_later.setSingleShot(True)
        self._compare_later.timeout.connect(self._compare)  # when the list has been painted
        self.context.changes.people.connect(self._forget_pairs)
        self.counts = CountLine()
        self.add_below_title(self.counts)
        self.take_in = self.set_primary(_("Import a register"), self._open("register"), "import")
        self.add = self.add_quiet(_("Add a person"), self._open("add_person"), "add")
        self.open = self.add_quiet(_("Open"), self._open_current, "edit")
        self.imports = self.add_quiet(_("Imported registers"), self._open("register_imports"), "calendar")
        self.consents = self.add_quiet(_("Consents of a course"), self._open("course_consents"), "check")
        for made in (self.take_in, self.add):
            permit(made, role_lacks(self.context.user.role, "edit_people"))
        self._build_table()
        self.setAcceptDrops(self.take_in.isEnabled())
        self.listen(self.context.changes.people)

    def refresh(self) -> None:
        """Ask for the people, then for what waits; comparing everybody takes longest and comes last."""
        self._compare_later.stop()
        self.read(_people_and_colleges, self._show_people)
        self.read(_counts, self._show_counts)

    def go_to(self, target: object) -> None:
        """Select a person (by id), or say what another page has done."""
        if isinstance(target, News):
            self._selects = target.person_id
            undo = target.undo
            self.messages.show_success(
                target.sentence, None if undo is None else lambda: self.act(undo, self._on_undone)
            )
        elif isinstance(target, int):
            self._selects = target
        if self.isVisible():
            self.refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one file."""
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Preview it."""
        file = dropped_file(event)
        if file is not None:
            event.acceptProposedAction()
            self.context.open_page("register", file)

    def _build_table(self) -> None:
        self.table: RowTable[PersonRow] = RowTable(
            "people",
            people_columns(self._college_names),
            title=_("People"),
            key=lambda person: person.id,
            remembered=self.context.remembered,
        )
        self.table.filter.setPlaceholderText(_("Find: name, phone, department"))
        self.table.view.setColumnHidden(COLLEGE, True)
        self.table.set_actions([self.open, self.add])
        self.table.set_empty(
            _("Nobody is on the list yet: import the register that your college keeps."), self.take_in
        )
        self.table.opened.connect(lambda person: self.context.open_page("person", person.id))
        self.table.selection_changed.connect(self._on_selection)
        self.open.setEnabled(False)
        self.body.addWidget(self.table, 1)

    def _show_people(self, answer: tuple[tuple[PersonRow, ...], dict[int, str]]) -> None:
        rows, names = answer
        self._college_names.update(names)
        several = len({row.college_scope for row in rows}) > 1
        self.table.view.setColumnHidden(COLLEGE, not several)
        self.table.set_rows(rows)
        self._total = len(rows)
        self._say_counts()
        if self._pairs is None:
            self._compare_later.start(0)
        if self._selects is not None:
            if all(row.id != self._selects for row in self.table.model.rows):
                self.table.clear_filter()  # it would hide the person that this is about
            self.table.view.clearSelection()
            self.table.select({self._selects})
            self._selects = None
        elif rows and not self.table.selected_rows():
            self.table.select({rows[0].id})

    def _forget_pairs(self) -> None:
        self._pairs = None

    def _compare(self) -> None:
        self.read(_pairs, self._show_pairs)

    def _show_pairs(self, pairs: _Pairs) -> None:
        self._pairs = pairs
        self._say_counts()

    def _show_counts(self, counts: _Counts) -> None:
        self._waiting = counts
        self._say_counts()

    def _say_counts(self) -> None:
        counts, pairs, places = self._waiting, self._pairs or _Pairs(), []
        if counts.waiting:
            words = ngettext("{count} row waits", "{count} rows wait", counts.waiting)
            places.append((words.format(count=counts.waiting), self._open("waiting_rows")))
        if counts.walk_ins:
            words = ngettext("{count} walk-in to match", "{count} walk-ins to match", counts.walk_ins)
            places.append((words.format(count=counts.walk_ins), self._open("walk_ins")))
        if pairs.to_merge:
            words = ngettext("{count} likely duplicate", "{count} likely duplicates", pairs.to_merge)
            places.append((words.format(count=pairs.to_merge), self._open("duplicates")))
        if pairs.to_match:
            words = ngettext("{count} at two colleges?", "{count} at two colleges?", pairs.to_match)
            places.append((words.format(count=pairs.to_match), self._open("matches")))
        if counts.at_two_colleges:
            words = ngettext(
                "{count} is at two colleges", "{count} are at two colleges", counts.at_two_colleges
            )
            places.append((words.format(count=counts.at_two_colleges), self._open("matches")))
        self.counts.set_parts(self._said(), places)

    def _said(self) -> str:
        people = self._total - self._waiting.at_two_colleges
        return ngettext("{count} person", "{count} people", people).format(count=people)

    def _on_selection(self) -> None:
        permit(self.open, nothing_chosen(self.table.selected_rows()))

    def _open_current(self) -> None:
        person = self.table.current_row()
        if person is not None:
            self.context.open_page("person", person.id)

    def _open(self, page: str) -> Callable[[], None]:
        return lambda: self.context.open_page(page, None)

    def _on_undone(self, result: object) -> None:
        if isinstance(result, ImportUndone):
            self.messages.show_success(undone_words(result))
        self.context.changes.people.emit()


def _people_and_colleges(db: Any) -> tuple[tuple[PersonRow, ...], dict[int, str]]:  # noqa: ANN401  the database session
    names = {college.scope: college.short_name for college in list_colleges(db)}
    return list_people(db).rows, names


def _counts(db: Any) -> _Counts:  # noqa: ANN401  same
    twice = {one for group in matched_groups(db) for one in group[1:]}
    return _Counts(len(list_waiting_rows(db)), count_walk_ins(db), len(twice))


def _pairs(db: Any) -> _Pairs:  # noqa: ANN401  same
    to_match = find_matches(db) if writes_for_all(db) else []
    return _Pairs(len(find_duplicates(db)), len(to_match))
