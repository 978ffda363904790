"""What the trainees of a course think, as far as nobody can be recognised."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from tvet_desktop.evaluation.models import RoundState
from tvet_desktop.evaluation.queries import RoundRow, form_of_round, list_rounds
from tvet_desktop.evaluation.questionnaires import Form
from tvet_desktop.evaluation.results import Results, results_of_round
from tvet_desktop.evaluation.rules import missing_to_close
from tvet_desktop.shared.translation import _, language, ngettext
from ui.evaluation.results_view import results_view
from ui.evaluation.words import course_words, day_words
from ui.widgets.page import Page
from ui.widgets.words import label


@dataclass(frozen=True)
class _Content:
    row: RoundRow
    form: Form
    results: Results


class ResultsPage(Page):
    """Results of one round. `go_to` takes its id."""

    def build(self) -> None:
        """Leave room for the figures."""
        self.set_title(_("Results"))
        self._round_id: int | None = None
        self.add_quiet(_("All evaluations"), self._go_back, "evaluations")
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(_("Results"))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.addWidget(self.area, 1)
        self.setFocusProxy(self.area)
        self.listen(self.context.changes.evaluation, self.context.changes.sync)

    def go_to(self, target: object) -> None:
        """Show the results of a round."""
        self._round_id = target if isinstance(target, int) else None
        self._on_change()

    def refresh(self) -> None:
        """Ask for the figures."""
        round_id, spoken = self._round_id, language()
        if round_id is not None:
            self.read(lambda db: _content(db, round_id, spoken), self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _go_back(self) -> None:
        self.context.open_page("evaluations", self._round_id)

    def _show(self, content: _Content) -> None:
        row, results = content.row, content.results
        self.set_title(_("Results: {course}").format(course=course_words(row)))
        self.set_state(_state(row, results))
        missing = missing_to_close(results.responses)
        if missing:
            self.area.setWidget(_nothing_yet(row))
        else:
            words = [step[language()] for step in content.form.scale]
            self.area.setWidget(results_view(results, words))


def _content(db: Any, round_id: int, spoken: str) -> _Content:  # noqa: ANN401  the core's session
    row = next(row for row in list_rounds(db) if row.id == round_id)
    form = form_of_round(db, round_id)
    return _Content(row, form, results_of_round(db, round_id=round_id, language=spoken))


def _state(row: RoundRow, results: Results) -> str:
    if row.state is RoundState.OPEN:
        return _("Open since {day}").format(day=day_words(row.opened_on))
    words = ngettext(
        "Closed on {day} with {count} answer", "Closed on {day} with {count} answers", results.responses
    ).format(day=day_words(row.closed_on), count=results.responses)
    if results.response_rate is None:
        return words
    rate = _("{percent} % of those asked have answered").format(percent=round(100 * results.response_rate))
    return f"{words} · {rate}"


def _nothing_yet(row: RoundRow) -> QWidget:
    if row.missing:
        words = ngettext(
            "Results are shown once five people have answered and the evaluation is closed, so that nobody can be"
            " recognised. {count} more answer is needed on this PC; what was answered is kept.",
            "Results are shown once five people have answered and the evaluation is closed, so that nobody can be"
            " recognised. {count} more answers are needed on this PC; what was answered is kept.",
            row.missing,
        ).format(count=row.missing)
    else:
        words = _(
            "Enough people have answered: close the evaluation on the page Evaluations to see the results."
        )
    made = label(words, "muted", wraps=True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
