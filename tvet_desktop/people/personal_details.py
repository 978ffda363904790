"""What a cell of a register, or a field of a form, says about a person.

Each ``read_…`` returns the tidy value, or raises ``Unreadable`` with the kind of problem.
"""

import re
from datetime import date, datetime
from enum import StrEnum

import phonenumbers

from tvet_desktop.documents.bad_cells import CellProblem, Unreadable
from tvet_desktop.documents.workbook import CellValue, cell_text
from tvet_desktop.shared.text import fold_name

OLDEST_BIRTH_YEAR = 1920
YOUNGEST_BIRTH_YEAR = 2020
"""Fixed, because the PC's clock may be wrong by years."""


class Sex(StrEnum):
    """As the person says."""

    FEMALE = "F"
    MALE = "M"
    NOT_SAID = "N"
    """Prefers not to say."""


class Position(StrEnum):
    """What the person does at the college."""

    TEACHER = "TEACHER"
    STUDENT = "STUDENT"
    STAFF = "STAFF"
    OTHER = "OTHER"


class IdDocument(StrEnum):
    """What kind of paper a number stands on."""

    NATIONAL_ID = "NATIONAL_ID"
    PASSPORT = "PASSPORT"
    FOREIGN_ID = "FOREIGN_ID"
    STUDENT_NUMBER = "STUDENT_NUMBER"
    STAFF_NUMBER = "STAFF_NUMBER"


