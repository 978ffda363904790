"""Asks the national office to revoke a certificate."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tvet_desktop.certificates.withdrawing.rules import REASONS_TO_REVOKE
from tvet_desktop.shared.translation import _
from ui.certificates.withdrawing.reason_field import reason_field
from ui.widgets.date_field import DateField
from ui.widgets.fields import LongTextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog


class RevocationDialog(FormDialog):
    """A reason for everybody, a note for the office, and the day."""

    def __init__(self, parent: QWidget, *, number: str, name: str, today: date) -> None:
        form = Form(_("Ask for revocation"), back=_("Back"))
        self.reason = form.add(reason_field(REASONS_TO_REVOKE))
        self.note = form.add(
            LongTextField(
                _("What happened"),
                hint=_("The college and the national office read it."),
                lines=3,
                width=56,
                required=True,
            )
        )
        self.day = form.add(DateField(_("Day"), required=True))
        self.day.set_value(today)
        super().__init__(
            parent,
            heading=_("Ask for the revocation of {number}?").format(number=number),
            explanation=_(
                "It is the certificate of {name}, and it holds until another person, at the national office, confirms"
                " the revocation."
            ).format(name=name),
            form=form,
        )
