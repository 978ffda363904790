from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvet_desktop.attendance.marked_sheets.read_marks_sheet import read_marks
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.people.match_names import (
    Ambiguous,
    Match,
    NameIndex,
    NameMatch,
    Partial,
    Unknown,
    match_person_by_full_name,
    names_of_people,
)
from tvet_desktop.people.registers.import_people import import_people
from tvet_desktop.people.registers.read_register import read_register
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.storage.database import Database

INDEX = NameIndex(
    [
        (1, "UWIMANA Gérard"),
        (2, "Mukeshimana"),
        (3, "KAMANZI Eric"),
        (4, "KAMANZI Eric"),
        (5, "RWIGEMA Alice"),
        (6, "LWIGEMA Alice Marie"),
        (7, "Keza"),
        (8, "Keza"),
    ],
    merged={5: 6, 8: 7},
)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("Gerard UWIMANA", Match(1)),
        ("uwimana gérard", Match(1)),
        ("MUKESHIMANA", Match(2)),
        ("Kamanzi Eric", Ambiguous((3, 4))),
        ("Uwimana", Partial((1,))),
        ("MUKESHIMANA Théogène", Partial((2,))),
        ("Eric", Partial((3, 4))),
        ("Alice Rwigema", Match(6)),
        ("KEZA", Match(7)),
        ("MUKAMANA Immaculée", Unknown()),
        ("UWIMANA Grâce", Unknown()),
        ("", Unknown()),
    ],
)
def test_only_a_full_name_of_one_person_links(text: str, match: NameMatch) -> None:
    assert INDEX.match(text) == match


def test_sheet_of_huye_links_390_marks_and_leaves_the_rest_to_a_person(
    database: Database, now: datetime
) -> None:
    register = read_register(read_workbook(RESOURCES / "samples" / "trainees_huye.xlsx"))
    sheet = read_marks(read_workbook(RESOURCES / "samples" / "attendance_huye.xlsx"))
    with database.transaction() as db:
        import_people(db, register=register, college_scope=12, by=None, now=now)

    with database.reading() as db:
        index = names_of_people(db, college_scope=12)
        alone = match_person_by_full_name(db, college_scope=12, text="Gérard UWIMANA")
        elsewhere = match_person_by_full_name(db, college_scope=18, text="ISHIMWE Cyprien")

    marks: Counter[str] = Counter()
    for line in sheet.lines:
        marks[type(index.match(line.name)).__name__] += len(line.marks)
    assert marks == {"Match": 390, "Partial": 20, "Unknown": 10}
    assert isinstance(alone, Partial)
    assert elsewhere == Unknown()


@given(st.lists(st.text("ABCDE ", min_size=1, max_size=8), max_size=12), st.text("ABCDE ", max_size=8))
def test_a_link_is_never_ambiguous(names: list[str], text: str) -> None:
    match = NameIndex(enumerate(names), merged={}).match(text)

    same = [
        number
        for number, name in enumerate(names)
        if sorted(name.split()) == sorted(text.split()) and name.split()
    ]
    if isinstance(match, Match):
        assert same == [match.person_id]
    elif isinstance(match, Ambiguous):
        assert same == list(match.person_ids)
    else:
        assert same == []
