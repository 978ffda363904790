"""Adding people to the team of an idea and taking them out."""

from collections.abc import Callable

from tvet_desktop.ideas.add_member import MemberAdded, add_member
from tvet_desktop.ideas.queries import MemberRow
from tvet_desktop.ideas.remove_member import remove_member
from tvet_desktop.people.personal_details import Sex
from tvet_desktop.shared.translation import _
from ui.ideas.idea_form import Offers
from ui.ideas.member_dialog import MemberDialog, NewMember
from ui.widgets.page import Page


def ask_for_member(page: Page, idea_id: int, offers: Offers, then: Callable[[], None]) -> MemberDialog:
    """Open the dialog; ``then`` runs after a member was added."""
    dialog = MemberDialog(page, offers.people)

    def submit() -> None:
        dialog.form.set_busy(True)
        add_to_team(page, idea_id, dialog.answer(), done, dialog)

    def done(_added: MemberAdded) -> None:
        dialog.accept()
        then()

    dialog.form.submitted.connect(submit)
    dialog.open()
    return dialog


def add_to_team(
    page: Page, idea_id: int, who: NewMember, done: Callable[[MemberAdded], None], dialog: MemberDialog | None
) -> None:
    """Add somebody; a refusal is shown in the dialog, or on the page."""
    page.act(
        lambda db: add_member(
            db, idea_id=idea_id, person_id=who.person_id, name=who.name, sex=who.sex, role=who.role
        ),
        done,
        failed=page.show_user_error if dialog is None else dialog.show_user_error,
    )


def take_out_of_team(page: Page, idea_id: int, member: MemberRow, then: Callable[[], None]) -> None:
    """Take somebody out, and offer to put the member back."""
    sex = Sex(member.sex) if member.sex and member.person_id is None else None
    again = NewMember(member.person_id, member.name, sex, member.role)

    def done(_nothing: None) -> None:
        page.messages.show_success(
            _("Removed {name} from the team.").format(name=member.name),
            lambda: add_to_team(page, idea_id, again, lambda _added: then(), None),
        )
        then()

    page.act(lambda db: remove_member(db, member_id=member.id), done)
