"""Where this PC's backups lie, making one, trying one, and the way to put one back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout

from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.backup.place import FoundBackup
from tvet_desktop.storage.backup.same_disk import same_disk_words
from tvet_desktop.storage.backup.try_backup import Tried
from tvet_desktop.sync.backups.backups import Backups, BackupStanding
from ui import theme
from ui.backups.backup_columns import backup_columns
from ui.backups.backup_words import moment_words, state_words
from ui.widgets.choose_path import choose_folder
from ui.widgets.page import Page
from ui.widgets.question_dialog import ask
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import role_lacks
from ui.widgets.words import label, permit

T = TypeVar("T")


@dataclass(frozen=True)
class _Content:
    own_place: Path
    standing: BackupStanding
    found: list[FoundBackup]


class BackupsPage(Page):
    """Opened from the settings and from the status line; Esc goes back to the settings."""

    def build(self) -> None:
        """Make the buttons, the places and the table."""
        self.dialog: QDialog | None = None
        self._second_place: Path | None = None
        self.set_title(_("Backups"))
        self.now = self.set_primary(_("Back up now"), self._on_now, "export")
        self.add_quiet(_("Back to the settings"), self._go_back, "settings")
        self.stick = self.add_quiet(_("Back up to a stick…"), self._on_stick, "export")
        self.test = self.add_quiet(_("Test my backup"), self._on_test, "check")
        self.choose = self.add_quiet(_("Choose the second place…"), self._on_choose, "edit")
        self.forget = self.add_quiet(_("No second place"), self._on_forget, "remove")
        self.put_back = self.add_quiet(_("Put a backup back…"), self._on_put_back, "undo")
        self._own, self._second = label("", wraps=True), label("", wraps=True)
        facts = QGridLayout()
        facts.setHorizontalSpacing(theme.AROUND)
        facts.setVerticalSpacing(theme.INSIDE)
        facts.setColumnStretch(1, 1)
        for row, (word, shown) in enumerate(
            ((_("On this PC"), self._own), (_("Second place"), self._second))
        ):
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            facts.addWidget(label(word, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(shown, row, 1)
        self.body.addLayout(facts)
        self.table: RowTable[FoundBackup] = RowTable(
            "backups",
            backup_columns(),
            title=_("Backups"),
            key=lambda row: str(row.folder),
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        self.table.set_empty(
            _("No backup can be reached now: connect the drive that holds them, or make one."), self.now
        )
        self.body.addWidget(self.table, 1)
        self.listen(self.context.changes.backups)

    @property
    def backups(self) -> Backups:
        """The backups of the open database."""
        backups: Backups = self.context.app.backups
        return backups

    def refresh(self) -> None:
        """Look at the places."""
        backups = self.backups
        self._run(lambda: _Content(backups.own_place, backups.standing(), backups.found()), self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _show(self, content: _Content) -> None:
        standing = content.standing
        self._second_place = Path(standing.second_place) if standing.second_place else None
        self.set_state(state_words(standing))
        self._own.setText(str(content.own_place))
        self._second.setText(
            standing.second_place or _("none yet: a stick that stays in, another drive, a share")
        )
        self.table.set_rows(content.found)
        role = self.context.user.role
        for control in (self.now, self.stick, self.choose):
            permit(control, role_lacks(role, "backups"))
        nothing = "" if content.found else _("There is no backup that can be reached now.")
        permit(self.test, nothing)
        none = "" if standing.second_place else _("No second place is chosen.")
        permit(self.forget, role_lacks(role, "backups") or none)
        permit(self.put_back, role_lacks(role, "restore"))

    def _on_now(self) -> None:
        backups = self.backups

        def work() -> FoundBackup:
            made = backups.make(backups.own_place)
            second = backups.standing().second_place
            return backups.make(Path(second)) if second else made

        self._run(work, self._on_made, _("Making a backup"))

    def _on_stick(self) -> None:
        self.dialog = choose_folder(
            self,
            _("Choose the stick or the folder"),
            self.context.remembered.last_folder or "",
            self.back_up_to,
        )

    def back_up_to(self, place: Path) -> None:
        """Make one backup in a place that somebody chose."""
        backups = self.backups

        def made(backup: FoundBackup) -> None:
            self._on_made(backup)
            if backups.is_near(place):
                self.messages.show_attention(same_disk_words(place))

        self._run(lambda: backups.make(place), made, _("Making a backup"))

    def _on_made(self, made: FoundBackup) -> None:
        words = ngettext(
            "The backup is made and tried: {count} row in “{place}”.",
            "The backup is made and tried: {count} rows in “{place}”.",
            made.manifest.rows,
        )
        self.messages.show_success(words.format(count=made.manifest.rows, place=made.folder.parents[1]))
        self.context.changes.backups.emit()

    def _on_test(self) -> None:
        backups, chosen = self.backups, self.table.selected_rows()

        def work() -> tuple[FoundBackup, Tried]:
            return (chosen[0], backups.try_one(chosen[0])) if chosen else backups.try_newest()

        self._run(work, self._on_tried, _("Testing the backup"))

    def _on_tried(self, answer: tuple[FoundBackup, Tried]) -> None:
        backup, tried = answer
        words = _(
            "The backup of {when} is good: it was opened, its {rows} rows were counted and its {files} files read."
        )
        self.messages.show_success(
            words.format(when=moment_words(backup.made_at), rows=tried.rows, files=tried.files)
        )

    def _on_choose(self) -> None:
        self.dialog = choose_folder(
            self,
            _("Choose the second place"),
            self.context.remembered.last_folder or "",
            self.use_second_place,
        )

    def use_second_place(self, place: Path | None) -> None:
        """Let automatic backups go to this folder as well; None for nowhere else."""
        backups, earlier = self.backups, self._second_place

        def work() -> BackupStanding:
            backups.choose_second_place(place)
            if place is not None:
                backups.make(place)
            return backups.standing()

        def done(standing: BackupStanding) -> None:
            words = (
                _("Backups go to “{place}” as well from now on; the first one is made.").format(place=place)
                if place is not None
                else _("Backups stay on this PC only from now on. Those in the second place stay there.")
            )
            self.messages.show_success(words, lambda: self.use_second_place(earlier))
            if place is not None and standing.is_near:
                self.messages.show_attention(same_disk_words(place))
            self.context.changes.backups.emit()

        self._run(work, done, _("Making a backup"))

    def _on_forget(self) -> None:
        self.use_second_place(None)

    def _on_put_back(self) -> None:
        self.dialog = ask(
            self,
            question=_("Put a backup back on this PC?"),
            explanation=_(
                "You are signed out first, then you choose the backup. What was typed after it and not yet sent to"
                " another PC is set aside and not shown any more; what was sent comes back with the next sync."
            ),
            verb=_("Sign out and choose a backup"),
            then=self.context.put_back,
        )

    def _go_back(self) -> None:
        self.context.open_page("settings", None)

    def _run(self, work: Callable[[], T], done: Callable[[T], None], name: str = "") -> None:
        self.context.background.run(work, done=done, failed=self.show_user_error, name=name, owner=self)
