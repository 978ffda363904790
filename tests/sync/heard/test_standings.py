"""What a PC knows of the others: last heard of, clocks, receipts, gaps; by stick, by file and at second hand."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete, select

from tests.sync.carriers.conftest import carrier_of, run_sync
from tests.sync.conftest import HUYE, TUMBA, JoinPc, Pc
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.heard.colleges import CollegeStanding, college_standings
from tvet_desktop.sync.heard.keep_words import keep_words
from tvet_desktop.sync.heard.models import PcWord
from tvet_desktop.sync.heard.receipts import receipts_of
from tvet_desktop.sync.heard.standings import PcStanding, Standings, standings
from tvet_desktop.sync.heard.word import MAGIC, own_word, read_word
from tvet_desktop.sync.keys.members import members
from tvet_desktop.sync.keys.withdraw_pc import PcReason, withdraw_pc
from tvet_desktop.sync.this_pc import load_this_pc

HOUR = timedelta(hours=1)
Meet = Callable[..., None]


def clock_of(pc: Pc) -> FixedClock:
    clock = pc.app.clock
    assert isinstance(clock, FixedClock)
    return clock


def ask(pc: Pc) -> Standings:
    with pc.app.database.reading() as db:
        return standings(db, pc.app.now())


def id_of(pc: Pc) -> bytes:
    with pc.app.database.reading() as db:
        return load_this_pc(db).device.id


def seen(of: Pc, on: Pc) -> PcStanding:
    (row,) = [row for row in ask(on).pcs if row.id == id_of(of)]
    return row


def words_of(pc: Pc) -> list[bytes]:
    with pc.app.database.reading() as db:
        return list(db.scalars(select(PcWord.content)))


def word_of(pc: Pc) -> bytes:
    with pc.app.database.reading() as db:
        return own_word(db, load_this_pc(db), int(pc.app.now().timestamp()))


def keep(pc: Pc, *words: bytes) -> int:
    with pc.app.database.transaction() as db:
        return keep_words(db, words, pc.app.now())


def test_receipts_come_from_a_pc_on_which_nobody_works(founder: Pc, join_pc: JoinPc, stick: Path) -> None:
    second = join_pc("second")
    founder.add_person("one")
    run_sync(founder, carrier_of(founder, stick))
    assert [row.is_this_pc for row in ask(founder).pcs] == [True]
    for pc in (second, founder):
        clock_of(pc).moment += HOUR
        run_sync(pc, carrier_of(pc, stick))

    row = seen(second, founder)
    assert (row.lacks_own, row.lacks, row.missing, row.clock) == ((0, 0), 0, 0, 0)
    assert row.heard_at == clock_of(second).moment
    with founder.app.database.reading() as db:
        own, *_others = receipts_of(db, id_of(second))
    assert own.is_this_pc
    assert own.confirmed == own.here > 0

    founder.add_person("two")
    founder.export(stick.parent / "written.tvet")
    assert seen(second, founder).lacks_own[0] == 1
    assert seen(second, founder).lacks_own[1] > 0
    second.read(stick.parent / "written.tvet")
    founder.read(second.export(stick.parent / "answer.tvet"))
    assert seen(second, founder).lacks_own == (0, 0)


def test_a_word_travels_at_second_hand(founder: Pc, join_pc: JoinPc, tmp_path: Path) -> None:
    quiet, between = join_pc("quiet"), join_pc("between")
    clock_of(quiet).moment += HOUR
    clock_of(between).moment += HOUR
    clock_of(founder).moment += 2 * HOUR
    first, other = tmp_path / "first", tmp_path / "other"
    for pc, folder in ((quiet, first), (between, first), (between, other), (founder, other)):
        run_sync(pc, carrier_of(pc, folder))

    assert seen(quiet, founder).heard_at == clock_of(quiet).moment
    with founder.app.database.reading() as db:
        listed = {row.id: row.heard_at for row in members(db, founder.app.now()).rows}
    assert listed == {row.id: row.heard_at for row in ask(founder).pcs}
    run_sync(between, carrier_of(between, other))
    run_sync(founder, carrier_of(founder, other))
    assert len(words_of(founder)) == 2

    assert ask(founder).own_clock == 0
    clock_of(founder).moment += timedelta(days=2)
    founder.add_person("typed with a clock that is ahead")
    for pc in (founder, between):
        run_sync(pc, carrier_of(pc, other))
    for pc in (between, quiet, between):
        run_sync(pc, carrier_of(pc, first))
    for pc in (between, founder):
        run_sync(pc, carrier_of(pc, other))
    assert 47 * 3600 < ask(founder).own_clock <= 49 * 3600


def test_wrong_clocks_are_told_and_do_not_move_when_one_was_heard_of(
    founder: Pc, join_pc: JoinPc, meet: Meet
) -> None:
    ahead, behind, dead = join_pc("ahead"), join_pc("behind"), join_pc("dead")
    founder.add_person("one")
    clock_of(ahead).moment += timedelta(days=3)
    clock_of(behind).moment -= 5 * HOUR
    clock_of(dead).moment = clock_of(dead).moment.replace(year=2009)
    meet(founder, ahead, behind, dead)

    now = clock_of(founder).moment
    assert seen(ahead, founder).clock == 3 * 24 * 3600
    assert seen(behind, founder).clock == -5 * 3600
    assert (seen(dead, founder).clock or 0) < -10 * 365 * 24 * 3600
    assert {seen(pc, founder).heard_at for pc in (ahead, behind, dead)} == {now}
    assert ask(founder).own_clock == 0  # one is ahead, one behind, and a dead battery says nothing
    assert seen(founder, dead).clock is None  # its own clock cannot judge
    for year in (2009, 9998):
        clock_of(dead).moment = clock_of(dead).moment.replace(year=year)
        never_met = word_of(dead)
        assert read_word(never_met).said_at
        with founder.app.database.transaction() as db:
            db.execute(delete(PcWord))
        assert keep(founder, never_met) == 1
        assert abs(seen(dead, founder).clock or 0) > 10 * 365 * 24 * 3600
        assert seen(dead, founder).heard_at == now


def test_a_lost_stick_is_a_gap_that_says_what_waits_and_who_has_it(
    founder: Pc, join_pc: JoinPc, tmp_path: Path
) -> None:
    writer, keeper = join_pc("writer"), join_pc("keeper")
    for number in range(3):
        writer.add_person(f"person {number}")
        writer.export(tmp_path / f"{number}.tvet")
    founder.read(keeper.export(tmp_path / "known.tvet"))
    keeper.read(tmp_path / "2.tvet")
    (tmp_path / "lost").mkdir()
    writer.export(tmp_path / "lost")
    logs = sorted((tmp_path / "lost").rglob("logs/*/0000000[12]-*"))
    own = [file for file in logs if file.parent.name == log_of(writer)]
    assert len(own) == 2
    for file in own:
        file.unlink()
    founder.read(tmp_path / "lost")

    (gap,) = ask(founder).gaps
    assert (gap.writer, gap.numbers, gap.count, gap.waiting) == (id_of(writer), (1, 2), 2, 1)
    assert gap.had_by == (id_of(writer),)
    row = seen(writer, founder)
    assert (row.missing, row.waiting) == (2, 1)
    assert keep(founder, word_of(keeper)) == 1
    assert set(ask(founder).gaps[0].had_by) == {id_of(writer), id_of(keeper)}
    assert keep(keeper, word_of(founder)) == 1
    assert seen(founder, keeper).waiting_there == 1

    founder.read(tmp_path / "2.tvet")
    assert ask(founder).gaps == ()
    assert seen(writer, founder).missing == 0


def log_of(pc: Pc) -> str:
    with pc.app.database.reading() as db:
        return load_this_pc(db).log.id.hex()


def test_forged_and_damaged_words_are_as_good_as_none(founder: Pc, join_pc: JoinPc, meet: Meet) -> None:
    second, third = join_pc("second"), join_pc("third")
    meet(founder, second, third)
    (before, after), signed = words_of(founder), word_of(third)
    forged = signed[:-64] + word_of(second)[-64:]
    moved = bytearray(signed)
    moved[len(MAGIC) + 30] ^= 1
    for content in (b"", MAGIC, forged, bytes(moved), signed[:-1], signed * 2000, b"TVW\x01\xc1" + bytes(64)):
        assert keep(founder, content) == 0
    assert keep(founder, word_of(founder)) == 0
    clock_of(third).moment += HOUR
    newer = word_of(third)
    assert keep(founder, newer, signed) == 1
    assert keep(founder, signed) == 0
    assert newer in words_of(founder)
    assert set(words_of(founder)) & {before, after}


def test_the_board_tells_each_college(founder: Pc, join_pc: JoinPc, meet: Meet) -> None:
    tumba = join_pc("tumba", scopes=[TUMBA])
    tumba.add_person("somebody", scope=TUMBA)
    meet(founder, tumba)

    def board() -> dict[int, CollegeStanding]:
        with founder.app.database.reading() as db:
            return {row.scope: row for row in college_standings(db, founder.app.now())}

    rows = board()
    assert len(rows) == 8
    assert (rows[HUYE].pcs, rows[HUYE].heard_at) == (1, founder.app.now())
    there = rows[TUMBA]
    assert (there.pcs, there.heard_at, there.is_quiet) == (1, founder.app.now(), False)
    assert (there.changes_week, there.lacks, there.missing, there.conflicts) == (
        2,
        0,
        0,
        0,
    )  # and who works there
    assert (rows[11].pcs, rows[11].heard_at, rows[11].is_quiet) == (0, None, False)

    clock_of(founder).moment += timedelta(days=15)
    founder.add_person("later")
    founder.export(Path(str(founder.app.data_dir) + " stick.tvet"))
    assert (board()[TUMBA].is_quiet, board()[TUMBA].changes_week, board()[TUMBA].lacks) == (True, 0, 1)
    with founder.app.database.transaction() as db:
        withdraw_pc(db, device_id=id_of(tumba), reason=PcReason.RETIRED, now=founder.app.now())
    assert (board()[TUMBA].pcs, board()[TUMBA].is_quiet) == (0, False)
    assert seen(tumba, founder).is_withdrawn


def test_a_clock_that_was_in_the_future_here_judges_nobody(founder: Pc, join_pc: JoinPc, stick: Path) -> None:
    second, right = join_pc("second"), clock_of(founder).moment
    clock_of(founder).moment = right + timedelta(days=90)
    founder.add_person("typed in the future")
    run_sync(founder, carrier_of(founder, stick))
    clock_of(founder).moment = right + timedelta(days=5)
    clock_of(second).moment = right + timedelta(days=3)
    for pc in (second, founder):
        run_sync(pc, carrier_of(pc, stick))

    assert seen(second, founder).clock is None
    assert seen(second, founder).heard_at == right + timedelta(days=3)
