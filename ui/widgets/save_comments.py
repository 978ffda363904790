"""The user's own file back, with a comment in each cell to correct: the same two buttons on every import page."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from tvet_desktop.documents.commented_copy import CommentedCopy, proposed_name, write_commented_copy
from tvet_desktop.documents.workbook import Sheet, Workbook
from tvet_desktop.shared.translation import _, ngettext
from ui.background import Progress
from ui.widgets.choose_path import choose_new_file
from ui.widgets.page import Page

Place = tuple[int, int]


@dataclass(frozen=True)
class ReadFile:
    """A file that was read, the sheet that is shown of it, and what to say in which of its cells."""

    path: Path
    workbook: Workbook
    sheet: Sheet
    notes: Mapping[Place, str]


class SaveComments:
    """Adds its buttons to the quiet row of a page: save the copy, and open its folder once it is saved."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.dialog: QFileDialog | None = None
        self._read: ReadFile | None = None
        self._saved: Path | None = None
        self.save = page.add_quiet(_("Save the file with comments"), self._ask_where, "export")
        self.show_folder = page.add_quiet(_("Open its folder"), self._open_folder)
        self.offer(None)

    def offer(self, read: ReadFile | None) -> None:
        """Show the button where a file has cells to correct; None before a file is read."""
        self._read = read
        self.save.setVisible(read is not None and bool(read.notes))
        self.show_folder.setVisible(False)

    def write(self, target: Path) -> None:
        """Write the copy in the background, and say what it is."""
        read = self._read
        if read is None:
            return
        self.page.context.remembered.last_folder = str(target.parent)

        def work(progress: Progress) -> CommentedCopy:
            return write_commented_copy(
                workbook=read.workbook,
                sheet=read.sheet,
                source=read.path,
                target=target,
                notes=read.notes,
                steps=progress.step,
            )

        self.page.context.background.run_with_progress(
            work,
            name=_("Writing “{file}”").format(file=target.name),
            done=self._on_written,
            failed=self.page.show_user_error,
            owner=self.page,
        )

    def _ask_where(self) -> None:
        read = self._read
        if read is None:
            return
        name = proposed_name(read.path, carries_comments=True)
        self.dialog = choose_new_file(
            self.page,
            _("Save the file with comments"),
            read.path.parent / name,
            _("Spreadsheets (*.xlsx *.xlsm)"),
            self.write,
        )

    def _on_written(self, made: CommentedCopy) -> None:
        self._saved = made.path
        said = ngettext(
            "“{file}” has a comment in {count} cell: correct it there, save, and import the file again.",
            "“{file}” has comments in {count} cells: correct them there, save, and import the file again.",
            made.cells,
        ).format(file=made.path.name, count=made.cells)
        if made.is_converted:
            said = _(
                "{said} It has the rows of your file, not its looks: that kind carries no comments."
            ).format(said=said)
        self.page.messages.show_success(said)
        self.show_folder.setVisible(True)

    def _open_folder(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))
