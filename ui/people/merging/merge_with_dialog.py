"""Choose with whom somebody is merged."""

from collections.abc import Collection, Sequence

from tvet_desktop.people.queries import PersonRow
from tvet_desktop.shared.translation import _
from ui.widgets.choose_person_dialog import ChoiceWords, ChoosePersonDialog
from ui.widgets.page import Page


class MergeWithDialog(ChoosePersonDialog):
    """Nothing is merged here: the two are compared next."""

    def __init__(self, page: Page, name: str, people: Sequence[PersonRow], likely: Collection[int]) -> None:
        words = ChoiceWords(
            name="merge_with",
            heading=_("Who else is {name}?").format(name=name),
            explanation=_("Type to search, Enter chooses. Nothing is merged before you have compared them."),
            note=_("likely the same"),
            empty=_("There is nobody else on the list of this college."),
            choose=_("Compare the two"),
            back=_("Go back"),
        )
        super().__init__(page, words, people, likely)
