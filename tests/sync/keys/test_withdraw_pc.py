"""A PC is stolen: what it had issued holds, what is forged with its key does not, as soon as one has heard."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import ACCOUNT
from tests.sync.conftest import HUYE, TUMBA, JoinPc, Pc
from tests.sync.keys.conftest import IssueOn
from tests.sync.keys.papers import draw_paper, issuer_of, sign_paper, tell, trust_of, verdict
from tvet_desktop.app import App
from tvet_desktop.certificates.checking.verdict import Proof, Verdict
from tvet_desktop.certificates.checking.verify import verify
from tvet_desktop.certificates.models import Certificate, RegisteredStatement
from tvet_desktop.certificates.printing.issued_pdf import pdf_of
from tvet_desktop.certificates.statements.signed_statement import read_statement
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.check import check
from tvet_desktop.sync.errors import InvitationUnusable, NoAuthority, UnknownSigner
from tvet_desktop.sync.export_bundles import prepare_export
from tvet_desktop.sync.keys.cancel_invitation import cancel_invitation
from tvet_desktop.sync.keys.errors import (
    NothingToKeep,
    OnlyNational,
    OwnPc,
    ThisPcWithdrawn,
    WithdrawnAlready,
)
from tvet_desktop.sync.keys.keep_statement import keep_statement
from tvet_desktop.sync.keys.withdraw_pc import PcReason, WithdrawnPc, withdraw_pc
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.queries import list_pcs, open_invitations
from tvet_desktop.sync.rebuild import rebuild
from tvet_desktop.sync.this_pc import load_documents, load_this_pc, unwrap_keys


def withdraw(authority: Pc, gone: Pc, reason: PcReason = PcReason.STOLEN) -> WithdrawnPc:
    with authority.app.database.transaction() as db:
        withdrawn = withdraw_pc(db, device_id=id_of(gone), reason=reason, now=authority.app.now())
    authority.app.write_trust_list()
    return withdrawn


def id_of(pc: Pc) -> bytes:
    with pc.app.database.reading() as db:
        return load_this_pc(db).device.id


def test_what_was_known_holds_and_a_forgery_does_not_wherever_it_was_heard(
    founder: Pc, second: Pc, third: Pc, issue_on: IssueOn, tmp_path: Path
) -> None:
    genuine = issue_on(second)
    tell(second, founder, tmp_path / "stick")
    tell(founder, third, tmp_path / "stick")
    forged = sign_paper(issuer_of(second), name="Forged Name")

    withdrawn = withdraw(founder, second)

    numbers = sorted(read_statement(code).statement.number for code in genuine)
    assert (withdrawn.name, list(withdrawn.still_valid)) == ("PC 2", numbers)
    assert [verdict(founder, code) for code in genuine] == [Verdict.VALID] * 3
    assert verdict(founder, forged) == Verdict.WITHDRAWN_KEY
    not_heard = verify(forged, trust_of(third))
    assert (not_heard.verdict, not_heard.heard_at) == (Verdict.VALID, founder.app.now())

    tell(founder, third, tmp_path / "stick")

    assert [verdict(third, code) for code in genuine] == [Verdict.VALID] * 3
    assert verdict(third, forged) == Verdict.WITHDRAWN_KEY
    assert trust_of(third).registered == trust_of(founder).registered


def test_a_forgery_with_an_earlier_date_or_in_a_file_is_none_the_better(
    founder: Pc, second: Pc, issue_on: IssueOn, tmp_path: Path
) -> None:
    genuine = issue_on(second)
    tell(second, founder, tmp_path / "stick")
    issuer = issuer_of(second)
    withdraw(founder, second)

    assert verdict(founder, draw_paper(issuer, second)) == Verdict.WITHDRAWN_KEY
    around_genuine = verify(draw_paper(issuer, second, code_text=genuine[0]), trust_of(founder))
    assert around_genuine.verdict != Verdict.VALID or around_genuine.proof == Proof.CODE


def test_the_pdf_of_a_certificate_that_holds_proves_its_code_only(
    founder: Pc, second: Pc, issue_on: IssueOn, tmp_path: Path
) -> None:
    issue_on(second)
    tell(second, founder, tmp_path / "stick")
    with second.app.database.reading() as db:
        row = db.scalars(select(Certificate)).first()
        assert row is not None
        pdf = pdf_of(db, row.id, second.app.files)
    assert verify(pdf, trust_of(founder)).proof == Proof.FILE
    withdraw(founder, second)

    checked = verify(pdf, trust_of(founder))

    assert (checked.verdict, checked.proof) == (Verdict.VALID, Proof.CODE)


def test_a_paper_that_came_too_late_is_kept_by_the_national_office_alone(
    founder: Pc, second: Pc, third: Pc, issue_on: IssueOn, tmp_path: Path
) -> None:
    tell(second, founder, tmp_path / "stick")
    late, *_others = issue_on(second)
    tell(founder, third, tmp_path / "stick")
    tell(second, third, tmp_path / "late")
    assert verdict(third, late) == Verdict.VALID
    assert withdraw(founder, second, PcReason.BROKEN).still_valid == ()
    tell(founder, third, tmp_path / "stick")
    assert (verdict(founder, late), verdict(third, late)) == (Verdict.WITHDRAWN_KEY, Verdict.WITHDRAWN_KEY)
    with third.app.database.transaction() as db, pytest.raises(OnlyNational):
        keep_statement(db, code_text=late)

    with founder.app.database.transaction() as db:
        keep_statement(db, code_text=late)
    with founder.app.database.transaction() as db, pytest.raises(NothingToKeep):
        keep_statement(db, code_text=late)
    founder.app.write_trust_list()
    tell(founder, third, tmp_path / "stick")

    assert (verdict(founder, late), verdict(third, late)) == (Verdict.VALID, Verdict.VALID)
    with founder.app.database.transaction() as db:
        for code in ("RPT1:nonsense", sign_paper(issuer_of(founder))):
            with pytest.raises(NothingToKeep):
                keep_statement(db, code_text=code)


def test_a_college_cannot_register_a_forgery_or_claim_that_the_pc_issued_it(
    founder: Pc, second: Pc, third: Pc, issue_on: IssueOn, tmp_path: Path
) -> None:
    issue_on(third)
    forged = read_statement(sign_paper(issuer_of(second), name="Forged Name"))
    with third.app.database.transaction() as db:
        db.add(
            RegisteredStatement(
                id=new_id(db, HUYE), key_id=forged.key_id.hex(), statement_hash=forged.hash.hex()
            )
        )
        row = db.scalars(select(Certificate)).first()
        assert row is not None
        row.code_text, row.statement_hash = forged.text, forged.hash.hex()
    for pc in (second, third):
        tell(pc, founder, tmp_path / "stick")

    assert withdraw(founder, second).still_valid == ()

    assert verdict(founder, forged.text) == Verdict.WITHDRAWN_KEY
    assert trust_of(founder).registered == {forged.key_id.hex(): frozenset()}


def test_a_pc_that_joins_later_and_one_that_is_rebuilt_know_the_same(
    founder: Pc, second: Pc, join_pc: JoinPc, issue_on: IssueOn, tmp_path: Path
) -> None:
    genuine = issue_on(second)
    tell(second, founder, tmp_path / "stick")
    withdraw(founder, second)
    forged = sign_paper(issuer_of(second), name="Forged Name")

    newcomer = join_pc("newcomer")
    with founder.app.database.transaction() as db:
        rebuild(db)
        assert check(db).problems == []
    founder.app.write_trust_list()

    for pc in (newcomer, founder):
        assert [verdict(pc, code) for code in genuine] == [Verdict.VALID] * 3
        assert verdict(pc, forged) == Verdict.WITHDRAWN_KEY


def test_the_withdrawn_pc_issues_nothing_once_it_has_heard(founder: Pc, second: Pc, tmp_path: Path) -> None:
    tell(second, founder, tmp_path / "stick")
    withdraw(founder, second)
    founder.export(tmp_path / "stick")
    second.app.import_sync([tmp_path / "stick"])

    with pytest.raises(ThisPcWithdrawn) as refusal:
        issuer_of(second)

    assert "invitation" in refusal.value.sentence()


def test_what_is_written_afterwards_is_closed_to_the_withdrawn_pc(
    founder: Pc, second: Pc, third: Pc, meet: Callable[..., None], tmp_path: Path
) -> None:
    meet(founder, second, third)
    withdraw(founder, second)
    row = founder.add_person("after the theft")
    meet(founder, third)
    answer = third.add_person("and the answer")
    meet(founder, third)

    assert third.get(row).username == "after the theft"
    assert founder.get(answer).username == "and the answer"
    assert founder.dump() == third.dump()
    second.app.import_sync([tmp_path / "stick"])
    assert "after the theft" not in "".join(second.dump())
    assert "and the answer" not in "".join(second.dump())


def test_an_invitation_that_was_taken_opens_nothing_new(
    founder: Pc, second: Pc, third: Pc, meet: Callable[..., None], tmp_path: Path
) -> None:
    from tvet_desktop.sync.invite import read_invitation  # noqa: PLC0415  what a finder of the file would read

    meet(founder, second, third)
    withdraw(founder, second)
    left_lying = read_invitation((tmp_path / "third.invite").read_bytes())

    with founder.app.database.reading() as db:
        document = load_documents(db, load_this_pc(db))[-1]

    assert unwrap_keys(document, left_lying.invitation, [left_lying.identity]) == {}
    again = App(tmp_path / "again", founder.app.clock)
    again.join(invitation=tmp_path / "third.invite", account=ACCOUNT)
    founder.export(tmp_path / "stick")
    with pytest.raises(InvitationUnusable):
        again.import_sync([tmp_path / "stick"])
    again.sign_out()


def test_sync_files_of_the_pc_that_waited_are_named_and_left_out(
    founder: Pc, second: Pc, tmp_path: Path
) -> None:
    tell(second, founder, tmp_path / "stick")
    for number in range(2):
        second.add_person(f"person {number}")
        with second.app.database.transaction() as db:
            prepare_export(db)
    with second.app.database.reading() as db:
        newest = db.scalars(select(StoredBundle).order_by(StoredBundle.id.desc())).first()
        assert newest is not None
        (tmp_path / "newest.tvet").write_bytes(newest.content)
    assert founder.read(tmp_path / "newest.tvet").waiting == 1

    assert withdraw(founder, second, PcReason.LOST).waiting_dropped == 1

    with pytest.raises(UserError):
        founder.read(second.export(tmp_path / "all.tvet"))
    assert "person 0" not in "".join(founder.dump())


def test_what_cannot_be_withdrawn_says_why(founder: Pc, second: Pc) -> None:
    with second.app.database.transaction() as db, pytest.raises(NoAuthority):
        withdraw_pc(db, device_id=id_of(founder), reason=PcReason.LOST, now=founder.app.now())
    with pytest.raises(OwnPc):
        withdraw(founder, founder)
    with founder.app.database.transaction() as db, pytest.raises(UnknownSigner):
        withdraw_pc(db, device_id=bytes(16), reason=PcReason.LOST, now=founder.app.now())


def test_a_pc_is_withdrawn_once_and_listed_so(founder: Pc, second: Pc, tmp_path: Path) -> None:
    tell(second, founder, tmp_path / "stick")
    withdraw(founder, second)
    with pytest.raises(WithdrawnAlready):
        withdraw(founder, second)
    founder.invitation(tmp_path / "next.invite", scopes=[HUYE])

    with founder.app.database.reading() as db:
        assert [(row.name, row.is_withdrawn) for row in list_pcs(db)] == [("PC 1", False), ("PC 2", True)]


def test_only_the_scopes_of_the_pc_get_new_keys(founder: Pc, join_pc: JoinPc, tmp_path: Path) -> None:
    tumba = join_pc("tumba", scopes=[TUMBA])
    tell(tumba, founder, tmp_path / "stick")

    withdraw(founder, tumba)

    with founder.app.database.reading() as db:
        keys = load_this_pc(db).epoch_keys
    assert {scope for scope, epoch in keys if epoch == 2} == {TUMBA}


def test_a_practice_programme_is_another_authority(founder: Pc, second: Pc, tmp_path: Path) -> None:
    practice = Pc(App(tmp_path / "practice", founder.app.clock))
    practice.app.found(college_code="HUY", account=ACCOUNT, practice=True)
    code = sign_paper(issuer_of(practice))
    pdf = draw_paper(issuer_of(practice), practice)
    tell(second, founder, tmp_path / "stick")
    withdraw(founder, second)

    assert (verdict(founder, code), verdict(founder, pdf)) == (Verdict.UNKNOWN_KEY, Verdict.UNKNOWN_KEY)
    with pytest.raises(UserError):
        practice.app.import_sync([founder.export(tmp_path / "real.tvet")])
    assert verdict(practice, sign_paper(issuer_of(second))) == Verdict.UNKNOWN_KEY
    practice.app.sign_out()


def test_the_age_of_the_list_is_when_the_office_wrote_last(
    founder: Pc, second: Pc, third: Pc, tmp_path: Path
) -> None:
    founder.app.clock.moment += timedelta(days=30)  # type: ignore[attr-defined]  a FixedClock
    founder.add_person("a month later")
    tell(founder, third, tmp_path / "stick")
    third.app.clock.moment += timedelta(days=400)  # type: ignore[attr-defined]  a FixedClock
    third.add_person("of a college, and no word of the office")
    third.app.write_trust_list()

    trust = trust_of(third)

    assert trust.heard_at == founder.app.now()
    assert trust.made_at == third.app.now()
    assert trust_of(second).heard_at is not None


def test_a_pc_that_was_stolen_before_the_office_heard_of_it_loses_its_invitation(
    founder: Pc, second: Pc, third: Pc, issue_on: IssueOn, meet: Callable[..., None], tmp_path: Path
) -> None:
    (paper, *_others) = issue_on(second)
    issuer = issuer_of(second)
    meet(second, third)
    third.app.write_trust_list()
    mine = third.add_person("typed in good faith")
    assert (verdict(third, paper), verdict(founder, paper)) == (Verdict.VALID, Verdict.UNKNOWN_KEY)
    assert verdict(founder, draw_paper(issuer, second)) == Verdict.VALID

    with founder.app.database.transaction() as db:
        invited = open_invitations(db)
        cancel_invitation(db, invitation_id=invited["PC 2"], now=founder.app.now())
    founder.app.write_trust_list()
    tell(founder, third, tmp_path / "news")
    meet(founder, third)

    assert set(invited) == {"PC 2", "PC 3"}
    for pc in (founder, third):
        assert verdict(pc, paper) == Verdict.UNKNOWN_KEY
        assert verdict(pc, draw_paper(issuer, second)) == Verdict.UNKNOWN_KEY
        assert pc.get(mine).username == "typed in good faith"
    assert founder.dump() == third.dump()
    with pytest.raises(InvitationUnusable):
        tell(founder, second, tmp_path / "news")
    with founder.app.database.transaction() as db, pytest.raises(InvitationUnusable):
        cancel_invitation(db, invitation_id=bytes(16), now=founder.app.now())


def test_a_thief_cannot_take_a_genuine_paper_away_or_register_a_forgery_beforehand(
    founder: Pc, join_pc: JoinPc, issue_on: IssueOn, tmp_path: Path
) -> None:
    stolen = join_pc("stolen", national=True)
    genuine = issue_on(stolen)
    tell(stolen, founder, tmp_path / "stick")
    forged = read_statement(sign_paper(issuer_of(stolen), name="Forged Name"))
    with stolen.app.database.transaction() as db:
        removed, overwritten, _third = db.scalars(select(Certificate).order_by(Certificate.id))
        removed.deleted = True
        overwritten.code_text = "RPT1:nothing"
        row_id = new_id(db, Scope.SHARED)
        name = forged.key_id.hex()
        db.add(RegisteredStatement(id=row_id, key_id=name, statement_hash=forged.hash.hex()))
    tell(stolen, founder, tmp_path / "stick")

    withdrawn = withdraw(founder, stolen)

    assert len(withdrawn.still_valid) == 3
    assert [verdict(founder, code) for code in genuine] == [Verdict.VALID] * 3
    assert verdict(founder, forged.text) == Verdict.WITHDRAWN_KEY


def test_several_pcs_are_withdrawn_and_another_joins(
    founder: Pc, join_pc: JoinPc, meet: Callable[..., None], tmp_path: Path
) -> None:
    pcs = [join_pc(f"pc {number}") for number in range(3)]
    for number, pc in enumerate(pcs):
        pc.add_person(f"of pc {number}")
    meet(founder, *pcs)
    for pc in pcs[:2]:
        withdraw(founder, pc)
    last = join_pc("last")
    row = last.add_person("of the last")

    meet(founder, pcs[2], last)

    assert founder.dump() == pcs[2].dump() == last.dump()
    assert "of pc 0" in "".join(last.dump())
    assert founder.get(row).username == "of the last"
    assert founder.read(founder.export(tmp_path / "all.tvet")).new_bundles == 0
    with founder.app.database.transaction() as db:
        assert check(db).problems == []
