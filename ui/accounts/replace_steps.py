"""The steps of putting a new PC in the place of the lost one that founded the programme."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.choose_path import choose_files, choose_folder
from ui.widgets.fields import TextField
from ui.widgets.wizard import Step
from ui.widgets.words import Button, label


class SourceStep(Step):
    """Asks for a stick, a folder or a sync file of any PC of the programme."""

    def __init__(self) -> None:
        super().__init__(
            _("What is left"), _("Where is a stick or a sync file of the programme?"), _("Continue")
        )
        self.file = TextField(
            _("Folder, stick or sync file"),
            width=56,
            required=True,
            hint=_(
                "Of any PC of the programme. The one with the most in it is best: what is missing comes later."
            ),
            problem_with=_nothing_there,
        )
        self.folder_button = Button(_("Choose the stick or folder…"))
        self.file_button = Button(_("Choose a sync file…"))
        self.folder_button.clicked.connect(self._on_folder)
        self.file_button.clicked.connect(self._on_file)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.INSIDE)
        buttons.addWidget(self.folder_button)
        buttons.addWidget(self.file_button)
        buttons.addStretch(1)
        self.body.addWidget(self.file)
        self.body.addLayout(buttons)
        self.body.addWidget(
            label(
                _(
                    "If a backup of the lost PC is there, put that back instead. If another national PC is there, take the"
                    " authority over on that one: Sync, PCs of the programme."
                ),
                "muted",
                wraps=True,
            )
        )
        self.body.addStretch(1)

    def path(self) -> Path:
        """What was named."""
        return Path(self.file.line.text().strip())

    def check(self) -> bool:
        """It must be there; what it holds is looked at later."""
        return self.file.check()

    def _on_folder(self) -> None:
        choose_folder(self, _("Choose the stick or the folder"), str(Path.home()), self._take)

    def _on_file(self) -> None:
        kinds = f"{_('Sync files')} (*.tvet)"
        choose_files(
            self, _("Choose a sync file"), str(Path.home()), kinds, lambda files: self._take(files[0])
        )

    def _take(self, path: Path) -> None:
        self.file.set_value(str(path))
        self.file.check()


class PaperCodeStep(Step):
    """Asks for the recovery code that was written down when the programme was founded."""

    def __init__(self) -> None:
        super().__init__(
            _("Code on paper"),
            _("Type the recovery code of the programme"),
            _("Take the place of the lost PC"),
        )
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
            label(
                _(
                    "The same paper opens the data of this PC from now on: lock it away again. Afterwards read every"
                    " stick that is left, and then withdraw the lost PC."
                ),
                wraps=True,
            )
        )
        self.body.addStretch(1)

    def check(self) -> bool:
        """Something must be typed; whether it is right is tried at the end."""
        return self.code.check()


def _nothing_there(typed: str) -> str:
    if Path(typed).exists():
        return ""
    return _("“{name}” is not there: check the spelling, and that the stick is in.").format(
        name=Path(typed).name
    )
