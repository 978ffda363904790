"""How much speaks for two rows being one person, and what.

Every likeness adds what it says, every difference takes away, in bits (a bit doubles the odds), from how rare a
person is who stands on the list twice. Shared names alone are very common and seldom enough; neither is a
shared phone, which families use together, with given names and years of their own.
"""

from dataclasses import dataclass
from enum import StrEnum
from math import log2

from rapidfuzz.distance import OSA

from tvet_desktop.people.duplicates.name_likeness import name_bits
from tvet_desktop.people.duplicates.name_words import name_words
from tvet_desktop.people.duplicates.rates import Candidate, Rates
from tvet_desktop.shared.translation import _

LIKELY = 60
"""From this score on a person should look."""
_SECOND_ENTRIES = 0.1
"""Of ten people, one is expected to have a second entry."""
_SHORTEST_LIST = 600
"""In a short list, people are still compared as in one of so many: who comes next is not known."""
_WORDS_TO_TELL = 8.0
"""A name that says less is called common."""


class Reason(StrEnum):
    """What speaks for or against."""

    SAME_ID = "SAME_ID"
    NEAR_ID = "NEAR_ID"
    SAME_NAME = "SAME_NAME"
    COMMON_NAME = "COMMON_NAME"
    NEAR_NAME = "NEAR_NAME"
    PART_OF_NAME = "PART_OF_NAME"
    SAME_PHONE = "SAME_PHONE"
    NEAR_PHONE = "NEAR_PHONE"
    SAME_BIRTH = "SAME_BIRTH"
    SAME_BIRTH_DATE = "SAME_BIRTH_DATE"
    NEAR_BIRTH = "NEAR_BIRTH"
    SAME_EMAIL = "SAME_EMAIL"
    SAME_DEPARTMENT = "SAME_DEPARTMENT"
    SAME_DISTRICT = "SAME_DISTRICT"
    OTHER_NAME = "OTHER_NAME"
    OTHER_ID = "OTHER_ID"
    OTHER_PHONE = "OTHER_PHONE"
    OTHER_BIRTH = "OTHER_BIRTH"
    OTHER_SEX = "OTHER_SEX"

    def sentence(self) -> str:
        """Say it."""
        return {
            Reason.SAME_ID: _("same ID number"),
            Reason.NEAR_ID: _("nearly the same ID number"),
            Reason.SAME_NAME: _("same name"),
            Reason.COMMON_NAME: _("same name, a common one"),
            Reason.NEAR_NAME: _("nearly the same name"),
            Reason.PART_OF_NAME: _("one name is part of the other"),
            Reason.SAME_PHONE: _("same phone"),
            Reason.NEAR_PHONE: _("nearly the same phone"),
            Reason.SAME_BIRTH: _("same year of birth"),
            Reason.SAME_BIRTH_DATE: _("same day of birth"),
            Reason.NEAR_BIRTH: _("nearly the same year of birth"),
            Reason.SAME_EMAIL: _("same e-mail"),
            Reason.SAME_DEPARTMENT: _("same department"),
            Reason.SAME_DISTRICT: _("same district"),
            Reason.OTHER_NAME: _("another name"),
            Reason.OTHER_ID: _("another ID number"),
            Reason.OTHER_PHONE: _("another phone"),
            Reason.OTHER_BIRTH: _("another year of birth"),
            Reason.OTHER_SEX: _("another sex"),
        }[self]


Found = tuple[Reason, float]
"""What was found, and its bits."""
_SAME_SEX, _OTHER_SEX = 0.7, -5.5
_SAME_ID, _NEAR_ID, _OTHER_ID = 34.0, 12.0, -3.0
_SAME_PHONE, _NEAR_PHONE, _OTHER_PHONE = 9.0, 5.0, -2.0
_SAME_EMAIL, _EMAIL_OF_NAME, _OTHER_EMAIL = 10.0, 4.0, -1.5
_OTHER_PLACE = -1.5
_AMONG_FAMILY = {Reason.SAME_PHONE: 3.0, Reason.SAME_BIRTH_DATE: 5.0, Reason.SAME_DISTRICT: 0.0}
"""Who has another name may be a sister, a brother, a twin: what families share says no more than this then."""
_SAME_DAY, _OTHER_DAY = 5.0, -3.0
_NEXT_YEAR, _SLIP_OF_YEAR, _OTHER_YEAR = -1.0, -3.0, -6.0
_ID_DIGITS_SLIPPED, _PHONE_DIGITS_SLIPPED = 2, 1
_ID_WITHOUT_ISSUE = 13
"""The further digits of a national ID change when a card is issued again."""


@dataclass(frozen=True)
class Likeness:
    """What was found. ``reasons`` come strongest first; ``bits`` orders what has the same score.

    ``score`` goes from 0 to 99: of a hundred such pairs, about so many are one person.
    """

    score: int
    reasons: tuple[Reason, ...]
    bits: float = 0.0


def likeness(first: Candidate, second: Candidate, rates: Rates) -> Likeness:
    """Return how much speaks for two rows being one person; ``rates`` are those of their list."""
    bits, found = evidence(first, second, rates)
    bits += prior_bits(rates.people)
    found.sort(key=lambda said: -abs(said[1]))
    return Likeness(score_of(bits), tuple(reason for reason, _bits in found), bits)


