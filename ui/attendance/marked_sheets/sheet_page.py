"""Take a marked spreadsheet in: choose the file, see how it is read, decide what differs, import, undo."""

from functools import partial
from pathlib import Path

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.marked_sheets.import_marks import MarksImported
from tvet_desktop.attendance.marked_sheets.preview_marks import MarksPreview
from tvet_desktop.attendance.marked_sheets.read_sheet import SheetRead
from tvet_desktop.attendance.marked_sheets.undo_import_marks import MarksImportUndone, undo_import_marks
from tvet_desktop.documents.commented_copy import notes_of
from tvet_desktop.documents.file_remarks import file_remarks
from tvet_desktop.documents.recognise import ListKind
from tvet_desktop.programme.chosen_columns import forget_columns
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.ids import scope_of
from ui.attendance.marked_sheets.sheet_parts import SheetParts
from ui.attendance.marked_sheets.sheet_words import (
    differing_words,
    name_notes,
    preview_words,
    result_words,
    undone_words,
    verb_of,
)
from ui.attendance.marked_sheets.sheet_work import Choices, reading, reading_again, taking_in
from ui.widgets.choose_path import choose_files
from ui.widgets.file_drop import FileDrop
from ui.widgets.page import Page
from ui.widgets.save_comments import ReadFile, SaveComments
from ui.widgets.why_not import role_lacks
from ui.widgets.words import permit

COURSE = "course"  # under which the last one is remembered


