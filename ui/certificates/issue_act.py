"""The button that issues what is approved: a look at all of them first, then the day, then the work."""

from collections.abc import Callable, Sequence
from datetime import date

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.issue_certificates import CertificatesIssued, issue_certificates
from tvet_desktop.certificates.issue_preflight import Finding, issue_preflight
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.certificate_keys import issuer_of_this_pc
from ui.background import Progress
from ui.certificates.issue_dialog import IssueDialog, is_about_logos, is_about_sessions
from ui.certificates.why_not_yet import no_course, not_to_issue
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.words import permit


class IssueAct:
    """The main button of the page.

    Args:
        page: whose it is.
        opened: is told the dialog.
        confirm: opens the names, where one of them cannot be printed.
        say: shows what was done and tells the other pages.
    """

    def __init__(
        self,
        page: Page,
        *,
        opened: Callable[[FormDialog], None],
        confirm: Callable[[], None],
        say: Callable[[str], None],
    ) -> None:
        self._page = page
        self._opened, self._confirm, self._say = opened, confirm, say
        self._course_id = 0
        self._rows: Sequence[CandidateRow] = ()
        self.issue = page.set_primary("", self._on_issue, "certificates")

    def follow(self, course_id: int, rows: Sequence[CandidateRow]) -> None:
        """Say on the button what can be done."""
        self._course_id, self._rows = course_id, rows
        count = self._count()
        words = ngettext("Issue {count} certificate", "Issue {count} certificates", count)
        self.issue.setText(words.format(count=count) if count else _("Issue certificates"))
        permit(self.issue, no_course(course_id) or not_to_issue(self._page.context.user.role, rows, count))

    def set_up(self) -> None:
        """Go to what stands on the certificates."""
        self._page.context.open_page("certificate_setup", self._course_id)

    def _count(self) -> int:
        return sum(row.is_approved and row.is_waiting for row in self._rows)

    def _today(self) -> date:
        return local_day(self._page.context.app.clock.now())

    def _on_issue(self) -> None:
        """Look at every certificate first: what cannot be printed is said before anybody waits."""
        course_id, day, now = self._course_id, self._today(), self._page.context.app.clock.now()
        self._page.read(
            lambda db: issue_preflight(db, course_id=course_id, issued_on=day, now=now),
            self._ask,
            name=_("Looking at the certificates"),
        )

    def _ask(self, findings: tuple[Finding, ...]) -> None:
        dialog = IssueDialog(
            self._page,
            count=self._count(),
            findings=findings,
            names={row.person_id: row.name_to_print for row in self._rows},
            repairs=self._repairs(findings),
            day=self._today(),
        )
        self._opened(dialog)

        def submit() -> None:
            day = dialog.confirmed_day
            dialog.accept()
            self._issue(day)

        dialog.form.submitted.connect(submit)
        dialog.open()

    def _repairs(self, findings: Sequence[Finding]) -> dict[str, Callable[[], object]]:
        """Return the ways to put right what was found, as far as the role allows."""
        role = self._page.context.user.role
        repairs: dict[str, Callable[[], object]] = {}
        if any(one.person_ids for one in findings) and may(role, "approve_certificates"):
            repairs[_("Correct the names…")] = self._confirm
        open_page, course_id = self._page.context.open_page, self._course_id
        elsewhere = [one for one in findings if is_about_logos(one) or is_about_sessions(one)]
        if any(not one.person_ids and one not in elsewhere for one in findings) and may(
            role, "set_certificates"
        ):
            repairs[_("Set up the certificates")] = self.set_up
        if any(map(is_about_logos, findings)) and may(role, "logos"):
            repairs[_("Add logos")] = lambda: open_page("logos", None)
        if any(map(is_about_sessions, findings)):
            repairs[_("To the course")] = lambda: open_page("course", course_id)
        return repairs

    def _issue(self, day: date) -> None:
        app, by, course_id = self._page.context.app, self._page.context.user.id, self._course_id

        def work(progress: Progress) -> CertificatesIssued:
            with app.database.transaction(user_id=by) as db:
                return issue_certificates(
                    db,
                    course_id=course_id,
                    issuer=issuer_of_this_pc(db),
                    files=app.files,
                    issued_on=day,
                    now=app.clock.now(),
                    by=by,
                    report=progress.step,
                )

        self._page.context.background.run_with_progress(
            work,
            name=_("Issuing certificates"),
            done=self._on_issued,
            failed=self._page.show_user_error,
            owner=self._page,
        )

    def _on_issued(self, result: CertificatesIssued) -> None:
        count = len(result.certificates)
        words = ngettext(
            "{count} certificate is issued and signed: save or print it now.",
            "{count} certificates are issued and signed: save or print them now.",
            count,
        )
        self._say(words.format(count=count))
