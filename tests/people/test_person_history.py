from tvet_desktop.people.add_person import add_person
from tvet_desktop.people.edit_person import edit_person
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
