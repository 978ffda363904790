from tests.courses.factories import a_course
from tests.programme.logos.pictures import BLUE, GREEN, ORANGE, logo_file
from tvet_desktop.courses.models import CoursePartner
from tvet_desktop.courses.papers_logos import logos_by_ids, logos_of_course
from tvet_desktop.programme.logos.add_logo import add_logo
from tvet_desktop.programme.logos.remove_logo import remove_logo
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.ids import Scope

HUYE, KARONGI = 12, 14
LOGOS = (
    (HUYE, "Partner of Huye", (90, 0, 90), True),
    (HUYE, "IPRC Huye", GREEN, False),
    (KARONGI, "IPRC Karongi", (9, 9, 9), False),
    (Scope.SHARED, "Partner of all", ORANGE, True),
    (Scope.SHARED, "Rwanda Polytechnic", BLUE, False),
)


def given(database: Database) -> tuple[int, dict[str, int]]:
    with database.transaction() as db:
        ids = {
            owner: add_logo(
                db, scope=scope, owner=owner, picture=logo_file(colour), is_partner=partner, by=None
            ).logo_id
            for scope, owner, colour, partner in LOGOS
        }
        return a_course(db), ids


def owners(database: Database, course: int) -> list[str]:
    with database.reading() as db:
        return [row.owner for row in logos_of_course(db, course)]


def test_a_course_has_the_programmes_and_its_colleges_logos_then_the_partners_it_names(
    database: Database,
) -> None:
    course, ids = given(database)
    assert owners(database, course) == ["Rwanda Polytechnic", "IPRC Huye"]

    with database.transaction() as db:
        for owner in ("Partner of Huye", "Partner of all"):
            db.add(CoursePartner(course_id=course, logo_id=ids[owner]))
    assert owners(database, course) == [
        "Rwanda Polytechnic",
        "IPRC Huye",
        "Partner of all",
        "Partner of Huye",
    ]


def test_a_removed_logo_is_on_no_new_paper_and_is_still_found_for_old_ones(database: Database) -> None:
    course, ids = given(database)
    wanted = [ids["IPRC Huye"], ids["Rwanda Polytechnic"]]
    with database.transaction() as db:
        remove_logo(db, logo_id=ids["IPRC Huye"], by=None)

    assert owners(database, course) == ["Rwanda Polytechnic"]
    with database.reading() as db:
        found = logos_by_ids(db, [*wanted, 1])
    assert [row.owner for row in found] == ["IPRC Huye", "Rwanda Polytechnic"]
    assert found[0].data == logo_file(GREEN)
