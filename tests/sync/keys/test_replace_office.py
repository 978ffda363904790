"""The only national PC is lost: paper and what lies on a stick of a college bring everything back on a new one."""

from pathlib import Path

import pytest

from tests.conftest import ACCOUNT
from tests.sync.conftest import HUYE, TUMBA, Pc
from tests.sync.keys.conftest import IssueOn
from tests.sync.keys.papers import issuer_of, sign_paper, tell, verdict
from tvet_desktop.accounts.recovery_code import draw_recovery_code
from tvet_desktop.app import App
from tvet_desktop.certificates.checking.verdict import Verdict
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.check import check
from tvet_desktop.sync.errors import NoSuchFile, NotASyncFile
from tvet_desktop.sync.keys.ending import endings
from tvet_desktop.sync.keys.withdraw_pc import PcReason, withdraw_pc
from tvet_desktop.sync.queries import list_pcs
from tvet_desktop.sync.sealed_authority import WrongAuthorityCode
from tvet_desktop.sync.this_pc import load_this_pc


def asked_to_withdraw(pc: Pc) -> str:
    """What the start page names."""
    with pc.app.database.reading() as db:
        return endings(db, pc.app.now().date()).lost_holder


def test_a_new_pc_takes_the_place_of_the_lost_one_with_all_that_was_sent(
    tmp_path: Path, clock: FixedClock, issue_on: IssueOn
) -> None:
    stick = tmp_path / "stick"
    lost = Pc(App(tmp_path / "lost", clock))
    code = lost.app.found(college_code="HUY", account=ACCOUNT).recovery_code
    huye, tumba = (Pc(App(tmp_path / name, FixedClock(clock.moment))) for name in ("huye", "tumba"))
    for pc, scope in ((huye, HUYE), (tumba, TUMBA)):
        pc.app.join(invitation=lost.invitation(tmp_path / f"{scope}.key", scopes=[scope]), account=ACCOUNT)
        tell(pc, lost, stick)
    papers = issue_on(huye)
    national = lost.add_person("of the office", Scope.NATIONAL)
    of_tumba = tumba.add_person("of Tumba", TUMBA)
    for pc in (huye, tumba, lost, huye):
        pc.export(stick)
        pc.app.import_sync([stick])
    everything = lost.dump()
    forged = sign_paper(issuer_of(lost), name="Forged Name")
    lost.app.sign_out()

    office = Pc(App(tmp_path / "office", FixedClock(clock.moment)))
    with pytest.raises(WrongAuthorityCode):
        office.app.replace_office(paths=[stick], recovery_code=draw_recovery_code(), account=ACCOUNT)
    assert office.app.is_new()
    office.app.replace_office(paths=[stick], recovery_code=code.lower(), account=ACCOUNT)

    assert office.get(national).username == "of the office"
    assert office.get(of_tumba).username == "of Tumba"
    with office.app.database.reading() as db:
        rows = {row.name: row for row in list_pcs(db)}
        lost_id = rows["PC 1"].id
    assert (set(rows), rows["PC 1/2"].is_national) == ({"PC 1", "PC 1/2", "PC 2", "PC 3"}, True)
    assert asked_to_withdraw(office) == "PC 1"
    with office.app.database.transaction() as db:
        gone = withdraw_pc(db, device_id=lost_id, reason=PcReason.BROKEN, now=office.app.now())
    office.app.write_trust_list()
    assert gone.name == "PC 1"
    assert asked_to_withdraw(office) == ""
    answer = office.add_person("life goes on", TUMBA)
    for pc in (office, huye, tumba, office, huye, tumba):
        pc.export(stick)
        pc.app.import_sync([stick])

    assert office.dump() >= everything
    assert [verdict(tumba, paper) for paper in papers] == [Verdict.VALID] * 3
    assert verdict(tumba, sign_paper(issuer_of(office))) == Verdict.VALID
    assert verdict(tumba, forged) == Verdict.WITHDRAWN_KEY
    assert tumba.get(answer).username == "life goes on"
    newcomer = Pc(App(tmp_path / "newcomer", clock))
    newcomer.app.join(invitation=office.invitation(tmp_path / "next.key", scopes=[HUYE]), account=ACCOUNT)
    with office.app.database.transaction() as db:
        assert check(db).problems == []
    office.app.sign_out()
    office.app.sign_in_with_recovery_code(
        username=ACCOUNT.username, recovery_code=code, password="five words that nobody says"
    )
    for pc in (huye, tumba, office, newcomer):
        pc.app.sign_out()


def test_what_is_no_sync_file_sets_nothing_up(tmp_path: Path, clock: FixedClock, founder: Pc) -> None:
    office = App(tmp_path / "office", clock)
    (tmp_path / "letter.tvet").write_text("Dear colleagues")
    (tmp_path / "empty").mkdir()
    for path, error in (("letter.tvet", NotASyncFile), ("empty", NotASyncFile), ("gone.tvet", NoSuchFile)):
        with pytest.raises(error):
            office.replace_office(
                paths=[tmp_path / path], recovery_code=draw_recovery_code(), account=ACCOUNT
            )
    founder.export(tmp_path / "of the programme.tvet")
    with pytest.raises(WrongAuthorityCode) as refusal:
        office.replace_office(
            paths=[tmp_path / "of the programme.tvet"], recovery_code=draw_recovery_code(), account=ACCOUNT
        )

    assert office.is_new()
    assert "founded" in refusal.value.sentence()


def test_the_lost_pc_is_found_again_and_gives_the_authority_up(tmp_path: Path, clock: FixedClock) -> None:
    first = Pc(App(tmp_path / "first", clock))
    code = first.app.found(college_code="HUY", account=ACCOUNT).recovery_code
    huye = Pc(App(tmp_path / "huye", FixedClock(clock.moment)))
    huye.app.join(invitation=first.invitation(tmp_path / "huye.key", scopes=[HUYE]), account=ACCOUNT)
    tell(huye, first, tmp_path / "stick")
    second = Pc(App(tmp_path / "second", FixedClock(clock.moment)))
    second.app.replace_office(paths=[tmp_path / "stick"], recovery_code=code, account=ACCOUNT)
    for number in range(3):  # it went on alone, and Huye heard it first
        first.invitation(tmp_path / f"{number}.key", scopes=[HUYE])
    mine = first.add_person("typed before it heard")
    tell(first, huye, tmp_path / "of the first")

    tell(second, huye, tmp_path / "of the second")
    tell(second, first, tmp_path / "of the second")

    for pc in (first, huye):
        with pc.app.database.reading() as db:
            assert load_this_pc(db).authority_key is None
            assert "PC 1/2" in {row.name for row in list_pcs(db)}
    for pc in (first, huye, second) * 2:
        pc.export(tmp_path / "stick")
        pc.app.import_sync([tmp_path / "stick"])
    assert second.get(mine).username == "typed before it heard"
    assert first.dump() == huye.dump() == second.dump()
    for pc in (first, huye, second):
        pc.app.sign_out()
