from datetime import date

import pytest

from tvet_desktop.documents.bad_cells import CellProblem
from tvet_desktop.people.add_person import add_person
from tvet_desktop.people.confirm_name import confirm_name
from tvet_desktop.people.edit_person import edit_person
from tvet_desktop.people.models import Person
from tvet_desktop.people.queries import list_people, people_index, person_file
from tvet_desktop.people.read_form import BadField, read_person_form
from tvet_desktop.people.register import Details
from tvet_desktop.people.registers.recognise_college import recognise_college
from tvet_desktop.people.rules import BadCertificateName, PersonIncomplete
from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database
from tvet_desktop.storage.ids import scope_of

HUYE, TUMBA = 12, 18


def _add(
    database: Database, family: str, given: str = "", sex: str = "F", scope: int = HUYE, **more: str
) -> int:
    with database.transaction() as db:
        return add_person(db, college_scope=scope, details=Details(family, given, sex, **more)).person_id


def _found(database: Database, text: str) -> list[str]:
    with database.reading() as db:
        return [row.name for row in list_people(db, text=text).rows]


def test_form_is_read_like_the_cells_of_a_register() -> None:
    details = read_person_form(
        {
            "family_name": " MUKAMANA ",
            "given_name": "Immaculée",
            "sex": "gore",
            "birth": "4/5/1990",
            "position": "Umwarimu",
            "phone": "0788 000 111",
            "email": "",
            "id_number": "1 1990 7 0012345 6 78",
            "district": "Huye",
        }
    )

    assert (details.family_name, details.given_name, details.sex) == ("MUKAMANA", "Immaculée", "F")
    assert (details.birth_year, details.birth_date) == (1990, date(1990, 5, 4))
    assert (details.phone, details.email, details.position) == ("+250788000111", None, "TEACHER")
    assert (details.id_document_type, details.id_document_number) == ("NATIONAL_ID", "1199070012345678")


def test_field_that_cannot_be_read_is_named() -> None:
    with pytest.raises(BadField) as caught:
        read_person_form({"family_name": "KEZA", "sex": "F", "phone": "12"})

    assert (caught.value.field, caught.value.problem) == ("phone", CellProblem.BAD_PHONE)
    assert "0788 123 456" in caught.value.sentence()


@pytest.mark.parametrize(
    ("texts", "problem"),
    [({"sex": "F"}, CellProblem.NO_NAME), ({"given_name": "Aline"}, CellProblem.NO_SEX)],
)
def test_person_needs_a_name_and_a_sex(texts: dict[str, str], problem: CellProblem) -> None:
    with pytest.raises(PersonIncomplete) as caught:
        read_person_form(texts)

    assert caught.value.problem is problem
    assert caught.value.sentence()


def test_added_person_lives_in_the_scope_of_the_college(database: Database) -> None:
    person_id = _add(database, "Uwimana")

    with database.reading() as db:
        person = person_file(db, person_id)

    assert (scope_of(person_id), person.college_scope, person.name) == (HUYE, HUYE, "UWIMANA")
    assert person.printed_name == "UWIMANA"


def test_edit_writes_only_what_changed(database: Database) -> None:
    person_id = _add(database, "KEZA", "Aline", phone="+250788000111")

    with database.transaction() as db:
        edited = edit_person(
            db, person_id=person_id, details=Details("KEZA", "Aline", "F", phone="+250788000112")
        )

    assert edited.before.phone == "+250788000111"
    with database.reading() as db:
        assert (db.get_one(Person, person_id).field_stamps or {}).keys() == {"phone"}


def test_edit_needs_a_complete_person_who_is_here(database: Database) -> None:
    person_id = _add(database, "KEZA")

    with pytest.raises(PersonIncomplete), database.transaction() as db:
        edit_person(db, person_id=person_id, details=Details("", "", "F"))
    with pytest.raises(NotFound), database.transaction() as db:
        edit_person(db, person_id=person_id + 1, details=Details("KEZA", "", "F"))


