"""One certificate as it will lie in the hand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tvet_desktop.certificates.printing.look_at import CertificateLook
from tvet_desktop.certificates.withdrawing.words import state_word
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.certificates.printing.print_words import prints_words
from ui.widgets.words import Button, label, permit

DOTS_PER_INCH = 150
_WIDTH, _HEIGHT = 780, 552
_BESIDE = 60 * theme.STEP
_MOST_PRINTS = 12


class PreviewDialog(QDialog):
    """Shows the page, whether it still holds, and its prints; Esc or Close goes back.

    ``save`` keeps a copy of the signed file, where it is here; ``print`` leads to the printer.
    """

    def __init__(self, parent: QWidget, look: CertificateLook, images: Sequence[QImage]) -> None:
        super().__init__(parent.window())
        heading = look.number
        self.setObjectName("question")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.picture = QLabel()
        self.picture.setAccessibleName(_("Picture of the certificate {number}").format(number=heading))
        self._images, self._shown = images, 0
        self._show_page()
        colours = theme.colours_of(self)
        self.picture.setStyleSheet(f"background: white; border: 1px solid {colours.strong_border};")
        self.print = Button(_("Print…"), "primary")
        self.save = Button(_("Save PDF…"))
        as_issued = look.sheet.is_as_issued
        permit(self.save, "" if as_issued else _("The PDF is not on this PC: save it where it was issued."))
        self.turn = Button("")
        self.turn.clicked.connect(self._turn)
        self.turn.setVisible(len(images) > 1)
        self._name_turn()
        self.back = Button(_("Close"))
        self.back.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.INSIDE)
        for button in (self.print, self.save, self.turn, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(theme.AROUND)
        both.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        both.addLayout(self._facts(look))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.AROUND, theme.BETWEEN, theme.AROUND, theme.BETWEEN)
        column.setSpacing(theme.BETWEEN)
        column.addWidget(label(heading, "heading"))
        column.addLayout(both)
        column.addLayout(buttons)
        self.back.setFocus()

    def _turn(self) -> None:
        """Show the next page, and after the last one the first."""
        self._shown = (self._shown + 1) % len(self._images)
        self._show_page()
        self._name_turn()

    def _show_page(self) -> None:
        self.picture.setPixmap(_fitting(self._images[self._shown], self.devicePixelRatioF()))

    def _name_turn(self) -> None:
        following = (self._shown + 1) % len(self._images) + 1
        self.turn.setText(_("Show page {page}").format(page=following))

    def _facts(self, look: CertificateLook) -> QVBoxLayout:
        """Say beside the picture what became of the certificate."""
        column = QVBoxLayout()
        column.setSpacing(theme.INSIDE)
        self.state = label(state_word(look.state), wraps=True)
        if self.state.text():
            column.addWidget(label(_("What became of it"), "label"))
            column.addWidget(self.state)
            column.addSpacing(theme.INSIDE)
        column.addWidget(label(_("Printed"), "label"))
        lines = prints_words(look.prints) or [_("not yet")]
        shown, rest = lines[:_MOST_PRINTS], len(lines) - _MOST_PRINTS
        if rest > 0:
            shown.append(
                ngettext("and {count} time before", "and {count} times before", rest).format(count=rest)
            )
        self.prints = label("\n".join(shown), wraps=True)
        column.addWidget(self.prints)
        if not look.sheet.is_as_issued:
            column.addSpacing(theme.INSIDE)
            column.addWidget(
                label(
                    _(
                        "Its signed file is on the PC that issued it. This page was drawn again from what was signed: it"
                        " can be printed here, and the PDF saved there."
                    ),
                    "muted",
                    wraps=True,
                )
            )
        column.addStretch(1)
        for index in range(column.count()):
            item = column.itemAt(index)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.setMinimumWidth(_BESIDE)
        return column


def _fitting(image: QImage, ratio: float) -> QPixmap:
    pixmap = QPixmap.fromImage(
        image.scaled(
            round(_WIDTH * ratio),
            round(_HEIGHT * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
