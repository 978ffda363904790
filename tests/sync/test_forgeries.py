"""A PC of the programme forges one bundle in its log: refused everywhere, and what it wrote before goes on counting."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from tests.sync.forged_bundles import signed
from tests.sync.stations import HUYE, TUMBA, Station, Template, make_template
from tvet_desktop.accounts.models import Role
from tvet_desktop.people.models import Person
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.change_groups import RowChange, group_changes
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import Scope
from tvet_desktop.storage.packing import pack
from tvet_desktop.sync import authority
from tvet_desktop.sync.devices import membership_contents
from tvet_desktop.sync.keys.withdraw_pc import PcReason, withdraw_pc
from tvet_desktop.sync.membership import sign_device, sign_document
from tvet_desktop.sync.models import EnrolledDevice, StoredBundle
from tvet_desktop.sync.parcel import Parcel
from tvet_desktop.sync.this_pc import ThisPc, load_documents

NUMBER = 7 << 16


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    clock = FixedClock(datetime(2027, 3, 8, 7, 30, tzinfo=UTC))
    pcs = [("forger", [HUYE], False), ("honest", [HUYE], False), ("tumba", [TUMBA], False)]
    return make_template(tmp_path_factory.mktemp("forgeries"), clock, pcs)


@pytest.fixture
def pcs(template: Template, tmp_path: Path) -> Iterator[list[Station]]:
    """Return the founder, the forger, an honest PC of the same college, and one of another college."""
    stations = template.open(tmp_path)
    yield stations
    for station in stations:
        station.close()


def _new(table: str, scope: int, **after: object) -> RowChange:
    row_id = (scope << 53) + NUMBER
    return RowChange(table, row_id, 0, 1 << 40, 5, None, None, True, after)  # type: ignore[arg-type]  what nobody should write


def _mark(scope: int) -> RowChange:
    after = {"status": "P", "minutes_late": None, "reason": None, "source": "KEYBOARD"}
    session, person = (scope << 53) + NUMBER, (scope << 53) + NUMBER + 1
    return RowChange("attendance_mark", session, person, 1 << 40, 5, None, None, True, dict(after))


USER = {"username": "x", "display_name": "x", "role": Role.ADMINISTRATOR.value}
WITHDRAWN = {"code_hash": "0" * 64, "reason": "STOLEN", "day": "2027-03-08"}
CHANGES: dict[str, tuple[int, RowChange]] = {
    "marks of another college": (TUMBA, _mark(TUMBA)),
    "marks of another college in the own section": (HUYE, _mark(TUMBA)),
    "a role at another college": (TUMBA, _new("app_user", TUMBA, **USER)),
    "a role at the national office": (Scope.NATIONAL, _new("app_user", Scope.NATIONAL, **USER)),
    "a role everywhere": (Scope.SHARED, _new("app_user", Scope.SHARED, **USER)),
    "a revocation for everybody": (Scope.SHARED, _new("withdrawn_statement", Scope.SHARED, **WITHDRAWN)),
    "a revocation in its own college's rows": (HUYE, _new("withdrawn_statement", HUYE, **WITHDRAWN)),
    "a decision on a revocation": (HUYE, _new("revocation_decision", HUYE, agreed=1)),
}


def _add_person(station: Station, name: str) -> int:
    with station.database.transaction() as db:
        row_id = new_id(db, HUYE)
        db.add(Person(id=row_id, family_name=name, sex="F"))
        return row_id


def _following(this_pc: ThisPc, sections: dict[int, bytes]) -> bytes:
    log = this_pc.log
    return signed(this_pc, sections, number=log.number + 1, previous=log.previous, log=log.id)


def _names(station: Station) -> set[str]:
    with station.database.reading() as db:
        return set(db.scalars(select(Person.family_name)))


def _go_round(forger: Station, forged: bytes, *others: Station) -> None:
    """Let the forger's file reach everybody, and everything that they have everybody else."""
    whole = forger.parcel()
    for taker in others:
        taker.read(Parcel(whole.documents, whole.records, [*whole.bundles, forged]))
    for giver in others:
        parcel = giver.parcel()
        for taker in others:
            with suppress(UserError):
                taker.read(parcel)


