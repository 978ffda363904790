"""Below a person's name: who was merged with it, when and by whom, and the way to separate them again."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tvet_desktop.people.merging.merges import MergedPerson, MergeState
from tvet_desktop.shared.translation import _
from ui import theme
from ui.people.merging.merge_words import merged_line
from ui.widgets.words import Button, label


class MergedLines(QWidget):
    """One line for each entry behind the person, or one that leads to the entry that counts."""

    def __init__(self, separate: Callable[[MergedPerson], None], open_person: Callable[[int], None]) -> None:
        super().__init__()
        self._separate = separate
        self._open_person = open_person
        self.buttons: list[Button] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.hide()

    def show_state(self, person_id: int, state: MergeState, *, may_edit: bool) -> None:
        """Show what holds of the person whose page it is."""
        self._clear()
        if state.counting_id != person_id:
            words = _("This entry was merged into {name}, who counts for it.").format(
                name=state.counting_name
            )
            self._add(words, _("Open {name}").format(name=state.counting_name), state.counting_id)
        else:
            for merged in state.merged:
                spoken = _("Separate {name}").format(name=merged.name)
                button = self._add(merged_line(merged), _("Separate"), merged)
                button.setAccessibleName(spoken)
                button.setAccessibleDescription(merged.reason)
                button.setEnabled(may_edit)
        self.setVisible(bool(self.buttons))

    def _add(self, words: str, verb: str, target: MergedPerson | int) -> Button:
        button = Button(verb, "link")
        if isinstance(target, int):
            person_id = target
            button.clicked.connect(lambda: self._open_person(person_id))
        else:
            merged = target
            button.clicked.connect(lambda: self._separate(merged))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.STEP)
        row.addWidget(label(words, "muted"))
        row.addWidget(label("·", "muted"))
        row.addWidget(button)
        row.addStretch(1)
        self._lines.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
        self.buttons.append(button)
        return button

    def _clear(self) -> None:
        self.buttons.clear()
        while (item := self._lines.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
