import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvet_desktop.ideas.places import (
    DistrictMissing,
    DistrictUnknown,
    SectorUnknown,
    districts,
    provinces,
    read_place,
    sectors_of,
)


def test_there_are_five_provinces_thirty_districts_and_all_sectors() -> None:
    assert sorted(provinces()) == ["City of Kigali", "Eastern", "Northern", "Southern", "Western"]
    assert len(districts()) == 30
    assert sum(len(sectors_of(district)) for district in districts()) == 416
    assert sectors_of("Nowhere") == []


@pytest.mark.parametrize(
    ("district", "sector", "place"),
    [
        ("Rwamagana", "Gishari", ("Rwamagana", "Gishali")),
        ("RWAMAGANA", "gishali", ("Rwamagana", "Gishali")),
        ("Huye", "", ("Huye", None)),
        ("", "", (None, None)),
    ],
)
def test_a_place_is_read_however_it_is_written(
    district: str, sector: str, place: tuple[str | None, str | None]
) -> None:
    assert read_place(district, sector) == place


@given(st.data())
def test_every_place_is_read_as_itself(data: st.DataObject) -> None:
    district = data.draw(st.sampled_from(districts()))
    sector = data.draw(st.sampled_from(sectors_of(district)))

    assert read_place(district.upper(), sector.lower().replace("r", "l")) == (district, sector)


def test_an_unknown_district_offers_the_nearest() -> None:
    with pytest.raises(DistrictUnknown, match="no district “Huy” in Rwanda: did you mean “Huye”"):
        read_place("Huy", "")
    with pytest.raises(DistrictUnknown, match="no district “Xyz” in Rwanda: choose one"):
        read_place("Xyz", "")


def test_an_unknown_sector_offers_the_nearest_of_its_district() -> None:
    with pytest.raises(SectorUnknown, match="Rwamagana has no sector “Gishary”: did you mean “Gishali”"):
        read_place("Rwamagana", "Gishary")
    with pytest.raises(SectorUnknown, match="Huye has no sector “Gishari”"):
        read_place("Huye", "Gishari")


def test_a_sector_needs_its_district() -> None:
    with pytest.raises(DistrictMissing, match="Which district is the sector “Tumba” in"):
        read_place("", "Tumba")
