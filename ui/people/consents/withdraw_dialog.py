"""Somebody does not agree any more: when they said so, how, and what follows from it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from tvet_desktop.people.consents.withdraw_consent import ConsentWithdrawn, withdraw_consent
from tvet_desktop.people.consents.words import form_words, withdrawal_follows
from tvet_desktop.people.models import ConsentForm, ConsentPurpose
from tvet_desktop.shared.translation import _
from ui.people.consents.consent_dialog import purpose_word
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog


class WithdrawDialog(FormDialog):
    """For one purpose; ``day`` is proposed."""

    def __init__(self, parent: QWidget, name: str, purpose: ConsentPurpose, day: date) -> None:
        self.purpose = purpose
        fields = Form(_("Withdraw"), back=_("Back"))
        self.day = fields.add(DateField(_("Withdrawn on"), required=True))
        self.how = fields.add(ChoiceField(_("How"), [(one, form_words()[one]) for one in ConsentForm]))
        super().__init__(
            parent,
            heading=_("{name} withdraws: {purpose}").format(name=name, purpose=purpose_word(purpose)),
            explanation=withdrawal_follows(purpose),
            form=fields,
        )
        self.day.set_value(day)

    def use_case(self, person_id: int) -> Callable[[Any], ConsentWithdrawn]:
        """Return what is done with the answers, given the database session."""
        day = self.day.value()
        assert day is not None, "the field is required"
        return partial(
            withdraw_consent,
            person_id=person_id,
            purpose=self.purpose,
            withdrawn_on=day,
            how=self.how.value() or ConsentForm.ORAL,
        )
