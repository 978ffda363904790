"""Asks before sync files are read: what would be new, changed and removed, kind by kind."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _
from tvet_desktop.sync.preview_import import Counts, ImportPreview
from ui import theme
from ui.remembered import Remembered
from ui.sync.words import preview_words
from ui.widgets.column import Column
from ui.widgets.question_dialog import QuestionDialog
from ui.widgets.row_table import RowTable
from ui.widgets.words import label

_MOST_LINES = 8


class ImportQuestion(QuestionDialog):
    """The sum as a question, the kinds below it; nothing has been changed yet."""

    def __init__(self, parent: QWidget, preview: ImportPreview, remembered: Remembered) -> None:
        total = preview.total
        super().__init__(
            parent,
            question=_("Read this: +{new} ~{changed} −{removed}?").format(
                new=total.new, changed=total.changed, removed=total.removed
            ),
            explanation=_("+ is new, ~ is changed, − is removed. Nothing has been changed here yet."),
            verb=_("Read it"),
            back=_("Not now"),
        )
        self.table: RowTable[Counts] = RowTable(
            "import_preview",
            _columns(),
            title=_("What would change"),
            key=lambda row: row.kind,
            remembered=remembered,
            type_to_filter=False,
        )
        self.table.set_rows(preview.counts)
        lines = min(max(len(preview.counts), 2), _MOST_LINES) + 1
        self.table.setFixedHeight(lines * theme.ROW_HEIGHT + 2 * theme.BETWEEN)
        self.table.setVisible(bool(preview.counts))
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.count() - 1, self.table)
        words = preview_words(preview)
        if words:
            column.insertWidget(column.count() - 1, label(words, wraps=True))
        self.setMinimumWidth(150 * theme.STEP)
        self.back.setFocus()


def _columns() -> list[Column[Counts]]:
    return [
        Column("kind", lambda: _("What"), lambda row: row.kind, width=34),
        Column(
            "new",
            lambda: _("New"),
            lambda row: f"+{row.new}" if row.new else "",
            sort_key=lambda row: row.new,
            is_number=True,
            width=9,
        ),
        Column(
            "changed",
            lambda: _("Changed"),
            lambda row: f"~{row.changed}" if row.changed else "",
            sort_key=lambda row: row.changed,
            is_number=True,
            width=9,
        ),
        Column(
            "removed",
            lambda: _("Removed"),
            lambda row: f"−{row.removed}" if row.removed else "",
            sort_key=lambda row: row.removed,
            is_number=True,
            width=9,
        ),
    ]
