"""The line at the bottom: saved, backed up, sent; who, where, language. Each word is a button."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from tvet_desktop.shared.translation import LANGUAGES, _, language
from ui import theme
from ui.accounts.gate import StatusWords
from ui.widgets.words import Button, action

OWN_NAMES = {"en": "English", "fr": "Français", "rw": "Ikinyarwanda"}


@dataclass(frozen=True)
class Status:
    """The words of the line, translated by whoever asks the core for them; "" hides a word.

    Args:
        backed_up: "Backed up today" or "Not backed up for 9 days".
        sent: "Sent today at 14:05 · 214 changes to send".
        college: this PC's college.
    """

    backed_up: str = ""
    sent: str = ""
    college: str = ""


class StatusLine(QFrame):
    """Says what was pressed.

    `page_requested` (name of a page), `language_requested` (code), `lock_requested`, `switch_user_requested`.
    """

    page_requested = Signal(str)
    language_requested = Signal(str)
    lock_requested = Signal()
    switch_user_requested = Signal()

    def __init__(self, who: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setAccessibleName(_("Status"))
        self.saved = Button(_("Saved"), "status")
        self.saved.setObjectName("savedWord")
        self.backed_up = Button("", "status")
        self.sent = Button("", "status")
        self.who = Button(who, "status")
        self.college = Button("", "status")
        self.language = Button(OWN_NAMES[language()], "status")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.BETWEEN, theme.STEP // 2, theme.BETWEEN, theme.STEP // 2)
        row.setSpacing(0)
        for button in (self.saved, self.backed_up, self.sent):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.who, self.college, self.language):
            row.addWidget(button)
        self._describe()
        self._connect()
        self.show_status(Status())
        self._keep_room()

    def show_status(self, status: StatusWords) -> None:
        """Show these words."""
        words = (
            (self.backed_up, status.backed_up),
            (self.sent, status.sent),
            (self.college, status.college),
        )
        for button, text in words:
            button.setText(text)
            button.setVisible(bool(text))

    def show_working(self, working: bool) -> None:  # noqa: FBT001  a state like Qt's own
        """Say whether everything is saved already."""
        self.saved.setText(_("Working…") if working else _("Saved"))

    def _keep_room(self) -> None:
        """The longer of both words fits from the start: nothing is clipped or moves while work is done."""
        self.saved.ensurePolished()
        widths = []
        for working in (True, False):
            self.show_working(working)
            widths.append(self.saved.sizeHint().width())
        self.saved.setMinimumWidth(max(widths))

    def _describe(self) -> None:
        self.saved.setAccessibleDescription(_("Every change is saved at once. Opens the sync page"))
        self.backed_up.setAccessibleDescription(_("Opens the page on which backups are made and tried"))
        self.sent.setAccessibleDescription(_("Opens the sync page"))
        self.who.setAccessibleDescription(_("Opens a menu to lock this PC or switch user"))
        self.college.setAccessibleDescription(_("Opens the settings of this PC"))
        self.language.setAccessibleDescription(_("Opens a menu of languages"))

    def _connect(self) -> None:
        self.saved.clicked.connect(lambda: self.page_requested.emit("sync"))
        self.sent.clicked.connect(lambda: self.page_requested.emit("sync"))
        self.backed_up.clicked.connect(lambda: self.page_requested.emit("backups"))
        self.college.clicked.connect(lambda: self.page_requested.emit("settings"))
        people = QMenu(self)
        people.addAction(action(_("Lock"), self.lock_requested.emit, self))
        people.addAction(action(_("Switch user"), self.switch_user_requested.emit, self))
        self.who.setMenu(people)
        self.language.setMenu(language_menu(self, self.language_requested.emit))


def language_menu(owner: QWidget, choose: Callable[[str], object]) -> QMenu:
    """A menu of the languages by their own names; ``choose`` is called with a code."""
    menu = QMenu(owner)
    one_of_them = QActionGroup(menu)  # the one in use stays ticked when it is chosen again
    for code in LANGUAGES:
        entry = action(OWN_NAMES[code], partial(choose, code), owner)
        entry.setCheckable(True)
        entry.setChecked(code == language())
        one_of_them.addAction(entry)
        menu.addAction(entry)
    return menu
