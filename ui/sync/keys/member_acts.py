"""What the buttons of the page of PCs do."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from PySide6.QtWidgets import QDialog

from tvet_desktop.certificates.statements.signed_statement import SignedStatement
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.keys.ask_for_new_key import KeyAsked, ask_for_new_key
from tvet_desktop.sync.keys.cancel_invitation import cancel_invitation
from tvet_desktop.sync.keys.foresee_withdrawal import ForeseenWithdrawal, foresee_withdrawal
from tvet_desktop.sync.keys.keep_statement import keep_statement
from tvet_desktop.sync.keys.members import MemberRow
from tvet_desktop.sync.keys.renew_authority import renew_authority
from tvet_desktop.sync.keys.renew_pcs import RenewedPc, renew_pcs
from tvet_desktop.sync.keys.rotate_keys import rotate_keys
from tvet_desktop.sync.keys.withdraw_pc import WithdrawnPc, withdraw_pc
from tvet_desktop.sync.snapshots.take_snapshot import take_snapshot
from tvet_desktop.sync.snapshots.words import taken_words
from ui.sync.everybody import tell_everybody
from ui.sync.keys.keep_dialog import KeepDialog
from ui.sync.keys.snapshot_dialog import SnapshotDialog
from ui.sync.keys.withdraw_dialog import WithdrawDialog
from ui.sync.keys.withdrawn_dialog import WithdrawnDialog
from ui.widgets.page import Page
from ui.widgets.question_dialog import ask

T = TypeVar("T")


class MemberActs:
    """Asks what has to be asked, and says what was done. ``dialog`` is the one that was opened last."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.dialog: QDialog | None = None

    def withdraw(self, row: MemberRow) -> None:
        """Say what it would mean, ask why, and withdraw the PC."""

        def show(foreseen: ForeseenWithdrawal) -> None:
            dialog = WithdrawDialog(self._page, foreseen)
            self.dialog = dialog
            dialog.ask(self._page, partial(self._withdrawal, dialog, row), self._on_withdrawn)

        self._page.read(lambda db: foresee_withdrawal(db, device_id=row.id), show)

    def cancel(self, row: MemberRow) -> None:
        """Ask, and cancel an invitation."""
        self._ask(
            _("Cancel the invitation of “{name}”?").format(name=row.name),
            _(
                "Its file lets nobody in any more, and whoever has it reads nothing that is written from then on; this"
                " cannot be undone, but another PC can be invited at any time."
            ),
            _("Cancel the invitation"),
            lambda db: cancel_invitation(db, invitation_id=row.id, now=self._now()),
            lambda _done: _("The invitation of “{name}” is cancelled. {next}").format(
                name=row.name, next=send_words()
            ),
            back=_("Keep the invitation"),
        )

    def renew(self, rows: Sequence[MemberRow]) -> None:
        """Give PCs later certificates."""
        ids = [row.id for row in rows]
        self._do(lambda db: renew_pcs(db, device_ids=ids, now=self._now()), renewed_words)

    def renew_authority(self) -> None:
        """Ask, and give the authority a later certificate."""
        self._ask(
            _("Renew the authority’s certificate?"),
            _(
                "The programme, its PCs and all papers stay as they are; other programs that check our PDFs need the"
                " new certificate, which the command “authority” writes."
            ),
            _("Renew it"),
            lambda db: renew_authority(db, now=self._now()),
            lambda until: _("The authority’s certificate is valid until {date} now. {next}").format(
                date=until.strftime("%d/%m/%Y"), next=send_words()
            ),
        )

    def new_data_keys(self) -> None:
        """Ask, and give the data of every college new keys."""
        self._ask(
            _("Make new keys for the data?"),
            _(
                "What is written from then on can be read only by the PCs of this list, once they have read the next"
                " sync file; whoever has the old keys goes on reading what was written before."
            ),
            _("Make new keys"),
            lambda db: rotate_keys(db, now=self._now()),
            lambda _scopes: _("The data has new keys from now on. {next}").format(next=send_words()),
        )

    def snapshot(self) -> None:
        """Show how far the newest snapshot has come, and take another one if asked."""
        dialog = SnapshotDialog(self._page)
        self.dialog = dialog

        def take() -> None:
            now = self._now()
            self._page.act(
                lambda db: take_snapshot(db, now=now),
                lambda taken: self._said(taken_words(taken)),
                name=_("Taking a snapshot"),
            )

        dialog.accepted.connect(take)
        dialog.open()

    def new_own_key(self, *, has_authority: bool) -> None:
        """Ask, and make a new key for this PC; the PC with the authority certifies its own at once."""

        def use_case(db: Any) -> KeyAsked | tuple[RenewedPc, ...]:  # noqa: ANN401  the database session
            asked = ask_for_new_key(db)
            return renew_pcs(db, device_ids=[asked.device], now=self._now()) if has_authority else asked

        def words(done: KeyAsked | tuple[RenewedPc, ...]) -> str:
            if not isinstance(done, KeyAsked):
                return renewed_words(done)
            if done.is_new:
                return _("A new key is made. Send a sync file to the national office, and read its answer.")
            return _(
                "This PC asked for a new key before: send the national office a sync file, and read its answer."
            )

        self._ask(
            _("Make a new key for this PC?"),
            _(
                "This PC signs certificates with its present key until the national office has certified the new one;"
                " what was signed before stays valid."
            ),
            _("Make a new key"),
            use_case,
            words,
        )

    def keep(self) -> None:
        """Let a certificate of a withdrawn PC hold."""
        dialog = KeepDialog(self._page)
        self.dialog = dialog

        def prepare() -> Callable[[Any], SignedStatement]:
            text = dialog.code.value()
            return lambda db: keep_statement(db, code_text=text)

        def done(signed: SignedStatement) -> None:
            facts = signed.statement
            self._said(
                _("{number} of {name} holds. {next}").format(
                    number=facts.number, name=facts.name, next=send_words()
                )
            )

        dialog.ask(self._page, prepare, done)

    def show_withdrawn(self, done: WithdrawnPc) -> None:
        """List the certificates that go on being valid."""
        if done.still_valid:
            self.dialog = WithdrawnDialog(self._page, done)
            self.dialog.open()

    def _withdrawal(self, dialog: WithdrawDialog, row: MemberRow) -> Callable[[Any], WithdrawnPc]:
        reason = dialog.reason.value()
        assert reason is not None
        return lambda db: withdraw_pc(db, device_id=row.id, reason=reason, now=self._now())

    def _on_withdrawn(self, done: WithdrawnPc) -> None:
        self._said(_("“{name}” is withdrawn. {next}").format(name=done.name, next=send_words()))
        self.show_withdrawn(done)

    def _ask(
        self,
        question: str,
        explanation: str,
        verb: str,
        use_case: Callable[[Any], T],
        words: Callable[[T], str],
        *,
        back: str = "",
    ) -> None:
        self.dialog = ask(
            self._page,
            question=question,
            explanation=explanation,
            verb=verb,
            then=lambda: self._do(use_case, words),
            back=back,
        )

    def _do(self, use_case: Callable[[Any], T], words: Callable[[T], str]) -> None:
        self._page.act(use_case, lambda done: self._said(words(done)))

    def _said(self, sentence: str) -> None:
        """Say what was done, and draw the conclusions.

        The list of keys, which certificates are checked with, is written anew; a snapshot may be settled now.
        """
        context = self._page.context

        def written(_result: None) -> None:
            self._page.messages.show_attention(sentence)
            tell_everybody(context.changes)

        context.background.run(
            context.app.settle_received, done=written, failed=self._page.show_user_error, owner=self._page
        )

    def _now(self) -> datetime:
        return self._page.context.app.now()


def send_words() -> str:
    """Say what has to follow, for nobody has heard of it yet."""
    return _("Send a sync file to everybody today, so that they hear of it.")


def renewed_words(renewed: Sequence[RenewedPc]) -> str:
    """Say until when the PCs sign."""
    if not renewed:
        return _("No certificate ends within 90 days.")
    until = min(pc.until for pc in renewed).strftime("%d/%m/%Y")
    words = ngettext(
        "{names} can sign until {date}, once it has read the next sync file of this PC.",
        "{names} can sign until {date}, once they have read the next sync file of this PC.",
        len(renewed),
    )
    return words.format(names=", ".join(f"“{pc.name}”" for pc in renewed), date=until)
