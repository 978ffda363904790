from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.ideas.conftest import READY, Read
from tvet_desktop.ideas.add_idea import add_idea
from tvet_desktop.ideas.edit_idea import edit_idea
from tvet_desktop.ideas.import_ideas import IdeasImported, UnlinkedLeader, import_ideas
from tvet_desktop.ideas.link_leader import link_leader
from tvet_desktop.ideas.models import IdeaState
from tvet_desktop.ideas.queries import idea_detail, leaders_to_link, list_ideas
from tvet_desktop.ideas.read_ideas_list import IdeasList
from tvet_desktop.ideas.submit_idea import submit_idea
from tvet_desktop.ideas.undo_import_ideas import IdeaImportAlreadyUndone, KeptBecause, undo_import_ideas
from tvet_desktop.people.add_person import add_person
from tvet_desktop.people.register import Details
from tvet_desktop.programme.queries import CollegeRow, college_by_code
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database

DRYER = "Solar dryer;Invented UWELA;Tomatoes rot;Renewable energy;1 500 000;1;2"
KIT = "Drip kit;MUGISHA Somebody;No water;Fishing;2000000;0;3"


def _import(database: Database, college: CollegeRow, ideas_list: IdeasList, now: datetime) -> IdeasImported:
    with database.transaction() as db:
        return import_ideas(db, ideas_list=ideas_list, college_scope=college.scope, by=7, now=now)


def test_a_list_becomes_drafts_of_the_college(
    database: Database, college: CollegeRow, person_id: int, read: Read, now: datetime
) -> None:
    imported = _import(database, college, read(DRYER, KIT), now)

    assert len(imported.idea_ids) == 2
    assert (imported.linked_leaders, imported.already_here, imported.bad_cells) == (1, (), ())
    with database.reading() as db:
        dryer = idea_detail(db, imported.idea_ids[0])
        assert dryer.state is IdeaState.DRAFT
        assert dryer.imported_from == "ideas.csv"
        assert (dryer.details.leader_id, dryer.details.leader_text) == (person_id, "Invented UWELA")
        assert (dryer.skill_area, dryer.details.skill_area_text) == ("Renewable energy", None)
        assert (dryer.details.budget_rwf, dryer.details.jobs_men, dryer.details.jobs_women) == (
            1_500_000,
            1,
            2,
        )
        assert dryer.details.need == "Tomatoes rot"
        kit = idea_detail(db, imported.idea_ids[1])
        assert (kit.details.skill_area_id, kit.skill_area) == (None, "Fishing")


def test_a_leader_who_is_not_one_person_stays_as_text_and_is_listed(
    database: Database, college: CollegeRow, person_id: int, read: Read, now: datetime
) -> None:
    with database.transaction() as db:
        twins = [
            add_person(
                db,
                college_scope=college.scope,
                details=Details(family_name="GASANA", given_name="Twin", sex="M"),
            ).person_id
            for _twin in range(2)
        ]
    lines = ("A;GASANA Twin;n;f;1;1;1", "B;UWERA;n;f;1;1;1", "C;Nobody Here;n;f;1;1;1", "D;;n;f;1;1;1")

    imported = _import(database, college, read(*lines), now)

    assert imported.linked_leaders == 0
    a, b, c, d = imported.idea_ids
    assert imported.unlinked_leaders == (
        UnlinkedLeader(a, 2, "GASANA Twin", tuple(twins)),
        UnlinkedLeader(b, 3, "UWERA", (person_id,)),
        UnlinkedLeader(c, 4, "Nobody Here", ()),
    )
    with database.reading() as db:
        rows = leaders_to_link(db, college_scope=college.scope)
        assert [(row.idea_id, [person.id for person in row.may_be]) for row in rows] == [
            (a, twins),
            (b, [person_id]),
            (c, []),
        ]
        assert idea_detail(db, d).leader == ""


