"""What a PC writes, every other PC can read, however much it is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.sync.stations import HUYE, Station, make_template
from tvet_desktop.people.models import Person
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.capture import MOST_LETTERS, TextTooLong
from tvet_desktop.storage.database import new_id
from tvet_desktop.sync.bundle import LARGEST_FILE


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[list[Station]]:
    clock = FixedClock(datetime(2027, 3, 8, 7, 30, tzinfo=UTC))
    template = make_template(tmp_path, clock, [("second", [HUYE], False)])
    (tmp_path / "open").mkdir()
    stations = template.open(tmp_path / "open")
    yield stations
    for station in stations:
        station.close()


def _add(station: Station, *names: str) -> None:
    with station.database.transaction() as db:
        db.add_all(Person(id=new_id(db, HUYE), family_name=name, sex="F") for name in names)


def test_much_text_is_divided_into_files_that_others_read(pcs: list[Station]) -> None:
    first, second = pcs
    _add(first, *(f"{number} " * 10_000 for number in range(100, 210)))

    imported = second.read(first.parcel())

    assert imported.refused == ()
    assert second.dump() == first.dump()


def test_a_longest_row_of_the_widest_letters_fits_into_a_file(pcs: list[Station]) -> None:
    first, second = pcs
    letters = "".join(chr(0x10000 + number * 7 % 60_000) for number in range(MOST_LETTERS - 10))
    _add(first, letters)

    parcel = first.parcel()

    assert max(map(len, parcel.bundles)) <= LARGEST_FILE
    second.read(parcel)
    assert second.dump() == first.dump()


def test_a_row_that_no_other_pc_would_take_is_not_saved(pcs: list[Station]) -> None:
    before = pcs[0].dump()

    with pytest.raises(TextTooLong) as refusal:
        _add(pcs[0], "x" * (MOST_LETTERS + 1))

    assert "60,000" in refusal.value.sentence()
    assert pcs[0].dump() == before


def test_a_letter_that_ends_texts_is_left_away(pcs: list[Station]) -> None:
    _add(pcs[0], "UWA\0SE")

    assert any('"UWASE"' in line for line in pcs[0].dump())
