from datetime import datetime

import pytest

from tvet_desktop.ideas.add_member import MemberAlreadyInTeam, MemberNameless, add_member
from tvet_desktop.ideas.link_leader import link_leader
from tvet_desktop.ideas.loading import OfAnotherCollege
from tvet_desktop.ideas.queries import MemberRow, idea_detail, leaders_to_link
from tvet_desktop.ideas.remove_member import remove_member
from tvet_desktop.people.add_person import add_person
from tvet_desktop.people.merging.join_people import join_people
from tvet_desktop.people.models import Person
from tvet_desktop.people.personal_details import Sex
from tvet_desktop.people.register import Details
from tvet_desktop.programme.queries import CollegeRow, college_by_code
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.ids import scope_of


def test_members_are_people_or_names(database: Database, idea_id: int, person_id: int) -> None:
    with database.transaction() as db:
        first = add_member(db, idea_id=idea_id, person_id=person_id, role="Drawings").member_id
        second = add_member(db, idea_id=idea_id, name=" Somebody  Else", sex=Sex.MALE).member_id

    with database.reading() as db:
        assert idea_detail(db, idea_id).members == (
            MemberRow(first, person_id, "UWERA Invented", "F", "Drawings"),
            MemberRow(second, None, "Somebody Else", "M", ""),
        )


def test_a_removed_member_is_gone_and_can_come_again(
    database: Database, idea_id: int, person_id: int
) -> None:
    with database.transaction() as db:
        member_id = add_member(db, idea_id=idea_id, person_id=person_id).member_id
    with database.transaction() as db:
        remove_member(db, member_id=member_id)
    with pytest.raises(NotFound), database.transaction() as db:
        remove_member(db, member_id=member_id)

    with database.transaction() as db:
        add_member(db, idea_id=idea_id, person_id=person_id)

    with database.reading() as db:
        assert len(idea_detail(db, idea_id).members) == 1


def test_nobody_and_somebody_twice_are_refused(database: Database, idea_id: int, person_id: int) -> None:
    with pytest.raises(MemberNameless, match="write a name"), database.transaction() as db:
        add_member(db, idea_id=idea_id, name=" ")
    with database.transaction() as db:
        add_member(db, idea_id=idea_id, person_id=person_id)
    with pytest.raises(MemberAlreadyInTeam, match="in the team already"), database.transaction() as db:
        add_member(db, idea_id=idea_id, person_id=person_id)


def test_a_leader_is_linked_and_unlinked_and_the_written_name_stays(
    database: Database, college: CollegeRow, idea_id: int, person_id: int
) -> None:
    with database.reading() as db:
        (row,) = leaders_to_link(db, college_scope=college.scope)
        assert (row.idea_id, row.name) == (idea_id, "UWERA Invented")

    with database.transaction() as db:
        assert link_leader(db, idea_id=idea_id, person_id=person_id).before is None
    with database.reading() as db:
        assert leaders_to_link(db, college_scope=college.scope) == []
        details = idea_detail(db, idea_id).details
        assert (details.leader_id, details.leader_text) == (person_id, "UWERA Invented")

    with database.transaction() as db:
        assert link_leader(db, idea_id=idea_id, person_id=None).before == person_id
    with database.reading() as db:
        assert len(leaders_to_link(db, college_scope=college.scope)) == 1


def test_a_leader_of_another_college_is_not_linked(database: Database, idea_id: int) -> None:
    with database.transaction() as db:
        tumba = college_by_code(db, "TUM")
        stranger = add_person(
            db,
            college_scope=tumba.scope,
            details=Details(family_name="UWERA", given_name="Invented", sex="F"),
        ).person_id

    with pytest.raises(OfAnotherCollege), database.transaction() as db:
        link_leader(db, idea_id=idea_id, person_id=stranger)


def test_who_was_entered_twice_is_one_leader_and_one_member(
    database: Database, idea_id: int, person_id: int, now: datetime
) -> None:
    with database.transaction() as db:
        details = Details(family_name="UWERA", given_name="Again", sex="F")
        again = add_person(db, college_scope=scope_of(person_id), details=details).person_id
        link_leader(db, idea_id=idea_id, person_id=again)
        for member_id in (person_id, again):
            add_member(db, idea_id=idea_id, person_id=member_id)
    with database.transaction() as db:
        merge_person = db.get_one(Person, again)
        join_people(db, kept_id=person_id, merged_id=again, take=(), reason="", by=None, on_date=now.date())
        assert merge_person.merged_into == person_id
    with database.transaction() as db:
        detail = idea_detail(db, idea_id)
        (member,) = detail.members
        assert (detail.leader, member.name, member.person_id) == (
            "UWERA Invented",
            "UWERA Invented",
            person_id,
        )
        with pytest.raises(MemberAlreadyInTeam):
            add_member(db, idea_id=idea_id, person_id=again)
        remove_member(db, member_id=member.id)
        assert idea_detail(db, idea_id).members == ()
