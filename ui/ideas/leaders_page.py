"""Team leaders whose names were written in a list: say which person of the college each of them is."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from tvet_desktop.accounts.rules import may
from tvet_desktop.ideas.link_leader import LeaderLinked, link_leader
from tvet_desktop.ideas.queries import LeaderToLink, leaders_to_link
from tvet_desktop.people.queries import PersonRow, list_people
from tvet_desktop.shared.text import fold_name
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.ids import scope_of
from tvet_desktop.sync.own_colleges import own_colleges
from ui import theme
from ui.widgets.column import Column
from ui.widgets.fields import TextField
from ui.widgets.page import Page
from ui.widgets.people_table import people_columns
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import not_one_chosen, role_lacks
from ui.widgets.words import Button, label, permit

_MOST_FOUND = 50
_SHORTEST_WORD = 3


@dataclass(frozen=True)
class _Content:
    leaders: list[LeaderToLink]
    people: dict[int, tuple[PersonRow, ...]]
    """Everybody of each college, by the number in its ids."""


class LeadersPage(Page):
    """At the left the names, at the right the people who may be meant; Enter on a person links."""

    def build(self) -> None:
        """Make both tables."""
        self.set_title(_("Link team leaders"))
        self._content = _Content([], {})
        self.add_quiet(_("All ideas"), self._go_back, "ideas")
        remembered = self.context.remembered
        self.leaders: RowTable[LeaderToLink] = RowTable(
            "idea_leaders",
            _leader_columns(),
            title=_("Team leaders to link"),
            key=lambda row: row.idea_id,
            remembered=remembered,
        )
        self.leaders.set_empty(_("Every team leader is linked to a person, or no idea names one."))
        self.leaders.selection_changed.connect(self._show_people)
        self.people: RowTable[PersonRow] = RowTable(
            "idea_leader_people",
            people_columns(lambda row: row),
            title=_("People of the college"),
            key=lambda row: row.id,
            remembered=remembered,
            type_to_filter=False,
        )
        self.people.selection_changed.connect(self._follow)
        self.people.opened.connect(self._link)
        self.question = label("", "heading", wraps=True)
        self.search = TextField(_("Search everybody of the college"), width=40)
        self.search.line.textChanged.connect(lambda _text: self._show_people())
        self.do = Button(_("This is the person"), "primary")
        self.do.clicked.connect(self._on_link)
        self.side = QFrame()
        self.side.setObjectName("card")
        self._arrange()
        self.setFocusProxy(self.leaders)
        self.listen(self.context.changes.ideas, self.context.changes.people)

    def refresh(self) -> None:
        """Ask for the names and the people."""
        self.read(_ask, self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _go_back(self) -> None:
        self.context.open_page("ideas", None)

    def _arrange(self) -> None:
        column = QVBoxLayout(self.side)
        column.setContentsMargins(theme.BETWEEN, theme.BETWEEN, theme.BETWEEN, theme.BETWEEN)
        column.setSpacing(theme.INSIDE)
        column.addWidget(self.question)
        column.addWidget(self.search)
        column.addWidget(self.people, 1)
        column.addWidget(self.do, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(theme.BETWEEN)
        row.addWidget(self.leaders, 5)
        row.addWidget(self.side, 6)
        self.body.addLayout(row, 1)

    def _show(self, content: _Content) -> None:
        self._content = content
        self.leaders.set_rows(content.leaders)
        count = len(content.leaders)
        words = ngettext("{count} name to link", "{count} names to link", count).format(count=count)
        self.set_state(words if count else "")
        if count and not self.leaders.selected_rows():
            self.leaders.select({content.leaders[0].idea_id})
        self.side.setVisible(count > 0)
        self._show_people()

    def _chosen(self) -> LeaderToLink | None:
        rows = self.leaders.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def _show_people(self) -> None:
        """Show those with a like name, or those that the search finds."""
        leader = self._chosen()
        words = "" if leader is None else _("Who is “{name}”?").format(name=leader.name)
        self.question.setText(words)
        typed = self.search.typed()
        rows: tuple[PersonRow, ...] = ()
        if leader is not None:
            everybody = self._content.people.get(scope_of(leader.idea_id), ())
            rows = _found(everybody, typed) if typed else leader.may_be or _near(everybody, leader.name)
        self.people.set_empty(
            _("Nobody is found by these words: try a part of the name.")
            if typed
            else _("Nobody of the college has a like name: search above, or leave the name as it is.")
        )
        self.people.set_rows(rows)
        if rows and not self.people.selected_rows():
            self.people.select({rows[0].id})
        self._follow()

    def _follow(self) -> None:
        why = role_lacks(self.context.user.role, "edit_ideas")
        nobody = "" if self._chosen() is not None else _("Choose a line of the table first.")
        permit(self.do, why or nobody or not_one_chosen(self.people.selected_rows()))

    def _on_link(self) -> None:
        self._link(self.people.selected_rows()[0])

    def _link(self, person: PersonRow) -> None:
        leader = self._chosen()
        if leader is None or not may(self.context.user.role, "edit_ideas"):
            return
        idea_id = leader.idea_id

        def done(linked: LeaderLinked) -> None:
            words = _("“{title}” is led by {name}.").format(title=leader.title, name=person.name)
            self.messages.show_success(words, lambda: self._unlink(idea_id, linked.before))
            self.search.set_value("")
            self.context.changes.ideas.emit()
            self.leaders.view.setFocus()

        self.act(lambda db: link_leader(db, idea_id=idea_id, person_id=person.id), done)

    def _unlink(self, idea_id: int, before: int | None) -> None:
        self.act(
            lambda db: link_leader(db, idea_id=idea_id, person_id=before),
            lambda _linked: self.context.changes.ideas.emit(),
        )


def _leader_columns() -> list[Column[LeaderToLink]]:
    return [
        Column("name", lambda: _("Written name"), lambda row: row.name, width=22),
        Column("title", lambda: _("Idea"), lambda row: row.title, width=22),
    ]


def _ask(db: Any) -> _Content:  # noqa: ANN401  the core's session
    scopes = [college.scope for college in own_colleges(db)]
    leaders = [row for scope in scopes for row in leaders_to_link(db, college_scope=scope)]
    wanted = {scope_of(row.idea_id) for row in leaders}
    people = {scope: tuple(list_people(db, college_scope=scope).rows) for scope in wanted}
    return _Content(leaders, people)


def _found(everybody: tuple[PersonRow, ...], typed: str) -> tuple[PersonRow, ...]:
    words = fold_name(typed).split()
    found = (row for row in everybody if all(word in fold_name(row.name) for word in words))
    return tuple(islice(found, _MOST_FOUND))


def _near(everybody: tuple[PersonRow, ...], name: str) -> tuple[PersonRow, ...]:
    """Return those who share a word with a name of which some word fits nobody; initials do not count."""
    words = {word for word in fold_name(name).split() if len(word) >= _SHORTEST_WORD}
    return tuple(row for row in everybody if words & set(fold_name(row.name).split()))[:_MOST_FOUND]
