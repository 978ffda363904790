"""Beside the register: the signed pages of a session, one at a time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from tvet_desktop.attendance.paper.scans import ScanRow
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.paper.evidence_picture import EvidencePicture
from ui.widgets.drop_place import dropped_file
from ui.widgets.flow_row import FlowRow
from ui.widgets.words import Button, label

_LEAST_WIDTH = 84 * theme.STEP


class EvidencePanel(QFrame):
    """`wanted` (scan id) when a picture is to be read, `add_asked`, `dropped` (Path), `remove_asked` (scan id)."""

    wanted = Signal(object)
    add_asked = Signal()
    dropped = Signal(object)
    remove_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ScanRow] = []
        self._at = 0
        self._can_change = False
        self.setObjectName("card")
        self.setAcceptDrops(True)
        self.picture = EvidencePicture()
        self._where = label("", "label", wraps=True)
        self._kept = label("", "muted", wraps=True)
        self._empty = label("", "muted", wraps=True)
        self.before = Button(_("Page before"), "quiet")
        self.after = Button(_("Next page"), "quiet")
        self.larger = Button(_("Larger"), "quiet")
        self.smaller = Button(_("Smaller"), "quiet")
        self.turn = Button(_("Turn"), "quiet")
        self.add = Button(_("Add a picture…"), "quiet")
        self.remove = Button(_("Remove the picture"), "quiet")
        self.before.clicked.connect(lambda: self._go(-1))
        self.after.clicked.connect(lambda: self._go(1))
        self.larger.clicked.connect(self.picture.larger)
        self.smaller.clicked.connect(self.picture.smaller)
        self.turn.clicked.connect(self.picture.turn)
        self.add.clicked.connect(self.add_asked)
        self.remove.clicked.connect(lambda: self.remove_asked.emit(self._rows[self._at].id))
        self._lay_out()
        self.show_scans([], can_change=False)

    @property
    def scan_id(self) -> int | None:
        """The picture that is shown, None if there is none."""
        return self._rows[self._at].id if self._rows else None

    def show_scans(self, rows: Sequence[ScanRow], *, can_change: bool) -> None:
        """Show the pictures of a session or a page; the one that was shown stays."""
        earlier = self.scan_id
        self._rows, self._can_change = list(rows), can_change
        ids = [row.id for row in rows]
        self._at = ids.index(earlier) if earlier in ids else 0
        if self.scan_id != earlier or self.scan_id is None:
            self.picture.show_picture(None)
            self._ask()
        self._follow()

    def show_picture(self, scan_id: int, image: QImage | None, problem: str = "") -> None:
        """Show a picture that was read, or why it cannot be; nothing if another one is wanted meanwhile."""
        if scan_id != self.scan_id:
            return
        self.picture.show_picture(image)
        self._empty.setText(problem)
        self._either.setCurrentIndex(1 if problem else 0)
        for button in (self.larger, self.smaller, self.turn):
            button.setEnabled(not problem)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one file."""
        if self._can_change and dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        event.acceptProposedAction()
        self.dropped.emit(dropped_file(event))

    def _go(self, by: int) -> None:
        self._at += by
        self.picture.show_picture(None)
        self._follow()
        self._ask()

    def _ask(self) -> None:
        if self.scan_id is not None:
            self.wanted.emit(self.scan_id)

    def _follow(self) -> None:
        has = bool(self._rows)
        self._either.setCurrentIndex(0 if has else 1)
        if not has:
            self._empty.setText(
                _("No signed page is kept here yet: drop a photo or scan of it, or add one below.")
            )
        self._where.setText(_where(self._rows[self._at]) if has else _("Signed pages"))
        self._kept.setText(_kept(self._rows[self._at]) if has else "")
        self._kept.setVisible(has)
        for button in (self.larger, self.smaller, self.turn):
            button.setVisible(has)
        several = len(self._rows) > 1
        self.before.setVisible(several)
        self.after.setVisible(several)
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at + 1 < len(self._rows))
        self.add.setEnabled(self._can_change)
        self.remove.setVisible(has)
        self.remove.setEnabled(self._can_change)

    def _lay_out(self) -> None:
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        place = QWidget()
        self._either = QStackedLayout(place)
        self._either.addWidget(self.picture)
        self._either.addWidget(self._empty)
        tools, acts = FlowRow(), FlowRow()
        for button in (self.before, self.after, self.larger, self.smaller, self.turn):
            tools.add(button)
        for button in (self.add, self.remove):
            acts.add(button)
        head = QHBoxLayout()
        head.addWidget(self._where, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.BETWEEN, theme.INSIDE, theme.BETWEEN, theme.INSIDE)
        column.setSpacing(theme.STEP)
        column.addLayout(head)
        column.addWidget(self._kept)
        column.addWidget(tools)
        column.addWidget(place, 1)
        column.addWidget(acts)
        self.setMinimumWidth(_LEAST_WIDTH)


def _where(row: ScanRow) -> str:
    if row.page is None:
        return _("A picture for this session")
    return _("Page {page} of {pages}, lines {first} to {last}").format(
        page=row.page, pages=row.pages, first=row.first, last=row.last
    )


def _kept(row: ScanRow) -> str:
    if row.kept_by:
        return _("Kept on {day} by {name}").format(day=day_text(row.kept_on), name=row.kept_by)
    return _("Kept on {day}").format(day=day_text(row.kept_on))
