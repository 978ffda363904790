"""A PC that lost the authority goes on signing lists before it hears: on a carrier as well, the later term holds."""

from pathlib import Path

from tests.conftest import ACCOUNT
from tests.sync.carriers.conftest import carrier_of, run_sync
from tests.sync.conftest import HUYE, Pc
from tests.sync.keys.papers import tell
from tvet_desktop.app import App
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.devices import membership_contents
from tvet_desktop.sync.keys.rotate_keys import rotate_keys
from tvet_desktop.sync.keys.take_over_authority import take_over_authority
from tvet_desktop.sync.this_pc import load_this_pc


def lists(pc: Pc) -> list[bytes]:
    with pc.app.database.reading() as db:
        return membership_contents(db)


def test_the_list_of_the_later_term_replaces_the_older_one_on_a_carrier(
    tmp_path: Path, clock: FixedClock
) -> None:
    first = Pc(App(tmp_path / "first", clock))
    code = first.app.found(college_code="HUY", account=ACCOUNT).recovery_code
    office, huye, late = (Pc(App(tmp_path / name, FixedClock(clock.moment))) for name in ("o", "h", "l"))
    for pc in (office, huye, late):
        key = first.invitation(tmp_path / "key", scopes=[HUYE], national=pc is office)
        pc.app.join(invitation=key, account=ACCOUNT)
        tell(pc, first, tmp_path / "met")
    for pc in (office, huye, late):
        tell(first, pc, tmp_path / "met")
    stick = tmp_path / "stick"
    with office.app.database.transaction() as db:
        take_over_authority(db, recovery_code=code, now=office.app.now())
        rotate_keys(db, now=office.app.now())
    for _number in range(4):
        first.invitation(tmp_path / "unknown", scopes=[HUYE])
    with first.app.database.transaction() as db:
        rotate_keys(db, now=first.app.now())
    mine = first.add_person("typed before it heard")
    for pc in (first, huye):
        run_sync(pc, carrier_of(pc, stick))
    assert lists(huye) == lists(first)

    answer = office.add_person("from the new authority")
    for _round in range(3):
        for pc in (office, huye, late, first):
            run_sync(pc, carrier_of(pc, stick))

    assert lists(office) == lists(huye) == lists(late) == lists(first)
    with first.app.database.reading() as db:
        assert load_this_pc(db).authority_key is None
    assert huye.get(answer).username == late.get(answer).username == "from the new authority"
    assert first.get(mine).username == "typed before it heard"
    for pc in (first, office, huye, late):
        pc.app.sign_out()
