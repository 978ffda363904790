"""The short forms about users: a new one, another role, a new password."""

from tvet_desktop.accounts.models import ROLES, Role
from tvet_desktop.accounts.rules import SHORTEST_PASSWORD
from tvet_desktop.shared.translation import _
from ui.accounts.words import role_sentence
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.password_field import PasswordField


class _AgainField(PasswordField):
    """Must say what another field says."""

    def __init__(self, first: PasswordField) -> None:
        super().__init__(_("The same password again"))
        self._first = first

    def problem(self) -> str:
        """Compare."""
        general = super().problem()
        if general or self.value() == self._first.value():
            return general
        return _("The two passwords differ: type the second one again.")


def _add_new_password(form: Form, text: str) -> PasswordField:
    password = form.add(
        PasswordField(
            text,
            shortest=SHORTEST_PASSWORD,
            hint=_("At least {count} characters: four words are easy to keep in mind.").format(
                count=SHORTEST_PASSWORD
            ),
        )
    )
    form.add(_AgainField(password))
    return password


def _role_field() -> ChoiceField[Role]:
    choices = [(role, role_sentence(role)) for role in ROLES]
    return ChoiceField(_("Role"), choices, placeholder=_("Choose"), required=True)


class AddUserDialog(FormDialog):
    """Who it is, what they are here for, and their password on this PC."""

    def __init__(self, page: Page) -> None:
        form = Form(_("Add the user"), back=_("Back"))
        self.display_name = form.add(TextField(_("Full name"), width=36, required=True))
        self.username = form.add(
            TextField(_("User name"), width=20, required=True, hint=_("Short, to sign in with."))
        )
        self.role = form.add(_role_field())
        self.password = _add_new_password(form, _("Password"))
        super().__init__(page, heading=_("Add a user of this PC"), form=form)


class RoleDialog(FormDialog):
    """Another role."""

    def __init__(self, page: Page, name: str, role: Role) -> None:
        form = Form(_("Change the role"), back=_("Back"))
        self.role = form.add(_role_field())
        self.role.set_value(role)
        super().__init__(page, heading=_("What is {name} here for?").format(name=name), form=form)


class PasswordDialog(FormDialog):
    """A new password; one's own asks for the present one first."""

    def __init__(self, page: Page, name: str, *, is_own: bool) -> None:
        form = Form(_("Set the password"), back=_("Back"))
        self.current = PasswordField(_("Present password"))
        if is_own:
            form.add(self.current)
        self.password = _add_new_password(form, _("New password"))
        super().__init__(
            page,
            heading=_("Your password on this PC")
            if is_own
            else _("New password for {name}").format(name=name),
            explanation=""
            if is_own
            else _("Tell it to {name} alone: it holds on this PC only.").format(name=name),
            form=form,
        )


class UsernameDialog(FormDialog):
    """Another user name, and the password that goes with it."""

    def __init__(self, page: Page, name: str, username: str) -> None:
        form = Form(_("Change the user name"), back=_("Back"))
        self.username = form.add(TextField(_("New user name"), width=20, required=True))
        self.password = _add_new_password(form, _("New password"))
        super().__init__(
            page,
            heading=_("Another user name for {name}").format(name=name),
            explanation=_("It is “{username}” now. The new one needs a new password on this PC.").format(
                username=username
            ),
            form=form,
        )
