"""Districts and sectors of Rwanda. Thirty names of sectors are used more than once: a sector needs its district."""

import json
from difflib import get_close_matches
from functools import cache

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.shared.text import fold_name
from tvet_desktop.shared.translation import _


class DistrictUnknown(UserError):
    """No district is named so. ``nearest`` is what may be meant, or empty."""

    def __init__(self, district: str, nearest: str) -> None:
        super().__init__(district, nearest)
        self.district = district
        self.nearest = nearest

    def sentence(self) -> str:
        """Offer the nearest name."""
        if self.nearest:
            return _(
                "There is no district “{district}” in Rwanda: did you mean “{nearest}”? Choose it from the list."
            ).format(district=self.district, nearest=self.nearest)
        return _("There is no district “{district}” in Rwanda: choose one from the list.").format(
            district=self.district
        )


class SectorUnknown(UserError):
    """The district has no sector of this name."""

    def __init__(self, sector: str, district: str, nearest: str) -> None:
        super().__init__(sector, district, nearest)
        self.sector = sector
        self.district = district
        self.nearest = nearest

    def sentence(self) -> str:
        """Offer the nearest name."""
        if self.nearest:
            return _(
                "The district {district} has no sector “{sector}”: did you mean “{nearest}”? Choose it from the"
                " list."
            ).format(district=self.district, sector=self.sector, nearest=self.nearest)
        return _("The district {district} has no sector “{sector}”: choose one from the list.").format(
            district=self.district, sector=self.sector
        )


class DistrictMissing(UserError):
    """A sector without its district may be in several."""

    def __init__(self, sector: str) -> None:
        super().__init__(sector)
        self.sector = sector

    def sentence(self) -> str:
        """Ask for the district."""
        return _("Which district is the sector “{sector}” in? Choose the district first.").format(
            sector=self.sector
        )


@cache
def provinces() -> dict[str, dict[str, list[str]]]:
    """Return the sectors of every district of every province."""
    places: dict[str, dict[str, list[str]]] = json.loads((RESOURCES / "districts.json").read_text("utf-8"))
    return places


def districts() -> list[str]:
    """Return the thirty districts by name."""
    return sorted(_sectors_by_district())


def sectors_of(district: str) -> list[str]:
    """Return the sectors of a district by name; none if it is no district."""
    return _sectors_by_district().get(district, [])


def read_place(district: str, sector: str) -> tuple[str | None, str | None]:
    """Return district and sector as they are officially written; either may be left out as "".

    Case, accents, r and l do not matter.

    Raises:
        DistrictUnknown, SectorUnknown, DistrictMissing: a name that leads nowhere.
    """
    if not district:
        if sector:
            raise DistrictMissing(sector)
        return None, None
    found, nearest = _find(district, districts())
    if found is None:
        raise DistrictUnknown(district, nearest)
    if not sector:
        return found, None
    place, nearest = _find(sector, sectors_of(found))
    if place is None:
        raise SectorUnknown(sector, found, nearest)
    return found, place


@cache
def _sectors_by_district() -> dict[str, list[str]]:
    return {district: sectors for places in provinces().values() for district, sectors in places.items()}


def _find(text: str, names: list[str]) -> tuple[str | None, str]:
    """Return the name that is meant, or None and the nearest name."""
    folded = {fold_name(name): name for name in names}
    key = fold_name(text)
    near = get_close_matches(key, folded, n=1)
    return folded.get(key), folded[near[0]] if near else ""
