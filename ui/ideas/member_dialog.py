"""Asks who works on an idea beside its leader."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from tvet_desktop.people.personal_details import Sex
from tvet_desktop.shared.translation import _
from ui.ideas.pick_or_write_field import PickOrWriteField
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog

_NOT_SAID = ""


@dataclass(frozen=True)
class NewMember:
    """A person of the college, or a name with a sex."""

    person_id: int | None
    name: str
    sex: Sex | None
    role: str


class MemberDialog(FormDialog):
    """A person of the college is picked, anybody else is written; ``people`` are (id, words)."""

    def __init__(self, parent: QWidget, people: Sequence[tuple[int, str]]) -> None:
        form = Form(_("Add the member"), back=_("Back"))
        self.who = form.add(
            PickOrWriteField(
                _("Name"),
                picked="",
                written="",
                width=44,
                hint=_("Type a part of the name and pick the person, or write a name."),
            )
        )
        self.who.is_required = True
        self.who.set_options(people)
        self.role = form.add(TextField(_("Task in the team"), width=32))
        sexes = [(sex.value, words) for sex, words in _sex_words().items()]
        self.sex: ChoiceField[str] = form.add(
            ChoiceField(
                _("Sex"),
                [(_NOT_SAID, _("Not said")), *sexes],
                hint=_("Only for somebody who is not among the people of the college."),
            )
        )
        super().__init__(parent, heading=_("Add a member to the team"), form=form)

    def answer(self) -> NewMember:
        """What was entered."""
        picked, sex = self.who.value(), self.sex.value()
        return NewMember(picked.id, picked.text, Sex(sex) if sex else None, self.role.value())


def _sex_words() -> dict[Sex, str]:
    return {Sex.FEMALE: _("Female"), Sex.MALE: _("Male"), Sex.NOT_SAID: _("Prefers not to say")}
