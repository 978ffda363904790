"""The figures of a round as a picture: a line for each statement, then what people wrote."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tvet_desktop.evaluation.figures import ItemFigures
from tvet_desktop.evaluation.results import CommentsResult, Results
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.evaluation.distribution_bar import DistributionBar
from ui.widgets.rating_bar import RatingBar
from ui.widgets.words import label

_WORDING, _MEAN, _SPREAD, _AGREE, _COUNT = range(5)
_WIDEST = 280 * theme.STEP
_RATING_WIDTH = 40 * theme.STEP


def results_view(results: Results, scale: Sequence[str]) -> QWidget:
    """Draw results that may be shown; ``scale`` has the five words from 1 to 5 for screen readers."""
    inside = QWidget()
    inside.setMaximumWidth(_WIDEST)
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, theme.BETWEEN, theme.AROUND)
    column.setSpacing(theme.BETWEEN)
    column.addLayout(_figures(results, scale))
    for question in results.open_questions:
        column.addSpacing(theme.INSIDE)
        column.addWidget(label(question.wording, "heading", wraps=True))
        for words in _comments(question):
            column.addWidget(words)
    column.addStretch(1)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(inside, 100)
    row.addStretch(1)
    return made


def _figures(results: Results, scale: Sequence[str]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.AROUND)
    grid.setVerticalSpacing(theme.INSIDE)
    grid.setColumnStretch(_WORDING, 1)
    heads = {
        _MEAN: _("Mean, 1 to 5"),
        _SPREAD: _("From “{lowest}” to “{highest}”").format(lowest=scale[0], highest=scale[-1]),
        _AGREE: _("Agree"),
        _COUNT: _("Answers"),
    }
    for place, words in heads.items():
        head = label(words, "muted", wraps=place == _SPREAD)
        if place in (_AGREE, _COUNT):
            head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        else:
            head.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(head, 0, place)
    line, group = 1, ""
    for item in results.items:
        if item.group != group:
            group = item.group
            grid.addWidget(label(group, "heading"), line, _WORDING, 1, _COUNT + 1)
            line += 1
        wording = label(item.wording, wraps=True)
        grid.addWidget(wording, line, _WORDING)
        _add_figures(grid, line, item.figures, scale)
        line += 1
    return grid


def _add_figures(grid: QGridLayout, line: int, figures: ItemFigures, scale: Sequence[str]) -> None:
    mean, agree = figures.mean, figures.share_who_agree
    if figures.distribution is None or mean is None or agree is None:
        hidden = label(_("Not shown: fewer than five people answered this."), "muted")
        grid.addWidget(hidden, line, _MEAN, 1, _COUNT - _MEAN + 1)
        return
    bar = RatingBar(mean, f"{mean:.1f}")
    bar.setAccessibleName(_("Mean {mean} of 5").format(mean=f"{mean:.1f}"))
    bar.setFixedWidth(_RATING_WIDTH)
    grid.addWidget(bar, line, _MEAN)
    spread = "; ".join(f"{word}: {count}" for word, count in zip(scale, figures.distribution, strict=True))
    grid.addWidget(DistributionBar(figures.distribution, spread), line, _SPREAD)
    grid.addWidget(_number(_("{percent} %").format(percent=round(100 * agree))), line, _AGREE)
    grid.addWidget(_number(str(figures.rated)), line, _COUNT)


def _number(words: str) -> QLabel:
    made = label(words)
    made.setFont(theme.tabular(made.font()))
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def _comments(question: CommentsResult) -> list[QLabel]:
    if not question.comments:
        return [label(_("Nobody wrote anything."), "muted")]
    count = len(question.comments)
    words = ngettext("{count} person wrote:", "{count} people wrote:", count).format(count=count)
    quoted = [label(f"“{comment}”", wraps=True) for comment in question.comments]
    return [label(words, "muted"), *quoted]
