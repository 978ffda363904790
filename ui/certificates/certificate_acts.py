"""The acts that lead to certificates: names confirmed, approved, issued."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.certificates.approve_certificates import CertificatesApproved, approve_certificates
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.confirm_names import NamesConfirmed, confirm_names
from tvet_desktop.shared.translation import _, ngettext
from ui.attendance.waiving.waiver_dialog import open_waiver_dialog
from ui.attendance.waiving.waiver_words import verb_for
from ui.certificates.issue_act import IssueAct
from ui.certificates.names_dialog import NamesDialog
from ui.certificates.why_not_yet import no_course, not_to_approve, not_to_confirm, not_to_waive
from ui.certificates.words import approval_words
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.reason_dialog import ReasonDialog
from ui.widgets.words import permit


class CertificateActs:
    """Four buttons of a page. `follow` tells which course is shown and which rows are selected.

    ``dialog`` is the one that was opened last.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._course_id = 0
        self._rows: Sequence[CandidateRow] = ()
        self._selected: Sequence[CandidateRow] = ()
        self.dialog: FormDialog | None = None
        self._issuing = IssueAct(page, opened=self._opened, confirm=self._on_confirm, say=self._say)
        self.issue = self._issuing.issue
        self.confirm = page.add_quiet(_("Confirm names…"), self._on_confirm, "edit")
        self.approve = page.add_quiet("", self._on_approve, "check")
        self.set_up = page.add_quiet(_("Set up…"), self._issuing.set_up, "settings")
        self.waive = page.add_quiet(verb_for(page.context.user.role), self._on_waive, "add")

    def follow(self, course_id: int, rows: Sequence[CandidateRow], selected: Sequence[CandidateRow]) -> None:
        """Say on the buttons what can be done."""
        self._course_id, self._rows, self._selected = course_id, rows, selected
        role = self._page.context.user.role
        approving = len(self._to_approve())
        self._issuing.follow(course_id, rows)
        words = ngettext("Approve {count}…", "Approve {count}…", approving)
        self.approve.setText(words.format(count=approving) if approving else _("Approve…"))
        nowhere = no_course(course_id)
        permit(self.approve, nowhere or not_to_approve(role, rows, self._to_approve()))
        permit(self.confirm, nowhere or not_to_confirm(role, rows))
        permit(self.set_up, nowhere)
        permit(self.waive, nowhere or not_to_waive(selected))

    def _to_confirm(self) -> list[CandidateRow]:
        return [row for row in self._rows if row.is_waiting]

    def _to_approve(self) -> list[CandidateRow]:
        """Those who are ready; only the selected ones when several are selected."""
        chosen = self._selected if len(self._selected) > 1 else self._rows
        return [r for r in chosen if r.is_waiting and r.is_name_confirmed and not r.is_approved]

    def _today(self) -> date:
        return local_day(self._page.context.app.clock.now())

    def _on_confirm(self) -> None:
        dialog = NamesDialog(self._page, self._to_confirm(), self._today(), self._course_id)
        self.dialog = dialog
        by = self._page.context.user.id

        def submit() -> None:
            if not dialog.check_names():
                return
            corrected, day = dialog.corrected, dialog.signed_on
            dialog.form.set_busy(True)

            def use_case(db: Any) -> NamesConfirmed:  # noqa: ANN401  the database session
                return confirm_names(
                    db, person_ids=list(corrected), confirmed_on=day, by=by, corrected=corrected
                )

            self._page.act(use_case, confirmed, failed=dialog.show_user_error)

        def confirmed(result: NamesConfirmed) -> None:
            dialog.accept()
            count = len(result.confirmed)
            self._say(
                ngettext("{count} name is confirmed.", "{count} names are confirmed.", count).format(
                    count=count
                )
            )

        dialog.form.submitted.connect(submit)
        dialog.open()

    def _on_approve(self) -> None:
        rows = self._to_approve()
        people = [row.person_id for row in rows]
        count, course_id, by = len(people), self._course_id, self._page.context.user.id
        dialog = self._ask_for_day(
            ngettext("Approve {count} certificate?", "Approve {count} certificates?", count).format(
                count=count
            ),
            approval_words(rows),
            ngettext("Approve {count} certificate", "Approve {count} certificates", count).format(
                count=count
            ),
        )

        def prepare() -> Callable[[Any], CertificatesApproved]:
            day = dialog.confirmed_day
            return lambda db: approve_certificates(
                db, course_id=course_id, person_ids=people, approved_on=day, by=by
            )

        def approved(result: CertificatesApproved) -> None:
            words = ngettext(
                "{count} certificate is approved.", "{count} certificates are approved.", result.count
            )
            self._say(words.format(count=result.count))

        dialog.ask(self._page, prepare, approved)

    def _on_waive(self) -> None:
        (row,) = self._selected
        open_waiver_dialog(self._page, self._course_id, row.person_id, self._opened)

    def _opened(self, dialog: FormDialog) -> None:
        self.dialog = dialog

    def _ask_for_day(self, heading: str, explanation: str, verb: str) -> ReasonDialog:
        dialog = ReasonDialog(
            self._page,
            heading=heading,
            explanation=explanation,
            verb=verb,
            asks_reason=False,
            day=self._today(),
        )
        self.dialog = dialog
        return dialog

    def _say(self, sentence: str) -> None:
        self._page.messages.show_success(sentence)
        self._page.focus()  # the button that was pressed has nothing left to do
        self._page.context.changes.certificates.emit()
