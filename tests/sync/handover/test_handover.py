"""A college that began on its own comes over to the national programme with two PCs, marks and certificates."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.certificates.factories import Course
from tests.conftest import ACCOUNT
from tests.sync.conftest import HUYE, JoinPc, Pc
from tests.sync.keys.papers import verdict
from tvet_desktop.accounts.new_database import NewAccount
from tvet_desktop.app import App
from tvet_desktop.certificates.checking.verdict import Verdict
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.programme.models import SkillArea
from tvet_desktop.programme.queries import list_colleges, the_programme
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.carriers.run_sync import SyncDone
from tvet_desktop.sync.carriers.set_up import set_up_folder
from tvet_desktop.sync.check import check
from tvet_desktop.sync.dump import dump
from tvet_desktop.sync.errors import HandedOverAlready, NoAuthority, OutOfScope
from tvet_desktop.sync.handover.errors import (
    ForAnotherOffice,
    NotAHandOver,
    NotAWelcome,
    OpenInvitations,
    OtherColleges,
    OwnWelcome,
    SameCollegeHere,
    TakenInAlready,
    WentOver,
)
from tvet_desktop.sync.handover.hand_over import HandedOver, hand_over
from tvet_desktop.sync.handover.look_at import look_at
from tvet_desktop.sync.handover.make_welcome import make_welcome
from tvet_desktop.sync.handover.take_in import TakenIn, take_in
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.this_pc import load_this_pc

KIGALI = 11


@pytest.fixture
def alone(tmp_path: Path, clock: FixedClock) -> Iterator[Pc]:
    """The first PC of IPRC Kigali, which founded a programme of its own."""
    app = App(tmp_path / "alone", FixedClock(clock.moment))
    app.found(college_code="KIG", account=ACCOUNT)
    yield Pc(app)
    app.sign_out()


@pytest.fixture
def its_second(tmp_path: Path, clock: FixedClock, alone: Pc) -> Iterator[Pc]:
    file = alone.invitation(tmp_path / "kigali.invite", scopes=[KIGALI])
    app = App(tmp_path / "its_second", FixedClock(clock.moment))
    app.join(invitation=file, account=NewAccount("second", "Invented Second", "four invented words"))
    yield Pc(app)
    app.sign_out()


def welcome_of(national: Pc, *scopes: int) -> bytes:
    with national.app.database.reading() as db:
        return make_welcome(db, scopes=scopes or (KIGALI,))


def hands_over(alone: Pc, welcome: bytes) -> HandedOver:
    with alone.app.database.transaction() as db:
        return hand_over(db, welcome=welcome, now=alone.app.now())


def takes_in(national: Pc, content: bytes, *, is_same_college: bool = False) -> TakenIn:
    with national.app.database.transaction() as db:
        return take_in(db, content=content, is_same_college=is_same_college, now=national.app.now())


def test_nothing_is_typed_again(founder: Pc, alone: Pc, its_second: Pc, tmp_path: Path) -> None:
    course = Course(alone.app, alone.app.now(), "KIG")
    course.confirm(*course.people)
    course.approve(*course.people[:2])
    issued = course.issue().certificates
    with alone.app.database.reading() as db:
        papers = [db.get_one(Certificate, one.certificate_id).code_text for one in issued]
    late = its_second.add_person("mukamana", KIGALI)
    with pytest.raises(OpenInvitations):
        hands_over(alone, welcome_of(founder))
    alone.read(its_second.export(tmp_path / "to_first.tvet"))
    its_second_log = _log(its_second)
    handed = hands_over(alone, welcome_of(founder))
    later = alone.add_person("uwase", KIGALI)  # between signing and hearing of it

    taken = takes_in(founder, handed.content)

    assert taken.waiting == 0
    assert taken.pcs == ("Kigali, PC 1", "Kigali, PC 2")
    stick = tmp_path / "stick"
    stick.mkdir()
    for _round in range(3):
        for pc in (founder, alone, its_second):
            pc.export(stick)
            pc.read(stick)

    for pc in (founder, alone, its_second):
        assert pc.get(late).username == "mukamana"
        assert pc.get(later).username == "uwase"
        with pc.app.database.transaction() as db:
            assert load_this_pc(db).root == _root(founder)
            assert len(list_colleges(db)) == 8
            the_programme(db)

            assert check(db).problems == []
    for pc in (founder, alone, its_second):
        pc.app.settle_received()
        assert [verdict(pc, paper) for paper in papers] == [Verdict.VALID] * len(papers) != []
    assert _rows(founder) == _rows(alone) == _rows(its_second)
    assert _log(its_second)[0] == its_second_log[0]

    new = its_second.add_person("later", KIGALI)  # in the same log, now of the national programme
    founder.read(its_second.export(tmp_path / "week.tvet"))
    assert founder.get(new).username == "later"
    assert _log(its_second)[0] == its_second_log[0]
    with its_second.app.database.reading() as db:
        assert (
            len(
                {
                    one.log
                    for one in db.scalars(select(StoredBundle))
                    if one.device == load_this_pc(db).device.id
                }
            )
            == 1
        )


def _rows(pc: Pc) -> set[str]:
    """Return the rows of Kigali and of the lists of all, as every PC of Kigali and of the national office has them."""
    with pc.app.database.reading() as db:
        return {line for scope in (Scope.SHARED, KIGALI) for line in dump(db, scope=scope)}


def _root(pc: Pc) -> bytes:
    with pc.app.database.reading() as db:
        return load_this_pc(db).root


def _log(pc: Pc) -> tuple[bytes, int]:
    with pc.app.database.reading() as db:
        log = load_this_pc(db).log
    return log.id, log.number


def test_what_cannot_be_taken_in_changes_nothing(founder: Pc, alone: Pc, join_pc: JoinPc) -> None:
    welcome = welcome_of(founder)
    handed = hands_over(alone, welcome)
    before = founder.dump()

    with pytest.raises(NotAHandOver):
        takes_in(founder, handed.content[:-1] + b"x")
    with pytest.raises(NotAWelcome):
        hands_over(alone, welcome[:-1])
    with pytest.raises(OwnWelcome):
        hands_over(founder, welcome)
    with pytest.raises(ForAnotherOffice), alone.app.database.reading() as db:
        look_at(db, handed.content)
    with pytest.raises(HandedOverAlready):
        alone.invitation(alone.app.data_dir / "x.invite", scopes=[KIGALI])
    with pytest.raises(NoAuthority):
        takes_in(join_pc("national", national=True), handed.content)
    assert founder.dump() == before

    takes_in(founder, handed.content)
    with pytest.raises(TakenInAlready):
        takes_in(founder, handed.content)


def test_two_that_were_founded_for_one_college_are_asked_about(
    founder: Pc, alone: Pc, join_pc: JoinPc
) -> None:
    join_pc("kigali", scopes=[KIGALI])
    here = alone.add_person("uwase", KIGALI)
    handed = hands_over(alone, welcome_of(founder))

    with pytest.raises(SameCollegeHere) as raised:
        takes_in(founder, handed.content)
    assert "IPRC Kigali" in raised.value.sentence()
    takes_in(founder, handed.content, is_same_college=True)

    assert founder.get(here).username == "uwase"


def test_rows_of_a_college_that_is_not_welcome_stay_out(founder: Pc, alone: Pc) -> None:
    alone.add_person("mugabo", HUYE)

    with pytest.raises(OtherColleges) as raised:
        hands_over(alone, welcome_of(founder))
    assert "IPRC Huye" in raised.value.sentence()

    handed = hands_over(alone, welcome_of(founder, KIGALI, HUYE))
    takes_in(founder, handed.content)


def test_its_old_rights_end_with_the_hand_over(founder: Pc, alone: Pc, tmp_path: Path) -> None:
    """A new skill area said after signing, and one said with the old programme's name later, hold nowhere."""
    with alone.app.database.transaction() as db:
        early = new_id(db, Scope.SHARED)
        db.add(SkillArea(id=early, name_en="Beekeeping", name_fr="Apiculture", name_rw="Ubuvumvu"))
    handed = hands_over(alone, welcome_of(founder))
    takes_in(founder, handed.content)
    with alone.app.database.transaction() as db:
        late = new_id(db, Scope.SHARED)
        db.add(SkillArea(id=late, name_en="Forged", name_fr="Forged", name_rw="Forged"))
    person = alone.add_person("honest", KIGALI)
    forged = alone.export(tmp_path / "forged.tvet")

    with pytest.raises(OutOfScope):
        founder.read(forged)
    alone.read(founder.export(tmp_path / "answer.tvet"))
    founder.read(alone.export(tmp_path / "again.tvet"))

    assert founder.get(person).username == "honest"  # in a new log of the same PC
    for pc in (founder, alone):
        with pc.app.database.reading() as db:
            assert db.get(SkillArea, early) is not None
            assert db.get(SkillArea, late) is None
            assert check_of(pc) == []
    assert _rows(founder) == _rows(alone)


