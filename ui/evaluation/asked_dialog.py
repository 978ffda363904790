"""How many trainees were asked for their opinion: the response rate is counted from it."""

from tvet_desktop.evaluation.queries import RoundRow
from tvet_desktop.evaluation.record_forms_handed_out import record_forms_handed_out
from tvet_desktop.shared.translation import _
from ui.evaluation.words import course_words
from ui.widgets.fields import NumberField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page

_MOST_FORMS = 9999


class AskedDialog(FormDialog):
    """Asks for the number and records it; an empty field means that nobody counted."""

    def __init__(self, page: Page, row: RoundRow) -> None:
        form = Form(_("Save the number"), back=_("Back"))
        self.number = form.add(NumberField(_("How many trainees are asked"), lowest=1, highest=_MOST_FORMS))
        self.number.set_value(row.handed_out)
        super().__init__(
            page,
            heading=course_words(row),
            explanation=_(
                "The share of those who answered is counted from it; leave it empty if nobody knows."
            ),
            form=form,
        )
        self._page = page
        self._row = row
        form.submitted.connect(self._record)

    def _record(self) -> None:
        number, row = self.number.value(), self._row
        self.form.set_busy(True)
        self._page.act(
            lambda db: record_forms_handed_out(db, round_id=row.id, handed_out=number),
            lambda _nothing: self._on_recorded(),
            failed=self.show_user_error,
        )

    def _on_recorded(self) -> None:
        page, before, row = self._page, self._row.handed_out, self._row
        self.accept()

        def undo() -> None:
            page.act(
                lambda db: record_forms_handed_out(db, round_id=row.id, handed_out=before),
                lambda _nothing: page.context.changes.evaluation.emit(),
            )

        page.messages.show_success(_("The number of those who are asked is saved."), undo)
        page.context.changes.evaluation.emit()
