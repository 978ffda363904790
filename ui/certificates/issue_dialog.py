"""Asks for the day on the certificates, and says before what should be put right."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from tvet_desktop.certificates.drawing.preflight import Problem, ProblemKind
from tvet_desktop.certificates.issue_preflight import Finding, SessionsToCome
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.widgets.flow_row import FlowRow
from ui.widgets.page import Page
from ui.widgets.reason_dialog import ReasonDialog
from ui.widgets.words import Button, label, permit

_WIDTH, _MOST_HIGH = 160 * theme.STEP, 64 * theme.STEP


class IssueDialog(ReasonDialog):
    """What cannot be printed stands first and stops the issue; the rest may be meant so.

    Args:
        page: over whose window it stands.
        count: how many certificates wait.
        findings: what ``issue_preflight`` found.
        names: by person, for findings about names.
        repairs: by word, what the buttons below the findings do; the dialog closes before.
        day: proposed.
    """

    def __init__(
        self,
        page: Page,
        *,
        count: int,
        findings: Sequence[Finding],
        names: Mapping[int, str],
        repairs: Mapping[str, Callable[[], object]],
        day: date,
    ) -> None:
        super().__init__(
            page,
            heading=ngettext("Issue {count} certificate?", "Issue {count} certificates?", count).format(
                count=count
            ),
            explanation=_(
                "They carry this day. What is issued never changes: a mistake needs a new certificate."
            ),
            verb=ngettext("Issue {count} certificate", "Issue {count} certificates", count).format(
                count=count
            ),
            asks_reason=False,
            day=day,
        )
        self.is_blocked = any(one.problem.is_blocking for one in findings)
        self.sentences = [finding_words(one, names) for one in findings]
        self.repairs: list[Button] = []
        if findings:
            self._show_findings(findings, repairs)
        permit(self.form.primary, _("Put right first what stands above.") if self.is_blocked else "")
        self.day.setEnabled(not self.is_blocked)

    def open(self) -> None:
        """The keyboard is on the day, or on the first repair where nothing can be issued."""
        super().open()
        if self.is_blocked:
            (self.repairs or [self.form.back])[0].setFocus()

    def _show_findings(
        self, findings: Sequence[Finding], repairs: Mapping[str, Callable[[], object]]
    ) -> None:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, theme.INSIDE, 0)
        lines.setSpacing(theme.INSIDE)
        for one, words in zip(findings, self.sentences, strict=True):
            lines.addWidget(label(words, "error" if one.problem.is_blocking else "", wraps=True))
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(_("What should be put right"))
        area.setWidget(inside)
        inside.ensurePolished()
        wanted = max(lines.heightForWidth(_WIDTH - 2 * theme.AROUND - theme.BETWEEN), 0)
        area.setFixedHeight(min(wanted + theme.INSIDE, _MOST_HIGH))
        self.setMinimumWidth(_WIDTH)
        buttons = FlowRow()
        for words, do in repairs.items():
            button = Button(words, "quiet")
            button.clicked.connect(lambda _on=False, do=do: self._repair(do))
            buttons.add(button)
            self.repairs.append(button)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        before = column.indexOf(self.form)
        column.insertWidget(before, area)
        column.insertWidget(before + 1, buttons)

    def _repair(self, do: Callable[[], object]) -> None:
        self.reject()
        do()


def is_about_logos(finding: Finding) -> bool:
    """Tell whether the settings, and not the course, are the place to put it right."""
    return isinstance(finding.problem, Problem) and finding.problem.kind == ProblemKind.NO_LOGO


def is_about_sessions(finding: Finding) -> bool:
    """Tell whether the course is the place to put it right."""
    return isinstance(finding.problem, SessionsToCome)


def finding_words(finding: Finding, names: Mapping[int, str]) -> str:
    """Say what was found, and whose name it is about; a sign tells what blocks from what may be meant so."""
    sentence = finding.problem.sentence()
    problem = finding.problem
    if isinstance(problem, Problem) and problem.kind == ProblemKind.CODE_TOO_LONG and finding.person_ids:
        whose = ", ".join(names.get(person_id, "–") for person_id in finding.person_ids)
        sentence = f"{whose}: {sentence}"
    return f"✕ {sentence}" if finding.problem.is_blocking else f"! {sentence}"
