"""A PC's certificate ends, is renewed, or gets a new key: papers of before hold, and the PC goes on."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from sqlalchemy import select

from tests.conftest import ACCOUNT
from tests.sync.conftest import HUYE, JoinPc, Pc
from tests.sync.keys.conftest import IssueOn
from tests.sync.keys.papers import ISSUED_ON, draw_paper, issuer_of, sign_paper, tell, trust_of, verdict
from tvet_desktop.app import App
from tvet_desktop.certificates.checking.verdict import Verdict
from tvet_desktop.certificates.checking.verify import verify
from tvet_desktop.certificates.issuer import DayNotCertified
from tvet_desktop.certificates.statements.signed_statement import key_id
from tvet_desktop.documents.pdf_signature import is_issued_under
from tvet_desktop.storage.database import new_id
from tvet_desktop.sync import authority
from tvet_desktop.sync.check import check
from tvet_desktop.sync.errors import NoAuthority
from tvet_desktop.sync.keys.ask_for_new_key import ask_for_new_key
from tvet_desktop.sync.keys.ending import endings
from tvet_desktop.sync.keys.errors import ClockNotBelievable, RenewedAlready, WithdrawnAlready
from tvet_desktop.sync.keys.models import CertificateKeyRequest
from tvet_desktop.sync.keys.renew_authority import renew_authority
from tvet_desktop.sync.keys.renew_pcs import RenewedPc, renew_pcs
from tvet_desktop.sync.keys.withdraw_pc import PcReason, withdraw_pc
from tvet_desktop.sync.rebuild import rebuild
from tvet_desktop.sync.this_pc import ThisPc, load_this_pc

LAST_DAY = date(2030, 3, 7)
LATER = datetime(2030, 4, 2, 8, 0, tzinfo=UTC)


def this_pc_of(pc: Pc) -> ThisPc:
    with pc.app.database.reading() as db:
        return load_this_pc(db)


def renew(on: Pc, *pcs: Pc) -> tuple[RenewedPc, ...]:
    ids = [this_pc_of(pc).device.id for pc in pcs]
    with on.app.database.transaction() as db:
        renewed = renew_pcs(db, device_ids=ids, now=on.app.now())
    on.app.write_trust_list()
    return renewed


def ask(pc: Pc) -> bool:
    with pc.app.database.transaction() as db:
        return ask_for_new_key(db).is_new


def move_clocks(moment: datetime, *pcs: Pc) -> None:
    for pc in pcs:
        pc.app.clock.moment = moment  # type: ignore[attr-defined]  a FixedClock


def test_a_pc_signs_for_three_years_and_refuses_to_sign_what_nobody_would_accept(
    founder: Pc, second: Pc
) -> None:
    for pc in (founder, second):
        issuer = issuer_of(pc)
        assert issuer.last_day == LAST_DAY
        issuer.require_day(LAST_DAY)
        with pytest.raises(DayNotCertified) as late:
            issuer.require_day(LAST_DAY + timedelta(days=1))
        with pytest.raises(DayNotCertified) as early:
            issuer.require_day(date(2009, 1, 1))
        assert "renew" in late.value.sentence()
        assert "07/03/2030" in late.value.sentence()
        assert "clock" in early.value.sentence()


def test_a_paper_outlives_the_certificate_and_no_clock_is_asked(
    founder: Pc, second: Pc, tmp_path: Path
) -> None:
    tell(second, founder, tmp_path / "stick")
    issuer = issuer_of(second)
    code, pdf = sign_paper(issuer, issued_on=LAST_DAY), draw_paper(issuer, second)
    for year in (2009, 2027, 2045):
        move_clocks(datetime(year, 6, 1, tzinfo=UTC), founder)
        founder.app.write_trust_list()
        assert (verdict(founder, code), verdict(founder, pdf)) == (Verdict.VALID, Verdict.VALID)

    after_it_ended = sign_paper(issuer, issued_on=LAST_DAY + timedelta(days=1))

    assert verdict(founder, after_it_ended) == Verdict.UNKNOWN_KEY


def test_a_renewed_pc_goes_on_with_its_key_and_old_papers_hold(
    founder: Pc, second: Pc, third: Pc, issue_on: IssueOn, tmp_path: Path
) -> None:
    (before, *_others) = issue_on(second)
    for pc in (second, third):
        tell(pc, founder, tmp_path / "stick")
    tell(founder, third, tmp_path / "stick")
    move_clocks(LATER, founder, second, third)

    (renewed,) = renew(founder, second)
    assert issuer_of(second).last_day == LAST_DAY
    tell(founder, second, tmp_path / "stick")
    issuer = issuer_of(second)
    after = sign_paper(issuer, issued_on=LATER.date())

    assert renewed == RenewedPc("PC 2", date(2033, 4, 1), has_new_key=False)
    assert issuer.last_day == date(2033, 4, 1)
    assert [verdict(founder, code) for code in (before, after)] == [Verdict.VALID] * 2
    assert [verdict(third, code) for code in (before, after)] == [Verdict.VALID, Verdict.UNKNOWN_KEY]
    assert verdict(third, draw_paper(issuer, second, issued_on=LATER.date())) == Verdict.VALID
    tell(founder, third, tmp_path / "stick")
    assert [verdict(third, code) for code in (before, after)] == [Verdict.VALID] * 2


def test_a_pc_gets_the_new_key_that_it_asked_for(founder: Pc, second: Pc, third: Pc, tmp_path: Path) -> None:
    old = issuer_of(second)
    before = sign_paper(old)
    assert ask(second)
    assert not ask(second)
    assert issuer_of(second).key_id == old.key_id
    tell(second, third, tmp_path / "one")
    tell(third, founder, tmp_path / "two")  # any PC carries the request

    (renewed,) = renew(founder, second)
    tell(founder, second, tmp_path / "two")
    tell(founder, third, tmp_path / "two")
    new = issuer_of(second)

    assert renewed.has_new_key
    assert new.key_id != old.key_id
    for pc in (founder, second, third):
        assert [verdict(pc, code) for code in (before, sign_paper(new))] == [Verdict.VALID] * 2
        assert verdict(pc, draw_paper(new, second)) == Verdict.VALID
    assert ask(second)


def test_a_pc_from_a_backup_goes_on_with_the_key_that_it_has(founder: Pc, second: Pc, tmp_path: Path) -> None:
    second.app.sign_out()
    shutil.copytree(tmp_path / "second", tmp_path / "backup")
    second.app.sign_in("admin.second", ACCOUNT.password)
    old = issuer_of(second).key_id
    ask(second)
    tell(second, founder, tmp_path / "stick")
    renew(founder, second)

    restored = Pc(App(tmp_path / "backup", second.app.clock))
    restored.app.sign_in("admin.second", ACCOUNT.password)
    tell(founder, restored, tmp_path / "stick")

    issuer = issuer_of(restored)
    assert issuer.key_id == old
    assert verdict(founder, sign_paper(issuer)) == Verdict.VALID
    assert ask(restored)
    tell(restored, founder, tmp_path / "again")
    renew(founder, restored)
    tell(founder, restored, tmp_path / "again")
    assert issuer_of(restored).key_id != old
    restored.app.sign_out()


def test_nobody_asks_in_the_name_of_another_pc_or_for_anothers_key(
    founder: Pc, second: Pc, third: Pc, tmp_path: Path
) -> None:
    victim, thief = this_pc_of(second), this_pc_of(third)
    key = authority.new_key()
    request = x509.CertificateSigningRequestBuilder(x509.Name([])).sign(key, hashes.SHA256())
    der = request.public_bytes(serialization.Encoding.DER)
    theirs = bytearray(der)
    start = der.index(key.public_key().public_bytes(*_POINT))
    other = authority.key_from_bytes(victim.keys.certificate_key).public_key().public_bytes(*_POINT)
    theirs[start : start + len(other)] = other  # a request for the victim's key, which the thief cannot sign
    purpose = b"TVET Desktop: certify this key\0" + thief.programme
    rows = [
        (victim.device.id.hex(), der.hex(), thief.keys.signing_key.sign(purpose + der).hex()),
        (thief.device.id.hex(), theirs.hex(), thief.keys.signing_key.sign(purpose + theirs).hex()),
        (thief.device.id.hex(), "no request", "zz"),
        (thief.device.id.hex(), "", thief.keys.signing_key.sign(purpose).hex()),
    ]
    with third.app.database.transaction() as db:
        for device, content, signature in rows:
            row_id = new_id(db, HUYE)
            db.add(CertificateKeyRequest(id=row_id, device=device, request=content, signature=signature))
    tell(third, founder, tmp_path / "stick")
    tell(second, founder, tmp_path / "stick")
    move_clocks(LATER, founder)

    renewed = renew(founder, second, third)

    assert [pc.has_new_key for pc in renewed] == [False, False]
    kids = {key_id(chain[0].public_key()) for chain in trust_of(founder).chains}  # type: ignore[arg-type]  P-256
    assert len(kids) == 3


_POINT = (serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def test_a_renewed_pc_with_old_files_and_one_that_joins_later_end_equal(
    founder: Pc, second: Pc, join_pc: JoinPc, meet: Callable[..., None], tmp_path: Path
) -> None:
    second.add_person("before")
    second.export(tmp_path / "old.tvet")
    ask(second)
    tell(second, founder, tmp_path / "stick")
    renew(founder, second)
    newcomer = join_pc("newcomer")
    second.add_person("after")

    meet(founder, second, newcomer)
    for pc in (founder, newcomer):
        pc.app.import_sync([tmp_path / "old.tvet"])
        with pc.app.database.transaction() as db:
            rebuild(db)
            assert check(db).problems == []

    assert founder.dump() == second.dump() == newcomer.dump()
    assert verdict(newcomer, sign_paper(issuer_of(second))) == Verdict.VALID


def test_what_is_not_renewed_says_why(founder: Pc, second: Pc, tmp_path: Path) -> None:
    tell(second, founder, tmp_path / "stick")
    with pytest.raises(RenewedAlready) as already:
        renew(founder, second)
    assert "07/03/2030" in already.value.sentence()
    with pytest.raises(NoAuthority):
        renew(second, second)
    move_clocks(datetime(2009, 1, 1, tzinfo=UTC), founder)
    with pytest.raises(ClockNotBelievable):
        renew(founder, second)
    move_clocks(LATER, founder)
    with founder.app.database.transaction() as db:
        withdraw_pc(
            db, device_id=this_pc_of(second).device.id, reason=PcReason.RETIRED, now=founder.app.now()
        )
    with pytest.raises(WithdrawnAlready):
        renew(founder, second)


def test_what_ends_soon_is_said_ninety_days_before(founder: Pc, second: Pc, tmp_path: Path) -> None:
    tell(second, founder, tmp_path / "stick")
    for pc in (founder, second):
        with pc.app.database.reading() as db:
            assert endings(db, LAST_DAY - timedelta(days=91)).own is None
            soon = endings(db, LAST_DAY - timedelta(days=90))
        assert soon.own == LAST_DAY
        assert soon.pcs == (("PC 1", "PC 2") if pc is founder else ())
        assert soon.authority is None
    with founder.app.database.reading() as db:
        assert endings(db, date(2046, 1, 1)).authority == date(2047, 3, 8)

    move_clocks(LATER, founder)
    renew(founder, founder, second)

    with founder.app.database.reading() as db:
        assert endings(db, LATER.date()).pcs == ()


def test_a_founder_with_a_dead_clock_makes_certificates_that_serve(tmp_path: Path, founder: Pc) -> None:
    move_clocks(datetime(2009, 1, 1, tzinfo=UTC), founder)
    other = Pc(App(tmp_path / "other", founder.app.clock))
    other.app.found(college_code="HUY", account=ACCOUNT)

    assert issuer_of(other).last_day == date(2029, 10, 31)
    assert trust_of(other).heard_at == datetime(2026, 11, 1, tzinfo=UTC)
    other.app.sign_out()


def test_the_authority_gets_a_later_certificate_and_all_chains_stay_whole(
    founder: Pc, second: Pc, tmp_path: Path
) -> None:
    tell(second, founder, tmp_path / "stick")
    first_root = trust_of(founder).root
    papers = [draw_paper(issuer_of(second), second), sign_paper(issuer_of(second))]
    move_clocks(LATER, founder, second)
    with founder.app.database.transaction() as db:
        until = renew_authority(db, now=LATER)
    renew(founder, second)
    tell(founder, second, tmp_path / "stick")
    papers += [
        draw_paper(issuer_of(second), second, issued_on=LATER.date()),
        sign_paper(issuer_of(second), issued_on=LATER.date()),
    ]

    assert until == date(2050, 4, 2)
    assert trust_of(second).root.not_valid_after_utc.date() == until
    assert trust_of(second).root != first_root
    for pc in (founder, second):
        assert [verdict(pc, paper) for paper in papers] == [Verdict.VALID] * 4
        assert all(
            is_issued_under(chain, root)
            for chain in trust_of(pc).chains
            for root in (first_root, trust_of(pc).root)
        )
    assert verify(papers[0], trust_of(second)).is_pdf_checked
    row = founder.add_person("sync goes on")
    tell(founder, second, tmp_path / "stick")
    assert second.get(row).username == "sync goes on"


def test_the_request_is_a_row_of_the_college(founder: Pc, second: Pc, tmp_path: Path) -> None:
    ask(second)
    tell(second, founder, tmp_path / "stick")

    with founder.app.database.reading() as db:
        (row,) = db.scalars(select(CertificateKeyRequest)).all()

    private = this_pc_of(second).keys.later_certificate_keys[0]
    assert private.hex() not in row.request
    assert row.device == this_pc_of(second).device.id.hex()
    assert ISSUED_ON < LAST_DAY
