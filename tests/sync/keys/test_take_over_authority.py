from pathlib import Path

import pytest

from tests.conftest import ACCOUNT
from tests.sync.conftest import HUYE, Pc
from tests.sync.keys.papers import issuer_of, sign_paper, tell, verdict
from tvet_desktop.accounts.key_slots import WrongRecoveryCode
from tvet_desktop.app import App
from tvet_desktop.certificates.checking.verdict import Verdict
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.sync.keys.errors import OnlyNational
from tvet_desktop.sync.keys.take_over_authority import take_over_authority
from tvet_desktop.sync.keys.withdraw_pc import PcReason, withdraw_pc
from tvet_desktop.sync.membership import Document
from tvet_desktop.sync.this_pc import load_documents, load_this_pc

CODE = "0123-4567-89AB-CDEF-GHJK-MNPQ"


def test_another_national_pc_goes_on_when_the_one_with_the_authority_is_gone(
    tmp_path: Path, clock: FixedClock
) -> None:
    lost = Pc(App(tmp_path / "lost", clock))
    code = lost.app.found(college_code="HUY", account=ACCOUNT).recovery_code
    office, college = (Pc(App(tmp_path / name, FixedClock(clock.moment))) for name in ("office", "college"))
    for pc, national in ((office, True), (college, False)):
        file = lost.invitation(tmp_path / f"{national}.invite", scopes=[HUYE], national=national)
        pc.app.join(invitation=file, account=ACCOUNT)
        tell(pc, lost, tmp_path / "stick")
    genuine_lost = sign_paper(issuer_of(lost))

    with college.app.database.transaction() as db, pytest.raises(OnlyNational):
        take_over_authority(db, recovery_code=code, now=college.app.now())
    with office.app.database.transaction() as db, pytest.raises(WrongRecoveryCode):
        take_over_authority(db, recovery_code=CODE, now=office.app.now())
    tell(lost, office, tmp_path / "stick")
    with lost.app.database.reading() as db:
        lost_id = load_this_pc(db).device.id
    with office.app.database.transaction() as db:
        take_over_authority(db, recovery_code=code.lower(), now=office.app.now())
        withdraw_pc(db, device_id=lost_id, reason=PcReason.STOLEN, now=office.app.now())
    office.app.write_trust_list()
    tell(office, college, tmp_path / "stick")

    assert verdict(college, genuine_lost) == Verdict.WITHDRAWN_KEY
    assert verdict(college, sign_paper(issuer_of(office))) == Verdict.VALID
    file = office.invitation(tmp_path / "next.invite", scopes=[HUYE])
    newcomer = Pc(App(tmp_path / "newcomer", clock))
    newcomer.app.join(invitation=file, account=ACCOUNT)
    row = office.add_person("life goes on")
    tell(office, newcomer, tmp_path / "stick")
    assert newcomer.get(row).username == "life goes on"

    lost.invitation(tmp_path / "thief.invite", scopes=[HUYE])  # whoever has the lost PC goes on with its list
    lost.export(tmp_path / "thief")
    before = college.dump(), documents_of(college)
    college.app.import_sync([tmp_path / "thief"])
    assert (college.dump(), documents_of(college)) == before
    for pc in (lost, office, college, newcomer):
        pc.app.sign_out()


def documents_of(pc: Pc) -> list[Document]:
    with pc.app.database.reading() as db:
        return load_documents(db, load_this_pc(db))
