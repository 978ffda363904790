"""The national office answers: it revokes a certificate, or lets it hold."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tvet_desktop.certificates.withdrawing.queries import RevocationRow
from tvet_desktop.certificates.withdrawing.reasons import reason_word
from tvet_desktop.shared.translation import _
from ui.widgets.date_field import DateField
from ui.widgets.fields import LongTextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.words import label


class DecisionDialog(FormDialog):
    """A note for the college and the day. ``revokes`` tells which of the two answers it gives."""

    def __init__(self, parent: QWidget, row: RevocationRow, today: date, *, revokes: bool) -> None:
        form = Form(_("Revoke certificate") if revokes else _("Let it hold"), back=_("Back"))
        self.note = form.add(
            LongTextField(
                _("Answer"),
                hint=_("The college and the national office read it."),
                lines=3,
                width=56,
                required=not revokes,
            )
        )
        self.day = form.add(DateField(_("Day"), required=True))
        self.day.set_value(today)
        heading = _("Revoke {number}?") if revokes else _("Let {number} hold?")
        consequence = (
            _(
                "Everybody who checks it from now on reads: revoked, because {reason}. The list names nobody. This cannot"
                " be undone."
            ).format(reason=reason_word(row.reason))
            if revokes
            else _("The college reads your answer with the next sync, and may ask again.")
        )
        super().__init__(
            parent,
            heading=heading.format(number=row.number),
            explanation=consequence,
            form=form,
            above=label(asked_words(row), wraps=True),
        )

    @property
    def decided_on(self) -> date:
        """The day; called after the form has checked it."""
        day = self.day.value()
        assert day is not None
        return day


def asked_words(row: RevocationRow) -> str:
    """Say who asked and why."""
    return _("{name}, {course}, {college}. {user} asks because {reason}: {note}").format(
        name=row.name,
        course=row.course_title,
        college=row.college,
        user=row.requested_by or _("A coordinator"),
        reason=reason_word(row.reason),
        note=row.note,
    )
