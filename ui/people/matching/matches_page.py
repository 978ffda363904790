"""The queue of the national office: entries of two colleges that may be one person, and what was decided."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.people.matching.decide_match import MatchDecided, decide_match
from tvet_desktop.people.matching.find_matches import find_matches, list_decided
from tvet_desktop.people.matching.models import MatchAct
from tvet_desktop.people.matching.take_back_match import restore_match, take_back_match
from tvet_desktop.people.queries import PersonFile, person_file
from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.writes_for_all import writes_for_all
from ui import theme
from ui.people.known_details import KnownDetails
from ui.people.matching.match_rows import MatchRow, match_columns, matches_state, named
from ui.people.scrolled import scrolled
from ui.people.sub_page import SubPage
from ui.people.words import said_details
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import nothing_chosen, role_lacks
from ui.widgets.words import Button, label, permit


@dataclass(frozen=True)
class _Queue:
    rows: list[MatchRow]
    is_national: bool


@dataclass(frozen=True)
class _Both:
    row: MatchRow
    first: PersonFile
    second: PersonFile


class MatchesPage(SubPage):
    """What is to decide stands above, the likeliest first. Each college keeps its own entry in any case."""

    def build(self) -> None:
        """Make the table above and the comparison below."""
        self.set_title(_("People of two colleges"))
        self._is_national = True
        self.same = self.set_primary(_("They are one person"), partial(self._decide, MatchAct.SAME), "people")
        self.different = self.add_quiet(
            _("They are two people"), partial(self._decide, MatchAct.DIFFERENT), "close"
        )
        self.take_back = self.add_quiet(_("Take the decision back"), self._take_back, "undo")
        self.add_way_back()
        self.table: RowTable[MatchRow] = RowTable(
            "matches",
            match_columns(),
            title=_("People of two colleges"),
            key=lambda row: row.key,
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        self.table.set_empty(_("Nobody seems to be on the lists of two colleges."))
        self.table.selection_changed.connect(self._follow)
        self.table.opened.connect(lambda _row: self._open(0))
        self.table.set_actions([self.same, self.different, self.take_back])
        self.body.addWidget(self.table, 2)
        self.body.addWidget(self._build_card(), 3)
        self.listen(self.context.changes.people, self.context.changes.sync)

    def refresh(self) -> None:
        """Compare the people of each college with those of the others."""
        self.read(_ask, self._show, name=_("Comparing people"))

    def _build_card(self) -> QFrame:
        self.card = QFrame()
        self.card.setObjectName("card")
        column = QVBoxLayout(self.card)
        column.setContentsMargins(theme.BETWEEN, theme.BETWEEN, theme.BETWEEN, theme.BETWEEN)
        column.setSpacing(theme.INSIDE + theme.STEP)
        self.why = label("", "label", wraps=True)
        self.details = KnownDetails()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.INSIDE)
        self.openers = (Button(""), Button(""))
        for side, button in enumerate(self.openers):
            button.clicked.connect(partial(self._open, side))
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addWidget(self.why)
        column.addWidget(scrolled(self.details), 1)
        column.addLayout(buttons)
        self.card.hide()
        return self.card

    def _show(self, queue: _Queue) -> None:
        self._is_national = queue.is_national
        self.table.set_rows(queue.rows)
        self.set_state(
            matches_state(queue.rows)
            if queue.is_national
            else _("Only a PC of the national office decides who is one person: here you see what it said.")
        )
        self.card.setVisible(bool(queue.rows))
        if queue.rows and not self.table.selected_rows():
            self.table.select({queue.rows[0].key})
        self._follow()

    def _follow(self) -> None:
        row = self.table.current_row()
        why_not = role_lacks(self.context.user.role, "match_people") or nothing_chosen([row] if row else [])
        if not self._is_national:
            why_not = _("Only a PC of the national office decides this.")
        for made, act in ((self.same, MatchAct.SAME), (self.different, MatchAct.DIFFERENT)):
            said = _("This is what was decided already.") if row and row.act == act else ""
            permit(made, why_not or said)
        open_ = _("Nothing was decided about these two yet.") if row and row.act is None else ""
        permit(self.take_back, why_not or open_)
        if row is not None:
            self.read(
                lambda db: _Both(row, person_file(db, row.first.id), person_file(db, row.second.id)),
                self._show_both,
            )

    def _show_both(self, both: _Both) -> None:
        row = both.row
        self.why.setText(
            _("Why: {reasons}").format(reasons=row.why) if row.act is None else row.decided_words()
        )
        lines = [(_("College"), *row.colleges)]
        sides = zip(said_details(both.first.details), said_details(both.second.details), strict=True)
        lines += [(name, one, other) for (name, one), (_name, other) in sides if one or other]
        self.details.show_lines(lines)
        for button, side in zip(self.openers, (0, 1), strict=True):
            button.setText(_("Open {name}").format(name=named(row, side)))

    def _open(self, side: int) -> None:
        row = self.table.current_row()
        if row is not None:
            self.context.open_page("person", (row.first, row.second)[side].id)

    def _decide(self, act: MatchAct) -> None:
        row = self.table.current_row()
        if row is None:
            return
        first_id, second_id = row.first.id, row.second.id
        by, today = self.context.user.id, local_day(self.context.app.clock.now())
        self.act(
            lambda db: decide_match(
                db, first_id=first_id, second_id=second_id, act=act, by=by, on_date=today
            ),
            partial(self._on_decided, row),
        )

    def _on_decided(self, row: MatchRow, decided: MatchDecided) -> None:
        if decided.act == MatchAct.SAME:
            said = _("{name} counts as one person: both colleges hear of it with the next sync file.")
        else:
            said = _(
                "Remembered that {name} and the other entry are two people: they are not proposed again."
            )
        match_id = decided.match_id
        self.messages.show_success(
            said.format(name=row.first.name),
            lambda: self.act(lambda db: take_back_match(db, match_id=match_id), self._on_changed),
        )
        self._tell()

    def _take_back(self) -> None:
        row = self.table.current_row()
        if row is None or row.match_id is None:
            return
        match_id = row.match_id

        def done(_told: int) -> None:
            self.messages.show_success(
                _("The decision is taken back: the colleges hear of it with the next sync file."),
                lambda: self.act(lambda db: restore_match(db, match_id=match_id), self._on_changed),
            )
            self._tell()

        self.act(lambda db: take_back_match(db, match_id=match_id), done)

    def _on_changed(self, _told: int) -> None:
        self._tell()

    def _tell(self) -> None:
        self.context.changes.people.emit()
        self.context.changes.certificates.emit()


def _ask(db: Any) -> _Queue:  # noqa: ANN401  the database session
    is_national = writes_for_all(db)
    colleges = {college.scope: college.short_name for college in list_colleges(db)}
    waiting = [MatchRow.of_pair(pair, colleges) for pair in find_matches(db)] if is_national else []
    return _Queue([*waiting, *(MatchRow.of_decision(one, colleges) for one in list_decided(db))], is_national)
