"""One person: everything that is known, to be changed."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent

from tvet_desktop.people.edit_person import PersonEdited, edit_person
from tvet_desktop.people.matching.queries import Elsewhere, elsewhere_of
from tvet_desktop.people.merging.merges import MergedPerson, MergeState, merge_state
from tvet_desktop.people.names import display_name
from tvet_desktop.people.queries import PersonFile, person_file
from tvet_desktop.people.register import Details
from tvet_desktop.programme.queries import college_of_scope
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from ui.people.beside_form import BesideForm
from ui.people.erasing.erasing import Erasing
from ui.people.matching.elsewhere_lines import ElsewhereLines
from ui.people.merging.merged_lines import MergedLines
from ui.people.merging.merging import Merging
from ui.people.news import News
from ui.people.person_form import PersonForm
from ui.people.sub_page import SubPage
from ui.widgets.why_not import role_lacks
from ui.widgets.words import ActionButton, permit


@dataclass(frozen=True)
class _Shown:
    person: PersonFile
    college: str
    merges: MergeState
    elsewhere: tuple[Elsewhere, ...]


class PersonPage(SubPage):
    """Opened with a person's id. Saving goes back to the list, where it can be undone."""

    def build(self) -> None:
        """Make the buttons; the form is made for each person anew."""
        self.person_id: int | None = None
        self.form: PersonForm | None = None
        self._stored: list[str] = []
        self._keep_undo_at_hand = False
        self.save = self.set_primary(_("Save"), self._submit)
        self.save.setEnabled(False)
        self.add_way_back()
        self.add_quiet(_("Consents"), self._open_consents, "check")
        self.add_quiet(_("History"), self._open_history, "calendar")
        self.merging = Merging(self)
        self.merging.merged.connect(self._show_again)
        self.merging.separated.connect(lambda _person_id: self._show_again(self.person_id))
        self.merging.undone.connect(lambda: self._show_again(self.person_id))
        self.merge_with = self.add_quiet(_("Merge with…"), self._choose_other, "people")
        self.erasing = Erasing(self)
        self.erase = self.add_quiet(_("Erase…"), self._erase, "remove")
        self.merged_lines = MergedLines(self._separate, self._open_other)
        self.add_below_title(self.merged_lines)
        self.elsewhere = ElsewhereLines()
        self.add_below_title(self.elsewhere)
        self.beside = BesideForm(self, self._open_other)
        self.listen(self.context.changes.people)

    def refresh(self) -> None:
        """Ask with whom to compare the person."""
        self.beside.refresh()

    def go_to(self, target: object) -> None:
        """Show the person with this id."""
        if isinstance(target, int):
            if target != self.person_id and not self._keep_undo_at_hand:
                self.messages.clear()  # it was about somebody else
            self.person_id = target
            person_id = target
            self.read(lambda db: _ask(db, person_id), self._show)

    def _show(self, shown: _Shown) -> None:
        person = shown.person
        if person.id != self.person_id:
            return
        self.set_title(person.name)
        state = shown.college
        if person.import_row:
            came = _("row {row} of an imported register").format(row=person.import_row)
            state = f"{state} · {came}" if state else came
        self.set_state(state)
        counts = shown.merges.counting_id == person.id
        self.merged_lines.show_state(person.id, shown.merges, may_edit=self.may_edit)
        self.elsewhere.show_colleges(shown.elsewhere)
        behind = "" if counts else _("This entry counts under another one: open that one.")
        permit(self.merge_with, role_lacks(self.context.user.role, "edit_people") or behind)
        permit(self.erase, role_lacks(self.context.user.role, "erase_people") or behind)
        form = PersonForm(_("Save"), back=_("Back"), name=f"person {person.id}", drafts=self.context.drafts)
        form.show_details(person.details)
        self._stored = [field.typed() for field in form.fields]
        if form.id_number.doubt:
            self.messages.show_attention(form.id_number.doubt)
        if form.restore_draft():
            self.messages.show_attention(_("This is what you typed before you left, it is not saved yet."))
        form.submitted.connect(self._save)
        form.left.connect(self.go_back)
        form.use_head_buttons()
        form.primary.setEnabled(self.may_edit)
        permit(self.save, role_lacks(self.context.user.role, "edit_people"))
        self.form = form
        self.beside.show_form(form, person.id)
        self._put_keyboard(form)

    def _put_keyboard(self, form: PersonForm) -> None:
        """On the first field; after merging beside the line that says so: a field would take Ctrl+Z for itself.

        Where nobody is merged any more, on the button that merges, where Ctrl+Z takes the separation back.
        """
        if self._keep_undo_at_hand:
            merges = [button for button in self.findChildren(ActionButton) if button.shows is self.merge_with]
            (*self.merged_lines.buttons, *merges)[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            form.family_name.focus()
        self._keep_undo_at_hand = False

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed and not saved."""
        super().hideEvent(event)
        if self.form is not None and not event.spontaneous():
            self.form.keep_draft()

    def _submit(self) -> None:
        if self.form is not None:
            self.form.submit()

    def _save(self) -> None:
        form, person_id = self.form, self.person_id
        details = None if form is None else form.details()
        if form is None or details is None or person_id is None:
            return
        form.set_busy(True)
        self.act(
            lambda db: edit_person(db, person_id=person_id, details=details),
            lambda edited: self._on_saved(edited, details),
            failed=self._on_refused,
            name=_("Saving"),
        )

    def _on_saved(self, edited: PersonEdited, details: Details) -> None:
        if self.form is not None:
            self.form.forget_draft()
        name = display_name(details.family_name, details.given_name)
        said = _("Saved {name}.").format(name=name)
        if edited.name_to_confirm:
            said = _("Saved {name}: ask again how the name shall stand on the certificate.").format(name=name)
        before, person_id = edited.before, edited.person_id
        self.context.changes.people.emit()
        self.context.open_page(
            "people",
            News(said, lambda db: edit_person(db, person_id=person_id, details=before), person_id),
        )

    def _on_refused(self, error: UserError) -> None:
        if self.form is not None:
            self.form.set_busy(False)
        self.show_user_error(error)

    def _open_other(self, person_id: int) -> None:
        """What was typed for this one waits until it is opened again."""
        if self.form is not None:
            self.form.keep_draft()
        self.context.open_page("person", person_id)

    def _open_consents(self) -> None:
        self.context.open_page("consents", self.person_id)

    def _choose_other(self) -> None:
        person_id = self.person_id
        if person_id is not None and self._is_saved():
            self.merging.ask_whom(person_id, self.title)

    def _separate(self, merged: MergedPerson) -> None:
        if self._is_saved():
            self.merging.separate(merged.person_id, merged.name)

    def _erase(self) -> None:
        person_id = self.person_id
        if person_id is not None:
            if self.form is not None:
                self.form.forget_draft()
            self.erasing.ask(person_id)

    def _is_saved(self) -> bool:
        """Tell whether nothing was typed that the merged or separated person would not show; else ask to save it."""
        is_saved = self.form is None or [field.typed() for field in self.form.fields] == self._stored
        if not is_saved:
            self.messages.show_attention(_("Save what you changed here first, then merge or separate."))
        return is_saved

    def _show_again(self, person_id: object) -> None:
        """Show the person that counts now, as it is stored."""
        if self.form is not None:
            self.form.forget_draft()
        self._keep_undo_at_hand = True
        self.go_to(person_id)

    def _open_history(self) -> None:
        if self.person_id is not None:
            self.context.open_page("person_history", self.person_id)


def _ask(db: Any, person_id: int) -> _Shown:  # noqa: ANN401  the database session
    person = person_file(db, person_id)
    college = college_of_scope(db, person.college_scope)
    name = college.official_name if college else ""
    return _Shown(person, name, merge_state(db, person_id), elsewhere_of(db, person_id))
