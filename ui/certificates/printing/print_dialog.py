"""Before certificates go to paper: which ones, which of them were printed before, and where the ink goes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tvet_desktop.certificates.printing.printer_offset import NO_OFFSET, Offset
from tvet_desktop.certificates.printing.to_print import ToPrint
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.certificates.printing.print_job import PrintJob
from ui.certificates.printing.print_words import offset_words, printed_before_words
from ui.widgets.fields import ChoiceField, TickField
from ui.widgets.fitting_dialog import FittingDialog
from ui.widgets.flow_row import FlowRow
from ui.widgets.message_strip import MessageStrip
from ui.widgets.words import Button, label, permit

_WIDTH = 150 * theme.STEP


class Which(Enum):
    """Which certificates of a course."""

    ALL = 1
    NOT_PRINTED = 2
    SELECTED = 3


@dataclass(frozen=True)
class Printable:
    """What the dialog is given: everything of the course that holds, in seat order, and this PC's offsets."""

    certificates: tuple[ToPrint, ...]
    offsets: Mapping[str, Offset]


class PrintDialog(FittingDialog):
    """Its buttons say what is wanted: `print_wanted`, `file_wanted`, `pdfs_wanted`, `offset_wanted`.

    Args:
        parent: over whose window it stands.
        printable: what there is.
        selected: ids of the certificates that were selected on the page.
        is_about_selected: they are what somebody asked for; else a single one may be selected by chance.
    """

    print_wanted = Signal()
    file_wanted = Signal()
    pdfs_wanted = Signal()
    offset_wanted = Signal()

    def __init__(
        self,
        parent: QWidget,
        printable: Printable,
        selected: Collection[int],
        *,
        is_about_selected: bool = False,
    ) -> None:
        super().__init__(parent.window())
        self._printable = printable
        self._least_selected = 1 if is_about_selected else 2
        self._selected = [one for one in printable.certificates if one.certificate_id in selected]
        self._fresh = [one for one in printable.certificates if not one.was_printed]
        heading = _("Print or save certificates")
        self.setObjectName("question")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.setAccessibleName(heading)
        self.messages = MessageStrip()
        self.which: ChoiceField[Which] = ChoiceField(_("Which"), self._choices())
        self.before = label("", "muted", wraps=True)
        self.duplicates = TickField(_("Printed before"), _("Write DUPLICATE on their paper"))
        self.position: ChoiceField[Offset] = ChoiceField(
            _("Print file for"),
            _positions(printable.offsets),
            hint=_("The printer itself is moved by its own numbers."),
        )
        self.position.setVisible(bool(printable.offsets))
        self._lay_out(heading)
        self.which.changed.connect(self._follow)
        self.which.set_value(self._proposed())
        self._follow()

    @property
    def job(self) -> PrintJob:
        """What the fields say."""
        return PrintJob(tuple(self._chosen()), self.duplicates.value() and not self.duplicates.isHidden())

    @property
    def file_offset(self) -> Offset:
        """How the pages of a print file are moved."""
        return self.position.value() or NO_OFFSET

    def show_offsets(self, offsets: Mapping[str, Offset]) -> None:
        """An offset was saved meanwhile."""
        self.position.set_choices(_positions(offsets))
        self.position.setVisible(bool(offsets))

    def open(self) -> None:
        """Show the dialog; the keyboard is on the first choice."""
        super().open()
        self.which.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter prints from every field; on a button it presses that button."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not isinstance(self.focusWidget(), QPushButton):
            if self.print.isEnabled():
                self.print.click()
        else:
            super().keyPressEvent(event)

    def _choices(self) -> list[tuple[Which, str]]:
        everything, fresh, selected = len(self._printable.certificates), len(self._fresh), len(self._selected)
        choices = [
            (
                Which.ALL,
                ngettext(
                    "The one certificate of the course", "All {count} certificates of the course", everything
                ),
                everything,
            )
        ]
        if 0 < fresh < everything:
            words = ngettext(
                "Only the {count} that was not printed yet",
                "Only the {count} that were not printed yet",
                fresh,
            )
            choices.append((Which.NOT_PRINTED, words, fresh))
        if selected:
            words = ngettext("The one that is selected", "The {count} that are selected", selected)
            choices.append((Which.SELECTED, words, selected))
        return [(which, words.format(count=count)) for which, words, count in choices]

    def _proposed(self) -> Which:
        if len(self._selected) >= self._least_selected:
            return Which.SELECTED
        return Which.NOT_PRINTED if 0 < len(self._fresh) < len(self._printable.certificates) else Which.ALL

    def _chosen(self) -> Sequence[ToPrint]:
        return {
            Which.ALL: self._printable.certificates,
            Which.NOT_PRINTED: self._fresh,
            Which.SELECTED: self._selected,
        }[self.which.value() or Which.ALL]

    def _follow(self) -> None:
        chosen = self._chosen()
        self.before.setText(printed_before_words(chosen) if chosen else "")
        self.duplicates.setVisible(any(one.was_printed for one in chosen))
        for button in (self.print, self.save_file, self.save_pdfs):
            permit(button, "" if chosen else _("No certificate is chosen: choose others above."))

    def _lay_out(self, heading: str) -> None:
        self.print = Button(_("Print…"), "primary")
        self.save_file = Button(_("Save print file…"))
        self.save_pdfs = Button(_("Save signed PDFs…"))
        self.offset = Button(_("Test page and offset…"))
        self.back = Button(_("Close"))
        self.print.clicked.connect(self.print_wanted)
        self.save_file.clicked.connect(self.file_wanted)
        self.save_pdfs.clicked.connect(self.pdfs_wanted)
        self.offset.clicked.connect(self.offset_wanted)
        self.back.clicked.connect(self.reject)
        buttons = FlowRow()
        for button in (self.print, self.save_file, self.save_pdfs, self.offset, self.back):
            buttons.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.AROUND, theme.BETWEEN, theme.AROUND, theme.BETWEEN)
        column.setSpacing(theme.BETWEEN)
        column.addWidget(label(heading, "heading", wraps=True))
        explanation = _("Certificates come out in the order of the seats. Every print is written down.")
        column.addWidget(label(explanation, "muted", wraps=True))
        column.addWidget(self.messages)
        for widget in (self.which, self.before, self.duplicates, self.position):
            column.addWidget(widget)
        column.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)


def _positions(offsets: Mapping[str, Offset]) -> list[tuple[Offset, str]]:
    """Return the choices of a print file: moved for none, or for one of this PC's printers."""
    moved = [
        (offset, _("{printer}: {offset}").format(printer=printer, offset=offset_words(offset)))
        for printer, offset in offsets.items()
    ]
    return [(NO_OFFSET, _("any printer, not moved")), *moved]
