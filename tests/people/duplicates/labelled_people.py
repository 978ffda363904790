"""A list of people who do not exist, in which it is known who stands on it twice and by which mistakes.

Beside true duplicates it holds what makes them hard to find: very common names, homonyms, brothers and
sisters with one phone and similar names, twins.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from tests.people.duplicates.invented_names import FAMILY_NAMES, MEN, WOMEN
from tvet_desktop.people.personal_details import read_phone
from tvet_desktop.people.register import Details

TUNING_SEEDS = (11, 12, 13)
"""What the weights were chosen with."""
TEST_SEEDS = (501, 502, 503)
"""What is stated and guarded: nothing was chosen with these."""
PEOPLE = 5_000
DUPLICATES = 0.05
_FLATTENED = 5
"""Ranks are shifted by so much: the commonest name is borne by 3 to 4 of 100, as in the country."""
_VOWELS = "AEIOU"
DEPARTMENTS = (
    "Civil Engineering",
    "ICT",
    "Electrical & Electronics",
    "Mechanical Engineering",
    "Hospitality",
    "Irrigation & Drainage",
    "Crop Production",
    "Forestry",
)
DISTRICTS = (
    "Huye Nyanza Gisagara Nyamagabe Ruhango Nyaruguru Muhanga Kamonyi Gasabo Rusizi Karongi Nyamasheke Kicukiro"
    " Bugesera Ngoma Musanze Rubavu Gicumbi"
).split()
"""The nearest first: most come from around the college."""


@dataclass(frozen=True)
class LabelledPeople:
    """``people`` by number; ``twice`` has (original, second entry) with the kinds of mistakes between them."""

    people: tuple[Details, ...]
    twice: dict[tuple[int, int], tuple[str, ...]]


def labelled_people(seed: int, people: int = PEOPLE) -> LabelledPeople:
    """Return the same list for the same seed, in an order that tells nothing."""
    chance = Random(seed)
    duplicates = round(people * DUPLICATES)
    originals: list[Details] = []
    while len(originals) < people - duplicates:
        originals.append(_person(chance))
        draw = chance.random()
        if draw < 0.03:
            originals.append(_sibling(chance, originals[-1]))
        elif draw < 0.05:
            originals.append(_homonym(chance, originals[-1]))
    del originals[people - duplicates :]
    everybody = list(originals)
    made: list[tuple[int, int, tuple[str, ...]]] = []
    for first in chance.sample(range(len(originals)), duplicates):
        entry, kinds = _entered_again(chance, originals[first])
        made.append((first, len(everybody), kinds))
        everybody.append(entry)

    order = list(range(len(everybody)))
    chance.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    twice = {(min(place[a], place[b]), max(place[a], place[b])): kinds for a, b, kinds in made}
    return LabelledPeople(tuple(everybody[old] for old in order), twice)


def _zipf(chance: Random, names: Sequence[str]) -> str:
    """Draw a name; the one of rank n comes about 1/n times as often as the first."""
    return chance.choices(names, _weights(len(names)))[0]


@cache
def _weights(count: int) -> list[float]:
    return [1 / (rank + _FLATTENED) for rank in range(1, count + 1)]


def _family(chance: Random, sex: str) -> str:
    """Names that begin with Muka or Nyira are women's."""
    name = _zipf(chance, FAMILY_NAMES)
    while sex == "M" and name.startswith(("MUKA", "NYIRA")):
        name = _zipf(chance, FAMILY_NAMES)
    return name


def _given(chance: Random, sex: str) -> str:
    names = WOMEN if sex == "F" else MEN
    given = [_zipf(chance, names)]
    if chance.random() < 0.3:
        given.append(_zipf(chance, names))
    return " ".join(dict.fromkeys(given))


def _year(chance: Random) -> int:
    """Most are students of a few years, the others teachers of any age."""
    return round(chance.gauss(2002, 2.2)) if chance.random() < 0.6 else chance.randint(1966, 1997)


def _person(chance: Random) -> Details:
    sex = "F" if chance.random() < 0.3 else "M"
    family, given = _family(chance, sex), _given(chance, sex)
    if chance.random() < 0.04:
        given = ""
    year = _year(chance)
    draw = chance.random()
    return Details(
        family_name=family,
        given_name=given,
        sex=sex,
        birth_year=year if draw < 0.9 else None,
        birth_date=_birth_date(chance, year) if draw < 0.3 else None,
        phone=_phone(chance) if chance.random() < 0.85 else None,
        email=_email(chance, family, given) if chance.random() < 0.4 else None,
        id_document_type="NATIONAL_ID",
        id_document_number=_id_number(chance, year, sex) if chance.random() < 0.4 else None,
        department=_zipf(chance, DEPARTMENTS) if chance.random() < 0.75 else None,
        district=_zipf(chance, DISTRICTS) if chance.random() < 0.4 else None,
    )


