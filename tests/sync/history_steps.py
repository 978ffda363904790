"""What may happen to five PCs of one programme: work, files that travel in any order or not at all, mishaps."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from hypothesis import strategies as st
from sqlalchemy import select

from tests.sync.stations import HUYE, Station
from tvet_desktop.attendance.models import AttendanceMark
from tvet_desktop.courses.models import CourseTrainer
from tvet_desktop.people.models import Person
from tvet_desktop.programme.models import SkillArea
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.parcel import Parcel
from tvet_desktop.sync.rebuild import rebuild
from tvet_desktop.sync.this_pc import load_this_pc

MOST_CLONES = 2
DAYS = (-4000, -1, 0, 1, 30_000)
ACTIONS = (
    *(
        "person",
        "name",
        "name",
        "remove",
        "mark",
        "mark",
        "mark",
        "unmark",
        "train",
        "train",
        "untrain",
        "area",
    ),
    *("send", "send", "send", "send", "clock", "publish", "backup", "restore", "clone", "rebuild"),
)


@dataclass(frozen=True)
class Step:
    """Something that happens at one PC; ``chance`` decides everything else about it."""

    action: str
    station: int
    chance: int


STEPS = st.lists(
    st.builds(Step, st.sampled_from(ACTIONS), st.integers(0, 6), st.integers(0, 1 << 16)),
    min_size=1,
    max_size=60,
)


@dataclass
class History:
    """The PCs while it happens. The first founded the programme and planned a course with two sessions."""

    folder: Path
    stations: list[Station]
    people: list[int]
    sessions: list[int]
    course_id: int
    backups: dict[int, Path] = field(default_factory=dict)

    def take(self, step: Step) -> None:
        """Let a step happen."""
        actions: dict[str, Callable[[Station, Random], None]] = {
            "person": self._add_person,
            "name": self._rename,
            "remove": self._remove,
            "mark": self._mark,
            "unmark": self._unmark,
            "train": self._train,
            "untrain": self._untrain,
            "area": self._edit_shared_list,
            "send": self._send,
            "clock": self._set_clock,
            "publish": lambda station, _random: _ignore(station.parcel()),
            "backup": self._back_up,
            "restore": self._restore,
            "clone": self._clone,
            "rebuild": lambda station, _random: _rebuild(station),
        }
        actions[step.action](self.stations[step.station % len(self.stations)], Random(step.chance))

    def _add_person(self, station: Station, random: Random) -> None:
        with station.database.transaction(user_id=station_number(station)) as db:
            row_id = new_id(db, HUYE)
            db.add(Person(id=row_id, family_name=f"P{random.random()}", sex="F"))
        self.people.append(row_id)

    def _rename(self, station: Station, random: Random) -> None:
        with station.database.transaction(user_id=station_number(station)) as db:
            person = db.get(Person, random.choice(self.people))
            if person is not None:
                person.family_name = f"Renamed {random.random()}"
                person.sex = random.choice("FM")

    def _remove(self, station: Station, random: Random) -> None:
        with station.database.transaction() as db:
            person = db.get(Person, random.choice(self.people))
            if person is not None:
                person.deleted = not person.deleted

    def _mark(self, station: Station, random: Random) -> None:
        with station.database.transaction(user_id=station_number(station)) as db:
            session, person = random.choice(self.sessions), random.choice(self.people)
            if db.get(Person, person) is None:
                return
            mark = db.get(AttendanceMark, (session, person))
            if mark is None:
                mark = AttendanceMark(training_session_id=session, person_id=person, source="KEYBOARD")
                db.add(mark)
            mark.status = random.choice("PALE")
            mark.minutes_late = random.choice((5, 10)) if mark.status == "L" else None
            mark.deleted = False

    def _unmark(self, station: Station, random: Random) -> None:
        with station.database.transaction() as db:
            marks = db.scalars(select(AttendanceMark).order_by(AttendanceMark.person_id)).all()
            if marks:
                random.choice(marks).deleted = True

    def _train(self, station: Station, random: Random) -> None:
        with station.database.transaction() as db:
            key = (self.course_id, random.choice(self.people[:2]))
            row = db.get(CourseTrainer, key)
            role = random.choice(("DIASPORA", "COUNTERPART", "ASSISTANT"))
            if row is None:
                db.add(CourseTrainer(course_id=key[0], person_id=key[1], role=role))
            else:
                row.role, row.deleted = role, False

    def _untrain(self, station: Station, random: Random) -> None:
        with station.database.transaction() as db:
            row = db.get(CourseTrainer, (self.course_id, random.choice(self.people[:2])))
            if row is not None:
                row.deleted = True

    def _edit_shared_list(self, station: Station, random: Random) -> None:
        with station.database.transaction() as db:
            if load_this_pc(db).device.national:
                areas = db.scalars(select(SkillArea).order_by(SkillArea.id)).all()
                if not areas or random.random() < 1 / 4:
                    db.add(SkillArea(id=new_id(db, Scope.SHARED), name_en="New", name_fr="", name_rw=""))
                else:
                    random.choice(areas).name_en = f"Area {random.random()}"

    def _send(self, station: Station, random: Random) -> None:
        """Hand a random part of what a PC has, shuffled, to another one."""
        whole = station.parcel()
        some = random.sample(whole.bundles, random.randint(0, len(whole.bundles)))
        random.choice(self.stations).read(Parcel(whole.documents, whole.records, some))

    def _set_clock(self, station: Station, random: Random) -> None:
        station.clock.moment += timedelta(days=random.choice(DAYS))

    def _back_up(self, station: Station, _random: Random) -> None:
        number = self.stations.index(station)
        self.backups[number] = self.folder / f"backup {number}"
        station.copy(self.backups[number])

    def _restore(self, station: Station, _random: Random) -> None:
        """What was not sent since is gone, and only that."""
        backup = self.backups.get(self.stations.index(station))
        if backup is not None:
            station.put_back(backup)

    def _clone(self, station: Station, _random: Random) -> None:
        number = len(self.stations)
        if number < 5 + MOST_CLONES:
            file = self.folder / f"clone{number}.db"
            station.copy(file)
            self.stations.append(Station.open(file, station.key, FixedClock(station.clock.moment)))


def _rebuild(station: Station) -> None:
    with station.database.transaction() as db:
        rebuild(db)


def _ignore(_parcel: Parcel) -> None:
    """Publish what was not sent; the file is lost on its way."""


def station_number(station: Station) -> int:
    """Return a user's id as this PC might have it."""
    return (HUYE << 53) + len(station.name)
