"""Who changed what of a person, and when."""

from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import Any

from tvet_desktop.people.person_history import FieldChange, person_history
from tvet_desktop.people.queries import person_file
from tvet_desktop.shared.translation import _
from ui.people.sub_page import SubPage
from ui.people.words import field_word, shown_value
from ui.widgets.column import Column
from ui.widgets.row_table import RowTable

_RWANDA = timezone(timedelta(hours=2))


@dataclass(frozen=True)
class _Shown:
    name: str
    changes: list[FieldChange]


class PersonHistoryPage(SubPage):
    """Opened with a person's id; Esc goes back to the person."""

    def build(self) -> None:
        """Make the table."""
        self._person_id: int | None = None
        self.add_quiet(_("Back to the person"), self.go_back, "person")
        self.table: RowTable[FieldChange] = RowTable(
            "person_history",
            _columns(),
            title=_("History"),
            key=lambda change: change.number,
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        self.table.set_empty(_("Nothing was changed on this PC or on one whose files came here."))
        self.body.addWidget(self.table, 1)
        self.listen(self.context.changes.people)

    def go_to(self, target: object) -> None:
        """Show the history of the person with this id."""
        if isinstance(target, int):
            self._person_id = target
            self.refresh()

    def refresh(self) -> None:
        """Ask for the changes."""
        person_id = self._person_id
        if person_id is not None:
            self.read(lambda db: _ask(db, person_id), self._show)

    def go_back(self) -> None:
        """Show the person."""
        self.context.open_page("person", self._person_id)

    def _show(self, shown: _Shown) -> None:
        self.set_title(_("History of {name}").format(name=shown.name))
        self.set_state(_("The newest change first; times as the PC of each change said."))
        self.table.set_rows(shown.changes)


def _columns() -> list[Column[FieldChange]]:
    return [
        Column("what", lambda: _("What"), _what, width=24),
        Column("before", lambda: _("Before"), _before, width=28),
        Column("after", lambda: _("After"), _after, width=28),
        Column(
            "when",
            lambda: _("When"),
            lambda change: f"{change.said_at.astimezone(_RWANDA):%d/%m/%Y %H:%M}" if change.said_at else "–",
            sort_key=lambda change: change.number,
            width=18,
        ),
        Column("who", lambda: _("Who"), lambda change: change.user_name or _("not known here"), width=24),
    ]


def _what(change: FieldChange) -> str:
    what = field_word(change.field) if change.field else _("Added")
    return _("{what} of {name}").format(what=what, name=change.entry) if change.entry else what


def _before(change: FieldChange) -> str:
    return shown_value(change.field, change.before) if change.field else ""


def _after(change: FieldChange) -> str:
    return shown_value(change.field, change.after) if change.field else ""


def _ask(db: Any, person_id: int) -> _Shown:  # noqa: ANN401  the database session
    return _Shown(person_file(db, person_id).name, person_history(db, person_id))
