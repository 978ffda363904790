"""A register is taken in: choose the file, see how it is read, import, and see what was made."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from tvet_desktop.documents.file_remarks import file_remarks
from tvet_desktop.documents.recognise import ListKind
from tvet_desktop.people.register_notes import register_notes
from tvet_desktop.people.registers.import_people import PeopleImported
from tvet_desktop.people.registers.preview_register import RegisterPreview
from tvet_desktop.people.registers.undo_import import ImportUndone
from tvet_desktop.programme.chosen_columns import forget_columns, remember_columns
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, ngettext
from ui.people.registers.choose_file_part import ChooseFilePart
from ui.people.registers.file_dialog import open_file_dialog
from ui.people.registers.register_preview_part import RegisterPreviewPart
from ui.people.registers.register_words import preview_words, result_words, verb_of
from ui.people.registers.take_in import Read, read_preview, reading, taking_in, taking_out
from ui.people.registers.undone_words import undone_words
from ui.people.sub_page import SubPage
from ui.widgets.file_drop import FileDrop
from ui.widgets.save_comments import ReadFile, SaveComments
from ui.widgets.why_not import role_lacks
from ui.widgets.words import permit


class RegisterPage(SubPage):
    """Opened without a target, or with the path of a file that was dropped on the list of people."""

    def build(self) -> None:
        """Make the buttons and the two parts."""
        self._preview: RegisterPreview | None = None
        self._made: PeopleImported | None = None
        self._file: Path | None = None
        self.dialog: QFileDialog | None = None
        self.do = self.set_primary(_("Choose a file"), self._on_primary)
        self.add_way_back()
        self.another = self.add_quiet(_("Choose another file"), self.choose_file, "import")
        self.comments = SaveComments(self)
        self.complete = self.add_quiet("", lambda: self.context.open_page("waiting_rows", None), "edit")
        self.add_quiet(
            _("Imported registers"), lambda: self.context.open_page("register_imports", None), "calendar"
        )
        self.choose = ChooseFilePart()
        self.choose.asked.connect(self.choose_file)
        self.preview = RegisterPreviewPart(self.context.remembered)
        self.preview.changed.connect(self._on_choices)
        self.preview.forgotten.connect(self._forget_columns)
        self.preview.cell_opened.connect(self._open_row)
        self.parts = QStackedWidget()
        self.parts.addWidget(self.choose)
        self.parts.addWidget(self.preview)
        self.body.addWidget(self.parts, 1)
        self.drop = FileDrop(self, self.read_file, is_open=self.may_edit)
        self._start_anew()

    def focus(self) -> None:
        """Put the keyboard on the button that chooses a file, or on the rows of the one that was chosen."""
        is_choosing = self.parts.currentWidget() is self.choose
        control: QWidget = self.choose.choose if is_choosing else self.preview.rows.view
        if not is_choosing and not self.preview.rows.model.rows:
            control = self.preview.columns.boxes["full_name"]  # it has to be chosen first
        control.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, target: object) -> None:
        """Read the file that was dropped elsewhere."""
        if isinstance(target, Path):
            self.read_file(target)

    def choose_file(self) -> None:
        """Open the system's file dialog where the user last took a file."""
        self.dialog = open_file_dialog(self, self.context.remembered.last_folder, self.read_file)

    def read_file(self, file: Path) -> None:
        """Read a file in the background and show its preview."""
        self._start_anew()
        self._file = file
        self.context.remembered.last_folder = str(file.parent)
        self.context.background.run_with_progress(
            reading(self.context.app.database, file),
            name=_("Reading “{file}”").format(file=file.name),
            done=self._show,
            failed=self._on_unread,
            owner=self,
        )

    def go_back(self) -> None:
        """Show the list of people; what was taken in is not shown again."""
        if self._made is not None:
            self._start_anew()
        super().go_back()

    def _start_anew(self) -> None:
        self._preview, self._made = None, None
        self.preview.forget_rows()
        self.comments.offer(None)
        self.set_title(_("Import a register"))
        self.set_state("")
        self.do.setText(_("Choose a file"))
        self.do.setVisible(False)  # the part has the same button, in the middle
        self.another.setVisible(False)
        self.complete.setVisible(False)
        self.choose.setEnabled(self.may_edit)
        self.parts.setCurrentWidget(self.choose)

    def _show(self, read: Read) -> None:
        preview, colleges = read.preview, read.colleges
        self._preview = preview
        self.set_title(preview.workbook.file_name)
        self.set_state(preview_words(preview))
        self.preview.show_preview(preview, colleges)
        self.do.setText(verb_of(preview))
        self.do.setVisible(True)
        nothing = "" if preview.new_rows or preview.corrected else _("This register brings nobody new.")
        permit(self.do, role_lacks(self.context.user.role, "edit_people") or nothing)
        self.another.setVisible(True)
        was_choosing = self.parts.currentWidget() is self.choose
        self.parts.setCurrentWidget(self.preview)
        self._say_what_to_know(preview)
        self._offer_comments(preview)
        if was_choosing:
            self.focus()  # Qt would go to the first column, where an arrow key changes what is read

    def _say_what_to_know(self, preview: RegisterPreview) -> None:
        named = preview.named_college
        if preview.register is None:
            self.messages.show_attention(
                _("No column of names was found: choose at the left which column holds them.")
            )
        elif not preview.new_rows and not preview.corrected:
            self.messages.show_attention(
                _("Every row of this file is here already: there is nothing to import.")
            )
        elif named is not None and named.scope != preview.college.scope:
            said = _("This list names {named}, its people would be added to {college}: check the college.")
            self.messages.show_attention(
                said.format(named=named.official_name, college=preview.college.official_name)
            )
        elif remarks := file_remarks(preview.workbook, preview.table):
            self.messages.show_attention(" ".join(remarks))
        else:
            self.messages.clear()

    def _offer_comments(self, preview: RegisterPreview) -> None:
        register, file = preview.register, self._file
        if register is None or file is None:
            self.comments.offer(None)
            return
        notes = register_notes(register)
        self.comments.offer(ReadFile(file, preview.workbook, preview.table.sheet, notes))

    def _forget_columns(self) -> None:
        preview = self._preview
        if preview is None:
            return
        scope = preview.college.scope
        self.act(
            lambda db: forget_columns(db, college_scope=scope, kind=ListKind.REGISTER),
            lambda kept: self._on_forgotten(scope, kept),
        )

    def _on_forgotten(self, scope: int, kept: dict[str, str]) -> None:
        self._read_again(None)
        self.messages.show_success(
            _("The choices are forgotten: the headings are read as the app knows them."),
            lambda: self.act(
                lambda db: remember_columns(db, college_scope=scope, kind=ListKind.REGISTER, chosen=kept),
                lambda _nothing: self._read_again(None),
            ),
        )

    def _on_unread(self, error: UserError) -> None:
        self.show_user_error(error)
        self.focus()

    def _on_choices(self) -> None:
        preview, part = self._preview, self.preview
        if preview is not None:
            same_sheet = part.sheet.currentText() == preview.sheet
            self._read_again(part.columns.columns if same_sheet else None)

    def _read_again(self, columns: dict[str, int] | None) -> None:
        """Read the file as it is chosen now; the headings tell the columns where ``columns`` is None."""
        preview, part = self._preview, self.preview
        if preview is None:
            return
        workbook, sheet, college = preview.workbook, part.sheet.currentText(), part.chosen_college
        self.read(
            lambda db: read_preview(db, workbook, columns=columns, sheet=sheet, college=college), self._show
        )

    def _on_primary(self) -> None:
        if self._made is not None:
            self.go_back()
        elif self._preview is not None:
            self._import(self._preview)
        else:
            self.choose_file()

    def _import(self, preview: RegisterPreview) -> None:
        self.do.setEnabled(False)
        app = self.context.app
        self.context.background.run_with_progress(
            taking_in(app.database, preview, by=self.context.user.id, now=app.clock.now()),
            name=verb_of(preview),
            done=self._on_made,
            failed=self._on_not_made,
            owner=self,
        )

    def _on_not_made(self, error: UserError) -> None:
        self.do.setEnabled(True)
        self.show_user_error(error)

    def _on_made(self, made: PeopleImported) -> None:
        preview = self._preview
        if preview is None or made.import_id is None:
            return
        self._made = made
        import_id = made.import_id
        self.messages.show_success(result_words(preview, made), lambda: self._undo(import_id))
        self.set_state(_("The bad cells stay below: Enter opens the person, to write what is missing."))
        waiting = len(made.waiting_row_ids)
        words = ngettext("Complete {count} waiting row", "Complete {count} waiting rows", waiting)
        self.complete.setText(words.format(count=waiting))
        self.complete.setVisible(bool(waiting))
        self.do.setText(_("Show the people"))
        self.do.setEnabled(True)
        self.preview.show_done()
        self.context.changes.people.emit()

    def _undo(self, import_id: int) -> None:
        app = self.context.app
        self.context.background.run_with_progress(
            taking_out(app.database, import_id, by=self.context.user.id, now=app.clock.now()),
            name=_("Undoing the import"),
            done=self._on_undone,
            failed=self.show_user_error,
            owner=self,
        )

    def _on_undone(self, undone: ImportUndone) -> None:
        self._start_anew()
        self.messages.show_success(undone_words(undone))
        self.context.changes.people.emit()

    def _open_row(self, number: int) -> None:
        """Open the person that a row has become; a row that waits is completed on its own page."""
        preview, made = self._preview, self._made
        if preview is None or made is None:
            return
        known = {row.row: before.person_id for row, before in preview.corrected}
        if known.get(number) is not None:
            self.context.open_page("person", known[number])
            return
        people = [row.row for row in preview.new_rows if row.waits_for is None]
        if number in people:
            self.context.open_page("person", made.person_ids[people.index(number)])
        elif any(row.row == number for row in preview.new_rows):
            self.context.open_page("waiting_rows", None)
