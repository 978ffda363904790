"""The rounds of evaluation: open one, hand the PC to trainees, close it, see what they think."""

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.courses.queries import CourseRow, list_courses
from tvet_desktop.evaluation.models import RoundState
from tvet_desktop.evaluation.open_round import RoundOpened, open_round
from tvet_desktop.evaluation.queries import RoundRow, form_of_round, list_rounds
from tvet_desktop.evaluation.questionnaires import Form
from tvet_desktop.shared.translation import _, ngettext
from ui.evaluation.answer_window import AnswerWindow
from ui.evaluation.asked_dialog import AskedDialog
from ui.evaluation.codes_dialog import CodesDialog
from ui.evaluation.end_round import ask_to_abandon, ask_to_close
from ui.evaluation.open_round_dialog import OpenRoundDialog
from ui.evaluation.rounds_table import rounds_columns
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import not_one_chosen, role_lacks
from ui.widgets.words import permit


class EvaluationsPage(Page):
    """Every round that this PC knows. Enter shows results. `go_to` takes the id of a round or of a course."""

    def build(self) -> None:
        """Make the buttons and the table."""
        self.set_title(_("Evaluations"))
        self._may = may(self.context.user.role, "evaluations")
        self._wanted: object = None
        self._courses: list[CourseRow] = []
        self.new = self.set_primary(_("Open an evaluation"), self._on_open, "add")
        self.hand_over = self.add_quiet(_("Hand the PC to a trainee"), self._on_hand_over, "person")
        self.codes = self.add_quiet(_("One-time codes"), self._on_codes, "lock")
        self.asked = self.add_quiet(_("How many are asked"), self._on_asked, "people")
        self.close_it = self.add_quiet("", self._on_close, "check")
        self.results = self.add_quiet(_("Results"), self._on_results, "evaluations")
        self.abandon = self.add_quiet(_("Abandon"), self._on_abandon, "remove")
        self.table: RowTable[RoundRow] = RowTable(
            "evaluations",
            rounds_columns(),
            title=_("Evaluations"),
            key=lambda row: row.id,
            remembered=self.context.remembered,
        )
        self.table.set_actions(
            [self.hand_over, self.codes, self.asked, self.close_it, self.results, self.abandon]
        )
        self.table.set_empty(
            _(
                "No course is being evaluated yet: open an evaluation, then hand the PC to one trainee after the other."
            ),
            self.new,
        )
        self.table.opened.connect(lambda _row: self._on_results())
        self.table.selection_changed.connect(self._follow_selection)
        self.body.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.listen(self.context.changes.evaluation, self.context.changes.courses, self.context.changes.sync)
        self._follow_selection()

    def go_to(self, target: object) -> None:
        """Select a round, or the newest one of a course."""
        self._wanted = target
        self._on_change()

    def refresh(self) -> None:
        """Ask for rounds, and for the courses that one may be opened for."""
        self.read(lambda db: (list_rounds(db), list_courses(db)), self._show)

    def _show(self, answer: tuple[list[RoundRow], list[CourseRow]]) -> None:
        rows, self._courses = answer
        self.table.set_rows(rows)
        still_open = sum(row.state is RoundState.OPEN for row in rows)
        words = ngettext("{count} evaluation is open", "{count} evaluations are open", still_open)
        self.set_state(words.format(count=still_open) if rows else "")
        wanted = [row for row in rows if self._wanted in (row.id, row.course_id)]
        self._wanted = None
        if wanted:
            self.table.select({wanted[0].id})
        elif rows and not self.table.selected_rows():
            self.table.select({rows[0].id})
        self._follow_selection()

    def _chosen(self) -> RoundRow | None:
        rows = self.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def _follow_selection(self) -> None:
        """Grey out what cannot be done with the selected round."""
        row = self._chosen()
        is_open = row is not None and row.state is RoundState.OPEN
        late = row is not None and not is_open and row.waiting > 0
        why = role_lacks(self.context.user.role, "evaluations")
        unchosen = not_one_chosen(self.table.selected_rows())
        over = "" if is_open else _("This evaluation is closed: its answers are counted.")
        permit(self.new, why)
        permit(self.hand_over, why or unchosen)
        permit(self.codes, why or unchosen or over)
        permit(self.asked, why or unchosen)
        self.close_it.setText(_("Add late answers to the results") if late else _("Close the evaluation"))
        permit(self.close_it, why or unchosen or ("" if late else over))
        permit(self.results, unchosen)
        permit(self.abandon, why or unchosen or over)

    def _on_open(self) -> None:
        if not self._courses:
            self.messages.show_attention(
                _("There is no course to evaluate yet: add one on the page Courses first.")
            )
            return
        last = self.context.remembered.last_id("course")
        dialog = OpenRoundDialog(self, self._courses, last, local_day(self.context.app.clock.now()))
        dialog.form.submitted.connect(lambda: self._open(dialog))
        dialog.open()

    def _open(self, dialog: OpenRoundDialog) -> None:
        answer = dialog.answer()

        def done(opened: RoundOpened) -> None:
            dialog.accept()
            self._wanted = opened.round_id
            self.messages.show_success(
                _("The evaluation is open: hand the PC to one trainee after the other, without looking on.")
            )
            self.context.changes.evaluation.emit()

        dialog.form.set_busy(True)
        self.act(
            lambda db: open_round(
                db, course_id=answer.course_id, opened_on=answer.opened_on, handed_out=answer.handed_out
            ),
            done,
            failed=dialog.show_user_error,
        )

    def _on_hand_over(self) -> None:
        row = self._chosen()
        if row is not None:
            self.read(lambda db: form_of_round(db, row.id), lambda form: self._hand_over(row, form))

    def _hand_over(self, row: RoundRow, form: Form) -> None:
        window = AnswerWindow(self, self.context, form, row)
        window.finished.connect(self.refresh)
        window.show_to_trainee()

    def _on_asked(self) -> None:
        row = self._chosen()
        if row is not None:
            AskedDialog(self, row).open()

    def _on_codes(self) -> None:
        row = self._chosen()
        if row is not None:
            CodesDialog(self, row).open()

    def _on_close(self) -> None:
        row = self._chosen()
        if row is not None:
            ask_to_close(self, row, lambda: self.context.open_page("evaluation_results", row.id))

    def _on_results(self) -> None:
        row = self._chosen()
        if row is not None:
            self.context.open_page("evaluation_results", row.id)

    def _on_abandon(self) -> None:
        row = self._chosen()
        if row is not None:
            ask_to_abandon(self, row)