def test_importing_the_same_list_twice_adds_nothing(
    database: Database, college: CollegeRow, read: Read, now: datetime
) -> None:
    first = _import(database, college, read(DRYER, KIT), now)
    with database.transaction() as db:
        edit_idea(db, idea_id=first.idea_ids[0], details=replace(READY, title="A better title"))

    again = _import(database, college, read(DRYER, KIT), now)
    longer = _import(database, college, read(KIT, DRYER, "Biogas;X Y;Z;F;1;1;1", name="longer.csv"), now)

    assert (again.import_id, again.idea_ids, again.already_here) == (None, (), (2, 3))
    assert (len(longer.idea_ids), longer.already_here) == (1, (2, 3))


def test_a_line_that_stands_twice_or_was_typed_by_hand_is_added_once(
    database: Database, college: CollegeRow, read: Read, now: datetime
) -> None:
    with database.transaction() as db:
        typed = replace(READY, title="Solar Dryer", leader_text="UWERA Invented", need="tomatoes rot")
        add_idea(db, college_id=college.id, details=typed)

    imported = _import(database, college, read(DRYER, KIT, KIT), now)

    assert (len(imported.idea_ids), imported.already_here) == (1, (2, 4))


def test_the_same_list_of_another_college_is_another_list(
    database: Database, college: CollegeRow, read: Read, now: datetime
) -> None:
    _import(database, college, read(DRYER), now)
    with database.reading() as db:
        tumba = college_by_code(db, "TUM")

    assert len(_import(database, tumba, read(DRYER), now).idea_ids) == 1


def test_bad_cells_are_handed_on_and_their_fields_left_empty(
    database: Database, college: CollegeRow, read: Read, now: datetime
) -> None:
    imported = _import(database, college, read("Solar dryer;UWERA;Rot;Energy;much;1;2"), now)

    (bad,) = imported.bad_cells
    assert (bad.row, bad.field) == (2, "budget_rwf")
    with database.reading() as db:
        assert idea_detail(db, imported.idea_ids[0]).details.budget_rwf is None


def test_an_unknown_college_is_refused(database: Database, read: Read, now: datetime) -> None:
    with pytest.raises(NotFound), database.transaction() as db:
        import_ideas(db, ideas_list=read(DRYER), college_scope=99, by=None, now=now)


def test_an_import_is_undone_and_can_be_done_again(
    database: Database, college: CollegeRow, read: Read, now: datetime
) -> None:
    imported = _import(database, college, read(DRYER, KIT), now)
    assert imported.import_id is not None

    with database.transaction() as db:
        undone = undo_import_ideas(db, import_id=imported.import_id, now=now)

    assert (undone.removed, undone.kept) == (2, ())
    with database.reading() as db:
        assert list_ideas(db) == []
    with (
        pytest.raises(IdeaImportAlreadyUndone, match="was undone already: import the file again"),
        database.transaction() as db,
    ):
        undo_import_ideas(db, import_id=imported.import_id, now=now)
    assert len(_import(database, college, read(DRYER, KIT), now).idea_ids) == 2


def test_ideas_that_somebody_worked_on_stay_when_their_import_is_undone(
    database: Database, college: CollegeRow, person_id: int, read: Read, now: datetime
) -> None:
    imported = _import(database, college, read(DRYER, KIT, "Biogas;X Y;Z;F;1;1;1"), now)
    assert imported.import_id is not None
    submitted, linked, _untouched = imported.idea_ids
    with database.transaction() as db:
        edit_idea(db, idea_id=submitted, details=READY)
        submit_idea(db, idea_id=submitted, submitted_on=date(2027, 3, 8), by=None)
        link_leader(db, idea_id=linked, person_id=person_id)

    with database.transaction() as db:
        undone = undo_import_ideas(db, import_id=imported.import_id, now=now)

    assert undone.removed == 1
    assert [(kept.idea_id, kept.because) for kept in undone.kept] == [
        (submitted, KeptBecause.SUBMITTED),
        (linked, KeptBecause.EDITED),
    ]
