"""Confirm the names to print, as their owners signed them on the name-check list."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from tvet_desktop.attendance.paper.print_paper import PaperKind
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.people.names import usable_name
from tvet_desktop.people.rules import LONGEST_CERTIFICATE_NAME, BadCertificateName
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.attendance.paper.paper_dialog import PaperDialog, open_paper_dialog
from ui.courses.words import role_word
from ui.widgets.date_field import DateField
from ui.widgets.flow_row import FlowRow
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.words import Button, label, permit, restyle

_NAME_WIDTH = 90 * theme.STEP


class NamesDialog(FormDialog):
    """One line for each person: a tick, and the name, which may be corrected."""

    def __init__(self, page: Page, rows: Sequence[CandidateRow], day: date, course_id: int) -> None:
        self._page, self._course_id = page, course_id
        self._rows = list({row.person_id: row for row in reversed(rows)}.values())[::-1]
        self.paper: PaperDialog | None = None
        self.ticks: dict[int, QCheckBox] = {}
        self.lines: dict[int, QLineEdit] = {}
        self.tick_all = Button(_("Tick all that are not confirmed yet"), "quiet")
        self.tick_all.clicked.connect(self._on_tick_all)
        self.print_list = Button(_("Print the list to sign…"), "quiet")
        self.print_list.clicked.connect(self._on_print)
        form = Form("", back=_("Back"))
        self.day = form.add(DateField(_("Signed on"), required=True))
        self.day.set_value(day)
        super().__init__(
            page,
            heading=_("Confirm the names to print"),
            explanation=_(
                "Tick each name that its owner has signed on the name-check list, and write it exactly as signed."
            ),
            form=form,
            above=self._list(),
        )
        self.resize(190 * theme.STEP, 155 * theme.STEP)
        self._follow()

    @property
    def corrected(self) -> dict[int, str]:
        """The ticked names by person, as they stand in the lines."""
        return {
            person_id: nfc(self.lines[person_id].text())
            for person_id, tick in self.ticks.items()
            if tick.isChecked()
        }

    @property
    def signed_on(self) -> date:
        """The day of the list; called after the form has checked it."""
        day = self.day.value()
        assert day is not None
        return day

    def open(self) -> None:
        """The keyboard is on the first name."""
        super().open()
        self.tick_all.setFocus()

    def check_names(self) -> bool:
        """Go to the first ticked name that cannot be printed and say why."""
        for person_id, name in self.corrected.items():
            is_wrong = not usable_name(name) or len(name) > LONGEST_CERTIFICATE_NAME
            self.lines[person_id].setProperty("role", "wrong" if is_wrong else "")
            restyle(self.lines[person_id])
            if is_wrong:
                self.lines[person_id].setFocus()
                self.messages.show_error(BadCertificateName(len(name)).sentence())
                return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter confirms from wherever the keyboard is: nobody walks through forty names for it."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.form.primary.isEnabled():
                self.form.submit()
        else:
            super().keyPressEvent(event)

    def _list(self) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.BETWEEN)
        grid.setVerticalSpacing(theme.STEP)
        grid.setColumnStretch(2, 1)
        for number, row in enumerate(self._rows):
            self._add(grid, number, row)
        inside = QWidget()
        inside.setLayout(grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        buttons = FlowRow()
        buttons.add(self.tick_all)
        buttons.add(self.print_list)
        column.addWidget(buttons)
        column.addWidget(area, 1)
        return holder

    def _add(self, grid: QGridLayout, number: int, row: CandidateRow) -> None:
        tick = QCheckBox(f"{row.seat}" if row.trains_as is None else role_word(row.trains_as))
        tick.setAccessibleName(_("The name of {name} is signed").format(name=row.name))
        tick.toggled.connect(lambda _on: self._follow())
        line = QLineEdit(row.name_to_print)
        line.setMinimumWidth(_NAME_WIDTH)
        line.setAccessibleName(_("Name to print of {name}").format(name=row.name))
        line.textEdited.connect(partial(self._on_edited, row.person_id))
        line.returnPressed.connect(self.focusNextChild)
        self.ticks[row.person_id], self.lines[row.person_id] = tick, line
        grid.addWidget(tick, number, 0)
        grid.addWidget(line, number, 1)
        grid.addWidget(label(_("✓ confirmed") if row.is_name_confirmed else "", "muted"), number, 2)

    def _on_edited(self, person_id: int, _text: str) -> None:
        self.ticks[person_id].setChecked(True)

    def _on_print(self) -> None:
        self.paper = open_paper_dialog(
            self._page,
            course_id=self._course_id,
            person_ids=[row.person_id for row in self._rows],
            kind=PaperKind.NAMES,
            over=self,
        )

    def _on_tick_all(self) -> None:
        for row in self._rows:
            if not row.is_name_confirmed:
                self.ticks[row.person_id].setChecked(True)
        self.day.focus()  # Enter there confirms

    def _follow(self) -> None:
        count = len(self.corrected)
        words = ngettext("Confirm {count} name", "Confirm {count} names", count).format(count=count)
        self.form.primary.setText(words)
        permit(self.form.primary, "" if count else _("Tick the names that were checked first."))