class SheetPage(Page):
    """`go_to` takes the id of the course that the sheet belongs to."""

    def build(self) -> None:
        """Make the buttons, the choices and the tables."""
        self._course_id = self.context.remembered.last_id(COURSE) or 0
        self._file: Path | None = None
        self._read: SheetRead | None = None
        self._may_import = may(self.context.user.role, "mark")
        self.set_title(_("Import a marked sheet"))
        self.do = self.set_primary("", self._on_import, "import")
        self.choose = self.add_quiet(_("Choose a file"), self.choose_file, "import")
        permit(self.choose, role_lacks(self.context.user.role, "mark"))
        self.comments = SaveComments(self)
        self.next = self.add_quiet("", self._read_next, "later")
        self.waiting = self.add_quiet(
            _("Names that wait"), lambda: self.context.open_page("waiting_marks", self._course_id), "warning"
        )
        self.add_quiet(
            _("Back to the register"), lambda: self.context.open_page("attendance", None), "attendance"
        )
        self.parts = SheetParts(self.context.remembered, self.choose)
        self.parts.choices.changed.connect(lambda: self._read_again(self.parts.choices.chosen))
        self.parts.choices.forgotten.connect(self._forget_columns)
        self.parts.differing.changed.connect(self._follow)
        self.body.addWidget(self.parts, 1)
        self.drop = FileDrop(self, self.read_file, is_open=self._may_import)
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
            _("Spreadsheets (*.xlsx *.xlsm *.xls *.ods *.csv *.txt)"),
            lambda files: self.read_file(files[0]),
        )

    def read_file(self, file: Path) -> None:
        """Read a sheet in the background and show how it is understood."""
        self._start_anew()
        self._file = file
        self.context.remembered.last_folder = str(file.parent)
        self.context.background.run_with_progress(
            reading(self.context.app.database, self._course_id, file),
            name=_("Reading “{file}”").format(file=file.name),
            done=self._show,
            failed=self.show_user_error,
            owner=self,
        )

    def _start_anew(self) -> None:
        self._read = None
        self.comments.offer(None)
        self.set_title(_("Import a marked sheet"))
        self.set_state("")
        for button in (self.do, self.waiting, self.next):
            button.setVisible(False)
        self.parts.clear()

    def _show(self, read: SheetRead) -> None:
        self._read = read
        self.parts.show_read(read)
        self.waiting.setVisible(False)
        self.next.setVisible(False)
        preview = read.preview
        if preview is None:
            self.do.setVisible(False)
            self.set_title(read.workbook.file_name)
            self.set_state(_("Choose the column that holds the names."))
            self.messages.show_attention(
                _("No column of names was found: choose at the right which column holds them.")
            )
            self.parts.choices.columns.boxes["full_name"].setFocus()
            return
        self.set_title(
            _("“{file}” for {course}").format(
                file=preview.sheet.file_name, course=preview.course.details.title
            )
        )
        self.set_state(preview_words(preview))
        self.do.setVisible(True)
        self._follow()
        self._offer_comments(read)
        remarks = file_remarks(read.workbook, read.table)
        if not self._brings(preview) and not preview.differing:
            remarks.insert(0, _("Every mark of this sheet is here already: there is nothing to import."))
        if remarks:
            self.messages.show_attention(" ".join(remarks))
        else:
            self.messages.clear()
        self.parts.lines.view.setFocus()

    def _offer_comments(self, read: SheetRead) -> None:
        preview, file = read.preview, self._file
        if preview is not None and file is not None:
            notes = notes_of(preview.bad_cells, name_notes(preview))
            self.comments.offer(ReadFile(file, read.workbook, read.table.sheet, notes))

    def _follow(self) -> None:
        """Say on the button what it does now."""
        preview = None if self._read is None else self._read.preview
        if preview is not None:
            taken = len(self.parts.differing.taken)
            self.do.setText(verb_of(preview, taken))
            nothing = "" if taken or self._brings(preview) else _("This sheet brings nothing new.")
            permit(self.do, role_lacks(self.context.user.role, "mark") or nothing)

    @staticmethod
    def _brings(preview: MarksPreview) -> bool:
        """Whether a sheet has anything that the course has not, whatever is decided about differences."""
        makes_session = any(session.is_new for session in preview.sessions)
        return bool(preview.marks_new or preview.names_waiting or makes_session)

    def _read_again(self, chosen: Choices) -> None:
        read = self._read
        if read is not None:
            database, course_id = self.context.app.database, self._course_id
            self.context.background.run(
                lambda: reading_again(database, course_id, read.workbook, chosen),
                done=self._show,
                failed=self.show_user_error,
                owner=self,
            )

    def _read_next(self) -> None:
        read = self._read
        following = None if read is None else _after(read)
        if following is not None:
            self._read_again(Choices(following))

    def _forget_columns(self) -> None:
        scope, sheet = scope_of(self._course_id), self.parts.choices.chosen.sheet
        self.act(
            lambda db: forget_columns(db, college_scope=scope, kind=ListKind.MARKS),
            lambda _kept: self._read_again(Choices(sheet)),
        )

    def _on_import(self) -> None:
        read = self._read
        if read is None or read.preview is None:
            return
        self.do.setEnabled(False)
        app = self.context.app
        self.context.background.run_with_progress(
            taking_in(
                app.database,
                read,
                self.parts.differing.taken,
                by=self.context.user.id,
                now=app.clock.now(),
            ),
            name=_("Importing marks"),
            done=self._on_imported,
            failed=self._on_not_imported,
            owner=self,
        )

    def _on_not_imported(self, error: UserError) -> None:
        self._follow()
        self.show_user_error(error)

    def _on_imported(self, done: MarksImported) -> None:
        undo = None
        if done.import_id is not None:
            undo = partial(self._undo, done.import_id)
        self.messages.show_success(result_words(done), undo)
        self.do.setVisible(False)
        self.set_state("")
        self.waiting.setVisible(done.marks_waiting + done.marks_unknown > 0)
        read = self._read
        if read is not None and read.preview is not None:
            self.parts.show_made(read.preview)
            following = _after(read)
            self.next.setVisible(following is not None)
            self.next.setText(_("Read the sheet “{sheet}”").format(sheet=following))
        self.parts.show_remarks(
            [*map(differing_words, done.differing), *(cell.sentence() for cell in done.bad_cells)]
        )
        self.focus()
        self._tell()

    def _undo(self, import_id: int) -> None:
        def undone(result: MarksImportUndone) -> None:
            self._tell()
            self._start_anew()
            self.messages.show_success(undone_words(result))

        self.act(partial(undo_import_marks, import_id=import_id), undone)

    def _tell(self) -> None:
        self.context.changes.attendance.emit()
        self.context.changes.courses.emit()


def _after(read: SheetRead) -> str | None:
    """Return the marked sheet that follows the one that was read."""
    names = read.sheets
    place = names.index(read.table.sheet.name) + 1 if read.table.sheet.name in names else len(names)
    return names[place] if place < len(names) else None
