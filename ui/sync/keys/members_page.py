"""The PCs of the programme: every PC and open invitation, and what can be done when one comes, ends or is lost."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tvet_desktop.programme.queries import CollegeRow, list_colleges
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.errors import NoAuthority
from tvet_desktop.sync.keys.errors import OnlyNational, ThisPcWithdrawn
from tvet_desktop.sync.keys.members import MemberRow, Members, MemberState, members
from tvet_desktop.sync.keys.withdraw_pc import WithdrawnPc
from ui.sync.exchange import Exchange
from ui.sync.keys.member_acts import MemberActs, send_words
from ui.sync.keys.member_columns import member_columns
from ui.sync.keys.member_words import about, counts_words
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.why_not import not_one_chosen, nothing_chosen, role_lacks
from ui.widgets.words import label, permit

_BELONGS = (MemberState.CONFIRMED, MemberState.BY_INVITATION)


class MembersPage(Page):
    """A table, below it what the state of the chosen PC means."""

    def build(self) -> None:
        """Make the buttons, the table and the sentence below it."""
        self.set_title(_("PCs of the programme"))
        self._members: Members | None = None
        self._college_list: list[CollegeRow] = []
        self._colleges: dict[int, str] = {}
        self.acts, self.exchange = MemberActs(self), Exchange(self)
        self.invite = self.set_primary(
            _("Invite a PC…"), lambda: self.exchange.invite(self._college_list), "add"
        )
        self.back = self.add_quiet(_("Back to Sync"), self._go_back, "sync")
        self.withdraw = self.add_quiet(_("Withdraw…"), lambda: self.acts.withdraw(self._chosen()), "wrong")
        self.cancel = self.add_quiet(
            _("Cancel the invitation…"), lambda: self.acts.cancel(self._chosen()), "remove"
        )
        self.renew = self.add_quiet(
            _("Renew the certificate"), lambda: self.acts.renew(self.table.selected_rows()), "certificates"
        )
        self._build_menus()
        self.table: RowTable[MemberRow] = RowTable(
            "members",
            member_columns(self._colleges),
            title=_("PCs of the programme"),
            key=lambda row: row.id,
            remembered=self.context.remembered,
            type_to_filter=False,
        )
        self.table.set_actions([self.withdraw, self.cancel, self.renew])
        self.table.selection_changed.connect(self._follow)
        self.body.addWidget(self.table, 1)
        self.about = label("", wraps=True)
        self.body.addWidget(self.about)
        changes = self.context.changes
        self.listen(changes.sync, changes.certificates, changes.accounts)
        self._follow()

    def refresh(self) -> None:
        """Ask who belongs."""
        now = self.context.app.now()

        def query(db: Any) -> tuple[Members, list[CollegeRow]]:  # noqa: ANN401  the database session
            return members(db, now), list_colleges(db)

        self.read(query, self._show)

    def go_to(self, target: object) -> None:
        """Say what was done before this page was opened: the authority was taken over, perhaps a PC withdrawn."""
        if isinstance(target, WithdrawnPc):
            words = _("This PC holds the authority now, and “{name}” is withdrawn. {next}")
            self.messages.show_attention(words.format(name=target.name, next=send_words()))
            self.acts.show_withdrawn(target)
        elif target is not None:
            words = _("This PC holds the authority now. {next}")
            self.messages.show_attention(words.format(next=send_words()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody below wanted goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _build_menus(self) -> None:
        self.renew_due = self.add_quiet(_("Renew all that end soon"), self._renew_due)
        self.own_key = self.add_quiet(_("New key for this PC…"), self._new_own_key)
        self.data_keys = self.add_quiet(_("New keys for the data…"), self.acts.new_data_keys)
        self.authority = self.add_quiet(
            _("Renew the authority’s certificate…"), self.acts.renew_authority, "certificates"
        )
        self.take_over = self.add_quiet(
            _("Take over the authority…"), lambda: self.context.open_page("sync_take_over", None), "lock"
        )
        self.keep = self.add_quiet(
            _("Let a certificate of a withdrawn PC hold…"), self.acts.keep, "certificates"
        )
        self.snapshot = self.add_quiet(_("Snapshot…"), self.acts.snapshot)
        keys = [self.renew_due, self.own_key, self.data_keys, self.snapshot]
        self.keys = self.gather(_("Keys"), keys, "lock")
        self.lost = self.gather(_("After a loss"), [self.take_over, self.keep, self.authority], "warning")

    def _show(self, content: tuple[Members, list[CollegeRow]]) -> None:
        self._members, self._college_list = content
        self._colleges.clear()
        self._colleges.update({row.scope: row.short_name for row in self._college_list})
        self.table.set_rows(self._members.rows)
        self.set_state(counts_words(self._members))
        lost = self._members.lost_holder
        if lost is not None and self._members.has_authority and not self.messages.text:
            words = _(
                "“{name}” held the authority before this PC came in its place: withdraw it, once everything is read"
                " that it may have sent."
            )
            self.messages.show_attention(words.format(name=lost.name))
        self._follow()

    def _follow(self) -> None:
        """Grey out what cannot be done with what is chosen, and say why."""
        rows, shown = self.table.selected_rows(), self._members
        self.about.setText(about(rows[0], self._colleges) if len(rows) == 1 else "")
        role = role_lacks(self.context.user.role, "users")
        has_authority = shown is not None and shown.has_authority
        why = role or ("" if has_authority else NoAuthority().sentence())
        for action in (self.invite, self.renew_due, self.data_keys, self.authority):
            permit(action, why)
        one = why or not_one_chosen(rows)
        permit(self.withdraw, one or _not_withdrawn(rows[0]))
        permit(self.cancel, one or ("" if rows[0].state is MemberState.INVITED else _no_invitation()))
        permit(self.renew, why or nothing_chosen(rows) or _not_renewed(rows))
        gone = ThisPcWithdrawn().sentence() if shown is not None and shown.is_withdrawn else ""
        permit(self.own_key, role or gone)
        permit(self.snapshot, role)
        is_national = shown is not None and shown.is_national and not shown.is_withdrawn
        elsewhere = "" if is_national else OnlyNational().sentence()
        has = _("This PC holds the authority already.") if has_authority else ""
        permit(self.take_over, role or elsewhere or has)
        permit(self.keep, role_lacks(self.context.user.role, "approve_certificates") or elsewhere)

    def _chosen(self) -> MemberRow:
        return self.table.selected_rows()[0]

    def _renew_due(self) -> None:
        assert self._members is not None
        due = [row for row in self._members.rows if row.ends_soon or row.asks_for_key]
        self.acts.renew([row for row in due if row.state in _BELONGS])

    def _new_own_key(self) -> None:
        assert self._members is not None
        self.acts.new_own_key(has_authority=self._members.has_authority)

    def _go_back(self) -> None:
        self.context.open_page("sync", None)


def _not_withdrawn(row: MemberRow) -> str:
    if row.is_this_pc:
        return _("A PC does not withdraw itself: another national PC takes the authority over first.")
    if row.state is MemberState.INVITED:
        return _("Nobody has heard of this PC yet: cancel its invitation.")
    return "" if row.state in _BELONGS else _("It does not belong any more.")


def _no_invitation() -> str:
    return _("This PC has joined: withdraw it instead.")


def _not_renewed(rows: list[MemberRow]) -> str:
    return "" if all(row.state in _BELONGS for row in rows) else _("Choose PCs that belong.")
