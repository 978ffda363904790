"""The field for an ID number: written in the groups of the card, and compared with sex and year of birth."""

from collections.abc import Sequence

from tvet_desktop.documents.bad_cells import CellProblem
from tvet_desktop.people.personal_details import read_id_number
from tvet_desktop.shared.translation import _
from ui.people.doubt_strip import DoubtStrip
from ui.people.read_field import problem_with, tidied
from ui.people.words import field_word, shown_id_number
from ui.widgets.fields import TextField


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
        self._strip = DoubtStrip()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._strip)

    @property
    def doubt(self) -> str:
        """What is said below the field; "" when all agrees."""
        return self._strip.text

    def show_doubts(self, doubts: Sequence[CellProblem]) -> None:
        """Say what should be compared with the card."""
        self._strip.show_doubts(doubts)
        if not self.error:
            self.control.setAccessibleDescription(self.doubt)
