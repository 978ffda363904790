"""Takes the authority over on this national PC: from one that is lost, or from one that goes on without it."""

from typing import Any

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.keys.errors import OnlyNational
from tvet_desktop.sync.keys.members import Members, members
from tvet_desktop.sync.keys.take_over_authority import take_over_authority
from tvet_desktop.sync.keys.withdraw_pc import WithdrawnPc, withdraw_pc
from ui.sync.everybody import tell_everybody
from ui.sync.exchange import Exchange
from ui.sync.keys.take_over_steps import HappenedStep, PaperStep, ReadStep
from ui.widgets.page import Page
from ui.widgets.why_not import role_lacks
from ui.widgets.wizard import Wizard
from ui.widgets.words import permit


class TakeOverPage(Page):
    """Three steps: what happened, what must be read first, the code on paper."""

    def build(self) -> None:
        """Make the steps."""
        self.set_title(_("Take over the authority"))
        self.set_state(
            _(
                "The paper with the recovery code lets another national PC go on in the place of the one that had it."
            )
        )
        self.back = self.add_quiet(_("Back to the PCs"), self._go_back, "sync")
        self.exchange = Exchange(self)
        self._members: Members | None = None
        self.wizard = Wizard(_("Take over the authority"))
        self._make_steps()
        self.wizard.finished.connect(self._on_finished)
        self.body.addWidget(self.wizard, 1)
        self.listen(self.context.changes.sync)

    def refresh(self) -> None:
        """Ask which PC holds the authority."""
        now = self.context.app.now()
        self.read(lambda db: members(db, now), self._show)

    def focus(self) -> None:
        """Put the keyboard on the step."""
        self.wizard.setFocus()

    def _make_steps(self) -> None:
        exchange = self.exchange
        self.happened = HappenedStep()
        self.reading = ReadStep(exchange.ask_what_to_read, exchange.ask_for_folder_to_read)
        self.paper = PaperStep(_("Take over the authority"))
        self.wizard.set_steps([self.happened, self.reading, self.paper])

    def _show(self, shown: Members) -> None:
        self._members = shown
        holder = next((row for row in shown.rows if row.has_authority), None)
        self.happened.name_holder(holder.name if holder else "–")
        why = role_lacks(self.context.user.role, "users")
        if not shown.is_national or shown.is_withdrawn:
            why = why or OnlyNational().sentence()
        if shown.has_authority:
            why = why or _("This PC holds the authority already.")
        permit(self.wizard.go_on, why)
        if why:
            self.messages.show_attention(why)

    def _on_finished(self) -> None:
        assert self._members is not None
        holder = next((row for row in self._members.rows if row.has_authority), None)
        reason, code, now = self.happened.choice.value(), self.paper.code.value(), self.context.app.now()
        app, user_id = self.context.app, self.context.user.id

        def work() -> WithdrawnPc | bool:
            with app.database.transaction(user_id=user_id) as db:
                done = _take_over(db, code)
            app.settle_received()
            return done

        def _take_over(db: Any, code: str) -> WithdrawnPc | bool:  # noqa: ANN401  the database session
            take_over_authority(db, recovery_code=code, now=now)
            if reason is None or holder is None:
                return True
            return withdraw_pc(db, device_id=holder.id, reason=reason, now=now)

        saying = _("Taking over the authority")
        self.wizard.set_busy(True, saying=saying)
        self.context.background.run(work, done=self._on_done, failed=self._on_failed, name=saying, owner=self)

    def _on_done(self, done: WithdrawnPc | bool) -> None:  # noqa: FBT001  what the work gave
        self.wizard.set_busy(False)
        self._make_steps()  # the code does not stay on the screen
        tell_everybody(self.context.changes)
        self.context.open_page("sync_pcs", done)

    def _on_failed(self, error: UserError) -> None:
        self.wizard.set_busy(False)
        self.wizard.messages.show_error(error.sentence())

    def _go_back(self) -> None:
        self.context.open_page("sync_pcs", None)
