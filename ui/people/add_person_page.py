"""Somebody who stands on no register is added by hand."""

from PySide6.QtGui import QHideEvent

from tvet_desktop.people.add_person import PersonAdded, add_person
from tvet_desktop.people.names import display_name
from tvet_desktop.people.register import Details
from tvet_desktop.people.remove_person import remove_person
from tvet_desktop.programme.queries import CollegeRow
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.own_colleges import own_colleges
from ui.people.beside_form import BesideForm
from ui.people.news import News
from ui.people.person_form import PersonForm
from ui.people.sub_page import SubPage
from ui.widgets.why_not import role_lacks
from ui.widgets.words import permit

COLLEGE = "college"
"""Under this name the college that the user last worked for is remembered."""


class AddPersonPage(SubPage):
    """An empty form; what was typed waits here until it is saved."""

    def build(self) -> None:
        """Make title and the place for the form."""
        self.set_title(_("Add a person"))
        self.save = self.set_primary(_("Add this person"), self._submit)
        permit(self.save, role_lacks(self.context.user.role, "edit_people"))
        self.add_way_back()
        self._colleges: list[CollegeRow] = []
        self.beside = BesideForm(self, lambda person_id: self.context.open_page("person", person_id))
        self._start_anew()
        self.listen(self.context.changes.people)

    def refresh(self) -> None:
        """Ask for which colleges this PC may write, and with whom to compare what is typed."""
        self.read(own_colleges, self._show_colleges)
        self.beside.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.form.keep_draft()

    def _start_anew(self) -> None:
        self.form = PersonForm(
            _("Add this person"), back=_("Back"), name="add_person", drafts=self.context.drafts
        )
        self.form.offer_colleges(self._colleges, self.context.remembered.last_id(COLLEGE))
        self.form.restore_draft()
        self.form.submitted.connect(self._save)
        self.form.left.connect(self.go_back)
        self.form.use_head_buttons()
        self.form.primary.setEnabled(self.may_edit)
        self.beside.show_form(self.form)

    def _show_colleges(self, colleges: list[CollegeRow]) -> None:
        self._colleges = colleges
        self.form.offer_colleges(colleges, self.context.remembered.last_id(COLLEGE))

    def _submit(self) -> None:
        self.form.submit()

    def _save(self) -> None:
        details = self.form.details()
        if details is None or not self._colleges:
            return
        asked = self.form.college
        scope = (asked.value() if asked is not None else None) or self._colleges[0].scope
        self.context.remembered.set_last_id(COLLEGE, scope)
        self.form.set_busy(True)
        self.act(
            lambda db: add_person(db, college_scope=scope, details=details),
            lambda added: self._on_added(added, details),
            failed=self._on_refused,
            name=_("Saving"),
        )

    def _on_added(self, added: PersonAdded, details: Details) -> None:
        self.form.forget_draft()
        self._start_anew()
        name = display_name(details.family_name, details.given_name)
        person_id = added.person_id
        self.context.changes.people.emit()
        self.context.open_page(
            "people",
            News(
                _("Added {name}.").format(name=name),
                lambda db: remove_person(db, person_id=person_id),
                person_id,
            ),
        )

    def _on_refused(self, error: UserError) -> None:
        self.form.set_busy(False)
        self.show_user_error(error)
