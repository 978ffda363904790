"""What people have agreed to, and what they withdrew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.people.merged import merged_ids, one_person, people_behind
from tvet_desktop.people.models import Consent, ConsentPurpose
from tvet_desktop.storage.base import not_deleted

_IDS_AT_ONCE = 500


class ConsentState(StrEnum):
    """What holds for one person and one purpose."""

    NOT_ASKED = "NOT_ASKED"
    GIVEN = "GIVEN"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True)
class ConsentRow:
    """One purpose as a person's page shows it; what is not known is empty or None.

    ``by`` is the name of the user who recorded it. ``consent_id`` is None where nobody asked yet.
    """

    purpose: ConsentPurpose
    state: ConsentState
    consent_id: int | None = None
    text_version: str = ""
    language: str = ""
    form: str = ""
    given_on: date | None = None
    given_by: str = ""
    witness: str = ""
    by: str = ""
    withdrawn_on: date | None = None
    withdrawn_how: str = ""


def consents_of(db: Session, person_id: int) -> list[ConsentRow]:
    """Return a row for each purpose, in their order: the newest consent that is in force, else the newest of all.

    Consents of people who were merged into the person are the person's.
    """
    rows = _rows(db, one_person(db, person_id))
    users = db.execute(
        select(User.id, User.display_name).where(User.id.in_({row.recorded_by for row in rows}))
    )
    names = {user_id: name for user_id, name in users}  # noqa: C416  a Row is no pair to mypy
    newest = {row.purpose: row for row in sorted(rows, key=_by_weight)}
    return [_row(purpose, newest.get(purpose.value), names) for purpose in ConsentPurpose]


def consent_states(db: Session, person_ids: Iterable[int]) -> dict[int, dict[ConsentPurpose, ConsentState]]:
    """Return what each person agreed to; a purpose that nobody asked for is absent."""
    behind = people_behind(merged_ids(db))
    stands_for = {one: person for person in person_ids for one in (person, *behind.get(person, ()))}
    found: dict[int, dict[ConsentPurpose, ConsentState]] = defaultdict(dict)
    for row in sorted(_rows(db, stands_for), key=_by_weight):
        if row.purpose in set(ConsentPurpose):
            found[stands_for[row.person_id]][ConsentPurpose(row.purpose)] = _state(row)
    return dict(found)


def consents_in_force(db: Session, person_ids: Iterable[int], purpose: ConsentPurpose) -> list[Consent]:
    """Return the consents for a purpose that nobody has withdrawn."""
    rows = _rows(db, person_ids)
    return [row for row in rows if row.purpose == purpose and row.withdrawn_on is None]


def _rows(db: Session, person_ids: Iterable[int]) -> list[Consent]:
    wanted, rows = list(person_ids), list[Consent]()
    for start in range(0, len(wanted), _IDS_AT_ONCE):
        chunk = wanted[start : start + _IDS_AT_ONCE]
        rows += db.scalars(select(Consent).where(not_deleted(Consent), Consent.person_id.in_(chunk)))
    return rows


def _by_weight(row: Consent) -> tuple[bool, date, int]:
    """What is in force counts before what was withdrawn, then the newest."""
    return row.withdrawn_on is None, row.given_on, row.id


def _state(row: Consent) -> ConsentState:
    return ConsentState.GIVEN if row.withdrawn_on is None else ConsentState.WITHDRAWN


def _row(purpose: ConsentPurpose, row: Consent | None, names: Mapping[int, str]) -> ConsentRow:
    if row is None:
        return ConsentRow(purpose, ConsentState.NOT_ASKED)
    return ConsentRow(
        purpose,
        _state(row),
        row.id,
        row.text_version,
        row.language,
        row.form,
        row.given_on,
        row.given_by,
        row.witness,
        names.get(row.recorded_by or 0, ""),
        row.withdrawn_on,
        row.withdrawn_how,
    )