def _birth_date(chance: Random, year: int) -> date:
    """Many know the year only, and the paper says 1 January."""
    return date(year, 1, 1) + timedelta(days=0 if chance.random() < 0.25 else chance.randint(1, 364))


def _phone(chance: Random) -> str:
    return f"+2507{chance.choice('2389')}{chance.randrange(10**7):07}"


def _email(chance: Random, family: str, given: str) -> str:
    """Made of the name; one in four has no number that tells it from a homonym's."""
    number = "" if chance.random() < 0.25 else str(chance.randint(1, 999))
    return f"{given.split(' ', maxsplit=1)[0] or 'x'}.{family}{number}@example.org".lower()


def _id_number(chance: Random, year: int, sex: str) -> str:
    mark = 7 if sex == "F" else 8
    return f"1{year}{mark}{chance.randrange(10**7):07}0{chance.randrange(100):02}"


def _sibling(chance: Random, other: Details) -> Details:
    """Often one phone; sometimes one family name and given names that resemble each other; twins."""
    made = _person(chance)
    same_family = chance.random() < 0.4
    first = other.given_name[:2]
    alike = [
        name for name in (WOMEN if made.sex == "F" else MEN) if name[:2] == first and name != other.given_name
    ]
    year = other.birth_year or 2000
    born = year if chance.random() < 0.08 else year + chance.choice((-6, -4, -3, -2, -1, 1, 2, 3, 5))
    return replace(
        made,
        family_name=other.family_name if same_family else made.family_name,
        given_name=chance.choice(alike) if alike and chance.random() < 0.4 else made.given_name,
        phone=other.phone if chance.random() < 0.65 else made.phone,
        birth_year=born if made.birth_year else None,
        birth_date=None,
        district=other.district or made.district,
        id_document_number=_id_number(chance, born, made.sex or "M") if made.id_document_number else None,
    )


def _homonym(chance: Random, other: Details) -> Details:
    """Somebody else of the same full name and sex."""
    made = _person(chance)
    year = made.birth_year
    return replace(
        made,
        family_name=other.family_name,
        given_name=other.given_name,
        sex=other.sex,
        birth_year=year,
        birth_date=None if year is None else made.birth_date,
        email=_email(chance, other.family_name, other.given_name) if made.email else None,
    )


Mistake = Callable[[Random, Details], Details]


def _entered_again(chance: Random, person: Details) -> tuple[Details, tuple[str, ...]]:
    """Return a second entry, and what is different in it."""
    kinds, entry = [], person
    for kind, (share, mistake) in MISTAKES.items():
        if chance.random() < share:
            changed = mistake(chance, entry)
            if changed != entry:
                entry = changed
                kinds.append(kind)
    return entry, tuple(kinds) or ("none",)


def _in_name(change: Callable[[Random, str], str]) -> Mistake:
    """Make a mistake of one word: in the family name, or in the given names."""

    def mistake(chance: Random, person: Details) -> Details:
        if person.given_name and chance.random() < 0.4:
            return replace(person, given_name=change(chance, person.given_name))
        return replace(person, family_name=change(chance, person.family_name))

    return mistake


def _r_for_l(chance: Random, name: str) -> str:  # noqa: ARG001  every kind is called alike
    return name.translate(str.maketrans("rRlL", "lLrR"))


def _double_letter(chance: Random, name: str) -> str:
    if doubled := re.search(r"(\w)\1", name, re.IGNORECASE):
        return name[: doubled.start()] + name[doubled.start() + 1 :]
    place = chance.randrange(1, len(name)) if len(name) > 1 else 0
    return name[:place] + name[place : place + 1].lower() + name[place:]


def _slip(chance: Random, name: str) -> str:
    """One letter left out, added, taken for another (vowels mostly for vowels), or two swapped."""
    place = chance.randrange(1, len(name)) if len(name) > 2 else 0
    letter = name[place]
    if not letter.isalpha():
        return name
    way = chance.random()
    if way < 0.3:
        return name[:place] + name[place + 1 :]
    if way < 0.5 and place + 1 < len(name):
        return name[:place] + name[place + 1] + letter + name[place + 2 :]
    others = _VOWELS if letter.upper() in _VOWELS else "BCDFGHJKMNPRSTVWYZ"
    other = chance.choice([c for c in others if c != letter.upper()])
    return name[:place] + (other.lower() if letter.islower() else other) + name[place + (way < 0.85) :]


