"""What a place on the network needs: which kind, where, who signs in, and in which country it stands."""

from PySide6.QtWidgets import QWidget

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.carriers.address import EXAMPLES, S3, SFTP, WEBDAV, read_address
from tvet_desktop.sync.carriers.network_place import Country, is_for_invited_pcs, prepare_place
from tvet_desktop.sync.carriers.set_up import COUNTRY, PRIVATE_KEY, REGION, USER, SetUpCarrier
from ui.widgets.fields import ChoiceField, LongTextField, TextField, TickField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.password_field import PasswordField


class NetworkPlaceDialog(FormDialog):
    """``given`` is a place that is set up already: its password is typed anew, the rest is shown."""

    def __init__(self, parent: QWidget, given: SetUpCarrier | None = None) -> None:
        self._label = given.label if given is not None else ""
        form = Form(_("Try it and set it up"), back=_("Back"))
        self.kind: ChoiceField[str] = form.add(
            ChoiceField(
                _("Kind"),
                [
                    (WEBDAV, _("Nextcloud or another WebDAV folder")),
                    (S3, _("S3 bucket")),
                    (SFTP, _("SFTP: a folder on a server with SSH")),
                ],
                required=True,
            )
        )
        self.address = form.add(
            TextField(
                _("Address"),
                width=64,
                required=True,
                problem_with=self._address_problem,
            )
        )
        self.user = form.add(TextField(_("User name, or access key of S3"), required=True))
        self.secret = form.add(PasswordField(_("Password, or secret key of S3"), required=False))
        self.country: ChoiceField[Country] = form.add(
            ChoiceField(
                _("Where its computers stand"),
                [
                    (Country.RWANDA, _("In Rwanda")),
                    (Country.ABROAD, _("In another country")),
                    (Country.UNKNOWN, _("I do not know")),
                ],
                placeholder=_("Choose"),
                required=True,
            )
        )
        self.region = form.add_optional(TextField(_("Region of S3"), hint=_("Most servers need none.")))
        self.private_key = form.add_optional(
            LongTextField(_("Private SSH key, instead of a password"), lines=2, width=64)
        )
        self.invited = form.add_optional(
            TickField(
                _("Invited PCs"),
                _("PCs that are invited from now on use this place too: their invitation holds the password"),
            )
        )
        self.invited.set_value(True)
        super().__init__(
            parent,
            heading=_("A place on the network"),
            explanation=_("A small file is sent there and read back before the place is set up."),
            form=form,
        )
        self._follow_kind()
        self.kind.box.currentIndexChanged.connect(lambda _index: self._follow_kind())
        if given is not None:
            self._show(given)

    def place(self) -> SetUpCarrier:
        """Return what was typed, as a place that can be tried.

        Raises:
            UserError: something of it is not right.
        """
        return prepare_place(
            self.kind.value() or WEBDAV,
            self.address.value(),
            user=self.user.value(),
            secret=self.secret.value(),
            country=self.country.value() or Country.UNKNOWN,
            label=self._label,
            region=self.region.value() if self.kind.value() == S3 else "",
            private_key=self.private_key.value() + "\n" if self.private_key.value() else "",
            invited=self.invited.value(),
        )

    def _show(self, given: SetUpCarrier) -> None:
        self.kind.set_value(given.kind)
        self.address.set_value(given.address)
        self.user.set_value(given.options.get(USER, ""))
        self.country.set_value(Country(given.options.get(COUNTRY, Country.UNKNOWN)))
        self.region.set_value(given.options.get(REGION, ""))
        self.private_key.set_value(given.options.get(PRIVATE_KEY, ""))
        self.invited.set_value(is_for_invited_pcs(given))

    def _follow_kind(self) -> None:
        self.region.setVisible(self.kind.value() == S3)
        self.private_key.setVisible(self.kind.value() == SFTP)
        example = EXAMPLES[self.kind.value() or WEBDAV]
        self.address.line.setPlaceholderText(example)
        self.address.line.setAccessibleDescription(_("For example: {example}").format(example=example))

    def _address_problem(self, typed: str) -> str:
        try:
            read_address(self.kind.value() or WEBDAV, typed)
        except UserError as error:
            return error.sentence()
        return ""
