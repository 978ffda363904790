"""What narrows the list of ideas: words, state, skill area."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tvet_desktop.ideas.models import IdeaState
from tvet_desktop.programme.queries import SkillAreaRow
from tvet_desktop.shared.translation import _
from ui import theme
from ui.ideas.words import state_word
from ui.widgets.fields import ChoiceField, TextField

_ALL = 0
_ANY_STATE = ""
_TYPING_PAUSE_MS = 150


class IdeaFilters(QWidget):
    """`changed` is said after another choice, and when typing pauses; `left` after Enter in the search."""

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = TextField(_("Search"), width=44)
        self.search.line.setPlaceholderText(_("Title, need, leader or place"))
        self.search.line.setClearButtonEnabled(True)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self.changed)
        self.search.line.textChanged.connect(lambda _text: self._typing.start())
        self.search.line.returnPressed.connect(self.left)
        states = [(state.value, state_word(state)) for state in IdeaState]
        self.states: ChoiceField[str] = ChoiceField(_("State"), [(_ANY_STATE, _("All")), *states])
        self.areas: ChoiceField[int] = ChoiceField(_("Skill area"), [(_ALL, _("All"))])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.AROUND)
        row.addWidget(self.search)
        for field in (self.states, self.areas):
            field.changed.connect(self.changed)
            row.addWidget(field)
        row.addStretch(1)

    @property
    def text(self) -> str:
        """The words that are searched."""
        return self.search.typed()

    @property
    def state(self) -> IdeaState | None:
        """The state that is wanted; None for all."""
        chosen = self.states.value()
        return IdeaState(chosen) if chosen else None

    @property
    def skill_area_id(self) -> int | None:
        """The skill area that is wanted; None for all."""
        return self.areas.value() or None

    def offer_areas(self, areas: Sequence[SkillAreaRow]) -> None:
        """Offer these skill areas; the chosen one stays."""
        chosen = self.areas.value()
        self.areas.set_choices([(_ALL, _("All")), *((row.id, row.name) for row in areas)])
        self.areas.set_value(chosen)

    def type_more(self, typed: str) -> None:
        """Go on typing what was begun on the table."""
        self.search.line.setFocus()
        self.search.line.setText(self.search.line.text() + typed)

    def clear_search(self) -> None:
        """Search nothing any more."""
        self.search.set_value("")
        self._typing.stop()
        self.changed.emit()
