"""The field for a family name, which may stay empty where somebody has a given name."""

from tvet_desktop.documents.bad_cells import CellProblem
from tvet_desktop.people.names import usable_name
from tvet_desktop.people.rules import PersonIncomplete
from tvet_desktop.shared.translation import _
from ui.people.words import field_word
from ui.widgets.fields import TextField


class FamilyNameField(TextField):
    """Refuses when it and the field of given names hold no usable name together."""

    def __init__(self, given_name: TextField) -> None:
        super().__init__(field_word("family_name"), hint=_("One of both names may stay empty."))
        self._given_name = given_name
        given_name.changed.connect(self._on_other_edited)

    def problem(self) -> str:
        """Ask the core's rule about both names."""
        if usable_name(f"{self.typed()} {self._given_name.typed()}"):
            return ""
        return PersonIncomplete(CellProblem.NO_NAME).sentence()

    def _on_other_edited(self) -> None:
        if self.error:
            self.check()
