"""Who signs a certificate: up to four lines of a name and a position."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from tvet_desktop.certificates.drawing.content import Signatory
from tvet_desktop.certificates.setup.details import read_signatories, signatories_text
from tvet_desktop.certificates.setup.rules import LONGEST_LINE
from tvet_desktop.certificates.templates.template import MOST_SIGNATORIES
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.field import Field
from ui.widgets.words import label

_WIDTH = 56  # letters, of name and position together


class SignatoriesField(Field[tuple[Signatory, ...]]):
    """Lines left empty are left out; without any, the template says who signs."""

    def __init__(self) -> None:
        self.lines: list[tuple[QLineEdit, QLineEdit]] = []
        self._usual: tuple[Signatory, ...] = ()
        super().__init__(
            _("Who signs"),
            self._grid(),
            hint=_("From left to right. Without any, the template’s positions stand below the lines."),
        )
        self.setFocusProxy(self.lines[0][0])
        self.set_width(_WIDTH)

    def value(self) -> tuple[Signatory, ...]:
        """The lines in which something stands.

        A name below an empty line moves up when it is printed; the template's position of its line goes with it.
        """
        found: list[Signatory] = []
        for line, (name, position) in enumerate(self.lines):
            one = Signatory(nfc(name.text()), nfc(position.text()))
            has_moved = line > len(found)
            if one.name and not one.position and has_moved:
                one = Signatory(one.name, self._usual_of(line).position)
            if one.name or one.position:
                found.append(one)
        return tuple(found)

    def set_value(self, value: tuple[Signatory, ...]) -> None:
        """Show who signs."""
        shown = [*value, *[Signatory()] * MOST_SIGNATORIES][:MOST_SIGNATORIES]
        for (name, position), one in zip(self.lines, shown, strict=True):
            name.setText(one.name)
            position.setText(one.position)
        self.show_usual(self._usual)

    def on_edited(self) -> None:
        """Once somebody is named, the template's people do not sign any more."""
        self.show_usual(self._usual)
        super().on_edited()

    def show_usual(self, usual: tuple[Signatory, ...]) -> None:
        """Show whom the template names, as long as nobody else is named; then only the positions of those."""
        self._usual = usual
        is_template_used, printed = not self.value(), 0
        for line, (name, position) in enumerate(self.lines):
            one = self._usual_of(line)
            if not is_template_used:
                above = self._usual_of(printed).position
                one = Signatory("", one.position or above) if nfc(name.text()) else Signatory()
                printed += bool(nfc(name.text()) or nfc(position.text()))
            name.setPlaceholderText(one.name)
            position.setPlaceholderText(one.position)

    def typed(self) -> str:
        """As a draft keeps it."""
        return signatories_text(self.value()) if self.value() else ""

    def type_again(self, typed: str) -> None:
        """Show a draft."""
        self.set_value(read_signatories(typed))

    def focus(self) -> None:
        """Put the keyboard on the first name."""
        self.lines[0][0].setFocus()

    def _usual_of(self, line: int) -> Signatory:
        return self._usual[line] if line < len(self._usual) else Signatory()

    def _grid(self) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.INSIDE)
        grid.setVerticalSpacing(theme.STEP)
        grid.addWidget(label(_("Name"), "muted"), 0, 0)
        grid.addWidget(label(_("Position"), "muted"), 0, 1)
        for number in range(1, MOST_SIGNATORIES + 1):
            name, position = QLineEdit(), QLineEdit()
            name.setAccessibleName(_("Name of signature {number}").format(number=number))
            position.setAccessibleName(_("Position of signature {number}").format(number=number))
            for column, line in enumerate((name, position)):
                line.setMaxLength(LONGEST_LINE)
                line.textEdited.connect(lambda _text: self.on_edited())
                grid.addWidget(line, number, column)
            self.lines.append((name, position))
        return inside
