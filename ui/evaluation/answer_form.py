"""The form that a trainee fills in: statements on a scale, three open questions, in the trainee's language."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tvet_desktop.evaluation.questionnaires import Form
from tvet_desktop.shared.translation import translation_for
from ui import theme
from ui.evaluation.rating_item import NOT_APPLICABLE, RatingItem
from ui.widgets.fields import LongTextField, TextField
from ui.widgets.message_strip import MessageStrip
from ui.widgets.words import Button, label

_NARROWEST_CELL = 25 * theme.STEP
_SCROLL_BAR = 3 * theme.STEP
_COMMENT_LETTERS = 90
_CODE_LETTERS = 10


@dataclass(frozen=True)
class Answers:
    """What one trainee answered, as ``submit_response`` takes it."""

    language: str
    ratings: dict[str, int | None]
    comments: dict[str, str]
    code: str | None


class AnswerForm(QWidget):
    """Keeps nothing beyond its own life: no draft, no name. `sent` gives the ``Answers``.

    Args:
        form: the questions.
        language: "en", "fr" or "rw"; also of the buttons.
        asks_for_code: whether a one-time code is needed.
    """

    sent = Signal(object)

    def __init__(self, form: Form, language: str, *, asks_for_code: bool) -> None:
        super().__init__()
        self._form = form
        self.language = language
        self._say: Callable[[str], str] = translation_for(language)
        self._words = [step[language] for step in form.scale] + [form.not_applicable[language]]
        self._cell = self._cell_width()
        self.items: dict[str, RatingItem] = {}
        self.comments: dict[str, LongTextField] = {}
        self.code: TextField | None = None
        self.messages = MessageStrip()
        self._count = label("", "muted")
        self._build(asks_for_code=asks_for_code)
        self._show_count()

    def answers(self) -> Answers:
        """What is filled in now."""
        rated = {key: item.answer() for key, item in self.items.items()}
        return Answers(
            language=self.language,
            ratings={
                key: None if answer == NOT_APPLICABLE else answer
                for key, answer in rated.items()
                if answer is not None
            },
            comments={key: field.value() for key, field in self.comments.items() if field.value()},
            code=None if self.code is None else self.code.value(),
        )

    def wipe(self) -> None:
        """Take every answer out of the widgets, with what Ctrl+Z would bring back."""
        for item in self.items.values():
            item.rate(None)
        for field in self.comments.values():
            field.set_value("")
            field.area.document().clearUndoRedoStacks()
        if self.code is not None:
            self.code.set_value("")
        self.messages.clear()

    def focus_first(self) -> None:
        """Put the keyboard on the code, or on the first statement."""
        if self.code is not None:
            self.code.focus()
        else:
            next(iter(self.items.values())).focus()

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001  mirrors Qt's setEnabled
        """Stop a second answer while the first is being taken."""
        self.send.setEnabled(not busy)

    def _build(self, *, asks_for_code: bool) -> None:
        _ = self._say
        self.send = Button(_("Send my answers"), "primary")
        self.send.clicked.connect(lambda: self.sent.emit(self.answers()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.INSIDE)
        column.addWidget(label(self._form.title[self.language], "title", wraps=True))
        column.addWidget(label(self._form.introduction[self.language], wraps=True))
        column.addWidget(
            label(
                _(
                    "Your answers wait on this PC until the evaluation is closed. If the PC breaks down before, they"
                    " are lost."
                ),
                "muted",
                wraps=True,
            )
        )
        column.addWidget(self.messages)
        column.addLayout(self._scale())
        column.addWidget(self._questions(asks_for_code=asks_for_code), 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.BETWEEN)
        foot.addWidget(self.send)
        foot.addWidget(self._count)
        foot.addStretch(1)
        column.addLayout(foot)

    def _scale(self) -> QHBoxLayout:
        """The words of the scale, above the columns of all statements."""
        _ = self._say
        row = QHBoxLayout()
        row.setContentsMargins(theme.INSIDE, 0, _SCROLL_BAR, 0)
        row.setSpacing(0)
        row.addWidget(
            label(_("Keys 1 to 5 and 0 answer and go on; the arrow keys move."), "muted", wraps=True), 1
        )
        row.addSpacing(theme.BETWEEN)
        for word in self._words:
            head = label(word, "label")
            head.setWordWrap(True)
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            head.setFixedWidth(self._cell)
            row.addWidget(head, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _questions(self, *, asks_for_code: bool) -> QScrollArea:
        _ = self._say
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, theme.BETWEEN)
        column.setSpacing(theme.STEP)
        if asks_for_code:
            self.code = TextField(_("Code on your slip"), width=_CODE_LETTERS)
            column.addWidget(self.code)
        group = ""
        for item in self._form.items:
            if item.group[self.language] != group:
                group = item.group[self.language]
                column.addSpacing(theme.INSIDE)
                column.addWidget(label(group, "heading"))
            column.addWidget(self._item(item.key, item.wording[self.language]))
        column.addSpacing(theme.BETWEEN)
        for question in self._form.open_questions:
            field = LongTextField(question.wording[self.language], lines=2, width=_COMMENT_LETTERS)
            self.comments[question.key] = field
            column.addWidget(field)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        return self._area

    def _item(self, key: str, wording: str) -> RatingItem:
        item = RatingItem(wording, self._words, self._cell)
        item.rated.connect(self._show_count)
        item.moved.connect(lambda step, key=key: self._move(key, step))
        self.items[key] = item
        return item

    def _move(self, key: str, step: int) -> None:
        """Go to the statement before or after; after the last one come the open questions."""
        keys = list(self.items)
        place = keys.index(key) + step
        if 0 <= place < len(keys):
            item = self.items[keys[place]]
            item.focus()
            self._area.ensureWidgetVisible(item, 0, 20 * theme.STEP)
        elif place == len(keys):
            field = next(iter(self.comments.values()))
            field.focus()
            self._area.ensureWidgetVisible(field, 0, 20 * theme.STEP)

    def _show_count(self) -> None:
        answered = sum(item.answer() is not None for item in self.items.values())
        _ = self._say
        words = _("{answered} of {count} statements answered")
        self._count.setText(words.format(answered=answered, count=len(self.items)))

    def _cell_width(self) -> int:
        """Wide enough for the longest word of the scale."""
        probe = label("", "label")
        font = probe.font()
        font.setBold(True)
        probe.setFont(font)
        longest = max(
            probe.fontMetrics().horizontalAdvance(word) for words in self._words for word in words.split()
        )
        return max(_NARROWEST_CELL, longest + theme.INSIDE)
