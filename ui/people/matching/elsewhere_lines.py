"""Below a person's name: that another college has the person on its list as well, as the national office said."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tvet_desktop.courses.rules import day_text
from tvet_desktop.people.matching.queries import Elsewhere
from tvet_desktop.shared.translation import _
from ui.people.merging.merge_words import merge_field_word
from ui.widgets.words import label


class ElsewhereLines(QWidget):
    """One sentence for each other college."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.hide()

    def show_colleges(self, colleges: Sequence[Elsewhere]) -> None:
        """Show what the national office said."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in colleges:
            self._lines.addWidget(label(elsewhere_words(one), "muted", wraps=True))
        self.setVisible(bool(colleges))


def elsewhere_words(elsewhere: Elsewhere) -> str:
    """Say where else the person is known, and which details should be asked again."""
    said = _("Also on the list of {college}, as the national office found on {date}.").format(
        college=elsewhere.college, date=day_text(elsewhere.since)
    )
    if not elsewhere.differing:
        return said
    fields = ", ".join(merge_field_word(field) for field in elsewhere.differing)
    asked = _("Not the same there: {fields}. Ask the person which is right.").format(fields=fields)
    return f"{said} {asked}"
