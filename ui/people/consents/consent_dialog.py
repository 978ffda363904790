"""Record that somebody agreed, or many at once: the text to read aloud, how, when, and who heard it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tvet_desktop.people.consents.record_consent import ConsentRecorded, record_consent
from tvet_desktop.people.consents.rules import GuardianMissing, WitnessMissing
from tvet_desktop.people.consents.texts import consent_text, present_version
from tvet_desktop.people.consents.words import form_words, purpose_words
from tvet_desktop.people.models import ConsentForm, ConsentPurpose
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, language
from ui import theme
from ui.people.scrolled import scrolled
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.words import label

_TEXT_WIDTH = 110 * theme.STEP


class ConsentDialog(FormDialog):
    """For one purpose. The text follows the language that is chosen.

    Args:
        parent: the page.
        heading: who agrees to what.
        purpose: what for.
        day: is proposed.
        form: how, as it is proposed.
        is_child: the parent or guardian is asked for.
    """

    def __init__(
        self,
        parent: QWidget,
        *,
        heading: str,
        purpose: ConsentPurpose,
        day: date,
        form: ConsentForm = ConsentForm.ORAL,
        is_child: bool = False,
    ) -> None:
        self.purpose = purpose
        self.text = label("", wraps=True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        column.addStretch(1)
        words = QFrame()
        words.setObjectName("card")
        words.setMinimumWidth(_TEXT_WIDTH)
        around = QVBoxLayout(words)
        around.setContentsMargins(theme.BETWEEN, theme.BETWEEN, theme.BETWEEN, theme.BETWEEN)
        around.addWidget(scrolled(inside))
        fields = Form(_("Record consent"), back=_("Back"))
        self.language = fields.add(ChoiceField(_("Language of the text"), _languages()))
        self.how = fields.add(ChoiceField(_("How"), [(one, form_words()[one]) for one in ConsentForm]))
        self.day = fields.add(DateField(_("Agreed on"), required=True))
        self.witness = fields.add(TextField(_("Witness"), hint=_("Who heard it said by word of mouth.")))
        self.guardian = TextField(
            _("Parent or guardian"),
            hint=_("Under 16 the parent or guardian agrees (law 058/2021, article 9)."),
            required=is_child,
        )
        if is_child:
            fields.add(self.guardian)
        explanation = _(
            "Read this aloud, or let it be read. Nobody has to agree, and none is treated worse for it."
        )
        super().__init__(parent, heading=heading, explanation=explanation, form=fields)
        self.language.set_value(language())
        self.how.set_value(form)
        self.day.set_value(day)
        self.language.changed.connect(self._show_text)
        self.how.changed.connect(self._follow_how)
        self._show_text()
        self._follow_how()
        self._put_side_by_side(words, fields)
        self.resize(230 * theme.STEP, 118 * theme.STEP)

    def use_case(self, person_ids: Sequence[int], by: int) -> Callable[[Any], ConsentRecorded]:
        """Return what is done with the answers, given the database session."""
        day = self.day.value()
        assert day is not None, "the field is required"
        return partial(
            record_consent,
            person_ids=person_ids,
            purpose=self.purpose,
            text_version=present_version(),
            language=self.language.value() or language(),
            form=self.how.value() or ConsentForm.ORAL,
            given_on=day,
            witness=self.witness.value(),
            given_by=self.guardian.value(),
            by=by,
        )

    def show_user_error(self, error: UserError) -> None:
        """Put it beside its field."""
        fields = {WitnessMissing: self.witness, GuardianMissing: self.guardian}
        field = fields.get(type(error))
        if field is None or field not in self.form.fields:
            super().show_user_error(error)
            return
        self.form.set_busy(False)
        field.set_error(error.sentence())
        field.focus()

    def _put_side_by_side(self, words: QWidget, fields: Form) -> None:
        """The text at the left, the answers at the right: below each other they are higher than a small screen."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.removeWidget(fields)
        row = QHBoxLayout()
        row.setSpacing(theme.AROUND)
        row.addWidget(words, 3)
        row.addWidget(fields, 2)
        column.addLayout(row, 1)

    def _show_text(self) -> None:
        text = consent_text(self.purpose, present_version(), self.language.value() or "en")
        self.text.setText(text.replace("\n", "\n\n"))

    def _follow_how(self) -> None:
        self.witness.setVisible(self.how.value() is ConsentForm.ORAL)


def _languages() -> list[tuple[str, str]]:
    """Each under its own name, as its speakers look for it."""
    return [("rw", "Ikinyarwanda"), ("fr", "Français"), ("en", "English")]


def purpose_word(purpose: str) -> str:
    """Return what a consent is for."""
    return purpose_words().get(purpose, purpose)


def language_word(code: str) -> str:
    """Return the name of a language."""
    return dict(_languages()).get(code, code)
