"""Says above the table that somebody was certified twice, until it is settled."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.certificates.withdrawing.doubles import DoubleRow
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.icons import picture
from ui.widgets.words import Button, label, permit

_MOST_NAMES = 3


class DoublesBanner(QFrame):
    """One sentence and the button that settles it; hidden when nobody was."""

    def __init__(self, choose: Callable[[], object], *, may_choose: bool) -> None:
        super().__init__()
        self.setObjectName("messageStrip")
        self.setProperty("tone", "attention")
        sign = QLabel()
        sign.setPixmap(picture("warning", theme.colours_of(self).attention))
        self.words = label("", wraps=True)
        self.choose = Button(_("Choose which one holds…"), "quiet")
        permit(self.choose, "" if may_choose else NotAllowed().sentence())
        self.choose.clicked.connect(choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.INSIDE + theme.STEP, theme.STEP, theme.INSIDE, theme.STEP)
        row.setSpacing(theme.INSIDE)
        row.addWidget(sign)
        row.addWidget(self.words, 1)
        row.addWidget(self.choose)
        self.setMinimumHeight(10 * theme.STEP)
        self.hide()

    def show_doubles(self, doubles: Sequence[DoubleRow]) -> None:
        """Name the first few people."""
        names = ", ".join(row.name for row in doubles[:_MOST_NAMES])
        if len(doubles) > _MOST_NAMES:
            names += " …"
        words = ngettext(
            "{count} person has two certificates of one kind for this course, made on two PCs or before two entries"
            " were merged: {names}.",
            "{count} people have two certificates of one kind for this course, made on two PCs or before two entries"
            " were merged: {names}.",
            len(doubles),
        )
        self.words.setText(words.format(count=len(doubles), names=names))
        self.setVisible(bool(doubles))
