"""A template as it looks in each language."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from tvet_desktop.certificates.templates.draw_sample import draw_sample, languages_to_try
from tvet_desktop.certificates.templates.queries import TemplateRow
from tvet_desktop.shared.translation import _, language
from ui import theme
from ui.certificates.setup.marked_preview import DOTS_PER_INCH, MarkedPreview
from ui.certificates.setup.words import certificate_language_words, template_words
from ui.widgets.fields import ChoiceField
from ui.widgets.page import Page
from ui.widgets.pdf_pages import page_count, pages
from ui.widgets.words import Button, label

_WIDTH, _HEIGHT = 216 * theme.STEP, 172 * theme.STEP


class TemplateDialog(QDialog):
    """The facts on it are invented. Esc or Close goes back."""

    def __init__(self, page: Page, row: TemplateRow) -> None:
        super().__init__(page.window())
        self._page, self._row = page, row
        self._round = 0
        self.setObjectName("question")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(template_words(row))
        self.setAccessibleName(template_words(row))
        choices = languages_to_try(row.template)
        self.language: ChoiceField[str] = ChoiceField(
            _("Language of the certificate"), [(code, certificate_language_words(code)) for code in choices]
        )
        self.language.set_value(language() if language() in choices else choices[0])
        self.language.changed.connect(self.show_preview)
        self.preview = MarkedPreview((row.kind,))
        self.back = Button(_("Close"))
        self.back.clicked.connect(self.reject)
        self._lay_out()

    def open(self) -> None:
        """The keyboard is on the language."""
        super().open()
        self.language.focus()
        self.show_preview()

    def show_preview(self) -> None:
        """Draw it in the chosen language."""
        database, toml = self._page.context.app.database, self._row.toml
        code = self.language.value() or ""
        self._round += 1
        this = self._round

        def work() -> tuple[QImage, int]:
            with database.reading() as db:
                pdf = draw_sample(db, toml=toml, language=code)
            return next(pages(pdf, DOTS_PER_INCH)), page_count(pdf)

        def done(answer: tuple[QImage, int]) -> None:
            if this == self._round:
                self.preview.show_page(*answer)

        self._page.context.background.run(
            work, done=done, failed=lambda error: self.preview.show_problem(error.sentence()), owner=self
        )

    def _lay_out(self) -> None:
        self.preview.kind.hide()
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.AROUND, theme.BETWEEN, theme.AROUND, theme.BETWEEN)
        column.setSpacing(theme.BETWEEN)
        column.addWidget(label(template_words(self._row), "heading"))
        column.addWidget(self.language)
        column.addWidget(self.preview, 1)
        column.addLayout(buttons)
        self.resize(_WIDTH, _HEIGHT)
