"""Somebody who stands on no list: type the name, Enter, and they are present."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from tvet_desktop.people.names import usable_name
from tvet_desktop.people.personal_details import spoken_phone
from tvet_desktop.people.queries import PeopleIndex, PersonRow
from tvet_desktop.shared.text import name_key, nfc
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.foot_line import FootLine
from ui.attendance.register_line import RegisterLine
from ui.attendance.words import status_word

MOST_OFFERED = 6
_ENOUGH = 2  # letters, before which half of the college would be offered


class WalkInLine(FootLine):
    """Offers people of the college while a name is typed; the last entry is a new person of that name.

    `came_in` (name, person id or None for a new person).
    """

    came_in = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(_("Name of the walk-in"))
        self.line.setPlaceholderText(_("Family name first"))
        self.offered = QListWidget()
        self.offered.setAccessibleName(_("Who may be meant"))
        self.offered.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.offered.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offered.hide()
        self.above.insertWidget(0, self.offered)
        self._index: PeopleIndex | None = None
        self._here: Mapping[int, RegisterLine] = {}
        self.line.textEdited.connect(lambda _text: self._offer())
        self.offered.itemClicked.connect(self._choose)

    def ask(self, here: Mapping[int, RegisterLine]) -> None:
        """Open the line; ``here`` are the people of the register."""
        self._here = here
        self._usual_words()
        self.begin(_("Walk-in"))
        self._offer()

    def use_people(self, index: PeopleIndex) -> None:
        """Take the people of the college, and offer those who fit what is typed by now."""
        self._index = index
        if self.is_open:
            self._offer()

    def takes(self, event: QKeyEvent) -> bool:
        """Up and Down choose who is meant."""
        if event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down) or not self.offered.count():
            return False
        row = self.offered.currentRow() + (1 if event.key() == Qt.Key.Key_Down else -1)
        self.offered.setCurrentRow(min(max(row, 0), self.offered.count() - 1))
        return True

    def accept(self) -> None:
        """Take the chosen person, or a new one."""
        self._choose(self.offered.currentItem())

    def end(self) -> None:
        """The list of people goes with the line."""
        self.offered.hide()
        super().end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An empty line closes when the keyboard goes elsewhere; a name that was begun stays."""
        if watched is self.line and event.type() == QEvent.Type.FocusOut and not self.line.text().strip():
            self.end()
        return super().eventFilter(watched, event)

    def _choose(self, item: QListWidgetItem | None) -> None:
        name = nfc(self.line.text())
        person_id: int | None = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        if person_id is None and not usable_name(name):
            self.say(_("Write at least two letters of the name."))
            return
        self.line.clear()
        self.end()
        self.came_in.emit(name, person_id)

    def _usual_words(self) -> None:
        self.say(_("Enter marks present, ↑ ↓ choose who it is, Esc leaves."))

    def _offer(self) -> None:
        self._usual_words()
        typed = nfc(self.line.text())
        self.offered.clear()
        is_usable = usable_name(typed)
        rows: tuple[PersonRow, ...] = ()
        if self._index is not None and len(typed) >= _ENOUGH:
            rows = self._index.find(typed, limit=MOST_OFFERED).rows
        for row in rows:
            self._add(self._described(row), row.id)
        if is_usable:
            self._add(_("New person: {name}").format(name=typed), None)
        same = [number for number, row in enumerate(rows) if name_key(row.name) == name_key(typed)]
        self.offered.setCurrentRow(same[0] if same else self.offered.count() - 1)
        height = self.offered.count() * max(self.offered.sizeHintForRow(0), 0)
        self.offered.setFixedHeight(height + 2 * self.offered.frameWidth() + theme.STEP)
        self.offered.setVisible(self.is_open and self.offered.count() > 0)
        self.offered.scrollToTop()  # all of it is seen: the chosen entry must not push the first one out

    def _add(self, words: str, person_id: int | None) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, person_id)
        self.offered.addItem(item)

    def _described(self, row: PersonRow) -> str:
        known = [row.name, row.department, spoken_phone(row.phone)]
        line = self._here.get(row.id)
        if line is not None:
            known.append(_("on this register, no. {number}").format(number=line.seat))
            known.append("" if line.status is None else status_word(line.status))
        return " · ".join(words for words in known if words)
