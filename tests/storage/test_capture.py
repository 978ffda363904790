from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from tvet_desktop.accounts.models import User
from tvet_desktop.programme.models import College
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.capture import BypassesHistory
from tvet_desktop.storage.database import Database, new_id
from tvet_desktop.storage.ids import Scope, scope_of
from tvet_desktop.storage.local_tables import Change


def _add_user(database: Database) -> int:
    with database.transaction(user_id=7) as db:
        user = User(
            id=new_id(db, Scope.SHARED), username="c.invented", display_name="C. Invented", role="CLERK"
        )
        db.add(user)
        return user.id


def _changes_of(database: Database, row_id: int) -> list[Change]:
    with database.reading() as db:
        return list(db.scalars(select(Change).where(Change.key_a == row_id).order_by(Change.seq)))


def test_saving_a_new_row_records_who_and_what(database: Database, now: datetime) -> None:
    user_id = _add_user(database)

    (change,) = _changes_of(database, user_id)

    assert change.table_name == "app_user"
    assert change.user_id == 7
    assert change.said_at == int(now.timestamp())
    assert change.before is None
    assert change.after == {"username": "c.invented", "display_name": "C. Invented", "role": "CLERK"}


def test_an_edit_records_only_the_fields_that_changed(database: Database) -> None:
    user_id = _add_user(database)

    with database.transaction() as db:
        db.get_one(User, user_id).role = "TRAINER"

    _, edit = _changes_of(database, user_id)
    assert (edit.before, edit.after) == ({"role": "CLERK"}, {"role": "TRAINER"})
    with database.reading() as db:
        user = db.get_one(User, user_id)
        assert user.field_stamps == {"role": [edit.changed_at, edit.changed_by]}
        assert user.changed_at < edit.changed_at


def test_a_rolled_back_change_leaves_no_record(database: Database) -> None:
    user_id = _add_user(database)

    with pytest.raises(ZeroDivisionError), database.transaction() as db:
        db.get_one(User, user_id).role = "TRAINER"
        db.flush()
        _ = 1 / 0

    assert len(_changes_of(database, user_id)) == 1


def test_bulk_statements_on_synced_rows_are_refused(database: Database) -> None:
    with pytest.raises(BypassesHistory), database.transaction() as db:
        db.execute(update(College).values(short_name="x"))


def test_deleting_a_synced_row_is_refused(database: Database) -> None:
    user_id = _add_user(database)

    with pytest.raises(BypassesHistory), database.transaction() as db:
        db.delete(db.get_one(User, user_id))


@pytest.mark.parametrize("year", [2009, 2099])
def test_stamps_only_count_on_when_the_clock_is_broken(
    database: Database, clock: FixedClock, year: int
) -> None:
    before = _changes_of(database, _add_user(database))[0].changed_at
    clock.moment = datetime(year, 1, 1, tzinfo=UTC)

    after = _changes_of(database, _add_user(database))[0].changed_at

    assert after == before + 1


def test_ids_carry_their_scope(database: Database) -> None:
    assert scope_of(_add_user(database)) == Scope.SHARED
