"""Take a marked spreadsheet in: choose the file, see how it is read, import, undo."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.import_marks import MarksImported, import_marks
from tvet_desktop.attendance.preview_marks import MarksPreview, PreviewLine, PreviewSession, preview_marks
from tvet_desktop.attendance.read_marks_sheet import read_marks
from tvet_desktop.attendance.undo_import_marks import undo_import_marks
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.sheet_columns import Remark, line_columns, remark_columns, session_columns
from ui.attendance.sheet_words import preview_words, result_words, verb_of
from ui.attendance.words import mark_text
from ui.widgets.choose_path import choose_files
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable

COURSE = "course"  # under which the last one is remembered


class SheetPage(Page):
    """`go_to` takes the id of the course that the sheet belongs to."""

    def build(self) -> None:
        """Make the three tables and the buttons."""
        self._course_id = self.context.remembered.last_id(COURSE) or 0
        self._preview: MarksPreview | None = None
        self._may_import = may(self.context.user.role, "mark")
        self.set_title(_("Import a marked sheet"))
        self.do = self.set_primary("", self._on_import, "import")
        self.choose = self.add_quiet(_("Choose a file"), self.choose_file, "import")
        self.choose.setEnabled(self._may_import)
        self.waiting = self.add_quiet(
            _("Names that wait"), lambda: self.context.open_page("waiting_marks", self._course_id), "warning"
        )
        self.add_quiet(
            _("Back to the register"), lambda: self.context.open_page("attendance", None), "attendance"
        )
        self._build_tables()
        self._start_anew()

    def go_to(self, target: object) -> None:
        """Begin with a course."""
        if isinstance(target, int):
            self._course_id = target
        self._start_anew()

    def choose_file(self) -> None:
        """Ask for the sheet where the user last took a file."""
        choose_files(
            self,
            _("Choose a marked sheet"),
            self.context.remembered.last_folder,
            _("Spreadsheets (*.xlsx *.xls *.ods *.csv *.txt)"),
            lambda files: self.read_file(files[0]),
        )

    def read_file(self, file: Path) -> None:
        """Read a sheet in the background and show how it is understood."""
        self._start_anew()
        self.context.remembered.last_folder = str(file.parent)
        database, course_id = self.context.app.database, self._course_id

        def work() -> MarksPreview:
            sheet = read_marks(read_workbook(file))
            with database.reading() as db:
                return preview_marks(db, course_id=course_id, sheet=sheet)

        self.context.background.run(
            work,
            name=_("Reading “{file}”").format(file=file.name),
            done=self._show,
            failed=self.show_user_error,
            owner=self,
        )

    def _start_anew(self) -> None:
        self._preview = None
        self.set_title(_("Import a marked sheet"))
        self.set_state("")
        self.do.setVisible(False)
        self.waiting.setVisible(False)
        self._side.hide()
        self.lines.set_rows([])

    def _show(self, preview: MarksPreview) -> None:
        self._preview = preview
        self.set_title(
            _("“{file}” for {course}").format(
                file=preview.sheet.file_name, course=preview.course.details.title
            )
        )
        self.set_state(preview_words(preview))
        self.lines.set_rows(preview.lines)
        self.sessions.set_rows(preview.sessions)
        self._show_remarks([cell.sentence() for cell in preview.sheet.bad_cells])
        self._side.show()
        self.do.setText(verb_of(preview))
        self.do.setVisible(True)
        self.do.setEnabled(self._may_import)
        self.lines.view.setFocus()

    def _on_import(self) -> None:
        preview = self._preview
        if preview is None:
            return
        self.do.setEnabled(False)
        use_case = partial(
            import_marks,
            course_id=preview.course.id,
            sheet=preview.sheet,
            now=self.context.app.clock.now(),
        )
        self.act(use_case, self._on_imported, name=_("Importing marks"))

    def _on_imported(self, done: MarksImported) -> None:
        undo = None
        if done.import_id is not None:
            undo = partial(self._undo, done.import_id)
        self.messages.show_success(result_words(done), undo)
        self.do.setVisible(False)
        self.waiting.setVisible(done.marks_waiting + done.marks_unknown > 0)
        self._show_made()
        differing = [
            _("Row {row}, {name}, {day} {half}: the mark “{kept}” was kept, the sheet says “{said}”.").format(
                row=mark.row,
                name=mark.name,
                day=day_text(mark.held_on),
                half=slot_name(mark.slot),
                kept=mark_text(mark.kept),
                said=mark_text(mark.in_sheet),
            )
            for mark in done.differing
        ]
        self._show_remarks([*differing, *(cell.sentence() for cell in done.bad_cells)])
        self._tell(None)

    def _show_made(self) -> None:
        """What the sheet made is there now."""
        preview = self._preview
        if preview is not None:
            self.lines.set_rows([replace(line, is_new=False) for line in preview.lines])
            self.sessions.set_rows([replace(row, is_new=False) for row in preview.sessions])
        self.focus()

    def _undo(self, import_id: int) -> None:
        def undone(_result: object) -> None:
            self._tell(None)
            self._start_anew()

        self.act(partial(undo_import_marks, import_id=import_id), undone)

    def _tell(self, _result: object) -> None:
        self.context.changes.attendance.emit()
        self.context.changes.courses.emit()

    def _show_remarks(self, sentences: list[str]) -> None:
        self.remarks.set_rows([Remark(number, said) for number, said in enumerate(sentences)])

    def _table(self, name: str, columns: list[Any], title: str, key: Any) -> RowTable[Any]:  # noqa: ANN401  any row
        return RowTable(name, columns, title=title, key=key, remembered=self.context.remembered)

    def _build_tables(self) -> None:
        self.lines: RowTable[PreviewLine] = self._table(
            "sheet_lines", line_columns(), _("Names in the sheet"), lambda line: line.row
        )
        self.lines.set_empty(
            _(
                "Take the sheet as it is: names at the left, a column for each half-day, P, L, A or E in the"
                " cells. Nothing is saved before you have seen how it is read."
            ),
            self.choose,
        )
        self.sessions: RowTable[PreviewSession] = self._table(
            "sheet_sessions", session_columns(), _("Sessions of the sheet"), lambda row: row.session.column
        )
        self.remarks: RowTable[Remark] = self._table(
            "sheet_remarks", remark_columns(), _("What to look at"), lambda row: row.number
        )
        self.remarks.set_empty(_("Every cell could be read."))
        for table in (self.sessions, self.remarks):
            table.filter.hide()
        self._side = QSplitter(Qt.Orientation.Vertical)
        self._side.addWidget(self.sessions)
        self._side.addWidget(self.remarks)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.lines)
        both.addWidget(self._side)
        both.setSizes([640, 460])
        for splitter in (self._side, both):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(theme.BETWEEN)
        self.body.addWidget(both, 1)
