from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.courses.factories import a_college
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.programme.add_holiday import HolidayNameMissing, HolidayThere, add_holiday
from tvet_desktop.programme.put_back_holiday import put_back_holiday
from tvet_desktop.programme.queries import holidays_between, list_holidays
from tvet_desktop.programme.remove_holiday import remove_holiday
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database, new_id
from tvet_desktop.storage.ids import Scope

EID = date(2027, 3, 10)
GOOD_FRIDAY = date(2027, 3, 26)
HUYE, KARONGI = 12, 14


def names(db: Session, day: date, scope: int) -> list[str]:
    return [row.name for row in holidays_between(db, day, day, scope)]


def test_a_day_for_all_and_one_for_a_college(database: Database) -> None:
    with database.transaction() as db:
        assert a_college(db).scope == HUYE
        add_holiday(db, scope=Scope.SHARED, on_date=EID, name=" Eid al-Fitr ", by=None)
        add_holiday(db, scope=HUYE, on_date=date(2027, 3, 11), name="Open day", by=None)
        db.flush()

        assert names(db, EID, HUYE) == names(db, EID, KARONGI) == ["Eid al-Fitr"]
        assert names(db, date(2027, 3, 11), HUYE) == ["Open day"]
        assert names(db, date(2027, 3, 11), KARONGI) == []


def test_a_college_works_in_spite_of_a_rule_and_of_what_was_said_for_all(database: Database) -> None:
    with database.transaction() as db:
        add_holiday(db, scope=Scope.SHARED, on_date=EID, name="Eid al-Fitr", by=None)
        for day in (EID, GOOD_FRIDAY):
            add_holiday(db, scope=HUYE, on_date=day, name="Exams", is_working=True, by=None)
        db.flush()

        assert names(db, EID, HUYE) == names(db, GOOD_FRIDAY, HUYE) == []
        assert names(db, EID, KARONGI) == ["Eid al-Fitr"]
        assert names(db, GOOD_FRIDAY, KARONGI) == ["Good Friday"]
        assert len(list_holidays(db, GOOD_FRIDAY, GOOD_FRIDAY)) == 2


def test_removing_is_undone(database: Database) -> None:
    with database.transaction() as db:
        added = add_holiday(db, scope=HUYE, on_date=EID, name="Eid al-Fitr", by=None)
        db.flush()
        remove_holiday(db, holiday_id=added.holiday_id, by=None)
        db.flush()
        assert names(db, EID, HUYE) == []
        with pytest.raises(NotFound):
            remove_holiday(db, holiday_id=added.holiday_id, by=None)

        put_back_holiday(db, holiday_id=added.holiday_id, by=None)
        db.flush()

        assert names(db, EID, HUYE) == ["Eid al-Fitr"]


def test_a_day_needs_a_name_and_stands_once_in_a_list(database: Database) -> None:
    with database.transaction() as db:
        with pytest.raises(HolidayNameMissing):
            add_holiday(db, scope=HUYE, on_date=EID, name=" ", by=None)
        add_holiday(db, scope=HUYE, on_date=EID, name="Eid al-Fitr", by=None)
        db.flush()
        with pytest.raises(HolidayThere) as refused:
            add_holiday(db, scope=HUYE, on_date=EID, name="Eid", by=None)
        assert "“Eid al-Fitr”" in refused.value.sentence()
        add_holiday(db, scope=Scope.SHARED, on_date=EID, name="Eid al-Fitr", by=None)


def test_a_clerk_changes_no_holidays(database: Database) -> None:
    with database.transaction() as db:
        clerk = User(id=new_id(db, HUYE), username="c", display_name="Invented Clerk", role=Role.CLERK)
        db.add(clerk)
        db.flush()

        with pytest.raises(NotAllowed):
            add_holiday(db, scope=HUYE, on_date=EID, name="Eid", by=clerk.id)
