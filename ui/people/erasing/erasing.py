"""Erasing from the page of a person."""

from PySide6.QtCore import QObject

from tvet_desktop.shared.translation import _
from tvet_desktop.sync.erasing.destroy_files import settle_erased
from tvet_desktop.sync.erasing.erase_person import PersonErased
from tvet_desktop.sync.erasing.erasing_preview import ErasingPreview, erasing_preview
from ui.people.erasing.erase_dialog import EraseDialog
from ui.people.news import News
from ui.widgets.page import Page


class Erasing(QObject):
    """Asks, erases, destroys the files, and goes back to the list of people."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.dialog: EraseDialog | None = None

    def ask(self, person_id: int) -> None:
        """Show what would go and what stays."""

        def show(preview: ErasingPreview) -> None:
            dialog = EraseDialog(self._page, person_id, preview)
            self.dialog = dialog
            dialog.ask(self._page, dialog.use_case, self._on_erased)

        self._page.read(lambda db: erasing_preview(db, person_id), show)

    def _on_erased(self, _erased: PersonErased) -> None:
        context = self._page.context
        app = context.app
        context.background.run(
            lambda: settle_erased(app.database, app.files, app.data_dir),
            done=lambda _settled: self._say(),
            failed=self._page.show_user_error,
            name=_("Erasing"),
            owner=self._page,
        )

    def _say(self) -> None:
        changes = self._page.context.changes
        for signal in (
            changes.people,
            changes.courses,
            changes.attendance,
            changes.ideas,
            changes.certificates,
        ):
            signal.emit()
        said = _("The person is erased here. Sync, so that the other PCs learn of it.")
        self._page.context.open_page("people", News(said, None, None))
