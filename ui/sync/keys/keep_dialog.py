"""Lets one paper of a withdrawn PC hold, once a person has found it in the college's own records."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from tvet_desktop.certificates.checking.one_code import one_code
from tvet_desktop.certificates.statements.signed_statement import SignedStatement
from tvet_desktop.documents.page_images import read_page_file
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.keys.statement_to_keep import statement_to_keep
from ui import theme
from ui.scanner import TAKES_SCANS
from ui.widgets.choose_path import choose_files
from ui.widgets.fields import LongTextField, TickField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.words import Button, label


class KeepDialog(FormDialog):
    """The text of the code, typed, scanned or read from a file; what it says; a tick that the records say so too."""

    def __init__(self, page: Page) -> None:
        form = Form(_("Let it hold"), back=_("Back"))
        self._page = page
        self.chooser: QFileDialog | None = None
        self.code = form.add(LongTextField(_("Text of the square code"), lines=3, width=64, required=True))
        self.code.area.setProperty(TAKES_SCANS, True)
        self.choose = Button(_("Read it from a PDF or a picture…"), "quiet")
        self.choose.clicked.connect(self._on_choose)
        self.says = label("", wraps=True)
        self.says.hide()
        self.checked = form.add(
            TickField(
                _("Records"),
                _("The college’s own records name this person, this course and this number"),
                required=True,
            )
        )
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.says)
        super().__init__(
            page,
            heading=_("Let a certificate of a withdrawn PC hold?"),
            explanation=_(
                "Its signature proves nothing, for whoever has the PC can sign: only the college’s own records can."
            ),
            form=form,
            above=above,
        )
        self.code.changed.connect(self._look)

    def take_file(self, file: Path) -> None:
        """Read the code of a file."""
        self._page.context.background.run(
            lambda: one_code(read_page_file(file)),
            done=self.code.set_value,
            failed=self.show_user_error,
            name=_("Reading the code"),
            owner=self,
        )

    def _on_choose(self) -> None:
        kinds = f"{_('PDF files and pictures')} (*.pdf *.png *.jpg *.jpeg *.webp *.tif *.tiff)"
        folder = self._page.context.remembered.last_folder or str(Path.home())
        self.chooser = choose_files(
            self, _("Choose the certificate"), folder, kinds, lambda files: self.take_file(files[0])
        )

    def _look(self) -> None:
        self.messages.clear()
        self.says.hide()
        text = self.code.value()
        if text:
            database = self._page.context.app.database

            def work() -> SignedStatement:
                with database.reading() as db:
                    return statement_to_keep(db, code_text=text)

            self._page.context.background.run(work, done=self._say, failed=self.show_user_error, owner=self)

    def _say(self, signed: SignedStatement) -> None:
        if signed.text != self.code.value():
            return
        facts = signed.statement
        self.says.setText(
            _("{number}: {name}, {course}, issued on {date}.").format(
                number=facts.number,
                name=facts.name,
                course=facts.course_title,
                date=facts.issued_on.strftime("%d/%m/%Y"),
            )
        )
        self.says.show()
