"""Random histories of several PCs: whatever they do and in whatever order files arrive, all end equal."""

import os
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from tests.sync.conftest import HUYE, JoinPc, Pc
from tvet_desktop.accounts.models import User
from tvet_desktop.courses.models import Course, CourseTrainer
from tvet_desktop.people.models import Person
from tvet_desktop.programme.queries import college_by_code
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import new_id
from tvet_desktop.sync.parcel import Parcel, pack, unpack
from tvet_desktop.sync.rebuild import rebuild

SEEDS = range(200 if os.environ.get("TVET_LONG") else 20)
STEPS = 60


class History:
    """Three PCs that work on the same few rows; a natural-key row may be made on all of them."""

    def __init__(self, seed: int, pcs: list[Pc], folder: Path) -> None:
        self.random = Random(seed)
        self.pcs = pcs
        self.folder = folder
        self.users: list[int] = []
        self.ever_named: dict[int, set[str]] = {}
        self.course_id, self.people = self._shared_rows()

    def _shared_rows(self) -> tuple[int, list[int]]:
        with self.pcs[0].app.database.transaction() as db:
            college = college_by_code(db, "HUY")
            course = Course(
                id=new_id(db, HUYE),
                college_id=college.id,
                code="A",
                title="A",
                language="en",
                mode="ONLINE",
                state="OPEN",
            )
            people = [Person(id=new_id(db, HUYE), family_name=f"P{n}", sex="F") for n in range(3)]
            db.add_all([course, *people])
            return course.id, [person.id for person in people]

    def step(self, number: int) -> None:
        pc = self.random.choice(self.pcs)
        action = self.random.choice(
            ["add", "name", "role", "remove", "train", "train", "untrain", "send", "send", "clock"]
        )
        if action == "add":
            row = pc.add_person(f"user {number}")
            self.users.append(row)
            self.ever_named[row] = {f"user {number}"}
        elif action == "send":
            self._send(pc)
        elif action == "clock":
            clock = pc.app.clock
            assert isinstance(clock, FixedClock)
            clock.moment += timedelta(days=self.random.choice([-4000, -1, 0, 1, 30000]))
        elif action in {"train", "untrain"}:
            self._train(pc, self.random.choice(self.people), removed=action == "untrain")
        else:
            self._edit(pc, action, number)

    def _edit(self, pc: Pc, action: str, number: int) -> None:
        with pc.app.database.transaction() as db:
            known = [row for row in self.users if db.get(User, row) is not None]
            if not known:
                return
            user = db.get_one(User, self.random.choice(known))
            if action == "name":
                user.display_name = f"name {number}"
                self.ever_named[user.id].add(user.display_name)
            elif action == "role":
                user.role = self.random.choice(["CLERK", "TRAINER", "AUDITOR"])
            else:
                user.deleted = not user.deleted

    def _train(self, pc: Pc, person_id: int, *, removed: bool) -> None:
        with pc.app.database.transaction() as db:
            row = db.get(CourseTrainer, (self.course_id, person_id))
            role = self.random.choice(["DIASPORA", "COUNTERPART", "ASSISTANT"])
            if row is None:
                db.add(CourseTrainer(course_id=self.course_id, person_id=person_id, role=role))
            elif removed:
                row.deleted = True
            else:
                row.role, row.deleted = role, False

    def _send(self, pc: Pc) -> None:
        """Hand a random part of what a PC has, shuffled, to another one."""
        parcel = unpack(pc.export(self.folder / "any.tvet").read_bytes())
        bundles = self.random.sample(parcel.bundles, self.random.randint(0, len(parcel.bundles)))
        (self.folder / "part.tvet").write_bytes(pack(Parcel(parcel.documents, parcel.records, bundles)))
        self.random.choice(self.pcs).read(self.folder / "part.tvet")

    def finish(self) -> None:
        for _ in range(2):
            for pc in self.pcs:
                pc.export(self.folder / "all")
                pc.read(self.folder / "all")


@pytest.mark.parametrize("seed", SEEDS)
def test_all_pcs_end_equal_and_nothing_is_lost(
    seed: int, founder: Pc, join_pc: JoinPc, tmp_path: Path
) -> None:
    history = History(seed, [founder], tmp_path)
    history.pcs += [join_pc("second"), join_pc("third")]

    for number in range(STEPS):
        history.step(number)
    history.finish()

    dumps = [pc.dump() for pc in history.pcs]
    assert dumps[0] == dumps[1] == dumps[2]
    for row, names in history.ever_named.items():
        assert founder.get(row).display_name in names
    with history.pcs[seed % 3].app.database.transaction() as db:
        rebuild(db)
    assert history.pcs[seed % 3].dump() == dumps[0]
