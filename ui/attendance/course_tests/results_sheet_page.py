"""Take a list of test results in: choose the file, see what it would change, import, undo."""

from functools import partial
from pathlib import Path

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.course_tests.import_results import ResultsImported, import_results
from tvet_desktop.attendance.course_tests.preview_results import ResultsPlan, preview_results
from tvet_desktop.attendance.course_tests.read_results_sheet import read_results
from tvet_desktop.attendance.course_tests.restore_results import restore_results
from tvet_desktop.attendance.course_tests.rules import WhichTest
from tvet_desktop.documents.commented_copy import notes_of
from tvet_desktop.documents.file_remarks import file_remarks
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.shared.translation import _
from ui.attendance.course_tests.results_sheet_tables import ResultsSheetTables
from ui.attendance.course_tests.results_sheet_words import name_notes, plan_words, result_words, verb_of
from ui.attendance.course_tests.tests_words import word_for
from ui.widgets.choose_path import choose_files
from ui.widgets.fields import ChoiceField
from ui.widgets.file_drop import FileDrop
from ui.widgets.page import Page
from ui.widgets.save_comments import ReadFile, SaveComments
from ui.widgets.why_not import role_lacks
from ui.widgets.words import permit

COURSE = "course"  # under which the last one is remembered


class ResultsSheetPage(Page):
    """`go_to` takes the id of the course that the results belong to."""

    def build(self) -> None:
        """Make the choice of the test, the tables and the buttons."""
        self._course_id = self.context.remembered.last_id(COURSE) or 0
        self._file: Path | None = None
        self._plan: ResultsPlan | None = None
        self._may_import = may(self.context.user.role, "mark")
        self.set_title(_("Import results"))
        self.do = self.set_primary("", self._on_import, "import")
        self.choose = self.add_quiet(_("Choose a file"), self.choose_file, "import")
        permit(self.choose, role_lacks(self.context.user.role, "mark"))
        self.back = self.add_quiet(
            _("Back to the tests"),
            lambda: self.context.open_page("course_tests", self._course_id),
            "attendance",
        )
        self.comments = SaveComments(self)
        self._build_choice()
        self.tables = ResultsSheetTables(self.context.remembered, self.choose)
        self.lines, self.remarks = self.tables.lines, self.tables.remarks
        self.body.addWidget(self.tables, 1)
        self.drop = FileDrop(self, self.read_file, is_open=self._may_import)
        self._start_anew()

    def go_to(self, target: object) -> None:
        """Begin with a course."""
        if isinstance(target, int):
            self._course_id = target
        self._start_anew()

    def choose_file(self) -> None:
        """Ask for the list where the user last took a file."""
        choose_files(
            self,
            _("Choose a list of results"),
            self.context.remembered.last_folder,
            _("Spreadsheets (*.xlsx *.xlsm *.xls *.ods *.csv *.txt)"),
            lambda files: self.read_file(files[0]),
        )

    def read_file(self, file: Path) -> None:
        """Read a list in the background and show what it would change."""
        which = self.which.value() or WhichTest.POST
        self._start_anew()
        self._file = file
        self.context.remembered.last_folder = str(file.parent)
        database, course_id = self.context.app.database, self._course_id

        def work() -> tuple[ResultsPlan, Workbook]:
            workbook = read_workbook(file)
            sheet = read_results(workbook, points_are=which)
            with database.reading() as db:
                return preview_results(db, course_id=course_id, sheet=sheet), workbook

        self.context.background.run(
            work,
            name=_("Reading “{file}”").format(file=file.name),
            done=self._show,
            failed=self.show_user_error,
            owner=self,
        )

    def _start_anew(self) -> None:
        self._plan = self._file = None
        self.set_title(_("Import results"))
        self.set_state("")
        self.messages.clear()
        self.do.setVisible(False)
        self.which.hide()
        self.comments.offer(None)
        self.tables.clear()

    def _show(self, read: tuple[ResultsPlan, Workbook]) -> None:
        plan, workbook = read
        self._plan = plan
        self.set_title(
            _("“{file}” for {course}").format(file=plan.sheet.file_name, course=plan.course.details.title)
        )
        self.set_state(plan_words(plan))
        self.tables.show_plan(plan)
        self.which.setVisible("points" in plan.sheet.table.columns and len(plan.sheet.columns) == 1)
        self.do.setText(verb_of(plan))
        self.do.setVisible(True)
        nothing = "" if plan.new else _("This list brings nothing new.")
        permit(self.do, role_lacks(self.context.user.role, "mark") or nothing)
        if self._file is not None:
            notes = notes_of(plan.bad_cells, name_notes(plan))
            self.comments.offer(ReadFile(self._file, workbook, plan.sheet.table.sheet, notes))
        remarks = file_remarks(workbook, plan.sheet.table)
        if remarks:
            self.messages.show_attention(" ".join(remarks))
        self.lines.view.setFocus()

    def _on_which(self) -> None:
        """The column of points means the other test: read the list again."""
        if self._file is not None:
            self.read_file(self._file)

    def _on_import(self) -> None:
        plan = self._plan
        if plan is None:
            return
        self.do.setEnabled(False)
        use_case = partial(import_results, course_id=plan.course.id, sheet=plan.sheet)
        self.act(use_case, self._on_imported, name=_("Importing results"))

    def _on_imported(self, done: ResultsImported) -> None:
        undo = partial(self._undo, done) if done.recorded else None
        self.messages.show_success(result_words(done), undo)
        self.do.setVisible(False)
        self.which.hide()
        self._tell()
        self._show_again()

    def _show_again(self) -> None:
        """Show the lines as they are now; nothing is left to be added."""
        plan = self._plan
        if plan is not None:
            query = partial(preview_results, course_id=plan.course.id, sheet=plan.sheet)
            self.read(query, lambda now: self.lines.set_rows(now.lines))
        self.focus()

    def _undo(self, done: ResultsImported) -> None:
        def undone(_result: object) -> None:
            self._tell()
            if self._file is not None:
                self.read_file(self._file)

        self.act(partial(restore_results, done=done.recorded), undone)

    def _tell(self) -> None:
        self.context.changes.attendance.emit()

    def _build_choice(self) -> None:
        self.which: ChoiceField[WhichTest] = ChoiceField(
            _("The column of points is"), [(which, word_for(which)) for which in WhichTest]
        )
        self.which.set_value(WhichTest.POST)
        self.which.changed.connect(self._on_which)
        self.body.addWidget(self.which)
