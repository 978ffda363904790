"""One-time codes for slips: with them each trainee can answer once, and nobody knows who had which."""

from PySide6.QtWidgets import QPlainTextEdit

from tvet_desktop.evaluation.hand_out_codes import hand_out_codes
from tvet_desktop.evaluation.queries import RoundRow
from tvet_desktop.shared.translation import _
from ui import theme
from ui.evaluation.end_round import act_without_trace
from ui.evaluation.words import course_words
from ui.widgets.fields import NumberField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page

_MOST_CODES = 500
_CODES_A_LINE = 6


class CodesDialog(FormDialog):
    """Asks how many, then shows the new codes once: they are copied to slips and drawn like lots."""

    def __init__(self, page: Page, row: RoundRow) -> None:
        form = Form(_("Make codes"), back=_("Back"))
        self.number = form.add(NumberField(_("How many codes"), lowest=1, highest=_MOST_CODES, required=True))
        self.codes = QPlainTextEdit()
        self.codes.setReadOnly(True)
        self.codes.setTabChangesFocus(True)
        self.codes.setAccessibleName(_("New codes"))
        self.codes.setFont(theme.tabular(self.codes.font()))
        self.codes.setMinimumHeight(40 * theme.STEP)
        self.codes.hide()
        super().__init__(
            page,
            heading=_("One-time codes for “{course}”").format(course=course_words(row)),
            explanation=_(
                "From the first code on, an answer on this PC needs one. Write each code on a slip, mix the slips and"
                " let everybody draw one. The codes are shown only now."
            ),
            form=form,
            above=self.codes,
        )
        self._page = page
        self._row = row
        form.submitted.connect(self._make)

    def _make(self) -> None:
        number, round_id = self.number.value(), self._row.id
        assert number is not None
        self.form.set_busy(True)
        act_without_trace(
            self._page.context,
            lambda db: hand_out_codes(db, round_id=round_id, number=number),
            self._show,
            self.show_user_error,
            self._page,
        )

    def _show(self, codes: list[str]) -> None:
        starts = range(0, len(codes), _CODES_A_LINE)
        lines = ["    ".join(codes[start : start + _CODES_A_LINE]) for start in starts]
        self.codes.setPlainText("\n".join(lines))
        self.codes.show()
        self.codes.setFocus()
        self.form.set_busy(False)
        self.form.primary.setText(_("Make more codes"))
        self._page.context.changes.evaluation.emit()
