"""How a person's details are worded and written on the screen."""

from tvet_desktop.people.personal_details import IdDocument, Position, Sex, masked_id_number, spoken_phone
from tvet_desktop.people.register import Details
from tvet_desktop.shared.translation import _

_ID_PARTS = (1, 4, 1, 7, 1, 2)


def sex_letter(sex: str | None) -> str:
    """Return the letter for a narrow column."""
    return "–" if sex == Sex.NOT_SAID else sex or ""


def sex_word(sex: str | None) -> str:
    """Return the word for a form."""
    words = {Sex.FEMALE: _("Female"), Sex.MALE: _("Male"), Sex.NOT_SAID: _("Prefers not to say")}
    return words[Sex(sex)] if sex in set(Sex) else ""


def position_word(position: str | None) -> str:
    """Return what somebody does at the college."""
    words = {
        Position.TEACHER: _("Teacher"),
        Position.STUDENT: _("Student"),
        Position.STAFF: _("Staff"),
        Position.OTHER: _("Other"),
    }
    return words[Position(position)] if position in set(Position) else position or ""


def shown_phone(phone: str | None) -> str:
    """Return +250788123456 as people say it, 0788 123 456; other countries' numbers as they are."""
    return spoken_phone(phone)


def shown_id_number(kind: str | None, number: str | None) -> str:
    """Return a whole number for its own form, a national ID in the groups of the card."""
    if kind != IdDocument.NATIONAL_ID or not number:
        return number or ""
    groups, start = [], 0
    for length in _ID_PARTS:
        groups.append(number[start : start + length])
        start += length
    return " ".join(groups)


def shown_birth(details: Details) -> str:
    """Return the day of birth, else the year."""
    if details.birth_date is not None:
        return f"{details.birth_date:%d/%m/%Y}"
    return str(details.birth_year or "")


def field_word(field: str) -> str:
    """Return the label of a field of a person or of a column of a register."""
    return {
        "full_name": _("Full name"),
        "family_name": _("Family name"),
        "given_name": _("Given names"),
        "certificate_name": _("Name on the certificate"),
        "name_confirmed_on": _("Name confirmed on"),
        "sex": _("Sex"),
        "birth": _("Year or date of birth"),
        "birth_year": _("Year of birth"),
        "birth_date": _("Date of birth"),
        "position": _("Position"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "id_number": _("ID number"),
        "id_document_number": _("ID number"),
        "department": _("Department"),
        "district": _("District"),
        "sector": _("Sector"),
        "notes": _("Notes"),
        "deleted": _("On the list"),
        "walk_in_on": _("Came without standing on a list"),
        "merged_into": _("Merged with"),
        "told_apart": _("Not the same person as"),
    }[field]


def shown_value(field: str, value: str | int | None) -> str:
    """Return a stored value as its field is read; ID numbers masked."""
    if field == "deleted":
        return _("no") if value else _("yes")
    if value is None:
        return "–"
    if field in ("birth_date", "name_confirmed_on", "walk_in_on"):
        year, month, day = str(value).split("-")
        return f"{day}/{month}/{year}"
    text = str(value)
    ways = {
        "sex": sex_word,
        "position": position_word,
        "phone": shown_phone,
        "id_document_number": masked_id_number,
    }
    return ways[field](text) if field in ways else text


def said_details(details: Details) -> list[tuple[str, str]]:
    """Return (label, value) of everything that is known of somebody, in the order of the form; ID masked."""
    said = (
        ("family_name", details.family_name),
        ("given_name", details.given_name),
        ("sex", sex_word(details.sex)),
        ("birth", shown_birth(details)),
        ("position", position_word(details.position)),
        ("phone", shown_phone(details.phone)),
        ("email", details.email or ""),
        ("id_number", masked_id_number(details.id_document_number)),
        ("department", details.department or ""),
        ("district", details.district or ""),
        ("sector", details.sector or ""),
        ("notes", details.notes or ""),
    )
    return [(field_word(field), value) for field, value in said]
