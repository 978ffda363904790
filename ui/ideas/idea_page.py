"""One project idea: written, kept, submitted, taken back; its team beside it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from tvet_desktop.accounts.rules import may
from tvet_desktop.ideas.models import IdeaState
from tvet_desktop.ideas.queries import MemberRow
from tvet_desktop.ideas.submit_idea import IdeaIncomplete
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from ui import theme
from ui.ideas.form_holder import controls_in, form_holder, put_in_order
from ui.ideas.hand_in import hand_in, take_back
from ui.ideas.idea_content import IdeaContent, field_of, idea_content
from ui.ideas.idea_form import IdeaForm
from ui.ideas.idea_side import IdeaSide
from ui.ideas.keep_idea import Kept, keep_idea, undo_keeping
from ui.ideas.member_dialog import MemberDialog
from ui.ideas.team_acts import ask_for_member, take_out_of_team
from ui.widgets.page import Page
from ui.widgets.why_not import role_lacks
from ui.widgets.words import ActionButton, permit


class IdeaPage(Page):
    """`go_to` takes the id of an idea, or "new"."""

    def build(self) -> None:
        """Leave room for the form, and make what stands beside it."""
        self._may = may(self.context.user.role, "edit_ideas")
        self._idea_id: int | None = None
        self._college_id: int | None = None
        self._content: IdeaContent | None = None
        self.form: IdeaForm | None = None
        self.dialog: MemberDialog | None = None
        self.save = self.set_primary("", self._on_save, "check")
        self.add_quiet(_("All ideas"), lambda: self.context.open_page("ideas", None), "ideas")
        self.hand_in = self.add_quiet(_("Submit the idea"), self._on_hand_in, "check")
        self.take_back = self.add_quiet(_("Take the idea back"), self._on_take_back, "undo")
        self.side = IdeaSide()
        self.side.add_requested.connect(self._on_add_member)
        self.side.remove_requested.connect(self._on_remove_member)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout()
        row.setSpacing(theme.AROUND)
        row.addWidget(self._area, 1)
        row.addWidget(self.side)
        self.body.addLayout(row, 1)

    def go_to(self, target: object) -> None:
        """Show an idea, or an empty form."""
        self._keep()
        self._idea_id = target if isinstance(target, int) else None
        self._college_id = None
        self._put_away()
        self._on_change()

    def refresh(self) -> None:
        """Ask for the idea and what its form offers."""
        idea_id, college_id = self._idea_id, self._college_id
        self.read(lambda db: idea_content(db, idea_id, college_id), self._show)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The page was opened: the keyboard goes to the title. A focus proxy would hide the buttons from Tab."""
        super().focusInEvent(event)
        if self.form is not None:
            self.form.by_name["title"].focus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: what was typed is kept."""
        super().hideEvent(event)
        self._keep()

    def _show(self, content: IdeaContent) -> None:
        detail = content.detail
        if (None if detail is None else detail.id) != self._idea_id:
            return  # another idea was asked for meanwhile
        self._content = content
        submitted = detail is not None and detail.state is IdeaState.SUBMITTED
        form = IdeaForm(
            _("Add idea") if detail is None else _("Save changes"),
            content.offers,
            drafts=self.context.drafts,
            name=f"idea {self._idea_id or 'new'}",
        )
        if detail is not None:
            form.fill(detail.details, leader=detail.leader, skill_area=detail.skill_area)
        if not submitted and form.restore_draft():
            self.messages.show_attention(_("What you typed before is still here, but not saved yet."))
        form.set_read_only(submitted or not self._may)
        form.submitted.connect(lambda: self._keep_idea(self._on_kept))
        form.left.connect(lambda: self.context.open_page("ideas", None))
        self.form = form
        holder = form_holder(form, content, self._use_college)
        self._area.setWidget(holder)
        self._area.verticalScrollBar().setValue(0)
        put_in_order([*self.findChildren(ActionButton), *controls_in(holder, form), *self.side.controls()])
        form.by_name["title"].focus()
        self.set_title(_("New idea") if detail is None else detail.details.title)
        self.set_state("" if detail is None else detail.college)
        self.hand_in.setVisible(not submitted)
        self._permit_all()
        self.save.setText(form.primary.text())
        self.save.setVisible(not submitted)
        self.take_back.setVisible(submitted)
        self.side.show_idea(detail, may_edit=self._may)

    def _permit_all(self) -> None:
        for act in (self.save, self.hand_in, self.take_back):
            permit(act, role_lacks(self.context.user.role, "edit_ideas"))

    def _use_college(self, college_id: int | None) -> None:
        self._keep()
        self._college_id = college_id
        self.refresh()

    def _put_away(self) -> None:
        """Until the answer comes nothing can be saved: the form in hand is that of another idea."""
        self.form = None
        self._area.setWidget(QWidget())
        for action in (self.save, self.hand_in, self.take_back):
            action.setEnabled(False)

    def _on_save(self) -> None:
        if self.form is not None:
            self.form.submit()

    def _keep(self) -> None:
        if self.form is not None:
            self.form.keep_draft()

    def _keep_idea(self, then: Callable[[Kept], None]) -> None:
        """Record what is in the form; ``then`` is given what was done."""
        form, content = self.form, self._content
        if form is None or content is None:
            return
        details, idea_id = form.details(), self._idea_id
        college_id = 0 if content.college is None else content.college.id

        def done(kept: Kept) -> None:
            form.forget_draft()
            self.form = None
            self._idea_id = kept.idea_id
            then(kept)

        form.set_busy(True)
        self.save.setEnabled(False)
        self.hand_in.setEnabled(False)
        self.act(
            lambda db: keep_idea(db, idea_id=idea_id, college_id=college_id, details=details),
            done,
            failed=self._on_refused,
        )

    def _on_kept(self, kept: Kept) -> None:
        self.messages.show_success(_("The idea is saved."), lambda: self._undo(kept))
        self._reload()

    def _undo(self, kept: Kept) -> None:
        def done(_nothing: None) -> None:
            self.form = None
            self._idea_id = None if kept.before is None else kept.idea_id
            self._reload()

        self.act(lambda db: undo_keeping(db, kept), done)

    def _on_hand_in(self) -> None:
        """Save the idea first, so that nothing typed is lost when the submission is refused."""
        if self.form is not None and self.form.is_right():
            self._keep_idea(lambda _kept: self._hand_in())

    def _hand_in(self) -> None:
        idea_id = self._idea_id
        assert idea_id is not None

        def done(_nothing: None) -> None:
            self.messages.show_success(_("The idea is submitted."), lambda: self._take_back(idea_id))
            self._reload()

        hand_in(self, idea_id, done, lambda error: self._reload(lambda: self._on_refused(error)))

    def _on_take_back(self) -> None:
        if self._idea_id is not None:
            self._take_back(self._idea_id)

    def _take_back(self, idea_id: int) -> None:
        def done(_nothing: None) -> None:
            self.messages.show_success(_("The idea is taken back: it can be changed and submitted again."))
            self._reload()

        take_back(self, idea_id, done)

    def _on_refused(self, error: UserError) -> None:
        """Put the sentence where it belongs: beside its field, or at the top."""
        form = self.form
        if form is None:
            self.show_user_error(error)
            return
        form.set_busy(False)
        self._permit_all()
        name = field_of(error)
        if isinstance(error, IdeaIncomplete):
            form.show_missing(error.missing)
        elif name:
            form.by_name[name].set_error(error.sentence())
            form.by_name[name].focus()
            return
        self.show_user_error(error)

    def _on_add_member(self) -> None:
        if self._idea_id is not None and self._content is not None:
            self.dialog = ask_for_member(self, self._idea_id, self._content.offers, self._team_changed)

    def _on_remove_member(self, member: MemberRow) -> None:
        if self._idea_id is not None:
            take_out_of_team(self, self._idea_id, member, self._team_changed)

    def _team_changed(self) -> None:
        self._keep()
        self._reload()

    def _reload(self, then: Callable[[], None] | None = None) -> None:
        """Tell the others, and show the idea anew."""
        self.context.changes.ideas.emit()
        idea_id, college_id = self._idea_id, self._college_id

        def show(content: IdeaContent) -> None:
            self._show(content)
            if then is not None:
                then()

        self.read(lambda db: idea_content(db, idea_id, college_id), show)
