"""The button that writes the check page: one HTML file with the keys and lists of today, for any browser."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from tvet_desktop.certificates.checking.page_lists import authority_fingerprint
from tvet_desktop.certificates.checking.trust_list import read_trust_list
from tvet_desktop.certificates.checking.verify_page import reads_pictures, without_reader, write_verify_page
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.files import write_durably
from ui.widgets.choose_path import choose_new_file
from ui.widgets.page import Page
from ui.widgets.writing import written

FILE_NAME = "verify.html"


class CheckPageFile:
    """A quiet button of a page; ``dialog`` is the system's, while it asks where to write."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.dialog: QFileDialog | None = None
        self.write = page.add_quiet(_("Write the check page…"), self._ask, "export")

    def save_as(self, file: Path) -> None:
        """Write it to a file."""
        context = self._page.context
        context.remembered.last_folder = str(file.parent)
        app = context.app

        def work() -> str:
            trust = read_trust_list(app.data_dir)
            content = write_verify_page(trust, app.clock.now())
            with written(file.parent):
                write_durably(file, content)
            return authority_fingerprint(trust.root)

        context.background.run(
            work,
            done=lambda fingerprint: self._say(file, fingerprint),
            failed=self._page.show_user_error,
            name=_("Writing the check page"),
            owner=self._page,
        )

    def _ask(self) -> None:
        folder = self._page.context.remembered.last_folder
        proposed = Path(folder or Path.home(), FILE_NAME)
        kinds = f"{_('Web page')} (*.html)"
        self.dialog = choose_new_file(self._page, _("Write the check page"), proposed, kinds, self.save_as)

    def _say(self, file: Path, fingerprint: str) -> None:
        done = _(
            "The check page is {file}: it opens in any browser, from a stick or from a web space with https. Write it"
            " again after a sync, so that it knows new PCs and revocations. The fingerprint at its foot names this"
            " programme, {fingerprint}, but a forged page can show it too: let people take the page only from the"
            " college or the national office."
        ).format(file=file, fingerprint=fingerprint)
        if reads_pictures():
            self._page.messages.show_success(done)
        else:
            self._page.messages.show_attention(f"{done} {without_reader()}")