def prior_bits(people: int) -> float:
    """Return how unlikely it is that two people of a list of this length are one, before they are compared."""
    return log2(_SECOND_ENTRIES / max(people, _SHORTEST_LIST))


def score_of(bits: float) -> int:
    """Return bits as a number that people read."""
    return min(int(100 / (1 + 2.0 ** -max(min(bits, 60.0), -60.0))), 99)


def evidence(first: Candidate, second: Candidate, rates: Rates) -> tuple[float, list[Found]]:
    """Return the sum of all that was found, and what; small agreements count without being named."""
    bits, found = beside_name(first, second, rates)
    name = _name(first, second, rates)
    if name[0] is Reason.OTHER_NAME:
        bits -= sum(max(said - _AMONG_FAMILY.get(reason, said), 0.0) for reason, said in found)
    return bits + name[1], [name, *found]


def beside_name(first: Candidate, second: Candidate, rates: Rates) -> tuple[float, list[Found]]:
    """Return the same of everything but the names, which take longest to compare."""
    found: list[Found] = []
    bits = 0.0
    if first.id_number and second.id_number:
        found.append(_id_number(first.id_number, second.id_number))
    if first.phone and second.phone:
        found.append(_phone(first.phone, second.phone, rates))
    if first.birth_year and second.birth_year:
        found.append(_birth(first, second, rates))
    if first.email and second.email:
        if first.email.casefold() == second.email.casefold():
            found.append((Reason.SAME_EMAIL, _EMAIL_OF_NAME if _is_of_name(first) else _SAME_EMAIL))
        else:
            bits += _OTHER_EMAIL
    bits += _places(first, second, rates, found)
    if first.sex != second.sex and {first.sex, second.sex} == {"F", "M"}:
        found.append((Reason.OTHER_SEX, _OTHER_SEX))
    elif first.sex == second.sex and first.sex in ("F", "M"):
        bits += _SAME_SEX
    return bits + sum(said for _reason, said in found), found


def _name(first: Candidate, second: Candidate, rates: Rates) -> Found:
    bits, is_exact, alike, apart = name_bits(first.words, second.words, rates)
    if not alike:
        return Reason.OTHER_NAME, bits
    if not apart:
        if not is_exact:
            return Reason.NEAR_NAME, bits
        return Reason.SAME_NAME if bits > _WORDS_TO_TELL else Reason.COMMON_NAME, bits
    shorter = min(len(first.words), len(second.words))
    is_part = apart == abs(len(first.words) - len(second.words)) and alike == shorter
    return (Reason.PART_OF_NAME if is_part else Reason.OTHER_NAME), bits


def _id_number(one: str, other: str) -> Found:
    if one == other:
        return Reason.SAME_ID, _SAME_ID
    is_near = len(one) == len(other) and (
        one[:_ID_WITHOUT_ISSUE] == other[:_ID_WITHOUT_ISSUE]
        or OSA.distance(one, other, score_cutoff=_ID_DIGITS_SLIPPED) <= _ID_DIGITS_SLIPPED
    )
    return (Reason.NEAR_ID, _NEAR_ID) if is_near else (Reason.OTHER_ID, _OTHER_ID)


def _phone(one: str, other: str, rates: Rates) -> Found:
    if one == other:
        return Reason.SAME_PHONE, _SAME_PHONE - log2(max(rates.users_of(one) - 1, 1))
    if OSA.distance(one, other, score_cutoff=_PHONE_DIGITS_SLIPPED) <= _PHONE_DIGITS_SLIPPED:
        return Reason.NEAR_PHONE, _NEAR_PHONE
    return Reason.OTHER_PHONE, _OTHER_PHONE


def _birth(first: Candidate, second: Candidate, rates: Rates) -> Found:
    one, other = first.birth_year or 0, second.birth_year or 0
    if one == other:
        bits = rates.year_bits(one)
        days = (first.birth_date, second.birth_date)
        if days[0] is None or days[1] is None:
            return Reason.SAME_BIRTH, bits
        if days[0] == days[1]:
            is_placeholder = (days[0].day, days[0].month) == (1, 1)
            return (Reason.SAME_BIRTH, bits) if is_placeholder else (Reason.SAME_BIRTH_DATE, bits + _SAME_DAY)
        return Reason.SAME_BIRTH, bits + _OTHER_DAY
    if abs(one - other) == 1:
        return Reason.NEAR_BIRTH, _NEXT_YEAR
    if OSA.distance(str(one), str(other), score_cutoff=1) <= 1:
        return Reason.OTHER_BIRTH, _SLIP_OF_YEAR
    return Reason.OTHER_BIRTH, _OTHER_YEAR


def _places(first: Candidate, second: Candidate, rates: Rates, found: list[Found]) -> float:
    """Name the places that are the same; return what it takes away that others are not: people move."""
    bits = 0.0
    for reason, one, other in (
        (Reason.SAME_DEPARTMENT, first.department, second.department),
        (Reason.SAME_DISTRICT, first.district, second.district),
    ):
        if one and one == other:
            found.append((reason, rates.place_bits(one)))
        elif one and other:
            bits += _OTHER_PLACE
    return bits


def _is_of_name(person: Candidate) -> bool:
    """Tell whether an address only repeats the name: homonyms may both be entered with it."""
    local = (person.email or "").split("@")[0]
    return set(name_words(local)) <= set(person.words)
