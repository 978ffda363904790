"""Merge two entries of one person: what is kept, which values are right, and what follows."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tvet_desktop.attendance.merging.merge_people import PeopleMerged, merge_people
from tvet_desktop.attendance.merging.merge_preview import MergePreview, merge_preview
from tvet_desktop.certificates.queries import certified_twice
from tvet_desktop.shared.translation import _
from ui import theme
from ui.people.merging.merge_choices import FIRST, SECOND, MergeChoices, fill
from ui.people.merging.merge_words import course_words, doubt_words, merge_field_word, notes_on, said_fields
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.scrolling import Scrolling
from ui.widgets.words import label

_WIDTH = 190 * theme.STEP
_LEAST_HEIGHT = 30 * theme.STEP


@dataclass(frozen=True)
class BothPeople:
    """What the dialog shows."""

    preview: MergePreview
    certified_twice: list[str]


def ask_both(db: Any, first_id: int, second_id: int) -> BothPeople:  # noqa: ANN401  the core's session
    """Return two people for the dialog.

    Raises:
        UserError: they cannot be merged.
    """
    preview = merge_preview(db, first_id=first_id, second_id=second_id)
    return BothPeople(preview, certified_twice(db, first_id=first_id, second_id=second_id))


class MergeDialog(FormDialog):
    """Tab goes through the questions, the arrows choose, Enter merges, Esc leaves everything as it is."""

    def __init__(self, page: Page, both: BothPeople) -> None:
        self._page = page
        self._preview = both.preview
        form = Form(_("Merge these people"), back=_("Go back"))
        self.choices = self._make_choices(both)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        for note in notes_on(both.preview, both.certified_twice):
            column.addWidget(label(note, wraps=True))
        column.addWidget(self.choices)
        column.addStretch(1)
        self._content = content
        self._scrolling = scrolling = Scrolling(content)
        scrolling.setMinimumHeight(_LEAST_HEIGHT)
        scrolling.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        super().__init__(
            page,
            heading=_("Are these two entries one person?"),
            explanation=_(
                "They will count as one everywhere. Nothing is lost: both entries keep their history, and they can be"
                " separated again at any time."
            ),
            form=form,
            above=scrolling,
        )
        doubts = doubt_words(both.preview)
        if doubts:
            self.messages.show_attention(doubts)
        self.resize(min(_WIDTH, page.window().width()), self.minimumSizeHint().height())

    @property
    def kept_and_merged(self) -> tuple[int, int]:
        """The ids of the person that is kept and of the other one."""
        ids = (self._preview.first.id, self._preview.second.id)
        side = self.choices.kept_side
        return ids[side], ids[1 - side]

    @property
    def kept_name(self) -> str:
        """The name that will be shown."""
        names = (self._preview.first.name, self._preview.second.name)
        side = self.choices.kept_side
        return names[1 - side if "name" in self.choices.taken() else side]

    def use_case(self) -> partial[PeopleMerged]:
        """Return what was decided, to be given the database session."""
        kept_id, merged_id = self.kept_and_merged
        context = self._page.context
        return partial(
            merge_people,
            kept_id=kept_id,
            merged_id=merged_id,
            take=self.choices.taken(),
            by=context.user.id,
            now=context.app.clock.now(),
        )

    def open(self) -> None:
        """The keyboard is on the first question."""
        super().open()
        self.choices.focus()
        self._take_room()

    def _take_room(self) -> None:
        """Show everything where the window has room for it; the rest scrolls."""
        content = self._content.layout()
        assert content is not None
        viewport = self._scrolling.viewport()
        missing = content.totalHeightForWidth(viewport.width()) - viewport.height()
        if missing > 0:
            self.want_height(min(self.height() + missing, self._page.window().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter merges wherever the keyboard is, but on a button that says something else."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        inside = QApplication.focusWidget()
        if is_enter and not isinstance(inside, QPushButton) and isinstance(inside, QAbstractButton):
            if self.form.primary.isEnabled():
                self.form.submit()
            return
        super().keyPressEvent(event)

    @staticmethod
    def _make_choices(both: BothPeople) -> MergeChoices:
        preview = both.preview
        names = (preview.first.name, preview.second.name)
        choices = MergeChoices(names, FIRST if preview.kept_id == preview.first.id else SECOND)
        said = said_fields(preview)
        if "name" not in preview.differing:
            said.pop("name")  # it stands above
        fill(choices, said, {field: merge_field_word(field) for field in said}, set(preview.differing))
        if preview.courses:
            choices.add_heading(_("Courses"))
        for course in preview.courses:
            choices.add_line(course.code, course_words(course))
        return choices
