"""The acts that take a certificate out of use, in one menu of the certificates page."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from tvet_desktop.accounts.rules import may
from tvet_desktop.attendance.rules import local_day
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.withdrawing.choose_certificate import CertificateChosen, choose_certificate
from tvet_desktop.certificates.withdrawing.correction import Correction, correction_of
from tvet_desktop.certificates.withdrawing.doubles import DoubleRow
from tvet_desktop.certificates.withdrawing.replace_certificate import CertificateReplaced, replace_certificate
from tvet_desktop.certificates.withdrawing.request_revocation import RevocationRequested, request_revocation
from tvet_desktop.certificates.withdrawing.rules import NotQualifiedAnyMore
from tvet_desktop.certificates.withdrawing.states import CertificateState
from tvet_desktop.certificates.withdrawing.take_back_request import take_back_request
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.certificate_keys import issuer_of_this_pc
from ui.certificates.why_not_yet import not_to_choose, not_to_withdraw
from ui.certificates.withdrawing.choose_dialog import ChooseDialog
from ui.certificates.withdrawing.replace_dialog import ReplaceDialog
from ui.certificates.withdrawing.revocation_dialog import RevocationDialog
from ui.certificates.withdrawing.run_withdrawal import ask_and_withdraw
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.words import permit


class WithdrawalActs:
    """Four actions of a page. `follow` tells which row is selected and who was certified twice.

    ``dialog`` is the one that was opened last.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._held: CertificateState | None = None
        self._name = ""
        self._doubles: Sequence[DoubleRow] = ()
        self.dialog: FormDialog | None = None
        self.may_withdraw = may(page.context.user.role, "withdraw_certificates")
        self.replace = page.add_quiet(_("Replace…"), self._on_replace, "edit")
        self.ask = page.add_quiet(_("Ask for revocation…"), self._on_ask, "remove")
        self.choose = page.add_quiet(_("Choose which one holds…"), self.on_choose, "check")
        self.revocations = page.add_quiet(
            _("Revocations"), lambda: page.context.open_page("revocations", None), "certificates"
        )
        self.actions = [self.replace, self.ask, self.choose, self.revocations]
        self.menu = page.gather(_("Correct or revoke"), self.actions, "edit")

    def follow(self, selected: Sequence[CandidateRow], doubles: Sequence[DoubleRow]) -> None:
        """Allow what the selected person has a certificate for."""
        row = selected[0] if len(selected) == 1 else None
        self._held = _shown(row)
        self._name = row.name_to_print if row is not None else ""
        self._doubles = doubles
        role = self._page.context.user.role
        why_not = not_to_withdraw(role, selected, self._held)
        permit(self.replace, why_not)
        permit(self.ask, why_not)
        permit(self.choose, not_to_choose(role, doubles))

    def _today(self) -> date:
        return local_day(self._page.context.app.clock.now())

    def _on_replace(self) -> None:
        if self._held is None:
            return
        certificate_id = self._held.certificate_id
        self._page.read(lambda db: correction_of(db, certificate_id), self._ask_to_replace)

    def _ask_to_replace(self, correction: Correction) -> None:
        if not correction.qualifies:
            self._page.show_user_error(NotQualifiedAnyMore(correction.number, correction.name_today))
            return
        dialog = ReplaceDialog(self._page, correction, self._today())
        self.dialog = dialog
        context = self._page.context

        def prepare() -> Callable[[Any], CertificateReplaced]:
            name, reason = dialog.name.value(), dialog.reason.value() or ""
            signed_on, day = dialog.signed_on.value(), dialog.day.value()
            assert signed_on is not None
            assert day is not None
            return lambda db: replace_certificate(
                db,
                certificate_id=correction.certificate_id,
                certificate_name=name,
                confirmed_on=signed_on,
                reason=reason,
                issuer=issuer_of_this_pc(db),
                files=context.app.files,
                issued_on=day,
                now=context.app.clock.now(),
                by=context.user.id,
            )

        ask_and_withdraw(self._page, dialog, prepare, self._replaced, name=_("Replacing the certificate"))

    def _replaced(self, done: CertificateReplaced) -> None:
        self._page.messages.show_success(
            _("{number} is issued and replaces {old}: print it, and take the old paper back.").format(
                number=done.number, old=done.replaced_number
            )
        )
        self._tell()

    def _on_ask(self) -> None:
        if self._held is None:
            return
        held, by = self._held, self._page.context.user.id
        dialog = RevocationDialog(self._page, number=held.number, name=self._name, today=self._today())
        self.dialog = dialog

        def prepare() -> Callable[[Any], RevocationRequested]:
            day = dialog.day.value()
            assert day is not None
            return partial(
                request_revocation,
                certificate_id=held.certificate_id,
                reason=dialog.reason.value() or "",
                note=dialog.note.value(),
                requested_on=day,
                by=by,
            )

        dialog.ask(self._page, prepare, self._asked)

    def _asked(self, done: RevocationRequested) -> None:
        by = self._page.context.user.id

        def undo() -> None:
            use_case = partial(take_back_request, request_id=done.request_id, by=by)
            self._page.act(use_case, lambda _done: self._tell())

        self._page.messages.show_success(
            _("The revocation of {number} is asked for: send your changes by sync.").format(
                number=done.number
            ),
            undo,
        )
        self._tell()

    def on_choose(self) -> None:
        """Ask which of two certificates holds."""
        if not self._doubles:
            return
        dialog = ChooseDialog(self._page, self._doubles, self._today())
        self.dialog = dialog
        by = self._page.context.user.id

        def prepare() -> Callable[[Any], CertificateChosen]:
            certificate_id, day = dialog.certificate.value(), dialog.day.value()
            assert certificate_id is not None
            assert day is not None
            return partial(choose_certificate, certificate_id=certificate_id, chosen_on=day, by=by)

        ask_and_withdraw(self._page, dialog, prepare, self._chosen)

    def _chosen(self, done: CertificateChosen) -> None:
        self._page.messages.show_success(
            _("{number} holds; replaced by it: {others}.").format(
                number=done.kept, others=", ".join(done.withdrawn)
            )
        )
        self._tell()

    def _tell(self) -> None:
        self._page.focus()
        self._page.context.changes.certificates.emit()


def _shown(row: CandidateRow | None) -> CertificateState | None:
    """Return the certificate whose number the line shows, else the newest that holds."""
    if row is None or not row.held:
        return None
    return next((one for one in row.held if one.certificate_id == row.certificate_id), row.held[0])
