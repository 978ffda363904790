"""The templates of certificates: those that ship with the app, and those of the national office."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog

from tvet_desktop.accounts.rules import may
from tvet_desktop.certificates.templates.add_template import TemplateAdded, add_template
from tvet_desktop.certificates.templates.put_back_template import put_back_template
from tvet_desktop.certificates.templates.queries import TemplateRow, list_templates
from tvet_desktop.certificates.templates.retire_template import TemplateRetired, retire_template
from tvet_desktop.certificates.templates.toml_section import LONGEST_TOML
from tvet_desktop.certificates.templates.undo_add_template import undo_add_template
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.files import write_durably
from tvet_desktop.sync.writes_for_all import writes_for_all
from ui.certificates.setup.template_columns import template_columns
from ui.certificates.setup.template_dialog import TemplateDialog
from ui.certificates.setup.template_file import read_template_file
from ui.certificates.setup.words import template_words
from ui.widgets.choose_path import choose_files, choose_new_file
from ui.widgets.file_drop import FileDrop
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import not_one_chosen
from ui.widgets.words import permit
from ui.widgets.writing import written


@dataclass(frozen=True)
class _Content:
    rows: list[TemplateRow]
    for_all: bool


class TemplatesPage(Page):
    """Everybody looks; a PC of the national office adds and retires. Enter on a row shows it on paper."""

    def build(self) -> None:
        """Make the buttons and the table."""
        self._may = may(self.context.user.role, "templates")
        self._for_all = False
        self.dialog: QDialog | None = None
        self.set_title(_("Certificate templates"))
        self.add = self.set_primary(_("Add a template…"), self._on_add, "add")
        self.add_quiet(
            _("Back to the settings"), lambda: self.context.open_page("settings", None), "settings"
        )
        self.look = self.add_quiet(_("Preview"), self._on_look, "certificates")
        self.save = self.add_quiet(_("Save as a file…"), self._on_save, "export")
        self.retire = self.add_quiet(_("Retire"), self._on_retire, "remove")
        self.table: RowTable[TemplateRow] = RowTable(
            "certificate_templates",
            template_columns(),
            title=_("Certificate templates"),
            key=lambda row: row.name,
            remembered=self.context.remembered,
        )
        self.table.set_actions([self.look, self.save, self.retire])
        self.table.opened.connect(self._show_row)
        self.table.selection_changed.connect(self._follow)
        self.body.addWidget(self.table, 1)
        self.drop = FileDrop(self, self.take, is_open=True)
        self.listen(self.context.changes.certificates, self.context.changes.sync)
        self._follow()

    def refresh(self) -> None:
        """Ask for the templates."""
        self.read(_content, self._show)

    def take(self, file: Path) -> None:
        """Add the template in a file."""
        if not self.add.isEnabled():
            self.messages.show_attention(self.add.whatsThis())
            return
        self.context.remembered.last_folder = str(file.parent)
        by = self.context.user.id

        def use_case(db: Any) -> TemplateAdded:  # noqa: ANN401  the core's session
            return add_template(db, toml=read_template_file(file, LONGEST_TOML), by=by)

        def added(done: TemplateAdded) -> None:
            undo = partial(undo_add_template, template_id=done.template_id, by=by)
            self.messages.show_success(
                _("“{name}” was added in version {version}: courses can choose it now.").format(
                    name=done.name, version=done.version
                ),
                lambda: self.act(undo, self._tell),
            )
            self._tell(None)

        self.act(use_case, added)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.context.open_page("settings", None)
        else:
            super().keyPressEvent(event)

    def _show(self, content: _Content) -> None:
        self._for_all = content.for_all
        self.table.set_rows(content.rows)
        added = sum(row.template_id is not None for row in content.rows)
        words = ngettext(
            "{count} template · {added} of the national office",
            "{count} templates · {added} of the national office",
            len(content.rows),
        ).format(count=len(content.rows), added=added)
        if not content.for_all:
            words += " · " + _("The national office adds and retires them.")
        self.set_state(words)
        self._follow()

    def _follow(self) -> None:
        rows = self.table.selected_rows()
        can = self._may and self._for_all
        why_not = _(
            "Only the national office adds templates: send the file there, it will reach all colleges."
        )
        permit(self.add, "" if can else why_not)
        not_one = not_one_chosen(rows)
        permit(self.look, not_one)
        permit(self.save, not_one)
        if not not_one and rows[0].template_id is None:
            not_one = _(
                "This template comes with the app and stays: choose one that the national office added."
            )
        permit(self.retire, not_one if can else _("Only the national office retires templates."))

    def _on_add(self) -> None:
        folder = self.context.remembered.last_folder or str(Path.home())
        kinds = f"{_('Templates')} (*.toml)"
        self.dialog = choose_files(
            self, _("Choose the file of a template"), folder, kinds, lambda files: self.take(files[0])
        )

    def _on_look(self) -> None:
        self._show_row(self.table.selected_rows()[0])

    def _show_row(self, row: TemplateRow) -> None:
        dialog = TemplateDialog(self, row)
        self.dialog = dialog
        dialog.open()

    def _on_save(self) -> None:
        row = self.table.selected_rows()[0]
        folder = Path(self.context.remembered.last_folder or Path.home())
        kinds = f"{_('Templates')} (*.toml)"
        self.dialog = choose_new_file(
            self, _("Save"), folder / f"{row.name}.toml", kinds, lambda file: self.save_as(row, file)
        )

    def save_as(self, row: TemplateRow, file: Path) -> None:
        """Write the words of a template into a file: the way to begin another one."""
        self.context.remembered.last_folder = str(file.parent)

        def work() -> None:
            with written(file.parent):
                write_durably(file, row.toml.encode())

        def done(_result: None) -> None:
            self.messages.show_success(
                _("Saved in {folder}: {files}.").format(folder=file.parent, files=file.name)
            )

        self.context.background.run(
            work, done=done, failed=self.show_user_error, name=_("Saving"), owner=self
        )

    def _on_retire(self) -> None:
        row, by = self.table.selected_rows()[0], self.context.user.id

        def retired(done: TemplateRetired) -> None:
            undo = partial(put_back_template, template_ids=done.template_ids, by=by)
            self.messages.show_success(
                _("“{name}” was retired: what was issued with it stays as it is.").format(
                    name=template_words(row)
                ),
                lambda: self.act(undo, self._tell),
            )
            self._tell(None)

        self.act(partial(retire_template, name=row.name, by=by), retired)

    def _tell(self, _result: object) -> None:
        self.context.changes.certificates.emit()


def _content(db: Any) -> _Content:  # noqa: ANN401  the core's session
    return _Content(list_templates(db), writes_for_all(db))
