"""A list of ideas is taken in: choose the file, look how it is read, import."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from tvet_desktop.accounts.rules import may
from tvet_desktop.documents.commented_copy import notes_of
from tvet_desktop.documents.file_remarks import file_remarks
from tvet_desktop.documents.recognise import ListKind
from tvet_desktop.ideas.import_ideas import IdeasImported
from tvet_desktop.ideas.labels import field_label
from tvet_desktop.ideas.read_ideas_list import IdeaLine
from tvet_desktop.programme.chosen_columns import forget_columns
from tvet_desktop.programme.queries import CollegeRow
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.ideas.import_words import imported_words, preview_words
from ui.ideas.lines_table import lines_columns
from ui.ideas.read_list import ListRead, read_again, reading, taking_in
from ui.widgets.column_choices import ColumnChoices
from ui.widgets.fields import ChoiceField
from ui.widgets.file_drop import FileDrop
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.save_comments import ReadFile, SaveComments
from ui.widgets.why_not import role_lacks
from ui.widgets.words import label, permit

_ENDINGS = "*.xlsx *.xlsm *.xls *.ods *.csv *.txt"
_FIELDS = {
    "title": "title",
    "team_leader": "leader",
    "summary": "summary",
    "local_need": "need",
    "skill_area": "skill_area",
    "budget_rwf": "budget_rwf",
    "jobs_women": "jobs_women",
    "jobs_men": "jobs_men",
}
"""Fields of a list, with the field of an idea that names each."""
_BAD_CELLS_HEIGHT = 28 * theme.STEP


class IdeasImportPage(Page):
    """Nothing is recorded before the last button; the list of ideas then says what came and offers Undo."""

    def build(self) -> None:
        """Make the buttons, the choices at the left and the preview at the right."""
        self.set_title(_("Import a list of ideas"))
        self._read: ListRead | None = None
        self._file: Path | None = None
        self._may_edit = may(self.context.user.role, "edit_ideas")
        self.do = self.set_primary(_("Import the ideas"), self._on_import, "import")
        self.add_quiet(_("All ideas"), self._go_back, "ideas")
        self.choose = self.add_quiet(_("Choose a file"), self._on_choose, "import")
        self.comments = SaveComments(self)
        self.columns = ColumnChoices({name: field_label(field) for name, field in _FIELDS.items()})
        self.columns.changed.connect(lambda: self._read_again(self.columns.columns))
        self.columns.forgotten.connect(self._forget_columns)
        self.college: ChoiceField[int] = ChoiceField(_("College"), [], placeholder=_("Choose a college"))
        self.college.changed.connect(self._follow)
        self.table: RowTable[IdeaLine] = RowTable(
            "idea_lines",
            lines_columns(),
            title=_("Ideas in the file"),
            key=lambda line: line.row,
            remembered=self.context.remembered,
        )
        self.table.set_empty("", self.choose)
        self.bad_heading = label("", "heading")
        self.bad_cells = QListWidget()
        self.bad_cells.setWordWrap(True)
        self.bad_cells.setAccessibleName(_("Cells to correct"))
        self.bad_cells.setFixedHeight(_BAD_CELLS_HEIGHT)
        self._arrange()
        self.drop = FileDrop(self, self.read_file, is_open=self._may_edit)
        self._start_anew()

    def read_file(self, file: Path) -> None:
        """Read a file and show its preview."""
        self.context.remembered.last_folder = str(file.parent)
        self._file = file
        self.context.background.run_with_progress(
            reading(self.context.app.database, file),
            name=_("Reading “{file}”").format(file=file.name),
            done=self._show,
            failed=self.show_user_error,
            owner=self,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _go_back(self) -> None:
        self.context.open_page("ideas", None)

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(theme.INSIDE)
        right.addWidget(self.college)
        right.addWidget(self.table, 1)
        right.addWidget(self.bad_heading)
        right.addWidget(self.bad_cells)
        row = QHBoxLayout()
        row.setSpacing(theme.AROUND)
        row.addWidget(self.columns)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)

    def _start_anew(self) -> None:
        self._read = None
        self.comments.offer(None)
        self.set_state("")
        self.table.set_rows([])
        self.table.empty_words.setText(
            _(
                "No file is chosen yet: take a list with one idea in each row (.xlsx, .xls, .ods or .csv), or drop it here."
            )
        )
        for part in self._parts():
            part.hide()
        self.setFocusProxy(self.table.empty_button)
        self._follow()

    def _parts(self) -> tuple[QWidget, ...]:
        """What is of no use before a file is read."""
        return (self.columns, self.college, self.bad_heading, self.bad_cells)

    def _on_choose(self) -> None:
        folder = self.context.remembered.last_folder or str(Path.home())
        dialog = QFileDialog(self, _("Choose a list of ideas"), folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{_('Spreadsheets')} ({_ENDINGS})", f"{_('All files')} (*)"])
        dialog.fileSelected.connect(lambda file: self.read_file(Path(file)))
        dialog.open()

    def _read_again(self, columns: dict[str, int] | None) -> None:
        if self._read is not None:
            workbook, college = self._read.workbook, self._college()
            self.read(lambda db: read_again(db, workbook, columns, college), self._show)

    def _forget_columns(self) -> None:
        read, college = self._read, self._college()
        if read is not None and college is not None:
            self.act(
                lambda db: forget_columns(db, college_scope=college.scope, kind=ListKind.IDEAS),
                lambda _kept: self._read_again(None),
            )

    def _show(self, read: ListRead) -> None:
        again = self._read is not None and self._read.workbook is read.workbook
        chosen = self.college.value() if again else read.college_id
        self._read = read
        ideas = read.ideas
        lines, bad = ((), ()) if ideas is None else (ideas.lines, ideas.bad_cells)
        self.columns.show_columns(read.table.headings, read.columns, read.remembered)
        self.columns.show()
        self.college.set_choices([(row.id, row.official_name) for row in read.colleges])
        self.college.set_value(read.colleges[0].id if chosen is None and len(read.colleges) == 1 else chosen)
        self.college.setVisible(len(read.colleges) > 1)
        self.table.empty_words.setText(read.problem or _("This file has no idea below its headings."))
        self.table.set_rows(lines)
        heading = ngettext("{count} cell to correct", "{count} cells to correct", len(bad))
        self.bad_heading.setText(heading.format(count=len(bad)))
        self.bad_cells.clear()
        self.bad_cells.addItems([cell.sentence() for cell in bad])
        self.bad_heading.setVisible(bool(bad))
        self.bad_cells.setVisible(bool(bad))
        if read.problem:
            self.messages.show_attention(read.problem)
        elif self.college.value() is None:
            self.messages.show_attention(
                _("The list does not say which college it is of: choose the college above the table.")
            )
        elif remarks := file_remarks(read.workbook, read.table):
            self.messages.show_attention(" ".join(remarks))
        else:
            self.messages.clear()
        if self._file is not None:
            self.comments.offer(ReadFile(self._file, read.workbook, read.table.sheet, notes_of(bad)))
        self.setFocusProxy(self.table)
        self._follow()

    def _ready(self) -> tuple[ListRead, CollegeRow] | None:
        """What would be imported; None while something is missing."""
        read = self._read
        if read is None or read.ideas is None or not read.ideas.lines:
            return None
        college = self._college()
        return None if college is None else (read, college)

    def _college(self) -> CollegeRow | None:
        colleges = () if self._read is None else self._read.colleges
        return next((row for row in colleges if row.id == self.college.value()), None)

    def _follow(self) -> None:
        """Say on the button what it does, and grey it out while something is missing."""
        read = self._read
        if read is not None:
            self.set_state(preview_words(read, self.college.value()))
        count = 0 if read is None or read.ideas is None else len(read.ideas.lines)
        words = ngettext("Import {count} idea", "Import {count} ideas", count).format(count=count)
        self.do.setText(words)
        self.do.setVisible(bool(count))
        why = role_lacks(self.context.user.role, "edit_ideas")
        missing = "" if self._ready() is not None else _("Choose the college and the columns first.")
        permit(self.do, why or missing)
        self.choose.setText(_("Choose a file") if read is None else _("Choose another file"))
        permit(self.choose, why)

    def _on_import(self) -> None:
        ready = self._ready()
        if ready is None:
            return
        read, college = ready
        app = self.context.app
        self.do.setEnabled(False)
        self.context.background.run_with_progress(
            taking_in(app.database, read, college, by=self.context.user.id, now=app.clock.now()),
            name=_("Importing ideas"),
            done=self._on_imported,
            failed=self._on_not_imported,
            owner=self,
        )

    def _on_not_imported(self, error: UserError) -> None:
        self._follow()
        self.show_user_error(error)

    def _on_imported(self, imported: IdeasImported) -> None:
        self._follow()
        if imported.import_id is None:
            self.messages.show_attention(imported_words(imported))
            return
        self._start_anew()
        self.context.changes.ideas.emit()
        self.context.open_page("ideas", imported)
