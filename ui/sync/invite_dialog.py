"""What a new PC is invited for."""

from collections.abc import Sequence
from dataclasses import dataclass

from tvet_desktop.programme.queries import CollegeRow
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.errors import PcNameTooLong
from tvet_desktop.sync.invite import LONGEST_NAME
from ui.sync.colleges_field import CollegesField
from ui.widgets.fields import ChoiceField, TextField, TickField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page


@dataclass(frozen=True)
class Rights:
    """What an invitation gives: the scopes of colleges, the own one first, or everything."""

    scopes: list[int]
    is_national: bool
    name: str = ""
    """What the PC will be called; "" gives it the next number."""


class InviteDialog(FormDialog):
    """The college where the PC stands; whether it is national; further colleges behind "More"."""

    def __init__(self, page: Page, colleges: Sequence[CollegeRow]) -> None:
        form = Form(_("Write the invitation…"), back=_("Back"))
        self.home: ChoiceField[int] = form.add(
            ChoiceField(
                _("College where the PC stands"),
                [(college.scope, college.official_name) for college in colleges],
                placeholder=_("Choose"),
                required=True,
            )
        )
        self.national = form.add(
            TickField(
                _("National office"), _("It is a PC of the national office: it writes for all colleges")
            )
        )
        self.called = form.add_optional(
            TextField(
                _("Name of the PC"),
                width=LONGEST_NAME,
                hint=_("A place, such as “Huye, room 3”, and never a person; otherwise it gets a number."),
                problem_with=lambda name: PcNameTooLong().sentence() if len(name) > LONGEST_NAME else "",
            )
        )
        self.others = form.add_optional(CollegesField(_("It also writes for"), colleges))
        super().__init__(
            page,
            heading=_("Invite a PC"),
            explanation=_(
                "The invitation is a file that lets one PC in. It works once, and the PC then reads and writes what"
                " you say here."
            ),
            form=form,
        )

    @property
    def rights(self) -> Rights:
        """What was chosen; called after the form has checked it."""
        home = self.home.value()
        assert home is not None
        others = [scope for scope in self.others.value() if scope != home]
        return Rights([home, *others], self.national.value(), self.called.value())
