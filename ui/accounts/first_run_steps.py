"""The steps of the first run, each a heading and a few fields."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QRadioButton, QVBoxLayout

from tvet_desktop.shared.translation import LANGUAGES, _, language
from ui.accounts.gate import SHORTEST_PASSWORD, College, Gate
from ui.status_line import OWN_NAMES
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.password_field import PasswordField
from ui.widgets.wizard import Step
from ui.widgets.words import Button, label

_BELOW_CHOICE = 28  # where the words of a choice begin
FOUND, JOIN, PRACTICE, REPLACE = "found", "join", "practice", "replace"


class LanguageStep(Step):
    """Asks for the language; says `chosen` at once, so that the rest can be read."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Language"), _("Which language do you want to work in?"), _("Continue"))
        self.choices: dict[str, QRadioButton] = {}
        for code in LANGUAGES:
            choice = QRadioButton(OWN_NAMES[code])
            choice.setChecked(code == language())
            choice.setAccessibleName(OWN_NAMES[code])
            choice.clicked.connect(lambda _on=False, code=code: self.chosen.emit(code))
            self.choices[code] = choice
            self.body.addWidget(choice)
        self.body.addWidget(
            label(_("You can change it later at the bottom of the window."), "muted", wraps=True)
        )
        self.body.addStretch(1)


