from tests.courses.factories import a_college, a_course
from tvet_desktop.courses.models import Course
from tvet_desktop.courses.propose_code import propose_code
from tvet_desktop.storage.database import Database


def test_the_first_course_of_a_year_is_number_one(database: Database) -> None:
    with database.transaction() as db:
        a_course(db, code="HUY-2026-07")

        assert propose_code(db, college_id=a_college(db).id, year=2027) == "HUY-2027-01"


def test_the_next_number_is_proposed_and_a_removed_course_keeps_its_own(database: Database) -> None:
    with database.transaction() as db:
        a_course(db, code="HUY-2027-02")
        course_id = a_course(db, code="HUY-2027-09")
        a_course(db, code="HUY-2027-X")
        db.get_one(Course, course_id).deleted = True
        db.flush()

        assert propose_code(db, college_id=a_college(db).id, year=2027) == "HUY-2027-10"
