"""Of two certificates for one person, course and kind: which one holds?"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from tvet_desktop.certificates.facts import kind_word
from tvet_desktop.certificates.withdrawing.doubles import DoubleCertificate, DoubleRow
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog

_WIDTH = 170 * theme.STEP
"""A number, a day and a name stand on one line."""


class ChooseDialog(FormDialog):
    """The first of several people who were certified twice."""

    def __init__(self, parent: QWidget, doubles: Sequence[DoubleRow], today: date) -> None:
        self._doubles = doubles
        form = Form(_("Keep this certificate"), back=_("Back"))
        self.person: ChoiceField[int] = ChoiceField(
            _("Person"), [(number, _person_words(row)) for number, row in enumerate(doubles)]
        )
        self.person.changed.connect(self._on_person)
        if len(doubles) > 1:
            form.add(self.person)
        self.certificate: ChoiceField[int] = form.add(
            ChoiceField(_("The certificate that holds"), [], placeholder=_("Choose one"), required=True)
        )
        self.day = form.add(DateField(_("Day"), required=True))
        self.day.set_value(today)
        super().__init__(
            parent,
            heading=_("{name} was certified twice").format(name=doubles[0].name)
            if len(doubles) == 1
            else _("Certified twice"),
            explanation=_(
                "Keep the one whose paper the person has. The other one then counts as replaced by it: take its paper"
                " back. This cannot be undone."
            ),
            form=form,
        )
        self.setMinimumWidth(_WIDTH)
        self._on_person()

    def _on_person(self) -> None:
        row = self._doubles[self.person.value() or 0]
        self.certificate.set_choices([(one.certificate_id, _words(one)) for one in row.certificates])


def _person_words(row: DoubleRow) -> str:
    return _("{name} · {kind}").format(name=row.name, kind=kind_word(row.kind))


def _words(one: DoubleCertificate) -> str:
    if not one.issued_by:
        return _("{number} · issued on {day}").format(number=one.number, day=day_text(one.issued_on))
    return _("{number} · issued on {day} by {name}").format(
        number=one.number, day=day_text(one.issued_on), name=one.issued_by
    )
