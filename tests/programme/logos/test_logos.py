import pytest

from tests.programme.logos.pictures import BLUE, GREEN, ORANGE, logo_file
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.documents.pdf.picture import PictureNotReadable
from tvet_desktop.programme.logos.add_logo import add_logo
from tvet_desktop.programme.logos.edit_logo import edit_logo
from tvet_desktop.programme.logos.order_logos import order_logos
from tvet_desktop.programme.logos.put_back_logo import put_back_logo
from tvet_desktop.programme.logos.queries import list_logos
from tvet_desktop.programme.logos.remove_logo import remove_logo
from tvet_desktop.programme.logos.rules import LogoOwnerMissing, LogoThere, changeable_scopes
from tvet_desktop.programme.models import Logo
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database, new_id
from tvet_desktop.storage.ids import Scope

HUYE = 12


def three(database: Database) -> list[int]:
    with database.transaction() as db:
        return [
            add_logo(
                db, scope=scope, owner=owner, picture=logo_file(colour), is_partner=partner, by=None
            ).logo_id
            for scope, owner, colour, partner in (
                (HUYE, "IPRC Huye", GREEN, False),
                (Scope.SHARED, " Rwanda   Polytechnic ", BLUE, False),
                (Scope.SHARED, "Invented Partner", ORANGE, True),
            )
        ]


def owners(database: Database) -> list[str]:
    with database.reading() as db:
        return [row.owner for row in list_logos(db)]


def test_logos_stand_the_programmes_first_and_in_the_order_given(database: Database) -> None:
    huye, polytechnic, partner = three(database)
    assert owners(database) == ["Rwanda Polytechnic", "Invented Partner", "IPRC Huye"]

    with database.transaction() as db:
        done = order_logos(db, logo_ids=[partner, polytechnic], by=None)
    assert done.earlier == (polytechnic, partner)
    assert owners(database) == ["Invented Partner", "Rwanda Polytechnic", "IPRC Huye"]
    with database.reading() as db:
        (row,) = list_logos(db, [HUYE])
    assert (row.id, row.scope, row.data, row.is_partner) == (huye, HUYE, logo_file(GREEN), False)


def test_a_logo_is_renamed_removed_and_put_back(database: Database) -> None:
    huye, _polytechnic, _partner = three(database)
    with database.transaction() as db:
        done = edit_logo(db, logo_id=huye, owner="Huye College", is_partner=True, by=None)
        assert (done.earlier_owner, done.earlier_is_partner) == ("IPRC Huye", False)
    with database.transaction() as db:
        remove_logo(db, logo_id=huye, by=None)
    assert "Huye College" not in owners(database)
    with database.transaction() as db:
        with pytest.raises(NotFound):
            edit_logo(db, logo_id=huye, owner="X", is_partner=False, by=None)
        put_back_logo(db, logo_id=huye, by=None)
    assert owners(database)[-1] == "Huye College"


def test_a_logo_needs_a_name_and_a_picture_and_is_given_once(database: Database) -> None:
    three(database)
    with database.transaction() as db:
        with pytest.raises(LogoOwnerMissing):
            add_logo(db, scope=HUYE, owner="  ", picture=logo_file(), by=None)
        with pytest.raises(PictureNotReadable):
            add_logo(db, scope=HUYE, owner="X", picture=b"no picture", by=None)
        with pytest.raises(LogoThere) as refused:
            add_logo(db, scope=HUYE, owner="X", picture=logo_file(GREEN), by=None)
        assert "IPRC Huye" in refused.value.sentence()
        add_logo(db, scope=Scope.SHARED, owner="X", picture=logo_file(GREEN), by=None)  # another list


def test_a_removed_logo_may_be_given_again(database: Database) -> None:
    huye, *_others = three(database)
    with database.transaction() as db:
        remove_logo(db, logo_id=huye, by=None)
        assert add_logo(db, scope=HUYE, owner="X", picture=logo_file(GREEN), by=None).logo_id != huye


@pytest.mark.parametrize("role", [Role.CLERK, Role.TRAINER, Role.COORDINATOR, Role.AUDITOR])
def test_other_roles_change_nothing(database: Database, role: Role) -> None:
    huye, *_others = three(database)
    with database.transaction() as db:
        user = User(id=new_id(db, HUYE), username="u", display_name="Invented User", role=role)
        db.add(user)
        db.flush()
        for change in (
            lambda: add_logo(db, scope=HUYE, owner="X", picture=logo_file(), by=user.id),
            lambda: edit_logo(db, logo_id=huye, owner="X", is_partner=False, by=user.id),
            lambda: order_logos(db, logo_ids=[huye], by=user.id),
            lambda: remove_logo(db, logo_id=huye, by=user.id),
            lambda: put_back_logo(db, logo_id=huye, by=user.id),
        ):
            with pytest.raises(NotAllowed):
                change()


def test_whose_logos_may_be_changed_where() -> None:
    college = [HUYE]
    assert changeable_scopes(Role.ADMINISTRATOR, college, writes_for_all=False) == {HUYE}
    assert changeable_scopes(Role.ADMINISTRATOR, college, writes_for_all=True) == {HUYE, Scope.SHARED}
    assert changeable_scopes(Role.NATIONAL, college, writes_for_all=True) == {HUYE, Scope.SHARED}
    assert changeable_scopes(Role.NATIONAL, college, writes_for_all=False) == set()
    assert changeable_scopes(Role.COORDINATOR, college, writes_for_all=True) == set()


def test_a_picture_that_did_not_arrive_whole_is_left_out(database: Database) -> None:
    huye, *_others = three(database)
    with database.transaction() as db:
        db.get_one(Logo, huye).picture = "no base64 é"

    assert owners(database) == ["Rwanda Polytechnic", "Invented Partner"]
