"""What stands beside the form of an idea: where it stands, its team, what was done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from tvet_desktop.ideas.labels import field_label
from tvet_desktop.ideas.models import IdeaState
from tvet_desktop.ideas.queries import IdeaDetail, MemberRow
from tvet_desktop.shared.translation import _
from ui import theme
from ui.ideas.words import state_word, submission_words
from ui.widgets.words import Button, label

_WIDTH = 80 * theme.STEP
_LINE = 8 * theme.STEP
_MOST_LINES = 8
_ID = int(Qt.ItemDataRole.UserRole)


class IdeaSide(QFrame):
    """`add_requested` and `remove_requested` (with the ``MemberRow``) come from the buttons of the team."""

    add_requested = Signal()
    remove_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedWidth(_WIDTH)
        self.state = label("", "heading", wraps=True)
        self.missing = label("", wraps=True)
        self.history = label("", "muted", wraps=True)
        self.source = label("", "muted", wraps=True)
        self.nobody = label("", "muted", wraps=True)
        self.team = QListWidget()
        self.team.setAccessibleName(_("Team"))
        self.team.itemSelectionChanged.connect(self._follow_selection)
        self.add = Button(_("Add a member"))
        self.add.clicked.connect(self.add_requested)
        self.remove = Button(_("Remove the member"))
        self.remove.clicked.connect(self._on_remove)
        self._can_edit = False
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.BETWEEN, theme.BETWEEN, theme.BETWEEN, theme.BETWEEN)
        column.setSpacing(theme.INSIDE)
        for part in (self.state, self.missing, self.history, self.source):
            column.addWidget(part)
        column.addSpacing(theme.BETWEEN)
        column.addWidget(label(_("Team"), "heading"))
        column.addWidget(self.nobody)
        column.addWidget(self.team)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_idea(self, detail: IdeaDetail | None, *, may_edit: bool) -> None:
        """Show where an idea stands; None is one that is not kept yet."""
        self._can_edit = may_edit and detail is not None and detail.state is IdeaState.DRAFT
        if detail is None:
            self._show_texts(
                _("New idea"), _("A title is enough to save it; the rest can come later."), "", ""
            )
            self._show_team(())
            self.nobody.setText(_("Save the idea first, then add the people who work on it with the leader."))
            return
        self._show_texts(
            state_word(detail.state),
            _("It can be read here: take it back to change it.")
            if detail.state is IdeaState.SUBMITTED
            else _missing_words(detail.missing),
            "\n".join(submission_words(row) for row in detail.submissions),
            _("From the list “{file}”").format(file=detail.imported_from) if detail.imported_from else "",
        )
        self._show_team(detail.members)
        self.nobody.setText(_("Nobody is named beside the team leader yet."))

    def controls(self) -> list[QWidget]:
        """What Tab stops at."""
        return [self.team, self.add, self.remove]

    def _show_texts(self, state: str, missing: str, history: str, source: str) -> None:
        parts = {self.state: state, self.missing: missing, self.history: history, self.source: source}
        for part, words in parts.items():
            part.setText(words)
            part.setVisible(bool(words))

    def _show_team(self, members: tuple[MemberRow, ...]) -> None:
        self.team.clear()
        for member in members:
            words = f"{member.name} – {member.role}" if member.role else member.name
            item = QListWidgetItem(words)
            item.setData(_ID, member)
            self.team.addItem(item)
        self.team.setFixedHeight(min(len(members), _MOST_LINES) * _LINE + 2 * theme.STEP)
        self.team.setVisible(bool(members))
        self.remove.setVisible(bool(members))
        self.nobody.setVisible(not members)
        self.add.setEnabled(self._can_edit)
        self._follow_selection()

    def _follow_selection(self) -> None:
        self.remove.setEnabled(self._can_edit and bool(self.team.selectedItems()))

    def _on_remove(self) -> None:
        for item in self.team.selectedItems():
            self.remove_requested.emit(item.data(_ID))


def _missing_words(missing: tuple[str, ...]) -> str:
    if not missing:
        return _("Everything that a submission needs is there.")
    return _("Still needed to submit it: {fields}.").format(
        fields=", ".join(field_label(name) for name in missing)
    )
