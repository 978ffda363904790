"""Pairs of people who may be one, side by side."""

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from tvet_desktop.people.duplicates.find_duplicates import DuplicatePair, find_duplicates
from tvet_desktop.people.queries import PersonFile, person_file
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.people.known_details import KnownDetails
from ui.people.merging.merging import Merging
from ui.people.scrolled import scrolled
from ui.people.sub_page import SubPage
from ui.people.words import said_details
from ui.widgets.column import Column
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import nothing_chosen, role_lacks
from ui.widgets.words import Button, label, permit


@dataclass(frozen=True)
class _Both:
    pair: DuplicatePair
    first: PersonFile
    second: PersonFile


class DuplicatesPage(SubPage):
    """The likeliest first. A person decides: nothing is joined by itself."""

    def build(self) -> None:
        """Make the table above and the comparison below."""
        self.set_title(_("Likely duplicates"))
        self.merging = Merging(self)
        self.merge = self.set_primary(_("Merge these two"), self._merge, "people")
        self.apart = self.add_quiet(_("Not the same person"), self._tell_apart, "close")
        self.add_way_back()
        self.table: RowTable[DuplicatePair] = RowTable(
            "duplicates",
            _columns(),
            title=_("Likely duplicates"),
            key=lambda pair: (pair.first.id, pair.second.id),
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        self.table.set_empty(_("Nobody seems to be on the list twice."))
        self.table.selection_changed.connect(self._compare)
        self.table.opened.connect(lambda _pair: self._merge() if self.may_edit else self._open_first())
        self.table.set_actions([self.merge, self.apart])
        self.first, self.second = Button(""), Button("")
        self.first.clicked.connect(self._open_first)
        self.second.clicked.connect(self._open_second)
        self.details = KnownDetails()
        self.body.addWidget(self.table, 2)
        self.body.addWidget(self._build_card(), 3)
        self.listen(self.context.changes.people)

    def refresh(self) -> None:
        """Compare everybody with everybody."""
        self.read(find_duplicates, self._show, name=_("Comparing people"))

    def _build_card(self) -> QFrame:
        self.card = QFrame()
        self.card.setObjectName("card")
        column = QVBoxLayout(self.card)
        column.setContentsMargins(theme.BETWEEN, theme.BETWEEN, theme.BETWEEN, theme.BETWEEN)
        column.setSpacing(theme.INSIDE + theme.STEP)
        self._why = label("", "label", wraps=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.INSIDE)
        buttons.addWidget(self.first)
        buttons.addWidget(self.second)
        buttons.addStretch(1)
        column.addWidget(self._why)
        column.addWidget(scrolled(self.details), 1)
        column.addLayout(buttons)
        self.card.hide()
        return self.card

    def _show(self, pairs: list[DuplicatePair]) -> None:
        count = len(pairs)
        self.table.set_rows(pairs)
        words = ngettext(
            "{count} pair to look at · a score of 80 means that about 80 of 100 such pairs are one person",
            "{count} pairs to look at · a score of 80 means that about 80 of 100 such pairs are one person",
            count,
        )
        self.set_state(words.format(count=count) if count else "")
        self.card.setVisible(bool(pairs))
        for made in (self.merge, self.apart):
            permit(made, role_lacks(self.context.user.role, "edit_people") or nothing_chosen(pairs))
        if pairs and not self.table.selected_rows():
            self.table.select({(pairs[0].first.id, pairs[0].second.id)})
        self._compare()

    def _compare(self) -> None:
        pair = self.table.current_row()
        if pair is not None:
            self.read(
                lambda db: _Both(pair, person_file(db, pair.first.id), person_file(db, pair.second.id)),
                self._show_both,
            )

    def _show_both(self, both: _Both) -> None:
        self._why.setText(_("Why: {reasons}").format(reasons=_reasons(both.pair)))
        sides = zip(said_details(both.first.details), said_details(both.second.details), strict=True)
        self.details.show_lines((name, one, other) for (name, one), (_name, other) in sides if one or other)
        for button, person in ((self.first, both.first), (self.second, both.second)):
            button.setText(_("Open {name}").format(name=person.name))

    def _merge(self) -> None:
        pair = self.table.current_row()
        if pair is not None:
            self.merging.ask(pair.first.id, pair.second.id)

    def _tell_apart(self) -> None:
        pair = self.table.current_row()
        if pair is not None:
            self.merging.tell_apart(pair.first.id, pair.second.id)

    def _open_first(self) -> None:
        pair = self.table.current_row()
        if pair is not None:
            self.context.open_page("person", pair.first.id)

    def _open_second(self) -> None:
        pair = self.table.current_row()
        if pair is not None:
            self.context.open_page("person", pair.second.id)


def _columns() -> list[Column[DuplicatePair]]:
    return [
        Column("first", lambda: _("Person"), lambda pair: pair.first.name, width=26),
        Column("second", lambda: _("Perhaps the same"), lambda pair: pair.second.name, width=28),
        Column(
            "score",
            lambda: _("Score"),
            lambda pair: str(pair.score),
            sort_key=lambda pair: pair.score,
            is_number=True,
            width=10,
        ),
        Column("reasons", lambda: _("Why"), _reasons, width=60),
    ]


def _reasons(pair: DuplicatePair) -> str:
    return ", ".join(reason.sentence() for reason in pair.reasons)