def test_name_is_confirmed_letter_by_letter_and_again_after_a_change(
    database: Database, administrator_id: int
) -> None:
    person_id = _add(database, "KEZA", "Aline")
    with database.transaction() as db:
        confirmed = confirm_name(
            db,
            person_id=person_id,
            certificate_name=" Aline  Keza-Marie ",
            confirmed_on=date(2027, 3, 12),
            by=administrator_id,
        )
    assert confirmed.certificate_name == "Aline Keza-Marie"

    with database.transaction() as db:
        same_name = edit_person(db, person_id=person_id, details=Details("KEZA", "Aline", "F", notes="left"))
        assert person_file(db, person_id).name_confirmed_on == date(2027, 3, 12)
        renamed = edit_person(db, person_id=person_id, details=Details("KEZA", "Alice", "F"))
        person = person_file(db, person_id)

    assert (same_name.name_to_confirm, renamed.name_to_confirm) == (False, True)
    assert (person.printed_name, person.name_confirmed_on, person.name_confirmed_by) == (
        "KEZA Alice",
        None,
        None,
    )


@pytest.mark.parametrize("name", ["", " - ", "X", "N" * 81])
def test_unprintable_names_are_not_confirmed(database: Database, name: str) -> None:
    person_id = _add(database, "KEZA")

    with pytest.raises(BadCertificateName), database.transaction() as db:
        confirm_name(db, person_id=person_id, certificate_name=name, confirmed_on=date(2027, 3, 12), by=None)


@pytest.mark.parametrize(
    "text",
    [
        "rwigema",
        "LWIGEMA",
        "esperance",
        "Espérance rwi",
        "darc",
        "d'Arc espe",
        "0788 000 111",
        "+250788",
        "e.l@example",
    ],
)
def test_search_minds_neither_accents_nor_r_l_nor_order(database: Database, text: str) -> None:
    _add(database, "LWIGEMA", "Espérance d'Arc", phone="+250788000111", email="e.l@example.org")
    _add(database, "KEZA", "Diane")

    assert _found(database, text) == ["LWIGEMA Espérance d'Arc"]


def test_short_words_begin_a_name(database: Database) -> None:
    _add(database, "MUGABO", "Eric")
    _add(database, "UWERA", "Aline")

    assert _found(database, "er") == ["MUGABO Eric"]
    assert _found(database, "era") == ["UWERA Aline"]


def test_list_is_sorted_cut_and_counted(database: Database) -> None:
    for family in ("UWASE", "BIZIMANA", "ÉMERY", "KEZA"):
        _add(database, family)
    _add(database, "AMANI", scope=TUMBA)

    with database.reading() as db:
        page = list_people(db, college_scope=HUYE, limit=2, offset=1)

    assert [row.name for row in page.rows] == ["ÉMERY", "KEZA"]
    assert page.total == 4


def test_removed_and_merged_people_are_not_listed(database: Database) -> None:
    kept, merged, removed = _add(database, "KEZA"), _add(database, "KEZZA"), _add(database, "UWASE")
    with database.transaction() as db:
        db.get_one(Person, merged).merged_into = kept
        db.get_one(Person, removed).deleted = True

    assert _found(database, "") == ["KEZA"]


def test_index_keeps_one_sex_or_position(database: Database) -> None:
    _add(database, "KEZA", position="TEACHER")
    _add(database, "MUGABO", sex="M", position="TEACHER")
    _add(database, "UWASE", position="STUDENT")

    with database.reading() as db:
        index = people_index(db, college_scope=HUYE, sex="F", position="TEACHER")

    assert [row.name for row in index.find("").rows] == ["KEZA"]
    assert index.find("uwase").total == 0


def test_college_is_recognised_among_those_of_the_programme(database: Database) -> None:
    with database.reading() as db:
        colleges = list_colleges(db)

    found = recognise_college(colleges, ["List", "register_IPRC_South.xlsx"])

    assert found is not None
    assert found.code == "HUY"
    assert recognise_college(colleges, ["List"]) is None
