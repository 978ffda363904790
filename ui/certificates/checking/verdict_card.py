"""What a check found: the verdict in colour, word and sign, and every fact to compare with the paper."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from tvet_desktop.certificates.checking.verdict import Verdict, Verified
from tvet_desktop.certificates.checking.verdict_words import verdict_remarks, verdict_sentence, verdict_word
from tvet_desktop.certificates.facts import facts_of
from ui import theme
from ui.icons import picture
from ui.widgets.words import label

TONES = {
    Verdict.VALID: "good",
    Verdict.REPLACED: "attention",
    Verdict.REVOKED: "bad",
    Verdict.WITHDRAWN_KEY: "attention",
    Verdict.UNKNOWN_KEY: "attention",
    Verdict.ALTERED: "bad",
}
_SIGNS = {"good": "check", "attention": "warning", "bad": "wrong"}
_SIGN_SIZE = 32
_NAME = 2  # the row of what is altered most often


class VerdictCard(QFrame):
    """Made anew for each check. It takes the keyboard as a whole, so that a screen reader reads all of it.

    Args:
        verified: what the core found.
        now: for the age of the list of revocations.
    """

    def __init__(self, verified: Verified, now: datetime) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tone = "attention" if verified.is_practice else TONES[verified.verdict]
        self.word = label(verdict_word(verified), "title")
        self.sentence = verdict_sentence(verified)
        self.facts = [] if verified.statement is None else list(facts_of(verified.statement).items())
        self.remarks = verdict_remarks(verified, now)
        read_aloud = [self.sentence, *(f"{word}: {value}." for word, value in self.facts), *self.remarks]
        self.setAccessibleName(self.word.text())
        self.setAccessibleDescription(" ".join(read_aloud))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.AROUND, theme.BETWEEN, theme.AROUND, theme.BETWEEN)
        column.setSpacing(theme.INSIDE)
        column.addLayout(self._head())
        column.addWidget(label(self.sentence, wraps=True))
        column.addLayout(self._grid())
        for sentence in self.remarks:
            column.addWidget(label(sentence, "muted", wraps=True))

    def _head(self) -> QHBoxLayout:
        colour = getattr(theme.colours_of(self), self.tone)
        sign = QLabel()
        sign.setPixmap(picture(_SIGNS[self.tone], colour, size=_SIGN_SIZE))
        self.word.setStyleSheet(f"color: {colour};")
        row = QHBoxLayout()
        row.setSpacing(theme.INSIDE)
        row.addWidget(sign)
        row.addWidget(self.word)
        row.addStretch(1)
        return row

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.BETWEEN)
        grid.setVerticalSpacing(theme.STEP)
        grid.setColumnStretch(1, 1)
        for number, (word, value) in enumerate(self.facts):
            shown = label(value, "heading" if number == _NAME else "", wraps=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label(word, "muted"), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(shown, number, 1)
        return grid
