"""The settings: this PC, its language, when it locks, one's own password, and the way to users and About."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from tvet_desktop.accounts.idle_minutes import LONGEST_IDLE_MINUTES, idle_minutes, set_idle_minutes
from tvet_desktop.accounts.key_slots import WrongPassword
from tvet_desktop.accounts.rules import may
from tvet_desktop.programme.queries import college_of_scope, the_programme
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.this_pc import load_this_pc
from ui import theme
from ui.accounts.language_choice import LanguageChoice
from ui.accounts.user_dialogs import PasswordDialog
from ui.settings.beep_choice import BeepChoice
from ui.widgets.fields import NumberField
from ui.widgets.page import Page
from ui.widgets.words import Button, label


@dataclass(frozen=True)
class _ThisPc:
    college: str
    programme: str
    name: str
    is_national: bool
    idle_minutes: int


class SettingsPage(Page):
    """What is changed here is saved when the field is left."""

    def build(self) -> None:
        """Make the groups."""
        self.set_title(_("Settings"))
        self.dialog: PasswordDialog | None = None
        self._may = may(self.context.user.role, "users")
        self.users = self.add_quiet(_("Users"), lambda: self.context.open_page("users", None), "people")
        self.users.setVisible(self._may)
        self.password = self.add_quiet(_("Change my password…"), self._on_password, "lock")
        self.holidays = self.add_quiet(
            _("Holidays"), lambda: self.context.open_page("holidays", 0), "calendar"
        )
        self.logos = self.add_quiet(_("Logos"), lambda: self.context.open_page("logos", None), "picture")
        self.backups = self.add_quiet(_("Backups"), lambda: self.context.open_page("backups", None), "export")
        self.add_quiet(
            _("Certificate templates"),
            lambda: self.context.open_page("certificate_templates", None),
            "certificates",
        )
        self.add_quiet(_("About"), lambda: self.context.open_page("about", None), "info")
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(theme.AROUND)
        self.facts.setVerticalSpacing(theme.INSIDE)
        self.facts.setColumnStretch(1, 1)
        self.languages = LanguageChoice()
        self.languages.chosen.connect(self.context.speak)
        self.idle = NumberField(
            _("Lock after minutes without a touch"),
            lowest=0,
            highest=LONGEST_IDLE_MINUTES,
            hint=_("0 never locks. A change counts from the next sign-in."),
            required=True,
        )
        self.idle.line.editingFinished.connect(self._on_idle)
        self.idle.setEnabled(self._may)
        self._saved_minutes: int | None = None
        self.beeps = BeepChoice(self.context.remembered)
        self._lay_out_groups()
        self.listen(self.context.changes.accounts, self.context.changes.sync)

    def refresh(self) -> None:
        """Ask what this PC is."""
        self.read(_this_pc, self._show)

    def focus(self) -> None:
        """The keyboard is on the language that is spoken: nothing is changed by typing on."""
        spoken = next(button for button in self.languages.findChildren(Button) if button.isChecked())
        spoken.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out_groups(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.BETWEEN)
        column.addWidget(label(_("This PC"), "heading"))
        column.addLayout(self.facts)
        column.addSpacing(theme.INSIDE)
        column.addWidget(label(_("Language"), "heading"))
        column.addWidget(self.languages)
        column.addSpacing(theme.INSIDE)
        column.addWidget(label(_("Locking"), "heading"))
        column.addWidget(self.idle)
        column.addSpacing(theme.INSIDE)
        column.addWidget(label(_("Scanner"), "heading"))
        column.addWidget(self.beeps)
        column.addWidget(
            label(_("Once when it worked, twice when nothing was changed."), "muted", wraps=True)
        )
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.body.addWidget(area, 1)

    def _show(self, pc: _ThisPc) -> None:
        server = self.context.app.home.server
        kind = _("It is a PC of the national office: it writes for all colleges.")
        lines = (
            (_("College"), pc.college),
            (_("Programme"), pc.programme),
            (_("Name of this PC"), pc.name),
            (_("Kind"), kind if pc.is_national else _("It writes for its college.")),
            (_("Database server"), server) if server else (_("Data folder"), str(self.context.app.data_dir)),
        )
        while (item := self.facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, (word, value) in enumerate(lines):
            shown = label(value, wraps=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.facts.addWidget(label(word, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            self.facts.addWidget(shown, row, 1)
        if self._saved_minutes is None or not self.idle.line.hasFocus():
            self.idle.set_value(pc.idle_minutes)
        self._saved_minutes = pc.idle_minutes

    def _on_idle(self) -> None:
        if not self.idle.check():
            return
        minutes, earlier = self.idle.value(), self._saved_minutes
        if minutes is None or earlier is None or minutes == earlier:
            return
        self._set_idle(minutes, undo_to=earlier)

    def _set_idle(self, minutes: int, *, undo_to: int | None) -> None:
        def done(_result: None) -> None:
            self._saved_minutes = minutes
            self.idle.set_value(minutes)
            if undo_to is not None:
                self.messages.show_success(
                    _("Saved: this PC locks after {count} min.").format(count=minutes)
                    if minutes
                    else _("Saved: this PC never locks by itself."),
                    lambda: self._set_idle(undo_to, undo_to=None),
                )

        self.act(lambda db: set_idle_minutes(db, minutes), done)

    def _on_password(self) -> None:
        dialog = PasswordDialog(self, self.context.user.display_name, is_own=True)
        self.dialog = dialog
        app = self.context.app

        def submit() -> None:
            current, password = dialog.current.value(), dialog.password.value()
            dialog.form.set_busy(True)
            self.context.background.run(
                lambda: app.change_own_password(current=current, password=password),
                done=done,
                failed=refused,
                name=_("Setting the password"),
                owner=self,
            )

        def refused(error: UserError) -> None:
            if not isinstance(error, WrongPassword):
                dialog.show_user_error(error)
                return
            dialog.form.set_busy(False)
            dialog.current.set_error(_("This is not your present password: type it again."))
            dialog.current.focus()

        def done(_result: None) -> None:
            dialog.accept()
            self.messages.show_success(_("Your new password holds on this PC from now on."))

        dialog.form.submitted.connect(submit)
        dialog.open()


def _this_pc(db: Any) -> _ThisPc:  # noqa: ANN401  the database session
    this_pc = load_this_pc(db)
    college = college_of_scope(db, this_pc.home_scope)
    return _ThisPc(
        college.official_name if college else "",
        the_programme(db).name,
        this_pc.device.name,
        this_pc.device.national,
        idle_minutes(db),
    )
