"""However people are merged and separated, when all are separated everything is as it was."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.attendance.merging.merged_class import NAMES, Says, register_says
from tests.courses.factories import a_running_course
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.merging.merge_people import merge_people
from tvet_desktop.attendance.merging.separate_people import separate_people, undo_separate_people
from tvet_desktop.attendance.merging.undo_merge_people import undo_merge_people
from tvet_desktop.attendance.models import MarkStatus, MergedMark
from tvet_desktop.attendance.one_line import rank
from tvet_desktop.courses.models import Course
from tvet_desktop.people.merging.merge_details import MERGE_FIELDS
from tvet_desktop.people.merging.merged import merged_ids
from tvet_desktop.people.models import Person
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import Database

SESSIONS = 4
_PHONES = st.sampled_from([None, "+250788000001", "+250788000002"])
_LETTERS = st.text(alphabet="PLAE ", min_size=SESSIONS, max_size=SESSIONS)
_PERSON = st.integers(0, 3)
_STEP = st.one_of(
    st.tuples(_PERSON, _PERSON, st.sampled_from([(), ("phone",), ("department", "birth")]), st.booleans()),
    st.tuples(_PERSON, st.booleans()),
)
Fields = list[dict[str, object]]


class _Class:
    def __init__(self, db: Session, number: int, now: datetime) -> None:
        self.db = db
        self.now = now
        self.course, self.sessions, self.people = a_running_course(db, NAMES, days=SESSIONS // 2)
        db.get_one(Course, self.course).code += f"-{number}"

    def fill(self, letters: Sequence[str], phones: Sequence[str | None], years: Sequence[int | None]) -> None:
        for person_id, said, phone, year in zip(self.people, letters, phones, years, strict=True):
            person = self.db.get_one(Person, person_id)
            person.phone, person.birth_year, person.department = phone, year, phone and phone[-1]
            for session_id, letter in zip(self.sessions, said, strict=True):
                if letter != " ":
                    mark_attendance(
                        self.db,
                        training_session_id=session_id,
                        person_id=person_id,
                        status=MarkStatus(letter),
                        now=self.now,
                    )
        self.db.flush()

    def register(self) -> Says:
        return register_says(self.db, self.course)

    def fields(self) -> Fields:
        columns = [column for columns in MERGE_FIELDS.values() for column in columns]
        people = [self.db.get_one(Person, one) for one in self.people]
        return [{column: getattr(person, column) for column in columns} for person in people]

    def counts_for(self, person: int) -> int:
        person_id = self.people[person]
        return merged_ids(self.db).get(person_id, person_id)

    def merge(self, kept: int, merged: int, take: Sequence[str], *, undo: bool) -> None:
        if self.counts_for(kept) == self.counts_for(merged):
            return
        before, known = self.register(), self.fields()
        done = merge_people(
            self.db,
            kept_id=self.people[kept],
            merged_id=self.people[merged],
            take=take,
            by=None,
            now=self.now,
        )
        assert len(self.register()) == len(before) - 1
        self.check_the_better_counts(before, self.counts_for(kept))
        if undo:
            undo_merge_people(self.db, merged=done, by=None, now=self.now)
            assert (self.register(), self.fields()) == (before, known)

    def separate(self, person: int, *, undo: bool) -> None:
        if self.counts_for(person) == self.people[person]:
            return
        before, known = self.register(), self.fields()
        separated = separate_people(self.db, person_id=self.people[person], by=None, now=self.now)
        assert separated.left == ()
        if undo:
            undo_separate_people(self.db, separated=separated)
            assert (self.register(), self.fields()) == (before, known)
            separate_people(self.db, person_id=self.people[person], by=None, now=self.now)

    def check_the_better_counts(self, before: Says, counting: int) -> None:
        """The new line has at each session the better mark of the two lines that are one now."""
        after = self.register()
        (line,) = (said for name, said in after.items() if self.id_of(name) == counting)
        others = [said for name, said in after.items() if self.id_of(name) != counting]
        gone = list(before.values())
        for said in others:
            gone.remove(said)
        assert len(gone) == 2
        for letter, pair in zip(line, zip(*gone, strict=True), strict=True):
            marked = [one for one in pair if one != "·"]
            best = min(marked, key=lambda one: rank(MarkStatus(one), None), default="·")
            assert letter == best

    def id_of(self, name: str) -> int:
        return self.people[[self.name_of(one) for one in self.people].index(name)]

    def name_of(self, person_id: int) -> str:
        person = self.db.get_one(Person, person_id)
        return f"{person.family_name.upper()} {person.given_name}".strip()


@pytest.fixture
def new_class(database: Database, now: datetime) -> Callable[[Session], _Class]:
    numbers = count()
    assert database is not None
    return lambda db: _Class(db, next(numbers), now)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(
    letters=st.lists(_LETTERS, min_size=4, max_size=4),
    phones=st.lists(_PHONES, min_size=4, max_size=4),
    years=st.lists(st.sampled_from([None, 1980, 1990]), min_size=4, max_size=4),
    steps=st.lists(_STEP, min_size=1, max_size=9),
)
@example(  # the second merge writes what stood there before the first
    letters=["    "] * 4,
    phones=["+250788000002", "+250788000002", "+250788000001", None],
    years=[None] * 4,
    steps=[(1, 2, ("phone",), False), (2, 0, ("phone",), True), (1, True)],
)
def test_all_separated_all_as_before(
    database: Database,
    new_class: Callable[[Session], _Class],
    letters: list[str],
    phones: list[str | None],
    years: list[int | None],
    steps: list[tuple[object, ...]],
) -> None:
    with database.transaction() as db:
        course = new_class(db)
        course.fill(letters, phones, years)
        before, known = course.register(), course.fields()
        for step in steps:
            if len(step) == 4:
                kept, merged, take, undo = step
                course.merge(kept, merged, take, undo=undo)  # type: ignore[arg-type]  drawn as such
            else:
                person, undo = step
                course.separate(person, undo=undo)  # type: ignore[arg-type]  drawn as such
        for person in range(4):
            course.separate(person, undo=False)
        assert course.register() == before
        assert course.fields() == known
        assert merged_ids(db) == {}
        assert list(db.scalars(select(MergedMark).where(not_deleted(MergedMark)))) == []
