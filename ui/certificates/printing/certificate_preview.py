"""A look at one certificate: its page, whether it still holds, and where its prints went."""

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.printing.look_at import CertificateLook, look_at
from tvet_desktop.certificates.withdrawing.words import state_word
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.files import write_durably
from ui.background import Progress
from ui.certificates.printing.certificate_files import CertificateFiles
from ui.certificates.printing.preview_dialog import DOTS_PER_INCH, PreviewDialog
from ui.widgets.choose_path import choose_new_file
from ui.widgets.page import Page
from ui.widgets.pdf_pages import pages
from ui.widgets.why_not import role_lacks
from ui.widgets.words import permit
from ui.widgets.writing import written


class CertificatePreview:
    """Opened by Enter on a row. ``dialog`` is the one that was opened last."""

    def __init__(self, page: Page, files: CertificateFiles) -> None:
        self._page = page
        self._files = files
        self.dialog: PreviewDialog | None = None
        self.asked: QFileDialog | None = None

    def open(self, row: CandidateRow) -> None:
        """Show the page of somebody's certificate; say what comes first where there is none."""
        certificate_id = shown_certificate(row)
        if certificate_id is None:
            self._page.messages.show_attention(
                _(
                    "{name} has no certificate yet: confirm the name, approve and issue first, as far as qualified."
                ).format(name=row.name_to_print)
            )
            return
        app = self._page.context.app

        def work() -> tuple[CertificateLook, list[QImage]]:
            with app.database.reading() as db:
                look = look_at(db, certificate_id, app.files)
            return look, list(pages(look.sheet.pdf, DOTS_PER_INCH))

        self._page.context.background.run(
            work,
            done=lambda answer: self._show(*answer),
            failed=self._page.show_user_error,
            name=_("Opening the certificate"),
            owner=self._page,
        )

    def _show(self, look: CertificateLook, images: list[QImage]) -> None:
        dialog = PreviewDialog(self._page, look, images)
        ended = "" if look.state.holds else _("It does not hold any more: no new sheet of it is made.")
        permit(dialog.print, ended or role_lacks(self._page.context.user.role, "print_certificates"))
        dialog.save.clicked.connect(lambda: self._ask_where(look))
        dialog.print.clicked.connect(dialog.accept)
        dialog.print.clicked.connect(lambda: self._files.open_for(look.certificate_id))
        self.dialog = dialog
        dialog.open()

    def _ask_where(self, look: CertificateLook) -> None:
        folder = Path(self._page.context.remembered.last_folder or Path.home())
        kinds = f"{_('PDF')} (*.pdf)"
        self.asked = choose_new_file(
            self._page, _("Save"), folder / f"{look.number}.pdf", kinds, lambda file: self.save_as(file, look)
        )

    def save_as(self, file: Path, look: CertificateLook) -> None:
        """Write the signed file where somebody chose, and say so if it does not hold any more."""
        self._page.context.remembered.last_folder = str(file.parent)

        def work(_progress: Progress) -> Path:
            with written(file.parent):
                write_durably(file, look.sheet.pdf)
            return file

        def done(saved: Path) -> None:
            words = _("Saved in {folder}: {files}.").format(folder=saved.parent, files=saved.name)
            if look.state.holds:
                self._page.messages.show_success(words)
                return
            warning = _("It does not hold any more: {state}.").format(state=state_word(look.state))
            self._page.messages.show_attention(f"{words} {warning}")

        self._page.context.background.run_with_progress(
            work, name=_("Saving"), done=done, failed=self._page.show_user_error, owner=self._page
        )


def shown_certificate(row: CandidateRow) -> int | None:
    """Return the certificate that is due to somebody, else another that holds, else the last that was withdrawn."""
    if row.certificate_id is not None:
        return row.certificate_id
    return next((one.certificate_id for one in (*row.held, *row.former)), None)
