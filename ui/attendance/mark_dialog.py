"""One mark in detail: minutes, reason, and who typed what and when."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.mark_history import MarkChange, history_of_mark
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.attendance.rules import KIGALI
from tvet_desktop.courses.queries import TrainingSessionRow
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.marking import MarkWanted
from ui.attendance.register_line import RegisterLine
from ui.attendance.waiving.waiver_dialog import open_waiver_dialog
from ui.attendance.waiving.waiver_words import verb_for
from ui.attendance.words import mark_text, session_named, status_word
from ui.widgets.column import Column
from ui.widgets.fields import ChoiceField, NumberField, TextField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.words import Button


def open_mark_dialog(
    page: Page,
    session: TrainingSessionRow,
    line: RegisterLine,
    status: MarkStatus | None,
    save: Callable[[MarkWanted, str], None],
    *,
    can_mark: bool,
) -> None:
    """Read the history of a mark and open its dialog with ``status`` chosen; ``save`` is given the answer."""

    def show(history: list[MarkChange]) -> None:
        dialog = MarkDialog(page, session, line, status, history, can_mark=can_mark)
        dialog.form.submitted.connect(partial(_save, dialog, session, line, save))
        dialog.open()

    page.read(lambda db: history_of_mark(db, training_session_id=session.id, person_id=line.person_id), show)


def _save(
    dialog: "MarkDialog",
    session: TrainingSessionRow,
    line: RegisterLine,
    save: Callable[[MarkWanted, str], None],
) -> None:
    status = dialog.status.value()
    if status is None:
        return
    wanted = MarkWanted(
        session.id,
        line.person_id,
        status,
        dialog.minutes.value() if status == MarkStatus.LATE else None,
        dialog.reason.value(),
        is_correction=session.is_closed,
    )
    save(wanted, line.name)
    dialog.accept()


class MarkDialog(FormDialog):
    """The mark above, its history below the fields; in a closed session the reason is required."""

    def __init__(
        self,
        page: Page,
        session: TrainingSessionRow,
        line: RegisterLine,
        status: MarkStatus | None,
        history: list[MarkChange],
        *,
        can_mark: bool,
    ) -> None:
        verb = _("Correct the mark") if session.is_closed else _("Save the mark")
        form = Form(verb, back=_("Back"))
        words = [(one, f"{one.value}   {status_word(one)}") for one in MarkStatus]
        self.status: ChoiceField[MarkStatus] = form.add(
            ChoiceField(_("Mark"), words, placeholder=_("Choose"), required=True)
        )
        self.minutes = form.add(
            NumberField(_("Minutes late"), lowest=1, highest=session.minutes, hint=_("Only for late"))
        )
        self.reason = form.add(TextField(_("Reason"), width=48, required=session.is_closed))
        self.status.set_value(status)
        self.minutes.set_value(line.minutes_late)
        if not session.is_closed:
            self.reason.set_value(line.reason)
        form.setEnabled(can_mark)
        super().__init__(
            page,
            heading=line.name,
            explanation=_("Session of {session}").format(session=session_named(session)),
            form=form,
            above=self._history_table(page, history) if history else None,
        )
        if history:
            self.resize(210 * theme.STEP, 140 * theme.STEP)
        self._add_waiver(page, session.course_id, line.person_id)
        self._first = self.reason if session.is_closed and status is not None else self.status

    def open(self) -> None:
        """A correction lacks only its reason: the keyboard is there."""
        super().open()
        self._first.focus()

    def _add_waiver(self, page: Page, course_id: int, person_id: int) -> None:
        """Offer to waive points for the person, or to read what was waived: another dialog takes the place of this."""
        self.waive = Button(verb_for(page.context.user.role), "link")
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self.waive, 0, Qt.AlignmentFlag.AlignLeft)
        self.waive.setVisible(may(page.context.user.role, "waive"))
        self.waive.clicked.connect(self.reject)
        self.waive.clicked.connect(partial(_open_waiver, page, course_id, person_id))

    @staticmethod
    def _history_table(page: Page, history: list[MarkChange]) -> RowTable[MarkChange]:
        table: RowTable[MarkChange] = RowTable(
            "mark_history",
            _columns(),
            title=_("History of the mark"),
            key=id,
            remembered=page.context.remembered,
            type_to_filter=False,
        )
        table.set_rows(history)
        table.setMinimumHeight(35 * theme.STEP)
        return table


def _open_waiver(page: Page, course_id: int, person_id: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  Qt's "checked"
    open_waiver_dialog(page, course_id, person_id)


def _columns() -> list[Column[MarkChange]]:
    return [
        Column("when", lambda: _("When, as the PC said"), _when, sort_key=lambda row: row.said_at, width=17),
        Column("who", lambda: _("Who"), lambda row: row.user_name or _("unknown here"), width=16),
        Column(
            "change",
            lambda: _("Before → after"),
            lambda row: f"{mark_text(row.before)} → {mark_text(row.after)}",
            width=44,
        ),
        Column("later", lambda: "", lambda row: _("typed later") if row.typed_later else "", width=12),
    ]


def _when(row: MarkChange) -> str:
    if row.said_at is None:
        return _("unknown")
    said_at = row.said_at.astimezone(KIGALI)
    return f"{day_text(said_at.date())} {said_at:%H:%M}"
