"""The field for an ID number: written in the groups of the card, and compared with sex and year of birth."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from tvet_desktop.documents.bad_cells import CellProblem
from tvet_desktop.people.personal_details import read_id_number
from tvet_desktop.shared.translation import _
from ui import theme
from ui.people.read_field import problem_with, tidied
from ui.people.words import field_word, shown_id_number
from ui.widgets.fields import TextField
from ui.widgets.words import label


class IdNumberField(TextField):
    """What does not agree is said below it, and never keeps anybody from saving."""

    def __init__(self) -> None:
        super().__init__(
            field_word("id_number"),
            width=26,
            hint=_("A national ID has 16 digits; passports are taken too."),
            tidied=tidied(lambda typed: shown_id_number(*read_id_number(typed))),
            problem_with=problem_with("id_number", read_id_number),
        )
        self._frame = QFrame()
        self._frame.setObjectName("messageStrip")
        self._frame.setProperty("tone", "attention")
        self._doubt = label("", wraps=True)
        inner = QVBoxLayout(self._frame)
        inner.setContentsMargins(theme.INSIDE + theme.STEP, theme.STEP, theme.INSIDE, theme.STEP)
        inner.addWidget(self._doubt)
        self._frame.hide()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._frame)

    @property
    def doubt(self) -> str:
        """What is said below the field; "" when all agrees."""
        return "" if self._frame.isHidden() else self._doubt.text()

    def show_doubts(self, doubts: Sequence[CellProblem]) -> None:
        """Say what should be compared with the card."""
        said = " ".join(_("Check: {advice}.").format(advice=doubt.advice()) for doubt in doubts)
        self._doubt.setText(said)
        self._frame.setVisible(bool(said))
        if not self.error:
            self.control.setAccessibleDescription(said)
