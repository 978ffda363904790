"""The first run: language, what this PC is for, the first account, the recovery code."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from ui.accounts.first_run_steps import (
    FOUND,
    JOIN,
    PRACTICE,
    REPLACE,
    AccountStep,
    CollegeStep,
    InvitationStep,
    LanguageStep,
    RecoveryCodeStep,
    TypeBackStep,
    WayStep,
)
from ui.accounts.gate import FirstAccount, Gate, Opened
from ui.accounts.replace_steps import PaperCodeStep, SourceStep
from ui.background import Background, Progress
from ui.widgets.wizard import Step, Wizard

_SHARED_STEPS = 2  # language and way come first, whatever the way


class FirstRunWizard(QWidget):
    """Says `opened` with what the gate gave, `language_requested` with a code, or `put_back_requested`.

    Nothing is written to the disk before the last step is finished.

    Args:
        progress: shows how far long work is, below the steps.
    """

    opened = Signal(object)
    language_requested = Signal(str)
    put_back_requested = Signal()

    def __init__(
        self,
        gate: Gate,
        background: Background,
        *,
        starts_at_way: bool = False,
        progress: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._gate = gate
        self._background = background
        self._code = gate.new_recovery_code()
        self.wizard = Wizard(_("First run"))
        self.language = LanguageStep()
        self.way = WayStep()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.wizard, 1)
        if progress is not None:
            column.addWidget(progress)
        self.setFocusProxy(self.wizard)
        self.setAccessibleName(_("First run"))
        # later: the arrow key that chose is still being worked on, and would take the focus back
        self.language.chosen.connect(self.language_requested, Qt.ConnectionType.QueuedConnection)
        self.way.chosen.connect(self._use_way)
        self.way.put_back.clicked.connect(self.put_back_requested)
        self.wizard.finished.connect(self._on_finished)
        self._use_way(JOIN)
        if starts_at_way:
            self.wizard.advance()

    def _use_way(self, way: str) -> None:
        """Show the steps that this way needs after the first two."""
        self._college = CollegeStep(self._gate.colleges())
        self._invitation = InvitationStep()
        self._account = AccountStep()
        account: list[Step] = [
            self._account,
            RecoveryCodeStep(self._code),
            TypeBackStep(self._code, self._gate),
        ]
        if not self.wizard.steps:
            self.wizard.set_steps([self.language, self.way])
        self._source, self._paper = SourceStep(), PaperCodeStep()
        steps = {
            FOUND: [self._college, *account],
            JOIN: [self._invitation, *account],
            PRACTICE: [],
            REPLACE: [self._source, self._account, self._paper],
        }[way]
        self.way.verb = _("Make the practice data") if way == PRACTICE else _("Continue")
        self.wizard.set_steps(steps, keep=_SHARED_STEPS)

    def _on_finished(self) -> None:
        if self.way.way == PRACTICE:
            self.wizard.set_busy(True, saying=_("Making the practice data"))
            self._background.run_with_progress(
                self._practise,
                done=self.opened.emit,
                failed=self._on_failed,
                name=_("Making the practice data"),
                owner=self,
            )
            return
        account = FirstAccount(
            display_name=self._account.display_name.value(),
            username=self._account.username.value(),
            password=self._account.password.value(),
            recovery_code=self._paper.code.value() if self.way.way == REPLACE else self._code,
        )
        college, invitation = self._college.college.value() or "", self._invitation.path()
        if self.way.way == FOUND:
            self._run(lambda: self._gate.found(college=college, account=account), _("Founding the programme"))
        elif self.way.way == REPLACE:
            paths, gate = [self._source.path()], self._gate
            self._run(
                lambda: gate.replace_office(paths=paths, account=account),
                _("Taking the place of the lost PC"),
            )
        else:
            self._run(lambda: self._join(invitation, account), _("Joining the programme"))

    def _practise(self, progress: Progress) -> Opened:
        return self._gate.practice(report=progress)

    def _join(self, invitation: Path, account: FirstAccount) -> Opened:
        return self._gate.join(invitation=invitation, account=account)

    def _run(self, work: Callable[[], Opened], name: str) -> None:
        self.wizard.set_busy(True, saying=name)
        self._background.run(work, done=self.opened.emit, failed=self._on_failed, name=name, owner=self)

    def _on_failed(self, error: UserError) -> None:
        self.wizard.set_busy(False)
        self.wizard.messages.show_error(error.sentence())