def _without_accents(chance: Random, name: str) -> str:  # noqa: ARG001  same
    return name.translate(str.maketrans("éèêëâàîïôûçÉ", "eeeeaaiioucE"))


def _other_order(chance: Random, person: Details) -> Details:
    """Given names where the family name should be, or everything in one field."""
    if chance.random() < 0.5:
        return replace(person, family_name=person.given_name, given_name=person.family_name)
    return replace(person, family_name="", given_name=f"{person.given_name} {person.family_name}")


def _name_left_out(chance: Random, person: Details) -> Details:
    words = person.given_name.split()
    if len(words) > 1:
        return replace(person, given_name=chance.choice(words))
    return replace(person, given_name="")


def _initial(chance: Random, person: Details) -> Details:  # noqa: ARG001  same
    first, *rest = person.given_name.split() or [""]
    return replace(person, given_name=" ".join([first[:1] + ".", *rest])) if first else person


def _other_format(chance: Random, person: Details) -> Details:
    """The phone as lists have it, read as an import reads it."""
    if not person.phone:
        return person
    digits = person.phone.removeprefix("+250")
    shown = chance.choice((f"0{digits}", f"250{digits}", f"0{digits[:3]}-{digits[3:6]}-{digits[6:]}", digits))
    return replace(person, phone=read_phone(shown))


def _slip_of_digit(chance: Random, digits: str, first: int) -> str:
    place = chance.randrange(first, len(digits) - 1)
    if chance.random() < 0.5:
        return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    return digits[:place] + str((int(digits[place]) + chance.randint(1, 9)) % 10) + digits[place + 1 :]


def _phone_slip(chance: Random, person: Details) -> Details:
    return replace(person, phone=_slip_of_digit(chance, person.phone, 5)) if person.phone else person


def _year_slip(chance: Random, person: Details) -> Details:
    year = person.birth_year
    if year is None:
        return person
    tens, ones = divmod(year % 100, 10)
    swapped = year - year % 100 + ones * 10 + tens
    found = chance.choice((year - 1, year + 1, year + 10, year - 10, year + chance.randint(2, 5), swapped))
    return replace(person, birth_year=found, birth_date=None)


def _new_id(chance: Random, person: Details) -> Details:
    if not person.id_document_number:
        return person
    return replace(
        person, id_document_number=_id_number(chance, person.birth_year or 2000, person.sex or "M")
    )


def _id_slip(chance: Random, person: Details) -> Details:
    number = person.id_document_number
    return replace(person, id_document_number=_slip_of_digit(chance, number, 6)) if number else person


def _without(**nothing: None) -> Mistake:
    return lambda _chance, person: replace(person, **nothing)  # type: ignore[arg-type]  # None fits these fields


MISTAKES: dict[str, tuple[float, Mistake]] = {
    "r for l": (0.12, _in_name(_r_for_l)),
    "double letter": (0.10, _in_name(_double_letter)),
    "slip in the name": (0.15, _in_name(_slip)),
    "given name left out": (0.10, _name_left_out),
    "initial": (0.05, _initial),
    "accents left out": (0.15, _in_name(_without_accents)),
    "other order": (0.20, _other_order),
    "phone written otherwise": (0.30, _other_format),
    "phone changed": (0.20, lambda chance, person: replace(person, phone=person.phone and _phone(chance))),
    "phone missing": (0.15, _without(phone=None)),
    "phone slip": (0.04, _phone_slip),
    "e-mail missing": (0.35, _without(email=None)),
    "ID missing": (0.40, _without(id_document_number=None)),
    "ID replaced": (0.08, _new_id),
    "ID slip": (0.04, _id_slip),
    "birth missing": (0.15, _without(birth_year=None, birth_date=None)),
    "day of birth missing": (0.30, _without(birth_date=None)),
    "year of birth slip": (0.08, _year_slip),
    "department missing": (0.20, _without(department=None)),
    "other department": (0.08, lambda chance, person: replace(person, department=chance.choice(DEPARTMENTS))),
    "district missing": (0.30, _without(district=None)),
    "other district": (0.05, lambda chance, person: replace(person, district=chance.choice(DISTRICTS))),
    "sex not said": (0.03, lambda _chance, person: replace(person, sex="N")),
}
"""The share of second entries that have each, and how it is made; several may meet in one entry."""
