"""Replaces a certificate: the name as its owner signed it once more, the reason, and what else will read otherwise."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from tvet_desktop.certificates.withdrawing.correction import Correction
from tvet_desktop.certificates.withdrawing.rules import REASONS_TO_REPLACE
from tvet_desktop.people.names import usable_name
from tvet_desktop.people.rules import LONGEST_CERTIFICATE_NAME, BadCertificateName
from tvet_desktop.shared.translation import _
from ui import theme
from ui.certificates.withdrawing.reason_field import reason_field
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.words import label


class ReplaceDialog(FormDialog):
    """Fields for the name, its day, the reason, and the day of the new certificate."""

    def __init__(self, parent: QWidget, correction: Correction, today: date) -> None:
        form = Form(_("Replace certificate"), back=_("Back"))
        self.reason = form.add(reason_field(REASONS_TO_REPLACE))
        self.name = form.add(
            TextField(
                _("Name to print, exactly as its owner signs it now"),
                width=48,
                required=True,
                problem_with=_problem_with,
            )
        )
        self.name.set_value(correction.name_today)
        self.signed_on = form.add(DateField(_("Signed on"), required=True))
        self.day = form.add(DateField(_("Day of the new certificate"), required=True))
        for field in (self.signed_on, self.day):
            field.set_value(today)
        super().__init__(
            parent,
            heading=_("Replace {number}?").format(number=correction.number),
            explanation=_(
                "A new certificate with a number of its own says on its paper that it replaces this one. The old paper"
                " then counts for nothing: take it back."
            ),
            form=form,
            above=_differences(correction),
        )
        self.setMinimumWidth(160 * theme.STEP)


def _differences(correction: Correction) -> QWidget:
    """Show what stands on the paper and what will stand there."""
    lines: Sequence[tuple[str, str, str]] = [
        (_("Name"), correction.printed_name, ""),
        *((line.word, line.before, line.after) for line in correction.changed),
    ]
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.BETWEEN)
    grid.setVerticalSpacing(theme.STEP)
    grid.setColumnStretch(2, 1)
    for number, (word, before, after) in enumerate(lines):
        grid.addWidget(label(word, "muted"), number, 0)
        said = _("{before} → {after}").format(before=before or "–", after=after or "–") if after else before
        grid.addWidget(label(said, "label" if after else "", wraps=True), number, 1, 1, 2)
    if not correction.changed:
        words = _("Nothing else on it would read otherwise today.")
        grid.addWidget(label(words, "muted", wraps=True), len(lines), 0, 1, 3)
    return inside


def _problem_with(name: str) -> str:
    is_wrong = not usable_name(name) or len(name) > LONGEST_CERTIFICATE_NAME
    return BadCertificateName(len(name)).sentence() if is_wrong else ""
