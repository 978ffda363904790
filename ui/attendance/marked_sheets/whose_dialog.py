"""Choose whose marks a name of a sheet holds."""

from collections.abc import Sequence

from tvet_desktop.attendance.marked_sheets.waiting_names import WaitingName
from tvet_desktop.people.queries import PersonRow
from tvet_desktop.shared.translation import _
from ui.attendance.marked_sheets.sheet_words import reason_words
from ui.widgets.choose_person_dialog import ChoiceWords, ChoosePersonDialog
from ui.widgets.page import Page


class WhoseDialog(ChoosePersonDialog):
    """The register, those who may be meant first."""

    def __init__(self, page: Page, name: WaitingName, people: Sequence[PersonRow]) -> None:
        words = ChoiceWords(
            name="choose_whose",
            heading=_("Who is “{name}”?").format(name=name.name),
            explanation=_("The sheet’s name waits because {reason}. Type to search, Enter chooses.").format(
                reason=reason_words(name.waiting_for)
            ),
            note=_("may be meant"),
            empty=_("The register of this college is empty: add or import people first."),
            choose=_("This is the person"),
            back=_("Back"),
        )
        super().__init__(page, words, people, {candidate.person_id for candidate in name.candidates})
