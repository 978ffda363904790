"""What colleges asked to revoke, and what the national office answered."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.certificates.withdrawing.confirm_revocation import confirm_revocation
from tvet_desktop.certificates.withdrawing.decline_revocation import decline_revocation
from tvet_desktop.certificates.withdrawing.queries import Answer, RevocationRow, list_revocations
from tvet_desktop.certificates.withdrawing.rules import NationalOfficeDecides, NeedsAnotherPerson
from tvet_desktop.certificates.withdrawing.take_back_request import RequestTakenBack, take_back_request
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.writes_for_all import writes_for_all
from ui.certificates.withdrawing.decision_dialog import DecisionDialog, asked_words
from ui.certificates.withdrawing.revocation_columns import answer_word, revocation_columns
from ui.certificates.withdrawing.run_withdrawal import ask_and_withdraw
from ui.widgets.page import Page
from ui.widgets.question_dialog import QuestionDialog
from ui.widgets.question_dialog import ask as ask_first
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import not_one_chosen, role_lacks
from ui.widgets.words import label, permit


@dataclass(frozen=True)
class _Content:
    rows: list[RevocationRow]
    decides_here: bool


class RevocationsPage(Page):
    """Enter on a row that waits opens the answer at the national office. `go_to` takes nothing."""

    def build(self) -> None:
        """Make the buttons, the table and the words below it."""
        self.set_title(_("Revocations"))
        self._decides_here = False
        self.dialog: DecisionDialog | None = None
        self.question: QuestionDialog | None = None
        self.revoke = self.set_primary(_("Revoke certificate…"), partial(self._decide, revokes=True), "wrong")
        self.decline = self.add_quiet(_("Let it hold…"), partial(self._decide, revokes=False), "check")
        self.take_back = self.add_quiet(_("Take back the request…"), self._on_take_back, "undo")
        self.to_certificates = self.add_quiet(_("To the certificates"), self._go_back, "certificates")
        self.table: RowTable[RevocationRow] = RowTable(
            "revocations",
            revocation_columns(),
            title=_("Revocations"),
            key=lambda row: row.request_id,
            remembered=self.context.remembered,
        )
        self.table.set_empty(
            _(
                "Nobody has asked for a revocation. A coordinator asks on the page Certificates, and the national office"
                " answers here."
            ),
            self.to_certificates,
        )
        self.table.set_actions([self.revoke, self.decline, self.take_back])
        self.table.selection_changed.connect(self._follow)
        self.table.opened.connect(lambda _row: self._on_opened())
        self.story = label("", "muted", wraps=True)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.story)
        self.listen(self.context.changes.certificates, self.context.changes.sync)

    def refresh(self) -> None:
        """Ask for the requests, and whether this PC is the national office's."""

        def query(db: Any) -> _Content:  # noqa: ANN401  the database session
            return _Content(list_revocations(db), writes_for_all(db))

        self.read(query, self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _go_back(self) -> None:
        self.context.open_page("certificates", None)

    def _show(self, content: _Content) -> None:
        self._decides_here = content.decides_here
        self.table.set_rows(content.rows)
        if content.rows and not self.table.selected_rows():
            self.table.select({content.rows[0].request_id})
        waiting = sum(row.answer == Answer.WAITS for row in content.rows)
        words = ngettext(
            "{count} request waits for an answer", "{count} requests wait for an answer", waiting
        )
        self.set_state(words.format(count=waiting) if content.rows else "")
        self.revoke.setVisible(content.decides_here)
        self.decline.setVisible(content.decides_here)
        self._follow()

    def _selected(self) -> RevocationRow | None:
        rows = self.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def _follow(self) -> None:
        row = self._selected()
        over = not_one_chosen(self.table.selected_rows())
        if row is not None and row.answer != Answer.WAITS:
            over = _("This request is answered: choose one that waits.")
        role = self.context.user.role
        elsewhere = "" if self._decides_here else NationalOfficeDecides().sentence()
        for act in (self.revoke, self.decline):
            permit(act, role_lacks(role, "decide_revocations") or elsewhere or over)
        permit(self.take_back, role_lacks(role, "withdraw_certificates") or over)
        self.story.setText(_story(row) if row is not None else "")

    def _on_opened(self) -> None:
        if self.revoke.isEnabled():
            self.revoke.trigger()
        elif not self._decides_here:
            self.messages.show_attention(NationalOfficeDecides().sentence())

    def _decide(self, *, revokes: bool) -> None:
        row = self._selected()
        if row is None:
            return
        if row.requested_by_id == self.context.user.id:
            self.show_user_error(NeedsAnotherPerson())
            return
        today = local_day(self.context.app.clock.now())
        dialog = DecisionDialog(self, row, today, revokes=revokes)
        self.dialog = dialog
        answer, by = confirm_revocation if revokes else decline_revocation, self.context.user.id

        def prepare() -> Callable[[Any], object]:
            note, day = dialog.note.value(), dialog.decided_on
            return lambda db: answer(
                db,
                request_id=row.request_id,
                note=note,
                decided_on=day,
                writes_for_all=writes_for_all(db),
                by=by,
            )

        ask_and_withdraw(self, dialog, prepare, lambda _done: self._decided(row, revokes=revokes))

    def _decided(self, row: RevocationRow, *, revokes: bool) -> None:
        words = (
            _("{number} is revoked: send your changes by sync, so that everybody knows.")
            if revokes
            else _("{number} goes on holding: send your changes by sync, so that the college knows.")
        )
        self.messages.show_success(words.format(number=row.number))
        self._tell()

    def _on_take_back(self) -> None:
        row = self._selected()
        if row is None:
            return
        self.question = ask_first(
            self,
            question=_("Take back the request about {number}?").format(number=row.number),
            explanation=_("The certificate holds without a question again; you can ask anew later."),
            verb=_("Take back the request"),
            then=partial(self._take_back, row.request_id),
        )

    def _take_back(self, request_id: int) -> None:
        by = self.context.user.id

        def taken_back(done: RequestTakenBack) -> None:
            words = _("The request about {number} is taken back.")
            self.messages.show_success(words.format(number=done.number))
            self._tell()

        self.act(partial(take_back_request, request_id=request_id, by=by), taken_back)

    def _tell(self) -> None:
        self.focus()
        self.context.changes.certificates.emit()


def _story(row: RevocationRow) -> str:
    """Tell all that was written about a request, where the table cuts it."""
    parts = [asked_words(row), answer_word(row)]
    if row.answer_note:
        parts.append(f"{row.decided_by}: {row.answer_note}" if row.decided_by else row.answer_note)
    return " · ".join(parts)
