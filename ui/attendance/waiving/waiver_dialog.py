"""A coordinator waives points for somebody: what the rate is, what was waived so far, how many, and why."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.attendance.waiving.queries import WaiverRow
from tvet_desktop.attendance.waiving.undo_waive import undo_waive
from tvet_desktop.attendance.waiving.waive import MOST_POINTS, Waived, waive
from tvet_desktop.attendance.waiving.waiver_standing import WaiverStanding, waiver_standing
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.waiving.waiver_words import (
    effect_words,
    standing_words,
    waived_sentence,
    waiver_columns,
)
from ui.widgets.date_field import DateField
from ui.widgets.fields import NumberField, TextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.words import label


def open_waiver_dialog(
    page: Page,
    course_id: int,
    person_id: int,
    opened: Callable[["WaiverDialog"], None] = lambda _dialog: None,
) -> None:
    """Read how somebody stands, ask for the points, save them, and offer to take them back.

    Args:
        page: shows the messages.
        course_id: the course.
        person_id: somebody of it.
        opened: is given the dialog once it is open.
    """
    today = local_day(page.context.app.clock.now())

    def show(standing: WaiverStanding) -> None:
        dialog = WaiverDialog(page, standing, today)
        dialog.ask(page, dialog.use_case, partial(_say, page, standing.name, today))
        opened(dialog)

    page.read(lambda db: waiver_standing(db, course_id=course_id, person_id=person_id), show)


class WaiverDialog(FormDialog):
    """How somebody stands and every waiver so far above, the new one below; whose role gives none can read."""

    def __init__(self, page: Page, standing: WaiverStanding, today: date) -> None:
        form = Form(_("Waive points"), back=_("Back"))
        self.may_waive = may(page.context.user.role, "waive")
        has_waiver = standing.merits.waived_points > 0
        self.points = form.add(
            NumberField(
                _("Points of a hundred"),
                lowest=0 if has_waiver else 1,
                highest=MOST_POINTS,
                hint=_("0 takes the waiver back") if has_waiver else "",
                required=True,
            )
        )
        self.reason = form.add(TextField(_("Reason"), width=48, required=True))
        self.day = form.add(DateField(_("Day"), required=True))
        self.day.set_value(today)
        self._standing = standing
        self._user_id = page.context.user.id
        self.standing = label(standing_words(standing), wraps=True)
        self.effect = label(effect_words(standing, None), wraps=True)
        heading = _("Waive points for {name}?") if self.may_waive else _("Waived points of {name}")
        super().__init__(
            page,
            heading=heading.format(name=standing.name),
            explanation=_(
                "The points are added to the rate for the completion only. They are no attendance, and the"
                " certificate does not name them. What you write stays on record."
            ),
            form=form,
            above=self._above(page, standing),
        )
        self.points.changed.connect(self._show_effect)
        for part in (*form.fields, form.primary):
            part.setEnabled(self.may_waive)
        if standing.history:
            self.resize(190 * theme.STEP, 160 * theme.STEP)

    def open(self) -> None:
        """Who can only read goes back by one key."""
        super().open()
        if not self.may_waive:
            self.form.back.setFocus()

    def use_case(self) -> Callable[..., Waived]:
        """Return what saves the answer; called after the form has checked it."""
        points, day = self.points.value(), self.day.value()
        assert points is not None
        assert day is not None
        return partial(
            waive,
            course_id=self._standing.course_id,
            person_id=self._standing.person_id,
            points=points,
            reason=self.reason.value(),
            on_date=day,
            by=self._user_id,
        )

    def _show_effect(self) -> None:
        self.effect.setText(effect_words(self._standing, self.points.value()))

    def _above(self, page: Page, standing: WaiverStanding) -> QWidget:
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addWidget(self.standing)
        column.addWidget(self.effect)
        if standing.history:
            table: RowTable[WaiverRow] = RowTable(
                "waivers",
                waiver_columns(),
                title=_("Waivers so far"),
                key=lambda row: row.id,
                remembered=page.context.remembered,
                type_to_filter=False,
            )
            table.set_rows(standing.history[::-1])
            table.setMinimumHeight(25 * theme.STEP)
            column.addWidget(table, 1)
            why = label("", "muted", wraps=True)  # a long reason does not fit its column
            column.addWidget(why)
            table.selection_changed.connect(lambda: _show_reason(table, why))
            table.view.selectRow(0)
        return both


def _show_reason(table: RowTable[WaiverRow], why: QLabel) -> None:
    rows = table.selected_rows()
    why.setText(rows[0].reason if rows else "")


class _Turn:
    """Takes a waiver back, and again, each time with a row of its own."""

    def __init__(self, page: Page, done: Waived, today: date) -> None:
        self._page = page
        self._done = done
        self._today = today

    def __call__(self) -> None:
        by = self._page.context.user.id
        self._page.act(partial(undo_waive, done=self._done, on_date=self._today, by=by), self._turned)

    def _turned(self, done: Waived | None) -> None:
        if done is None:
            self._page.messages.show_attention(
                _("Somebody has decided otherwise since then: the newest waiver holds.")
            )
        else:
            self._done = done
        _tell(self._page)


def _say(page: Page, name: str, today: date, done: Waived) -> None:
    turn = _Turn(page, done, today)
    page.messages.show_success(waived_sentence(name, done), turn, turn)
    page.focus()
    _tell(page)


def _tell(page: Page) -> None:
    page.context.changes.attendance.emit()