class WayStep(Step):
    """Asks what this PC is for: found, join or practise; says `chosen` with the way."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("This PC"), _("What is this PC for?"), _("Continue"))
        self.way = JOIN
        self._group = QButtonGroup(self)
        self.ways: dict[str, QRadioButton] = {}
        self._add(
            JOIN,
            _("Join a programme that other PCs use already"),
            _("You need the invitation file that the coordinator or the national office made for this PC."),
        )
        self._add(
            FOUND,
            _("Found a new programme"),
            _("Once for the whole country: this PC becomes the one that invites the others."),
        )
        self._add(
            PRACTICE,
            _("Practise with invented people"),
            _("Nothing in it is real, and nothing of it can get into real data."),
        )
        self._add(
            REPLACE,
            _("Take the place of the lost PC of the national office"),
            _("You need its recovery code on paper, and a stick or a sync file of any other PC."),
        )
        self.ways[JOIN].setChecked(True)
        self.put_back = Button(_("Put back a backup of a PC that was lost"), "quiet")
        self.body.addWidget(self.put_back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def _add(self, way: str, words: str, explanation: str) -> None:
        choice = QRadioButton(words)
        choice.setAccessibleName(words)
        choice.setAccessibleDescription(explanation)
        choice.toggled.connect(lambda on, way=way: self._on_toggled(way) if on else None)
        self._group.addButton(choice)
        self.ways[way] = choice
        words_below = QVBoxLayout()
        words_below.setContentsMargins(_BELOW_CHOICE, 0, 0, 0)
        words_below.addWidget(label(explanation, "muted", wraps=True))
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addWidget(choice)
        both.addLayout(words_below)
        self.body.addLayout(both)

    def _on_toggled(self, way: str) -> None:
        self.way = way
        self.chosen.emit(way)


class CollegeStep(Step):
    """Asks which college this PC belongs to."""

    def __init__(self, colleges: Sequence[College]) -> None:
        super().__init__(_("College"), _("Which college does this PC belong to?"), _("Continue"))
        self.college = ChoiceField(
            _("College"),
            [(college.code, f"{college.name} ({college.code})") for college in colleges],
            placeholder=_("Choose a college"),
            required=True,
        )
        self.body.addWidget(self.college)
        self.body.addStretch(1)

    def check(self) -> bool:
        """A college must be chosen."""
        return self.college.check()


class InvitationStep(Step):
    """Asks for the invitation file."""

    def __init__(self) -> None:
        super().__init__(_("Invitation"), _("Where is the invitation file?"), _("Continue"))
        self.file = TextField(
            _("Invitation file"),
            width=56,
            required=True,
            hint=_("It came on a USB stick or by e-mail and works once, on one PC."),
            problem_with=_no_such_file,
        )
        self.browse = Button(_("Choose the file"))
        self.browse.clicked.connect(self._on_browse)
        self.body.addWidget(self.file)
        self.body.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def path(self) -> Path:
        """The file that was named."""
        return Path(self.file.line.text().strip())

    def check(self) -> bool:
        """The file must be there; what it holds is looked at when joining."""
        return self.file.check()

    def _on_browse(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose the invitation file"))
        if chosen:
            self.file.set_value(chosen)
            self.file.check()


def _no_such_file(typed: str) -> str:
    if Path(typed).is_file():
        return ""
    return _("There is no file “{file}”: put the stick in and choose the file again.").format(file=typed)


class AccountStep(Step):
    """Asks for the first account of this PC."""

    def __init__(self) -> None:
        super().__init__(_("Your account"), _("Who are you?"), _("Continue"))
        self.display_name = TextField(
            _("Full name"), width=36, required=True, hint=_("It stands beside everything that you record.")
        )
        self.username = TextField(_("User name"), width=20, required=True, hint=_("Short, to sign in with."))
        self.password = PasswordField(
            _("Password"),
            shortest=SHORTEST_PASSWORD,
            hint=_("At least {count} characters: four words are easy to keep in mind.").format(
                count=SHORTEST_PASSWORD
            ),
        )
        self.again = PasswordField(_("The same password again"))
        self.password.reveal_with(self.again)
        for field in (self.display_name, self.username, self.password, self.again):
            self.body.addWidget(field)
        self.body.addStretch(1)

    def check(self) -> bool:
        """Every field, and both passwords alike."""
        fields = (self.display_name, self.username, self.password, self.again)
        wrong = [field for field in fields if not field.check()]
        if not wrong and self.password.value() != self.again.value():
            self.again.set_value("")  # nobody sees what stands there
            self.again.set_error(_("The two passwords differ: type the second one again."))
            wrong.append(self.again)
        if wrong:
            wrong[0].focus()
        return not wrong


class RecoveryCodeStep(Step):
    """Shows the recovery code to be copied by hand."""

    def __init__(self, code: str) -> None:
        super().__init__(_("Recovery code"), _("Copy this code on paper, by hand"), _("I have copied it"))
        self.code = label(code.replace("-", "   "), "code")
        self.code.setAccessibleName(_("Recovery code: {code}").format(code=" ".join(code)))
        self.body.addWidget(self.code, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(
            label(
                _(
                    "It opens the data of this PC when every password is forgotten. Keep the paper locked away, "
                    "not beside the PC. It is shown only now."
                ),
                wraps=True,
            )
        )
        self.body.addStretch(1)


class TypeBackStep(Step):
    """Asks for two groups of the code, to be sure that it was copied."""

    def __init__(
        self, code: str, gate: Gate, pick: Callable[[Sequence[int], int], list[int]] | None = None
    ) -> None:
        super().__init__(_("Check the code"), _("Type two groups back from your paper"), _("Finish"))
        self._code = code
        self._gate = gate
        groups = range(1, len(code.split("-")) + 1)
        self.groups = sorted((pick or random.sample)(groups, 2))
        self.fields = {
            group: TextField(_("Group {number}").format(number=group), width=8, required=True)
            for group in self.groups
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.body.addStretch(1)

    def check(self) -> bool:
        """Both groups as they were shown."""
        wrong = []
        for group, field in self.fields.items():
            if not field.check():
                wrong.append(field)
            elif not self._gate.group_matches(self._code, group, field.value()):
                field.set_error(
                    _("This is not group {number}: look at your paper, or go back to see the code.").format(
                        number=group
                    )
                )
                wrong.append(field)
        if wrong:
            wrong[0].focus()
        return not wrong
