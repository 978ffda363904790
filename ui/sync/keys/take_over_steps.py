"""The steps of taking the authority over, each with what it means."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from tvet_desktop.shared.translation import _
from tvet_desktop.sync.keys.withdraw_pc import PcReason
from ui import theme
from ui.sync.keys.reason_choice import pc_reasons
from ui.widgets.fields import ChoiceField, TextField, TickField
from ui.widgets.wizard import Step
from ui.widgets.words import Button, label


class HappenedStep(Step):
    """Asks what happened to the PC that holds the authority; None: it goes on, and only the authority moves."""

    def __init__(self) -> None:
        super().__init__(
            _("What happened"), _("What happened to the PC that holds the authority?"), _("Continue")
        )
        self.holder = label("", wraps=True)
        self.choice: ChoiceField[PcReason | None] = ChoiceField(
            _("The PC"),
            [*pc_reasons(), (None, _("It stays in use, and only the authority moves here"))],
            placeholder=_("Choose what happened"),
            required=True,
        )
        self.body.addWidget(self.holder)
        self.body.addWidget(self.choice)
        self.body.addWidget(
            label(
                _(
                    "If somebody may know a password of a stolen PC, they have the authority too: then found a new"
                    " programme and invite everybody anew, for withdrawing the PC does not help."
                ),
                "muted",
                wraps=True,
            )
        )
        self.body.addStretch(1)

    def name_holder(self, name: str) -> None:
        """Say which PC it is."""
        self.holder.setText(
            _(
                "“{name}” holds it: it invites and withdraws PCs and renews certificates. Never let two do that at once."
            ).format(name=name)
        )

    def check(self) -> bool:
        """Something must be chosen."""
        return self.choice.check()


class ReadStep(Step):
    """Sees to it that everything is read that the PC may have sent."""

    def __init__(self, read_files: Callable[[], object], read_folder: Callable[[], object]) -> None:
        super().__init__(
            _("Read first"), _("Read first what that PC may have sent"), _("Everything is read: continue")
        )
        self.files, self.folder = Button(_("Read sync files…")), Button(_("Read folder or stick…"))
        self.files.clicked.connect(lambda _on=False: read_files())
        self.folder.clicked.connect(lambda _on=False: read_folder())
        self.all_read = TickField(
            _("Everything is read"),
            _("I have read its sticks, folders and e-mails: what is not known here by then will not count"),
            required=True,
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.INSIDE)
        buttons.addWidget(self.files)
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        self.body.addWidget(
            label(
                _(
                    "Its sync files count up to the last one that is known here. Ask every college for its sticks and"
                    " read each of them."
                ),
                wraps=True,
            )
        )
        self.body.addLayout(buttons)
        self.body.addWidget(self.all_read)
        self.body.addStretch(1)

    def check(self) -> bool:
        """It must be ticked."""
        return self.all_read.check()


class PaperStep(Step):
    """Asks for the recovery code on paper."""

    def __init__(self, verb: str) -> None:
        super().__init__(_("Code on paper"), _("Type the recovery code of the programme"), verb)
        self.code = TextField(
            _("Recovery code"),
            width=36,
            required=True,
            hint=_(
                "It stands on the paper that was written when the programme was founded. Small letters will do, and the"
                " gaps do not matter."
            ),
        )
        self.body.addWidget(self.code)
        self.body.addWidget(
            label(_("The paper stays valid: lock it away again."), "muted", wraps=True),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        self.body.addStretch(1)

    def check(self) -> bool:
        """Something must be typed; whether it is right is tried at the end."""
        return self.code.check()
