"""What people have agreed to, and what they withdrew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.models import User
from tvet_desktop.people.merging.merged import merged_ids, one_person, people_behind
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
    return [_row(purpose, _of_purpose(rows, purpose), names) for purpose in ConsentPurpose]


def consent_states(db: Session, person_ids: Iterable[int]) -> dict[int, dict[ConsentPurpose, ConsentState]]:
    """Return what each person agreed to; a purpose that nobody asked for is absent."""
    return {
        person_id: {purpose: _state(_of_purpose(rows, purpose)) for purpose in _purposes(rows)}
        for person_id, rows in _rows_by_person(db, person_ids).items()
    }


def consents_in_force(
    db: Session, person_ids: Iterable[int], purpose: ConsentPurpose
) -> dict[int, list[Consent]]:
    """Return, by person, the consents for a purpose that nobody has withdrawn."""
    found = {}
    for person_id, rows in _rows_by_person(db, person_ids).items():
        in_force, _last = _split(rows, purpose)
        if in_force:
            found[person_id] = in_force
    return found


def _rows_by_person(db: Session, person_ids: Iterable[int]) -> dict[int, list[Consent]]:
    """Return the consents of each person, with those of the people merged into them."""
    behind = people_behind(merged_ids(db))
    stands_for = {one: person for person in person_ids for one in (person, *behind.get(person, ()))}
    found: dict[int, list[Consent]] = defaultdict(list)
    for row in _rows(db, stands_for):
        found[stands_for[row.person_id]].append(row)
    return found


def _purposes(rows: Iterable[Consent]) -> list[ConsentPurpose]:
    said = {row.purpose for row in rows}
    return [purpose for purpose in ConsentPurpose if purpose in said]


def _split(rows: Iterable[Consent], purpose: ConsentPurpose) -> tuple[list[Consent], list[Consent]]:
    """Return one person's consents for a purpose that are in force, and all of them, the oldest first.

    A withdrawal ends what was agreed to before that day, also what another PC knew of: it has the last word.
    """
    all_rows = sorted((row for row in rows if row.purpose == purpose), key=lambda row: (row.given_on, row.id))
    withdrawn = [row.withdrawn_on for row in all_rows if row.withdrawn_on is not None]
    ended = max(withdrawn, default=date.min)
    return [row for row in all_rows if row.withdrawn_on is None and row.given_on >= ended], all_rows


def _of_purpose(rows: Iterable[Consent], purpose: ConsentPurpose) -> Consent | None:
    """Return the consent that tells what holds: one in force, else the one that was withdrawn last."""
    in_force, all_rows = _split(rows, purpose)
    if in_force:
        return in_force[-1]
    return max(all_rows, key=lambda row: (row.withdrawn_on or date.min, row.id), default=None)


def _rows(db: Session, person_ids: Iterable[int]) -> list[Consent]:
    wanted, rows = list(person_ids), list[Consent]()
    for start in range(0, len(wanted), _IDS_AT_ONCE):
        chunk = wanted[start : start + _IDS_AT_ONCE]
        rows += db.scalars(select(Consent).where(not_deleted(Consent), Consent.person_id.in_(chunk)))
    return rows


def _state(row: Consent | None) -> ConsentState:
    if row is None:
        return ConsentState.NOT_ASKED
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
