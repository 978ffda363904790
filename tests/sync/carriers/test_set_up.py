"""Which places are set up on a PC."""

from pathlib import Path

import pytest

from tests.sync.carriers.conftest import carrier_of
from tests.sync.carriers.contract import check_carrier
from tests.sync.conftest import Pc
from tvet_desktop.sync.carriers.errors import CarrierGone, CarrierObstructed
from tvet_desktop.sync.carriers.set_up import (
    CarrierKnown,
    SetUpCarrier,
    list_carriers,
    set_up_folder,
    switch_automatic,
    take_away_carrier,
)


def _carriers(pc: Pc) -> list[SetUpCarrier]:
    with pc.app.database.reading() as db:
        return list_carriers(db)


def test_a_folder_does_what_every_carrier_must(founder: Pc, stick: Path) -> None:
    check_carrier(carrier_of(founder, stick))


def test_a_place_is_set_up_switched_and_taken_away(founder: Pc, stick: Path) -> None:
    with founder.app.database.transaction() as db:
        place = set_up_folder(db, folder=stick, label="  Blue   stick ")
    assert (place.label, place.automatic) == ("Blue stick", False)
    with founder.app.database.transaction() as db:
        switch_automatic(db, carrier=place, automatic=True)
    (place,) = _carriers(founder)
    assert place.automatic
    with pytest.raises(CarrierKnown), founder.app.database.transaction() as db:
        set_up_folder(db, folder=stick)
    with founder.app.database.transaction() as db:
        take_away_carrier(db, carrier=place)

    assert _carriers(founder) == []
    assert any(stick.iterdir())


def test_a_place_that_cannot_be_used_is_not_set_up(founder: Pc, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("a file")
    for folder, error in ((tmp_path / "nowhere", CarrierGone), (tmp_path / "letter", CarrierObstructed)):
        with pytest.raises(error), founder.app.database.transaction() as db:
            set_up_folder(db, folder=folder)

    assert _carriers(founder) == []
