import pytest

from tests.courses.factories import MONDAY
from tests.courses.test_papers_logos import given, owners
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.courses.cancel_course import cancel_course
from tvet_desktop.courses.models import CoursePartner
from tvet_desktop.courses.partners import partners_of, possible_partners
from tvet_desktop.courses.rules import CourseNotOpen
from tvet_desktop.courses.set_partners import set_partners
from tvet_desktop.programme.logos.edit_logo import edit_logo
from tvet_desktop.programme.logos.put_back_logo import put_back_logo
from tvet_desktop.programme.logos.remove_logo import remove_logo
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database, new_id


def test_partners_are_named_taken_back_and_named_again_as_the_same_row(database: Database) -> None:
    course, ids = given(database)
    partner = ids["Partner of all"]
    for wanted in ([partner], [], [partner]):
        with database.transaction() as db:
            done = set_partners(db, course_id=course, logo_ids=wanted, by=None)
        assert ("Partner of all" in owners(database, course)) == bool(wanted)
    assert done.earlier == ()
    with database.reading() as db:
        assert len(list(db.query(CoursePartner))) == 1
        assert [row.owner for row in possible_partners(db, course)] == ["Partner of all", "Partner of Huye"]


def test_what_is_no_partner_of_the_course_cannot_be_named(database: Database) -> None:
    course, ids = given(database)
    with database.transaction() as db:
        remove_logo(db, logo_id=ids["Partner of Huye"], by=None)
    for owner in ("IPRC Huye", "IPRC Karongi", "Partner of Huye"):
        with pytest.raises(NotFound), database.transaction() as db:
            set_partners(db, course_id=course, logo_ids=[ids[owner]], by=None)


def test_a_partner_whose_logo_was_removed_or_is_no_partners_any_more_stands_there_once(
    database: Database,
) -> None:
    course, ids = given(database)
    named = [ids["Partner of all"], ids["Partner of Huye"]]
    with database.transaction() as db:
        set_partners(db, course_id=course, logo_ids=named, by=None)
    with database.transaction() as db:
        remove_logo(db, logo_id=ids["Partner of Huye"], by=None)
        edit_logo(db, logo_id=ids["Partner of all"], owner="For all", is_partner=False, by=None)

    assert owners(database, course) == ["For all", "Rwanda Polytechnic", "IPRC Huye"]
    with database.reading() as db:
        assert partners_of(db, course) == []


def test_a_cancelled_course_and_an_auditor_change_nothing(database: Database) -> None:
    course, ids = given(database)
    with database.transaction() as db:
        auditor = User(id=new_id(db, 12), username="a", display_name="Invented Auditor", role=Role.AUDITOR)
        db.add(auditor)
        db.flush()
        with pytest.raises(NotAllowed):
            set_partners(db, course_id=course, logo_ids=[], by=auditor.id)
        cancel_course(db, course_id=course, on_date=MONDAY, reason="no water", by=None)
    with pytest.raises(CourseNotOpen), database.transaction() as db:
        set_partners(db, course_id=course, logo_ids=[ids["Partner of all"]], by=None)


def test_a_partner_who_is_put_back_into_the_list_is_still_named(database: Database) -> None:
    course, ids = given(database)
    partner = ids["Partner of all"]
    with database.transaction() as db:
        set_partners(db, course_id=course, logo_ids=[partner], by=None)
    with database.transaction() as db:
        remove_logo(db, logo_id=partner, by=None)
    with database.transaction() as db:
        set_partners(db, course_id=course, logo_ids=[ids["Partner of Huye"]], by=None)
    with database.transaction() as db:
        put_back_logo(db, logo_id=partner, by=None)

    assert owners(database, course)[-2:] == ["Partner of all", "Partner of Huye"]
