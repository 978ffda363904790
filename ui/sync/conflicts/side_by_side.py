"""The values of one conflict, side by side."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _
from tvet_desktop.sync.conflicts.decide import Choice
from tvet_desktop.sync.describe_conflicts import DescribedConflict, ToldValue
from ui import theme
from ui.sync.conflicts.value_card import ValueCard
from ui.widgets.scrolling import Scrolling
from ui.widgets.words import label, permit

Decide = Callable[[Choice, int], object]


class SideBySide(QWidget):
    """What holds now stands at the left. ``decide`` is given the choice and the ``seq`` of the value."""

    def __init__(self, decide: Decide) -> None:
        super().__init__()
        self._decide = decide
        self.cards: list[ValueCard] = []
        self._heading = label("", "heading", wraps=True)
        self._inside = QWidget()
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.BETWEEN)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addWidget(self._heading)
        column.addWidget(Scrolling(self._inside), 1)

    def show_conflict(self, conflict: DescribedConflict | None, why_not: str = "") -> None:
        """Show its values, or nothing; ``why_not`` says why nothing can be decided."""
        self.setVisible(conflict is not None)
        for card in self.cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        if conflict is None:
            return
        words = _("{kind}: {name}").format(kind=conflict.kind, name=conflict.name)
        self._heading.setText(words if conflict.name else conflict.kind)
        many = len(conflict.others) > 1
        self._add(conflict.holds, _("Holds now"), _("Keep this"), Choice.KEPT)
        for number, other in enumerate(conflict.others, start=1):
            heading = _("Other value {number}").format(number=number) if many else _("Other value")
            self._add(other, heading, _("Take this"), Choice.OTHER)
        for card in self.cards:
            permit(card.button, why_not)

    def _add(self, value: ToldValue, heading: str, verb: str, choice: Choice) -> None:
        card = ValueCard(
            value,
            heading=heading,
            verb=verb,
            choose=lambda: self._decide(choice, value.seq),
            parent=self._inside,
        )
        self._row.addWidget(card, 1)
        self.cards.append(card)
        card.show()
