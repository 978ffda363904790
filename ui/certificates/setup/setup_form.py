"""The fields of the certificates of a course."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

from tvet_desktop.certificates.setup.details import SetupDetails
from tvet_desktop.certificates.setup.rules import LONGEST_LINE
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.languages import language_choices, languages_of
from tvet_desktop.certificates.templates.queries import TemplateRow
from tvet_desktop.shared.translation import _
from ui.certificates.setup.signatories_field import SignatoriesField
from ui.certificates.setup.words import (
    certificate_language_words,
    template_of_kind_words,
    template_words,
)
from ui.widgets.fields import ChoiceField, TextField, TickField
from ui.widgets.form import Form

_LINE_WIDTH = 46


class SetupForm(Form):
    """Asks what stands around the facts. The templates are behind "More" while there is nothing to choose."""

    def __init__(self, templates: Sequence[TemplateRow]) -> None:
        super().__init__("")
        self.primary.hide()  # the page has it, where it is always in sight
        self._templates = templates
        self.language: ChoiceField[str] = self.add(
            ChoiceField(
                _("Language of the certificates"),
                [(code, certificate_language_words(code)) for code in language_choices()],
            )
        )
        shortest = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.language.box.setSizeAdjustPolicy(shortest)
        self.language.set_width(_LINE_WIDTH)
        self.signatories = self.add(SignatoriesField())
        self.place = self.add(
            TextField(_("Place of issue"), width=_LINE_WIDTH, hint=_("Empty: only the day stands there"))
        )
        self.donor = self.add(
            TextField(
                _("Financed by"), width=_LINE_WIDTH, hint=_("A donor, such as Belgium; empty: no such line")
            )
        )
        self.second_page = self.add(
            TickField(
                _("Second page"),
                _("With modules, hours and results"),
                hint=_("Not for trainers"),
            )
        )
        self.templates: Mapping[CertificateKind, ChoiceField[str]] = {
            kind: self._template(kind) for kind in sorted(CertificateKind, key=self._is_optional)
        }
        for line in (self.place, self.donor):
            line.line.setMaxLength(LONGEST_LINE)
        for field in (self.language, *self.templates.values()):
            field.changed.connect(self._show_usual)

    def event(self, event: QEvent) -> bool:
        """Be as high as wrapped words want it: what scrolls would press them into one line."""
        done = super().event(event)
        layout = self.layout()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, though the way back is a button of the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def details(self) -> SetupDetails:
        """What stands in the fields."""
        names = {kind: field.value() or kind.value for kind, field in self.templates.items()}
        return SetupDetails(
            language=self.language.value() or language_choices()[0],
            completion_template=names[CertificateKind.COMPLETION],
            participation_template=names[CertificateKind.PARTICIPATION],
            appreciation_template=names[CertificateKind.APPRECIATION],
            signatories=self.signatories.value(),
            place=self.place.value(),
            financed_by=self.donor.value(),
            has_second_page=self.second_page.value(),
        )

    def fill(self, details: SetupDetails) -> None:
        """Show what holds; a template that was retired gives way to the one that ships with the app."""
        self.language.set_value(details.language)
        self.signatories.set_value(details.signatories)
        self.place.set_value(details.place)
        self.donor.set_value(details.financed_by)
        self.second_page.set_value(details.has_second_page)
        for kind, field in self.templates.items():
            field.set_value(details.template(kind))
            if field.value() is None:
                field.set_value(kind.value)
        self._show_usual()

    def _template(self, kind: CertificateKind) -> ChoiceField[str]:
        rows = [row for row in self._templates if row.kind == kind]
        field: ChoiceField[str] = ChoiceField(
            template_of_kind_words(kind), [(row.name, template_words(row)) for row in rows]
        )
        return self.add_optional(field) if self._is_optional(kind) else self.add(field)

    def _is_optional(self, kind: CertificateKind) -> bool:
        return sum(row.kind == kind for row in self._templates) < 2  # noqa: PLR2004  nothing to choose from

    def _show_usual(self) -> None:
        """Show whom the template for completion names, in the first language."""
        name = self.templates[CertificateKind.COMPLETION].value()
        row = next((row for row in self._templates if row.name == name), None)
        first = languages_of(self.language.value() or language_choices()[0])[0]
        has_words = row is not None and first in row.languages
        self.signatories.show_usual(row.template.signatories(first) if row is not None and has_words else ())
