"""Which certificates the register shows: of a college, of a year, in a state."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tvet_desktop.certificates.register.register_rows import RegisterRow
from tvet_desktop.certificates.register.register_words import standing_word
from tvet_desktop.certificates.withdrawing.states import Standing
from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.fields import ChoiceField


class RegisterFilters(QWidget):
    """Three choices in a row; `changed` when somebody chose. The college is hidden where there is only one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.college: ChoiceField[str] = ChoiceField(_("College"), [])
        self.year: ChoiceField[int] = ChoiceField(_("Year"), [])
        self.standing: ChoiceField[str] = ChoiceField(_("State"), _standings())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.BETWEEN)
        for field in (self.college, self.year, self.standing):
            field.changed.connect(self.changed)
            row.addWidget(field)
        row.addStretch(1)

    def offer(self, rows: Sequence[RegisterRow]) -> None:
        """Offer the colleges and years that there are; what was chosen stays chosen as long as it is there."""
        colleges = sorted({(row.college_name, row.college_code) for row in rows})
        years = sorted({row.issued_on.year for row in rows}, reverse=True)
        chosen_college, chosen_year = self.college.value() or "", self.year.value() or 0
        self.college.set_choices([("", _("all colleges")), *((code, name) for name, code in colleges)])
        self.year.set_choices([(0, _("all years")), *((year, str(year)) for year in years)])
        self.college.set_value(chosen_college if chosen_college in {code for _n, code in colleges} else "")
        self.year.set_value(chosen_year if chosen_year in years else 0)
        self.college.setVisible(len(colleges) > 1)
        self.setVisible(bool(rows))

    def chosen_of(self, rows: Sequence[RegisterRow]) -> list[RegisterRow]:
        """Return the rows that are shown, in their order."""
        college, year, standing = self.college.value(), self.year.value(), self.standing.value()
        return [
            row
            for row in rows
            if (not college or row.college_code == college)
            and (not year or row.issued_on.year == year)
            and (not standing or row.standing.value == standing)
        ]


def _standings() -> list[tuple[str, str]]:
    return [("", _("all states")), *((one.value, standing_word(one)) for one in Standing)]
