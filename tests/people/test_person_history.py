from datetime import date

from tvet_desktop.people.add_person import add_person
from tvet_desktop.people.duplicates.tell_apart import tell_apart
from tvet_desktop.people.edit_person import edit_person
from tvet_desktop.people.merging.join_people import join_people
from tvet_desktop.people.merging.part_people import part_people
from tvet_desktop.people.person_history import person_history
from tvet_desktop.people.register import Details
from tvet_desktop.storage.database import Database


def test_history_names_user_time_and_both_values(database: Database, administrator_id: int) -> None:
    with database.transaction(user_id=administrator_id) as db:
        details = Details(family_name="UWERA", given_name="Chantal", sex="F", phone="+250788000001")
        person_id = add_person(db, college_scope=12, details=details).person_id
    with database.transaction(user_id=administrator_id) as db:
        changed = Details(family_name="UWERA", given_name="Chantal", sex="F", phone="+250788000002")
        edit_person(db, person_id=person_id, details=changed)
    with database.reading() as db:
        edited, added = person_history(db, person_id)
    assert (edited.field, edited.before, edited.after) == ("phone", "+250788000001", "+250788000002")
    assert edited.user_name == "Invented Admin"
    assert edited.said_at is not None
    assert added.field == ""


def _one(database: Database, name: str) -> int:
    with database.transaction() as db:
        details = Details(family_name="UWERA", given_name=name, sex="F")
        return add_person(db, college_scope=12, details=details).person_id


def test_merging_and_separating_stand_in_both_histories(database: Database, administrator_id: int) -> None:
    day = date(2027, 3, 8)
    kept, merged = _one(database, "Chantal"), _one(database, "Shantal")
    with database.transaction(user_id=administrator_id) as db:
        join_people(db, kept_id=kept, merged_id=merged, take=(), reason="", by=None, on_date=day)
    with database.reading() as db:
        joined, *added = person_history(db, kept)
    assert (joined.field, joined.before, joined.after) == ("merged_into", None, "UWERA Chantal")
    assert (joined.entry, joined.user_name) == ("UWERA Shantal", "Invented Admin")
    assert [(one.field, one.entry) for one in added] == [("", "UWERA Shantal"), ("", "")]

    with database.transaction(user_id=administrator_id) as db:
        part_people(db, person_id=merged, reason="", by=None, on_date=day)
    with database.reading() as db:
        assert [(one.entry, one.field, one.before, one.after) for one in person_history(db, kept)] == [
            ("UWERA Shantal", "merged_into", "UWERA Chantal", None),
            ("UWERA Shantal", "merged_into", None, "UWERA Chantal"),
            ("", "", None, None),
        ]
        assert [(one.field, one.after) for one in person_history(db, merged)] == [
            ("merged_into", None),
            ("merged_into", "UWERA Chantal"),
            ("", None),
        ]


def test_who_was_told_apart_stands_in_both_histories(database: Database, administrator_id: int) -> None:
    first, second = _one(database, "Chantal"), _one(database, "Shantal")
    with database.transaction(user_id=administrator_id) as db:
        tell_apart(db, first_id=first, second_id=second, by=None, on_date=date(2027, 3, 8))
    with database.reading() as db:
        for person_id, other in ((first, "UWERA Shantal"), (second, "UWERA Chantal")):
            told, added = person_history(db, person_id)
            assert (told.field, told.after, told.user_name) == ("told_apart", other, "Invented Admin")
            assert added.field == ""
