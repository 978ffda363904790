"""The certificates that one file holds, each with its verdict; one of them is shown beside."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tvet_desktop.certificates.checking.verdict import Verified
from tvet_desktop.certificates.checking.verdict_words import count_sentence, verdict_word
from tvet_desktop.shared.translation import _
from ui import theme
from ui.certificates.checking.verdict_card import TONES
from ui.remembered import Remembered
from ui.widgets.column import Column
from ui.widgets.row_table import RowTable
from ui.widgets.words import label

_ROWS_SHOWN = 6


class FoundList(QWidget):
    """Made anew for each file with several certificates, the worst first. `chosen` gives the one to show."""

    chosen = Signal(object)

    def __init__(self, verified: Verified, remembered: Remembered) -> None:
        super().__init__()
        columns = [
            Column[Verified]("name", lambda: _("Name"), _name, width=24),
            Column[Verified]("number", lambda: _("Number"), _number, width=27),
            Column[Verified](
                "verdict", lambda: _("Verdict"), verdict_word, width=22, tone=lambda one: TONES[one.verdict]
            ),
        ]
        self.table: RowTable[Verified] = RowTable(
            "found_certificates",
            columns,
            title=_("Certificates in this file"),
            key=id,
            remembered=remembered,
        )
        self.table.set_rows(list(verified.all))
        self.table.setFixedHeight((min(len(verified.all), _ROWS_SHOWN) + 3) * theme.ROW_HEIGHT)
        self.table.selection_changed.connect(self._on_selection)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addWidget(label(count_sentence(verified), "heading", wraps=True))
        column.addWidget(self.table)

    def _on_selection(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.chosen.emit(row)


def _name(verified: Verified) -> str:
    return verified.statement.name if verified.statement else "–"


def _number(verified: Verified) -> str:
    return verified.statement.number if verified.statement else "–"
