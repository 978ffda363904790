"""The acts of an exchange: write, read, invite, settle."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.programme.queries import CollegeRow
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.files import probe, write_durably
from tvet_desktop.sync.carriers.errors import CarrierUnreachable
from tvet_desktop.sync.export_bundles import Exported, send
from tvet_desktop.sync.import_bundles import Imported
from tvet_desktop.sync.invite import invite
from tvet_desktop.sync.preview_import import ImportPreview, preview_import
from ui.sync.everybody import tell_everybody
from ui.sync.import_question import ImportQuestion
from ui.sync.invite_dialog import InviteDialog, Rights
from ui.sync.words import read_words, written_words
from ui.widgets.choose_path import choose_files, choose_folder, choose_new_file
from ui.widgets.page import Page

T = TypeVar("T")
ENDING = ".tvet"


class Exchange:
    """What the buttons of the sync page do. ``dialog`` is the one that was opened last."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.dialog: QDialog | None = None

    def ask_where_to_write(self) -> None:
        """Choose the name of a sync file."""
        today = local_day(self._page.context.app.clock.now())
        self.dialog = choose_new_file(
            self._page,
            _("Write a sync file"),
            self._folder() / f"sync {today:%Y-%m-%d}{ENDING}",
            f"{_('Sync files')} (*{ENDING})",
            self.write,
        )

    def ask_for_folder_to_write(self) -> None:
        """Choose a stick or a shared folder."""
        self.dialog = choose_folder(
            self._page, _("Choose the stick or the folder"), str(self._folder()), self.write
        )

    def ask_what_to_read(self) -> None:
        """Choose sync files."""
        self.dialog = choose_files(
            self._page, _("Read sync files"), str(self._folder()), f"{_('Sync files')} (*{ENDING})", self.look
        )

    def ask_for_folder_to_read(self) -> None:
        """Choose a stick or a shared folder."""
        self.dialog = choose_folder(
            self._page,
            _("Choose the stick or the folder"),
            str(self._folder()),
            lambda folder: self.look([folder]),
        )

    def write(self, target: Path) -> None:
        """Write what is new to a folder or a file that ends in .tvet."""
        self._remember(target)
        app, by = self._page.context.app, self._page.context.user.id

        def done(exported: Exported) -> None:
            self._page.messages.show_success(written_words(exported, str(target)))
            self._page.context.changes.sync.emit()

        self._run(lambda: send(app.database, target, user_id=by), done, _("Writing what is new"))

    def look(self, paths: Sequence[Path]) -> None:
        """Say what reading would change, and ask; where nothing is new there is nothing to ask."""
        self._remember(paths[0])
        page, database = self._page, self._page.context.app.database

        def ask(preview: ImportPreview) -> None:
            if not preview.imported.new_bundles:
                self.read(paths)
                return
            self.dialog = question = ImportQuestion(page.window(), preview, page.context.remembered)
            question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            question.accepted.connect(lambda: self.read(paths))
            question.open()

        self._run(lambda: preview_import(database, paths), ask, _("Looking at what is new"))

    def read(self, paths: Sequence[Path]) -> None:
        """Read sync files and folders; every page shows what they brought."""
        self._remember(paths[0])
        app = self._page.context.app
        self._run(lambda: app.import_sync(paths), self._on_read, _("Reading what the others sent"))

    def invite(self, colleges: Sequence[CollegeRow]) -> None:
        """Ask what a new PC may do, then where to write its invitation."""
        dialog = InviteDialog(self._page, colleges)
        self.dialog = dialog

        def submitted() -> None:
            rights = dialog.rights
            dialog.accept()
            self.dialog = choose_new_file(
                self._page,
                _("Write the invitation"),
                self._folder() / "invitation.tvetinvite",
                f"{_('Invitations')} (*.tvetinvite)",
                lambda file: self.write_invitation(file, rights),
            )

        dialog.form.submitted.connect(submitted)
        dialog.open()

    def write_invitation(self, file: Path, rights: Rights) -> None:
        """Write an invitation for one PC."""
        self._remember(file)
        app, by = self._page.context.app, self._page.context.user.id

        def work() -> None:
            probe(file)  # an invitation that cannot be written must not be counted as made
            with app.database.transaction(user_id=by) as db:
                invited = invite(
                    db,
                    scopes=rights.scopes,
                    home_scope=rights.scopes[0],
                    national=rights.is_national,
                    now=app.now(),
                    name=rights.name,
                )
            try:
                write_durably(file, invited.content, private=True)
            except OSError as error:
                raise CarrierUnreachable from error

        def done(_result: None) -> None:
            self._page.messages.show_attention(
                _(
                    "The invitation is written to {file}. It is a key: give it to the right person by hand, and delete"
                    " it once the PC has joined."
                ).format(file=file)
            )
            self._page.context.changes.sync.emit()

        self._run(work, done, _("Writing the invitation"))

    def _on_read(self, imported: Imported) -> None:
        words, messages = read_words(imported), self._page.messages
        if imported.refused:
            messages.show_error(words)
        elif imported.waiting or imported.new_conflicts or imported.held:
            messages.show_attention(words)
        else:
            messages.show_success(words)
        tell_everybody(self._page.context.changes)

    def _folder(self) -> Path:
        return Path(self._page.context.remembered.last_folder or Path.home())

    def _remember(self, path: Path) -> None:
        self._page.context.remembered.last_folder = str(path if path.is_dir() else path.parent)

    def _run(self, work: Callable[[], T], done: Callable[[T], None], name: str) -> None:
        self._page.context.background.run(
            work, done=done, failed=self._page.show_user_error, name=name, owner=self._page
        )
