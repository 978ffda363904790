"""The preview of a course's certificates, drawn behind the window while somebody types."""

from PySide6.QtGui import QImage

from tvet_desktop.certificates.setup.details import SetupDetails
from tvet_desktop.certificates.setup.preview_certificate import preview_certificate
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.shared.errors import UserError
from ui.certificates.setup.marked_preview import DOTS_PER_INCH, MarkedPreview
from ui.widgets.page import Page
from ui.widgets.pdf_pages import page_count, pages


class LivePreview(MarkedPreview):
    """Only the last that was asked for is shown; what somebody has typed over meanwhile is not drawn."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._of = page
        self._round = 0

    def show_course(self, course_id: int, details: SetupDetails) -> None:
        """Draw the chosen kind and page with the longest name of a course."""
        app = self._of.context.app
        kind, number = self.kind.value() or CertificateKind.COMPLETION, self.page.value() or 0
        self._round += 1
        this = self._round

        def work() -> tuple[QImage, int] | None:
            if this != self._round:
                return None
            with app.database.reading() as db:
                pdf = preview_certificate(
                    db, course_id=course_id, details=details, kind=kind, now=app.clock.now()
                )
            count = page_count(pdf)
            return list(pages(pdf, DOTS_PER_INCH))[min(number, count - 1)], count

        def done(answer: tuple[QImage, int] | None) -> None:
            if answer is not None and this == self._round:
                self.show_page(*answer)

        def failed(error: UserError) -> None:
            if this == self._round:
                self.show_problem(error.sentence())

        self._of.context.background.run(work, done=done, failed=failed, owner=self)
