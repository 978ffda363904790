"""Type the marks of a signed page in the order of the paper, with its picture beside."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QStackedLayout, QVBoxLayout, QWidget

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.paper.keep_scans import ScansKept
from tvet_desktop.attendance.paper.page_rows import SheetPage
from tvet_desktop.attendance.paper.paper_code import SheetCode
from tvet_desktop.attendance.paper.printed_sheets import printed_sheets
from tvet_desktop.attendance.paper.scans import scans_of_page
from tvet_desktop.attendance.paper.sheet_page import sheet_page
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.paper.evidence_side import EvidenceSide
from ui.attendance.paper.paper_page_words import changes_of, keys_words, state_of
from ui.attendance.paper.paper_table import PaperTable
from ui.attendance.paper.paper_typing import PaperTyping
from ui.attendance.paper.paper_walk_in import ask_who
from ui.attendance.printed_part import PrintedPart
from ui.widgets.drop_place import dropped_file
from ui.widgets.page import Page
from ui.widgets.words import label


class PaperMarksPage(Page):
    """`go_to` takes a `SheetCode`. ``dialog`` is the one that was opened last."""

    def build(self) -> None:
        """Make the table, the pictures beside it, and the buttons."""
        self._place: tuple[int, int] | None = None  # sheet and page
        self._undo_place: tuple[int, int] | None = None
        self._shown: SheetPage | None = None
        self.dialog: QDialog | None = None
        self.setAcceptDrops(True)
        self.set_title(_("Marks from a signed page"))
        self.table = PaperTable()
        self.typing = PaperTyping(self, self.table)
        self.choose = self.set_primary(_("Choose a picture…"), self._on_choose, "import")
        self._build_buttons()
        self._build_body()
        self.table.name_requested.connect(self._on_name)
        self.table.minutes_typed.connect(self._on_minutes)
        self.typing.changed.connect(self._show_state)
        changes = self.context.changes
        self.listen(changes.attendance, changes.courses, changes.people, changes.sync)
        self._show(None)

    def go_to(self, target: object) -> None:
        """Show a page of a sheet; None keeps what is shown."""
        if isinstance(target, SheetCode):
            self.open_page(target.sheet_id, target.page)

    def on_code(self, code: object) -> bool:
        """The next page is scanned while this one is shown."""
        if isinstance(code, SheetCode):
            self.go_to(code)
            return True
        return False

    def open_page(self, sheet_id: int, page: int) -> None:
        """Show a page; where it is not known here, what was shown stays."""
        self.typing.leave()
        self.messages.clear()
        self.read_page(sheet_id, page)

    def refresh(self) -> None:
        """Ask for the page again, or for the printed sheets."""
        if self._place is not None:
            self.read_page(*self._place)
        else:
            self.read(printed_sheets, self.sheets.set_rows)

    def read_page(self, sheet_id: int, page: int) -> None:
        """Ask for a page in the background."""
        database = self.context.app.database

        def work() -> SheetPage:
            with database.reading() as db:
                return sheet_page(db, sheet_id, page)

        self.context.background.run(work, done=self._show, failed=self.show_user_error, owner=self)

    def focus(self) -> None:
        """The keyboard is on the marks, or on the list of sheets, or on the button that fills it."""
        has_sheets = self.sheets.isVisibleTo(self) and bool(self.sheets.model.rows)
        waiting = self.sheets if has_sheets else self.place.choose
        (self.table if self._shown else waiting).setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Minutes that are being typed are saved, and other pages are told."""
        self.typing.leave()
        super().hideEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one file."""
        if dropped_file(event) is not None and may(self.context.user.role, "mark"):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it in."""
        file = dropped_file(event)
        if file is not None:
            event.acceptProposedAction()
            self.evidence.take(file)

    def show_sheets(self) -> None:
        """Go back to the printed sheets."""
        self.typing.leave()
        self.messages.clear()
        self._show(None)
        self.refresh()
        self.focus()

    def _show(self, page: SheetPage | None) -> None:
        is_new = page is not None and self._place != (page.sheet_id, page.page)
        self._shown = page
        can = may(self.context.user.role, "mark")
        self.choose.setEnabled(can)
        self.place.choose.setEnabled(can)
        self._either.setCurrentIndex(0 if page is None else 1)
        for button in (
            self.choose,
            self.before,
            self.after,
            self.rest,
            self.direction,
            self.register,
            self.others,
        ):
            button.setVisible(page is not None)
        self.evidence.toggle.setVisible(page is not None)
        if page is None:
            self._place = None
            self.set_state("")
            self.table.show_page(None)
            self.evidence.follow(None)
            return
        self._place = (page.sheet_id, page.page)
        if is_new:
            self._undo_here(self._place)
            self.typing.begin(page)
            sheet_id, number = self._place
            self.evidence.follow(lambda db: scans_of_page(db, sheet_id, number))
        self.table.can_mark = can and any(column.can_mark for column in page.columns)
        self.table.show_page(page)
        self.before.setEnabled(page.page > 1)
        self.after.setEnabled(page.page < page.pages)
        self.rest.setEnabled(self.table.can_mark)
        self._show_state(page)
        if is_new and self.isVisible():
            self.table.setFocus()

    def _show_state(self, page: SheetPage) -> None:
        self._shown = page
        self.set_state(state_of(page))
        self._notes.setText(changes_of(page))
        self._notes.setVisible(bool(page.changes))

    def _on_choose(self) -> None:
        self.evidence.choose()

    def _step(self, by: int) -> None:
        if self._place is not None:
            self.open_page(self._place[0], self._place[1] + by)

    def _on_taken(self, kept: ScansKept) -> None:
        first = kept.first
        if first is not None and self._place != (first.sheet_id, first.page):
            self.typing.leave()
            self._undo_here((first.sheet_id, first.page))
            self.read_page(first.sheet_id, first.page)
        elif first is not None:
            self.table.go_on_typing()

    def _undo_here(self, place: tuple[int, int]) -> None:
        """Ctrl+Z takes back what was done on this page and not what is out of sight."""
        if place != self._undo_place:
            self._undo_place = place
            self.messages.go_to_place(place)

    def _on_name(self, row: int) -> None:
        page, here = self._shown, self.table.currentIndex()
        if page is None:
            return
        line, column = page.lines[row], max(here.column(), 0)
        if line.is_walk_in and not line.name and page.columns[column].can_mark:
            self.dialog = ask_who(
                self,
                sheet_id=page.sheet_id,
                line=line.line,
                column=page.columns[column],
                then=self.refresh,
            )
        elif not line.is_walk_in and self.table.current_cell() is None:
            self.messages.show_attention(
                _("Nothing can be marked in this cell: see the notes above the table.")
            )

    def _on_direction(self) -> None:
        self.table.goes_down = not self.table.goes_down
        self._name_direction()
        self.table.setFocus()

    def _name_direction(self) -> None:
        down = self.table.goes_down
        self.direction.setText(_("Keys go down the column") if down else _("Keys go along the line"))

    def _on_register(self) -> None:
        page, here = self._shown, self.table.currentIndex()
        if page is not None:
            column = page.columns[max(here.column(), 0)]
            self.context.open_page("attendance", column.training_session_id)

    def _on_minutes(self, digits: str) -> None:
        self._hint.setText(_("Minutes late: {minutes}").format(minutes=digits) if digits else keys_words())

    def _on_change(self) -> None:
        """Our own marks are on the screen already."""
        if not self.typing.marking.is_telling:
            super()._on_change()

    def _build_buttons(self) -> None:
        self.before = self.add_quiet(_("Page before"), lambda: self._step(-1), "earlier")
        self.after = self.add_quiet(_("Next page"), lambda: self._step(1), "later")
        for button, keys in ((self.before, "Alt+Left"), (self.after, "Alt+Right")):
            button.setShortcut(QKeySequence(keys))
            self.addAction(button)
        self.rest = self.add_quiet(_("Set the rest of the column to…"), self.typing.open_rest_menu, "check")
        self.rest.setShortcut(QKeySequence("Ctrl+R"))
        self.addAction(self.rest)
        self.direction = self.add_quiet("", self._on_direction, "edit")
        self._name_direction()
        self.others = self.add_quiet(_("Other sheets"), self.show_sheets, "print")
        self.register = self.add_quiet(_("Open in the register"), self._on_register, "attendance")

    def _build_body(self) -> None:
        self._notes = label("", wraps=True)
        self._hint = label(keys_words(), "muted", wraps=True)
        own = QWidget()
        column = QVBoxLayout(own)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addWidget(self._notes)
        column.addWidget(self.table, 1)
        column.addWidget(self._hint)
        self.evidence = EvidenceSide(self, own, is_open=True)
        self.evidence.taken.connect(self._on_taken)
        self.waiting = PrintedPart(self.context.remembered)
        self.place, self.sheets = self.waiting.place, self.waiting.sheets
        self.place.asked.connect(self._on_choose)
        self.waiting.opened.connect(lambda sheet_id: self.open_page(sheet_id, 1))
        both = QWidget()
        self._either = QStackedLayout(both)
        self._either.addWidget(self.waiting)
        self._either.addWidget(self.evidence.splitter)
        self.body.addWidget(both, 1)