def test_another_pc_finds_the_national_programme_on_the_colleges_own_stick(
    founder: Pc, alone: Pc, its_second: Pc, tmp_path: Path
) -> None:
    alone.read(its_second.export(tmp_path / "known.tvet"))
    stick = tmp_path / "stick"
    places = []
    for pc in (alone, its_second):
        stick.mkdir(exist_ok=True)
        with pc.app.database.transaction() as db:
            places.append(set_up_folder(db, folder=stick))
    handed = hands_over(alone, welcome_of(founder))
    takes_in(founder, handed.content)
    alone.read(founder.export(tmp_path / "answer.tvet"))
    row = its_second.add_person("uwase", KIGALI)

    run(alone.app.sync_with(places[0], lambda _bytes: None))
    with pytest.raises(WentOver) as raised:
        run(its_second.app.sync_with(places[1], lambda _bytes: None))
    assert "sync once more" in raised.value.sentence()
    assert run(its_second.app.sync_with(places[1], lambda _bytes: None)).stopped is None
    run(alone.app.sync_with(places[0], lambda _bytes: None))

    assert alone.get(row).username == "uwase"
    assert _rows(alone) == _rows(its_second)


def check_of(pc: Pc) -> list[str]:
    with pc.app.database.transaction() as db:
        return check(db).problems


def run(steps: Generator[None, None, SyncDone]) -> SyncDone:
    while True:
        try:
            next(steps)
        except StopIteration as done:
            result: SyncDone = done.value
            return result
