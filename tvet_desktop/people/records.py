"""How what a register or a form says becomes the fields of a row, and back."""

from tvet_desktop.people.models import Person, WaitingRow
from tvet_desktop.people.register import DETAIL_FIELDS, Details
from tvet_desktop.storage.ids import SCOPE_SHIFT

Key = tuple[object, ...]


def field_values(details: Details) -> dict[str, object]:
    """Return the columns of a row; enumerations as the text that is stored."""
    values = {name: getattr(details, name) for name in DETAIL_FIELDS}
    return {name: str.__str__(value) if isinstance(value, str) else value for name, value in values.items()}


def details_of(row: Person | WaitingRow) -> Details:
    """Return what a row says."""
    return Details(**{name: getattr(row, name) for name in DETAIL_FIELDS})


def comparable(details: Details) -> Key:
    """Return what is equal for two rows that say exactly the same."""
    return tuple(getattr(details, name) for name in DETAIL_FIELDS)


def id_range(scope: int) -> tuple[int, int]:
    """Return the smallest id of a college and the smallest one beyond it."""
    return scope << SCOPE_SHIFT, (scope + 1) << SCOPE_SHIFT
