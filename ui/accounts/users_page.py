"""The users: who they are, what they are here for, and who can sign in on this PC."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tvet_desktop.accounts.change_role import change_role
from tvet_desktop.accounts.models import ROLES, Role
from tvet_desktop.accounts.queries import list_users
from tvet_desktop.accounts.rules import may
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.ids import scope_of
from tvet_desktop.sync.own_colleges import own_colleges
from ui.accounts.user_dialogs import AddUserDialog, PasswordDialog, RoleDialog, UsernameDialog
from ui.accounts.users_columns import UserLine, users_columns
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import not_one_chosen, role_lacks
from ui.widgets.words import permit

if TYPE_CHECKING:
    from tvet_desktop.app import App


class UsersPage(Page):
    """Opened from the settings by an administrator; Esc goes back there."""

    def build(self) -> None:
        """Make the table and the buttons."""
        self.set_title(_("Users"))
        self.dialog: FormDialog | None = None
        self._may = may(self.context.user.role, "users")
        self.add = self.set_primary(_("Add a user"), self._on_add, "add")
        self.add_quiet(_("Back to the settings"), self._back, "settings")
        self.role = self.add_quiet(_("Change role…"), self._on_role, "edit")
        self.password = self.add_quiet(_("New password…"), self._on_password, "lock")
        self.username = self.add_quiet(_("Change user name…"), self._on_username, "person")
        self.table: RowTable[UserLine] = RowTable(
            "users",
            users_columns(),
            title=_("Users"),
            key=lambda line: line.user.id,
            remembered=self.context.remembered,
        )
        self.table.set_empty(_("Nobody is known yet: add the first user."), self.add)
        self.table.set_actions([self.role, self.password, self.username])
        self.table.opened.connect(lambda _line: self._on_role())
        self.table.selection_changed.connect(self._follow)
        self.body.addWidget(self.table, 1)
        permit(self.add, role_lacks(self.context.user.role, "users"))
        self.listen(self.context.changes.accounts, self.context.changes.sync)
        self._follow()

    def refresh(self) -> None:
        """Ask for the users."""
        app = self.context.app
        self.read(lambda db: _lines(db, app), self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)

    def _show(self, lines: list[UserLine]) -> None:
        self.table.set_rows(lines)
        shared = sum(line.user.shares_username for line in lines)
        words = ngettext("{count} user", "{count} users", len(lines)).format(count=len(lines))
        if shared:
            double = ngettext(
                "{count} has a user name that another has too",
                "{count} have a user name that another has too",
                shared,
            )
            words = f"{words} · {double.format(count=shared)}"
        self.set_state(words)
        self._follow()

    def _chosen(self) -> UserLine | None:
        rows = self.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def _follow(self) -> None:
        line = self._chosen()
        why = role_lacks(self.context.user.role, "users") or not_one_chosen(self.table.selected_rows())
        others = line is not None and not line.is_ours
        elsewhere = _("This user was added on another PC: change it there.") if others else ""
        permit(self.role, why or elsewhere)
        permit(self.username, why or elsewhere)
        permit(self.password, why)

    def _on_add(self) -> None:
        dialog = AddUserDialog(self)
        self.dialog = dialog
        app = self.context.app

        def submit() -> None:
            role = dialog.role.value()
            assert role is not None
            name, username, password = (
                dialog.display_name.value(),
                dialog.username.value(),
                dialog.password.value(),
            )
            self._run(
                dialog,
                lambda: app.add_user(username=username, display_name=name, role=role, password=password),
                _("{name} can sign in on this PC now.").format(name=name),
            )

        dialog.form.submitted.connect(submit)
        dialog.open()

    def _on_role(self) -> None:
        line = self._chosen()
        if line is None or not self.role.isEnabled():
            return
        user = line.user
        dialog = RoleDialog(self, user.display_name, user.role)
        self.dialog = dialog

        def set_role(role: Role) -> Any:  # noqa: ANN401  what the use case returns
            here = self.context.app.users_with_password()
            return lambda db: change_role(db, user_id=user.id, role=role, may_sign_in=here)

        def changed(_result: object) -> None:
            self.messages.show_success(
                _("The role of {name} is changed. It counts from the next sign-in.").format(
                    name=user.display_name
                ),
                (lambda: self.act(set_role(user.role), lambda _result: self.context.changes.accounts.emit()))
                if user.role in ROLES
                else None,
            )
            self.context.changes.accounts.emit()

        dialog.ask(self, lambda: set_role(dialog.role.value() or user.role), changed)

    def _on_password(self) -> None:
        line = self._chosen()
        if line is None:
            return
        user, app = line.user, self.context.app
        dialog = PasswordDialog(self, user.display_name, is_own=False)
        self.dialog = dialog

        def submit() -> None:
            password = dialog.password.value()
            self._run(
                dialog,
                lambda: app.set_password(user_id=user.id, password=password),
                _("{name} has a new password on this PC.").format(name=user.display_name),
            )

        dialog.form.submitted.connect(submit)
        dialog.open()

    def _on_username(self) -> None:
        line = self._chosen()
        if line is None:
            return
        user, app = line.user, self.context.app
        dialog = UsernameDialog(self, user.display_name, user.username)
        self.dialog = dialog

        def submit() -> None:
            username, password = dialog.username.value(), dialog.password.value()
            self._run(
                dialog,
                lambda: app.rename_user(user_id=user.id, username=username, password=password),
                _("{name} signs in as “{username}” on this PC from now on.").format(
                    name=user.display_name, username=username
                ),
            )

        dialog.form.submitted.connect(submit)
        dialog.open()

    def _run(self, dialog: FormDialog, work: Callable[[], object], sentence: str) -> None:
        """Do what a dialog asked for; it stays open when it is refused."""

        def done(_result: object) -> None:
            dialog.accept()
            self.messages.show_success(sentence)
            self.context.changes.accounts.emit()

        dialog.form.set_busy(True)
        self.context.background.run(
            work, done=done, failed=dialog.show_user_error, name=_("Setting the password"), owner=self
        )

    def _back(self) -> None:
        self.context.open_page("settings", None)


def _lines(db: Any, app: "App") -> list[UserLine]:  # noqa: ANN401  the database session
    ours = {college.scope for college in own_colleges(db)}
    return [UserLine(user, app.can_sign_in(user.id), scope_of(user.id) in ours) for user in list_users(db)]
