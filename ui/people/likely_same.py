"""Beside a form: who on the list is likely the person that is being typed. It only says so, and never blocks."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tvet_desktop.people.duplicates.likeness import Reason
from tvet_desktop.people.duplicates.people_like import LikelyPerson, PeopleLike
from tvet_desktop.people.queries import PersonRow
from tvet_desktop.shared.translation import _
from ui import theme
from ui.people.person_form import PersonForm
from ui.people.words import shown_phone
from ui.widgets.words import Button, label

_TYPING_PAUSE_MS = 300
WIDTH = 72 * theme.STEP


class LikelySame(QFrame):
    """Hidden while nobody is likely. `opened` gives the id of somebody shown.

    Args:
        college_of: returns the short name of a college by its scope, "" where it need not be said.
    """

    opened = Signal(object)

    def __init__(self, college_of: Callable[[int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._college_of = college_of
        self._people: PeopleLike | None = None
        self._form: PersonForm | None = None
        self._person_id = 0
        self.shown: tuple[LikelyPerson, ...] = ()
        self.buttons: list[Button] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.BETWEEN, theme.BETWEEN, theme.BETWEEN, theme.BETWEEN)
        self._column.setSpacing(theme.INSIDE)
        self.hide()

    def set_people(self, people: PeopleLike) -> None:
        """Take the list as it is now."""
        self._people = people
        self.look()

    def watch(self, form: PersonForm, person_id: int = 0) -> None:
        """Follow what is typed into a form; ``person_id`` is the person that is being changed, if any."""
        self._form, self._person_id = form, person_id
        for field in form.fields:
            field.changed.connect(self._pause.start)
        self._show(())
        self.look()

    def look(self) -> None:
        """Compare what is typed now with the list."""
        if self._people is None or self._form is None:
            return
        ids = {found.person.id for found in self.shown}
        self._show(self._people.find(self._form.half_typed(), shown=ids, person_id=self._person_id))

    def _show(self, found: Sequence[LikelyPerson]) -> None:
        if _as_shown(found) == _as_shown(self.shown):
            return
        self.shown = tuple(found)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        if found:
            self._column.addWidget(label(_("Perhaps on the list already"), "heading", wraps=True))
            for one in found:
                self._add(one)
            self._column.addStretch(1)
        self.setAccessibleName(", ".join(one.person.name for one in found))
        self.setVisible(bool(found))

    def _add(self, found: LikelyPerson) -> None:
        person = found.person
        self._column.addSpacing(theme.STEP)
        self._column.addWidget(label(person.name, "label", wraps=True))
        known = known_line(person, self._college_of(person.college_scope))
        if known:
            self._column.addWidget(label(known, "muted", wraps=True))
        self._column.addWidget(label(reasons_line(found.reasons), wraps=True))
        button = Button(_("Open"), "quiet")
        button.setAccessibleName(_("Open {name}").format(name=person.name))
        button.clicked.connect(lambda: self.opened.emit(person.id))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.buttons.append(button)


def _as_shown(found: Sequence[LikelyPerson]) -> list[tuple[PersonRow, tuple[Reason, ...]]]:
    """Return what is seen of it: a score that moves draws nothing anew."""
    return [(one.person, one.reasons) for one in found]


def known_line(person: PersonRow, college: str) -> str:
    """Return what tells namesakes apart."""
    born = _("born {year}").format(year=person.birth_year) if person.birth_year else ""
    return " · ".join(said for said in (born, shown_phone(person.phone), person.department, college) if said)


def reasons_line(reasons: Sequence[Reason]) -> str:
    """Return why, the strongest reason first."""
    return _("Why: {reasons}").format(reasons=", ".join(reason.sentence() for reason in reasons))
