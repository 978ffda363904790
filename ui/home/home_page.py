"""Answers "what should I do now?"."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.home.done_card import DoneCard
from ui.home.task import Task
from ui.home.task_row import TaskRow
from ui.home.tasks import Work, ask_for_work, first_steps, tasks_of
from ui.widgets.page import Page
from ui.widgets.words import label

_WIDTH = 220 * theme.STEP  # longer lines are hard to read


class HomePage(Page):
    """One line for each thing to do. On a new PC the lines say how to begin."""

    def build(self) -> None:
        """Make room for the lines."""
        self.set_title(_("Home"))
        self.rows: list[TaskRow] = []
        self._intro = label("", "", wraps=True)
        self.done = DoneCard()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.INSIDE)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.BETWEEN)
        column.addWidget(self._intro)
        column.addWidget(self.done)
        column.addLayout(self._lines)
        column.addStretch(1)
        inside.setMaximumWidth(_WIDTH)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        changes = self.context.changes
        self.listen(
            changes.people,
            changes.courses,
            changes.attendance,
            changes.evaluation,
            changes.ideas,
            changes.certificates,
            changes.sync,
            changes.backups,
        )

    def refresh(self) -> None:
        """Ask every feature what is left to do."""
        today = local_day(self.context.app.clock.now())
        backups = self.context.app.backups
        self.read(lambda db: ask_for_work(db, today, backups.standing().days_without), self._show)

    def focus(self) -> None:
        """The first thing to do has the keyboard."""
        (self.rows[0] if self.rows else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, work: Work) -> None:
        had_focus = any(row.hasFocus() for row in self.rows) or self.hasFocus()
        everything = first_steps() if work.is_new else tasks_of(work)
        tasks = [task for task in everything if may(self.context.user.role, task.action)]
        self._say(work, len(tasks), is_all_done=not everything)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [TaskRow(task) for task in tasks]
        for row in self.rows:
            row.clicked.connect(partial(self._open, row.task))
            self._lines.addWidget(row)
        if had_focus:
            self.focus()

    def _say(self, work: Work, count: int, *, is_all_done: bool) -> None:
        name = self.context.user.display_name
        if work.is_new and count:
            self.set_state(_("Welcome, {name}.").format(name=name))
            self._intro.setText(_("Nothing is recorded on this PC yet. Begin with one of these:"))
        elif count:
            words = ngettext("{count} thing to do", "{count} things to do", count).format(count=count)
            self.set_state(_("Good to see you, {name}. {things}.").format(name=name, things=words))
            self._intro.setText("")
        else:
            self.set_state(_("Good to see you, {name}.").format(name=name))
            self._intro.setText("")
            self.done.say(is_all_done=is_all_done)
        self.done.setVisible(not count)
        self._intro.setVisible(bool(self._intro.text()))

    def _open(self, task: Task, _checked: object = None) -> None:
        self.context.open_page(task.page, task.target)
