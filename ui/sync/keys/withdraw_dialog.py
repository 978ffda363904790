"""Asks before a PC is withdrawn: what that means, which last sync file counts, why."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _
from tvet_desktop.sync.keys.foresee_withdrawal import ForeseenWithdrawal
from tvet_desktop.sync.keys.withdraw_pc import PcReason
from ui import theme
from ui.sync.keys.member_words import foreseen_words
from ui.sync.keys.reason_choice import pc_reasons
from ui.widgets.fields import ChoiceField, TickField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.words import label


class WithdrawDialog(FormDialog):
    """The facts, the reason, and a tick that every stick was read."""

    def __init__(self, parent: QWidget, foreseen: ForeseenWithdrawal) -> None:
        form = Form(_("Withdraw the PC"), back=_("Back"))
        self.reason: ChoiceField[PcReason] = form.add(
            ChoiceField(_("Why"), pc_reasons(), placeholder=_("Choose a reason"), required=True)
        )
        self.all_read = form.add(
            TickField(
                _("Everything is read"),
                _("I have read its sticks, folders and e-mails: what is not known here now will not count"),
                required=True,
            )
        )
        facts = QWidget()
        column = QVBoxLayout(facts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP)
        for line in foreseen_words(foreseen):
            column.addWidget(label(line, wraps=True))
        super().__init__(
            parent,
            heading=_("Withdraw “{name}”?").format(name=foreseen.name),
            explanation=_(
                "From then on nothing that it writes or signs counts anywhere, and it reads nothing new; this cannot be"
                " undone, but the PC can be invited anew."
            ),
            form=form,
            above=facts,
        )