_SEXES = {
    Sex.FEMALE: "f female femme féminin féminine fille fem gore umugore umukobwa w woman girl lady mrs madame",
    Sex.MALE: "m male homme h masculin masc garçon gabo umugabo umuhungu man boy mr monsieur",
}
_NOT_SAID = ("prefer not to say", "préfère ne pas répondre", "hitamo kutavuga", "not said")
_POSITIONS = {
    Position.TEACHER: (
        "teacher trainer instructor lecturer tutor enseignant enseignante formateur formatrice professeur"
        " umwarimu mwarimu abarimu umwigisha uhugura"
    ),
    Position.STUDENT: (
        "student trainee pupil learner étudiant étudiante élève apprenant apprenante stagiaire"
        " umunyeshuri abanyeshuri uhugurwa"
    ),
    Position.STAFF: "staff technician personnel technicien technicienne employé employée agent umukozi abakozi",
    Position.OTHER: "other autre ikindi undi",
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4})")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_EMAIL = re.compile(r"[^\s@,;<>()\[\]\"]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
_PASSPORT = re.compile(r"[A-Z]{1,3}\d{5,9}")
_NATIONAL_ID = re.compile(r"[1-3]((?:19|20)\d{2})([78])\d{10}")
_ID_MARKS = {"7": Sex.FEMALE, "8": Sex.MALE}
_WHOLE_NUMBER = re.compile(r"250\d{9}")
_RWANDAN = re.compile(r"\+250[27]\d{8}")
_SPOKEN = re.compile(r"\+250(\d{3})(\d{3})(\d{3})")
_PHONE_BREAKS = re.compile(r"[/;,|\n]|\bor\b|\bou\b|\bcyangwa\b")


def _words(table: dict[Sex, str] | dict[Position, str]) -> dict[str, str]:
    return {fold_name(word): kind.value for kind, words in table.items() for word in words.split()}


_SEX_WORDS = _words(_SEXES) | {fold_name(words): Sex.NOT_SAID.value for words in _NOT_SAID}
_POSITION_WORDS = _words(_POSITIONS)


def read_sex(value: CellValue) -> Sex:
    """Return the sex that a cell names in one of three languages.

    Raises:
        Unreadable: NO_SEX if the cell is empty, BAD_SEX if it says something else.
    """
    text = cell_text(value)
    if not text:
        raise Unreadable(CellProblem.NO_SEX)
    found = _SEX_WORDS.get(fold_name(text))
    if found is None:
        raise Unreadable(CellProblem.BAD_SEX)
    return Sex(found)


def read_position(value: CellValue) -> Position:
    """Return the position that a cell names; a longer title is read by the word in it that we know.

    Raises:
        Unreadable: BAD_POSITION.
    """
    words = re.sub(r"\(\w+\)", "", cell_text(value))
    found = {_POSITION_WORDS[word] for word in fold_name(words).split() if word in _POSITION_WORDS}
    if len(found) != 1:
        raise Unreadable(CellProblem.BAD_POSITION)
    return Position(found.pop())


def read_birth(value: CellValue) -> tuple[int, date | None]:
    """Return year and, where the cell has one, day of birth. Day comes before month, as in Rwanda.

    Raises:
        Unreadable: BAD_BIRTH, also for years in which no trainee is born.
    """
    year, day = _birth(value)
    if not OLDEST_BIRTH_YEAR <= year <= YOUNGEST_BIRTH_YEAR:
        raise Unreadable(CellProblem.BAD_BIRTH)
    return year, day


def _birth(value: CellValue) -> tuple[int, date | None]:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.year, value
    text = cell_text(value)
    if _YEAR.fullmatch(text):
        return int(text), None
    try:
        if parts := _DAY_MONTH_YEAR.fullmatch(text):
            found = date(int(parts[3]), int(parts[2]), int(parts[1]))
            return found.year, found
        if parts := _YEAR_MONTH_DAY.fullmatch(text):
            found = date(int(parts[1]), int(parts[2]), int(parts[3]))
            return found.year, found
    except ValueError as error:
        raise Unreadable(CellProblem.BAD_BIRTH) from error
    raise Unreadable(CellProblem.BAD_BIRTH)


def read_phone(value: CellValue) -> str:
    """Return a phone number as E.164. Numbers without a country are Rwandan; the first of several counts.

    Raises:
        Unreadable: BAD_PHONE.
    """
    text = cell_text(value)
    for part in _PHONE_BREAKS.split(text):
        number = _phone(part)
        if number is not None:
            return number
    number = _phone(text)
    if number is None:
        raise Unreadable(CellProblem.BAD_PHONE)
    return number


def has_several_phones(value: CellValue) -> bool:
    """Tell whether a cell holds more than the one number that ``read_phone`` returns."""
    parts = _PHONE_BREAKS.split(cell_text(value))
    return len(parts) > 1 and sum(_phone(part) is not None for part in parts) > 1


def _phone(text: str) -> str | None:
    if not re.fullmatch(r"[\d\s+().\-–]+", text):
        return None
    digits = re.sub(r"\D", "", text)
    whole = text.strip().startswith("+") or _WHOLE_NUMBER.fullmatch(digits)
    try:
        number = phonenumbers.parse("+" + digits if whole else digits, "RW")
    except phonenumbers.NumberParseException:
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    # Rwanda opens new ranges faster than any list is renewed: the length must do.
    good = _RWANDAN.fullmatch(written) if written.startswith("+250") else phonenumbers.is_valid_number(number)
    return written if good else None


def read_email(value: CellValue) -> str:
    """Return an e-mail address, its domain in lower case.

    Raises:
        Unreadable: BAD_EMAIL.
    """
    text = cell_text(value).removeprefix("mailto:")
    if not _EMAIL.fullmatch(text):
        raise Unreadable(CellProblem.BAD_EMAIL)
    name, domain = text.rsplit("@", 1)
    return f"{name}@{domain.lower()}"


def read_id_number(value: CellValue) -> tuple[IdDocument, str]:
    """Return kind and number of an identity paper: 16 digits, or letters and digits of a passport.

    Raises:
        Unreadable: BAD_ID_NUMBER.
    """
    text = re.sub(r"[\s.\-]", "", cell_text(value)).upper()
    if re.fullmatch(r"\d{16}", text, re.ASCII):
        return IdDocument.NATIONAL_ID, text
    if _PASSPORT.fullmatch(text):
        return IdDocument.PASSPORT, text
    raise Unreadable(CellProblem.BAD_ID_NUMBER)


def id_number_doubts(
    kind: str | None, number: str | None, sex: str | None, birth_year: int | None
) -> list[CellProblem]:
    """Return what is odd about a national ID beside sex and birth year: to be asked, never refused."""
    if kind != IdDocument.NATIONAL_ID or number is None:
        return []
    parts = _NATIONAL_ID.fullmatch(number)
    if parts is None:
        return [CellProblem.ODD_ID_NUMBER]
    doubts = []
    if birth_year is not None and int(parts[1]) != birth_year:
        doubts.append(CellProblem.ID_BIRTH_YEAR_DIFFERS)
    if sex in (Sex.FEMALE, Sex.MALE) and _ID_MARKS[parts[2]] != sex:
        doubts.append(CellProblem.ID_SEX_DIFFERS)
    return doubts


def birth_year_of_id(number: str | None) -> int | None:
    """Return the year of birth that a national ID tells, None for any other number."""
    parts = _NATIONAL_ID.fullmatch(number or "")
    return None if parts is None else int(parts[1])


def spoken_phone(phone: str | None) -> str:
    """Return +250788123456 as people say it, 0788 123 456; other countries' numbers as they are."""
    return _SPOKEN.sub(r"0\1 \2 \3", phone or "")


def told_apart_id_number(number: str | None) -> str:
    """Return a masked number with its last two digits: enough to tell two numbers of one person apart."""
    masked = masked_id_number(number)
    return masked[:-2] + (number or "")[-2:]


def masked_id_number(number: str | None) -> str:
    """Return a number for the screen: of a national ID only status, year and sex, else the last two signs."""
    if not number:
        return ""
    if _NATIONAL_ID.fullmatch(number):
        return f"{number[0]} {number[1:5]} {number[5]} ******* * **"
    return "•" * max(len(number) - 2, 0) + number[-2:]
