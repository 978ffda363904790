"""Shows signed pages beside a page's table, takes new ones in and removes them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import QFileDialog, QSplitter, QWidget

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.paper.keep_scans import ScansKept
from tvet_desktop.attendance.paper.remove_scans import remove_scans
from tvet_desktop.attendance.paper.restore_scans import restore_scans
from tvet_desktop.attendance.paper.scans import ScanRow, picture_of_scan
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.files import FileMissing
from ui import theme
from ui.attendance.paper.evidence_panel import EvidencePanel
from ui.attendance.paper.take_scan import taking_in
from ui.widgets.choose_path import choose_files
from ui.widgets.page import Page

_SIZES = (660, 440)  # of 1,100 pixels beside the menu

Query = Callable[[Any], list[ScanRow]]


class EvidenceSide(QObject):
    """A splitter with the page's own part at the left and the signed pages at the right; a button opens it.

    `taken` (ScansKept) after pages were taken in. ``dialog`` is the file dialog that was opened last.

    Args:
        page: whose button row gets "Signed pages"; it shows messages.
        beside: the page's own part.
        is_open: whether the pictures are shown at first.
    """

    taken = Signal(object)

    def __init__(self, page: Page, beside: QWidget, *, is_open: bool) -> None:
        super().__init__(page)
        self._page = page
        self._query: Query | None = None
        self._session_id: int | None = None
        self.dialog: QFileDialog | None = None
        self.panel = EvidencePanel()
        self.panel.wanted.connect(self._read_picture)
        self.panel.add_asked.connect(self.choose)
        self.panel.dropped.connect(self.take)
        self.panel.remove_asked.connect(self._on_remove)
        self.toggle = page.add_quiet(_("Signed pages"), self._on_toggle, "search")
        self.toggle.setShortcut(QKeySequence("Ctrl+E"))
        page.addAction(self.toggle)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(beside)
        self.splitter.addWidget(self.panel)
        self.panel.setVisible(
            is_open
        )  # shown before it lies in the splitter, it would be a window of its own
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(theme.BETWEEN)
        self.splitter.setSizes(list(_SIZES))

    @property
    def can_change(self) -> bool:
        """Whether the user may take pictures in."""
        return self._query is not None and may(self._page.context.user.role, "mark")

    def follow(self, query: Query | None, *, session_id: int | None = None) -> None:
        """Show the pictures that a query gives; those without a code go to ``session_id``."""
        self._query, self._session_id = query, session_id
        self.refresh()

    def refresh(self) -> None:
        """Ask again which pictures there are."""
        if self._query is None:
            self._show([])
        else:
            self._page.read(self._query, self._show)

    def choose(self) -> None:
        """Ask for a photo or scan."""
        self.dialog = choose_files(
            self._page,
            _("Choose a photo or scan of a signed page"),
            self._page.context.remembered.last_folder,
            _("Pictures and PDF (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.pdf)"),
            lambda files: self.take(files[0]),
        )

    def take(self, file: Path) -> None:
        """Take a file in: each page goes to the sheet that its code names."""
        context = self._page.context
        context.remembered.last_folder = str(file.parent)
        context.background.run_with_progress(
            taking_in(context.app, file, session_id=self._session_id, by=context.user.id),
            name=_("Reading the pages"),
            done=self._on_taken,
            failed=self._page.show_user_error,
            owner=self._page,
        )

    def _on_taken(self, kept: ScansKept) -> None:
        self.taken.emit(kept)  # a page that goes to another place does so before the message
        undo = partial(self._change, partial(remove_scans, scan_ids=list(kept.new))) if kept.new else None
        messages = self._page.messages
        if kept.new:
            messages.show_success(_kept_words(len(kept.new)), undo)
        else:
            messages.show_attention(_("This page is kept already."))
        if kept.problems:
            messages.show_attention(_problem_words(kept))
        elif kept.first and self._session_id not in {None, *kept.first.training_session_ids}:
            messages.show_attention(
                _("This page is of other sessions: it is kept beside them. Scan its code to open them.")
            )
        self.panel.show()
        self.refresh()

    def _on_remove(self, scan_id: int) -> None:
        def removed(_done: object) -> None:
            undo = partial(self._change, partial(restore_scans, scan_ids=[scan_id]))
            self._page.messages.show_success(_("The picture of the signed page is removed."), undo)
            self.refresh()

        self._page.act(partial(remove_scans, scan_ids=[scan_id]), removed)

    def _change(self, use_case: Callable[[Any], None]) -> None:
        self._page.act(use_case, lambda _done: self.refresh())

    def _on_toggle(self) -> None:
        self.panel.setVisible(self.panel.isHidden())
        if self.panel.isHidden():
            self._page.focus()
        else:
            self.refresh()
            self.panel.picture.setFocus()

    def _show(self, rows: list[ScanRow]) -> None:
        count = len(rows)
        words = _("Signed pages ({count})").format(count=count) if count else _("Signed pages")
        self.toggle.setText(words)
        if not self.panel.isHidden():
            self.panel.show_scans(rows, can_change=self.can_change)

    def _read_picture(self, scan_id: int) -> None:
        app = self._page.context.app

        def work() -> QImage:
            with app.database.reading() as db:
                return QImage.fromData(picture_of_scan(db, scan_id, app.files))

        def failed(error: UserError) -> None:
            said = _elsewhere() if isinstance(error, FileMissing) else error.sentence()
            self.panel.show_picture(scan_id, None, said)

        self._page.context.background.run(
            work,
            done=lambda image: self.panel.show_picture(scan_id, image),
            failed=failed,
            owner=self._page,
        )


def _kept_words(count: int) -> str:
    return ngettext(
        "{count} signed page is kept, encrypted, beside its sessions.",
        "{count} signed pages are kept, encrypted, beside their sessions.",
        count,
    ).format(count=count)


def _problem_words(kept: ScansKept) -> str:
    count = len(kept.problems)
    total = count + len(kept.new) + kept.already_there
    words = ngettext(
        "{count} of {total} pages was not kept. {reason}",
        "{count} of {total} pages were not kept. {reason}",
        count,
    )
    return words.format(count=count, total=total, reason=kept.problems[0].sentence())


def _elsewhere() -> str:
    return _(
        "This page was taken in on another PC and its picture is kept there: look at it there, or take the same"
        " picture in here as well."
    )
