from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.sync.conftest import JoinPc, Pc
from tests.sync.keys.papers import tell, trust_of
from tests.sync.keys.test_renew_pcs import move_clocks


def test_a_clock_that_cannot_be_right_makes_no_list_young_or_old(
    founder: Pc, join_pc: JoinPc, tmp_path: Path
) -> None:
    second, told = join_pc("second"), founder.app.now()
    for year in (2009, 2099):
        move_clocks(datetime(year, 1, 1, tzinfo=UTC), founder)
        founder.add_person(f"in {year}")
        tell(founder, second, tmp_path / "stick")
        assert trust_of(second).heard_at == told

    move_clocks(told + timedelta(days=3), founder)
    founder.add_person("with the clock set")
    tell(founder, second, tmp_path / "stick")

    assert trust_of(second).heard_at == told + timedelta(days=3)


def test_any_pc_of_the_national_office_speaks_for_it_and_a_college_does_not(
    founder: Pc, join_pc: JoinPc, tmp_path: Path
) -> None:
    office, college, other = join_pc("office", national=True), join_pc("college"), join_pc("other")
    for pc in (office, college, other):
        tell(pc, founder, tmp_path / "stick")
    start = founder.app.now()
    move_clocks(start + timedelta(days=20), college)
    college.add_person("by a college")
    tell(college, other, tmp_path / "college")
    assert trust_of(other).heard_at == start

    move_clocks(start + timedelta(days=10), office)
    office.add_person("by the office")
    tell(office, other, tmp_path / "office")

    assert trust_of(other).heard_at == start + timedelta(days=10)


def test_a_pc_of_the_national_office_knows_as_of_now(founder: Pc) -> None:
    move_clocks(founder.app.now() + timedelta(days=7), founder)
    founder.app.sign_out()
    founder.app.sign_in("admin", "four invented words")

    assert trust_of(founder).heard_at == founder.app.now()