@pytest.mark.parametrize("what", CHANGES)
def test_what_a_pc_may_not_write_is_refused_and_the_rest_counts(pcs: list[Station], what: str) -> None:
    founder, forger, honest, tumba = pcs
    scope, change = CHANGES[what]
    _add_person(forger, "Before")
    forger.parcel()
    forged = _following(forger.this_pc(), {scope: pack(group_changes([change]))})

    _go_round(forger, forged, founder, honest, tumba)

    mine = _add_person(honest, "Afterwards")
    founder.read(honest.parcel())
    assert _names(founder) >= {"Before", "Afterwards"}
    assert founder.dump(scope=HUYE) == honest.dump(scope=HUYE)
    assert founder.dump(scope=TUMBA) == tumba.dump(scope=TUMBA)
    assert mine
    for station in (founder, honest, tumba):
        assert not [line for line in station.dump() if str(change.key_a) in line]


@pytest.mark.parametrize("kind", ["document", "national record", "more colleges"])
def test_a_forged_membership_is_refused(pcs: list[Station], kind: str) -> None:
    founder, forger, honest, _tumba = pcs
    _add_person(forger, "Before")
    whole, this_pc = forger.parcel(), forger.this_pc()
    key = authority.key_from_bytes(this_pc.keys.certificate_key)
    with forger.database.reading() as db:
        document = load_documents(db, this_pc)[-1]
        contents = membership_contents(db)
    own = msgspec.structs.replace(this_pc.device, national=True)
    if kind == "document":
        later = msgspec.structs.replace(document, number=document.number + 1, devices=[own])
        whole = Parcel([*contents, sign_document(later, key)], whole.records, whole.bundles)
    else:
        wider = (
            own
            if kind == "national record"
            else msgspec.structs.replace(this_pc.device, scopes=[HUYE, TUMBA])
        )
        whole = Parcel(whole.documents, [*whole.records, sign_device(wider, key)], whole.bundles)

    for station in (founder, honest):
        with suppress(UserError):
            station.read(whole)
        station.read(forger.parcel())

        assert "Before" in _names(station)
        with station.database.reading() as db:
            assert membership_contents(db) == contents
            assert sign_device(own, key) not in db.scalars(select(EnrolledDevice.content)).all()
        forged = signed(this_pc, {TUMBA: pack(group_changes([_mark(TUMBA)]))})
        with pytest.raises(UserError):
            station.read(Parcel([], [], [forged]))


def _after_the_last(this_pc: ThisPc, _last: StoredBundle, section: bytes) -> bytes:
    return _following(this_pc, {HUYE: section})


def _instead_of_the_last(this_pc: ThisPc, last: StoredBundle, section: bytes) -> bytes:
    return signed(this_pc, {HUYE: section}, number=last.number, previous=last.previous, log=last.log)


def _in_a_new_log(this_pc: ThisPc, _last: StoredBundle, section: bytes) -> bytes:
    return signed(this_pc, {HUYE: section})


@pytest.mark.parametrize("way", [_after_the_last, _instead_of_the_last, _in_a_new_log])
def test_a_back_dated_bundle_after_the_withdrawal_is_refused(
    pcs: list[Station], way: Callable[[ThisPc, StoredBundle, bytes], bytes]
) -> None:
    founder, forger, honest, tumba = pcs
    _add_person(forger, "Before")
    founder.read(forger.parcel())
    this_pc = forger.this_pc()
    with forger.database.reading() as db:
        last = db.scalars(select(StoredBundle).where(StoredBundle.hash == this_pc.log.previous)).one()
    with founder.database.transaction() as db:
        withdraw_pc(db, device_id=this_pc.device.id, reason=PcReason.STOLEN, now=founder.clock.now())
    late = RowChange(
        "person",
        (HUYE << 53) + NUMBER,
        0,
        1 << 16,  # long before it was withdrawn
        5,
        None,
        1,
        True,
        {"family_name": "Late", "given_name": "", "sex": "F"},
    )
    forged = way(this_pc, last, pack(group_changes([late])))

    honest.read(Parcel([], [], [*forger.parcel().bundles, forged]))  # it has not heard yet, and believes it
    for station in (honest, tumba):
        station.read(founder.parcel())
    for station in (founder, honest, tumba):
        with suppress(UserError):
            station.read(Parcel([], [], [forged]))

    assert founder.dump(scope=HUYE) == honest.dump(scope=HUYE)
    for station in (founder, honest):
        assert "Before" in _names(station)
        assert "Late" not in _names(station)
