"""What a PC inside the programme may try, or bring about by accident, and what the others make of it."""

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, text

from tests.conftest import ACCOUNT
from tests.sync.conftest import HUYE, JoinPc, Pc
from tvet_desktop.accounts.models import User
from tvet_desktop.app import App
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.change_groups import RowChange
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.stamps import LARGEST_STAMP
from tvet_desktop.sync import authority
from tvet_desktop.sync.bundle import Header, seal
from tvet_desktop.sync.check import check
from tvet_desktop.sync.errors import InvitationUnusable
from tvet_desktop.sync.invite import read_invitation
from tvet_desktop.sync.membership import NO_HASH, Device, Withdrawal, sign_device
from tvet_desktop.sync.models import LEFT_OUT, StoredBundle
from tvet_desktop.sync.parcel import Parcel, pack, unpack
from tvet_desktop.sync.publish_document import publish_document
from tvet_desktop.sync.this_pc import ThisPc, load_this_pc


def _this_pc(pc: Pc) -> ThisPc:
    with pc.app.database.reading() as db:
        return load_this_pc(db)


def _bundle(
    pc: Pc,
    folder: Path,
    changes: list[RowChange],
    *,
    number: int = 1,
    previous: bytes = NO_HASH,
    log: bytes = b"",
) -> Path:
    """Write a bundle as this PC might, whatever stands in it."""
    this_pc = _this_pc(pc)
    header = Header(
        1, this_pc.programme, this_pc.device.id, log or secrets.token_bytes(16), number, previous, [], []
    )
    content = seal(header, {HUYE: changes}, this_pc.epoch_keys, this_pc.keys.signing_key)
    file = folder / f"{secrets.token_hex(4)}.tvet"
    file.write_bytes(pack(Parcel([], [this_pc.device_record], [content])))
    return file


def _user(pc: Pc, *, changed_at: int = 1 << 40, **fields: object) -> RowChange:
    with pc.app.database.transaction() as db:
        row_id = new_id(db, HUYE)
    after = {"username": "x", "display_name": "x", "role": "CLERK"} | fields
    return RowChange("app_user", row_id, 0, changed_at, 5, None, None, True, after)  # type: ignore[arg-type]


def _refused(pc: Pc, file: Path) -> None:
    before = pc.dump()
    with pytest.raises(UserError):
        pc.read(file)
    assert pc.dump() == before


@pytest.mark.parametrize(
    "fields",
    [{"username": None}, {"deleted": 5}, {"role": 7}, {"display_name": 1}],
)
def test_values_that_no_column_holds_are_refused(
    founder: Pc, join_pc: JoinPc, tmp_path: Path, fields: dict[str, object]
) -> None:
    second = join_pc("second")

    _refused(founder, _bundle(second, tmp_path, [_user(second, **fields)]))


def test_a_created_row_without_a_needed_field_is_refused(
    founder: Pc, join_pc: JoinPc, tmp_path: Path
) -> None:
    second = join_pc("second")
    change = _user(second)
    del change.after["role"]

    _refused(founder, _bundle(second, tmp_path, [change]))


def test_a_stamp_at_the_end_of_time_does_not_stop_the_others(
    founder: Pc, join_pc: JoinPc, tmp_path: Path, meet: Callable[..., None]
) -> None:
    second, third = join_pc("second"), join_pc("third")
    founder.read(_bundle(second, tmp_path, [_user(second, changed_at=LARGEST_STAMP)]))
    _refused(founder, _bundle(second, tmp_path, [_user(second, changed_at=LARGEST_STAMP + (1 << 40))]))

    row = founder.add_person("afterwards")
    meet(founder, third, second)

    assert third.get(row).username == "afterwards"
    assert founder.dump() == third.dump()


def test_a_bundle_under_a_number_that_does_not_follow_is_left_out(
    founder: Pc, join_pc: JoinPc, tmp_path: Path
) -> None:
    second, third = join_pc("second"), join_pc("third")
    third.export(tmp_path / "stick")
    founder.read(tmp_path / "stick")
    head = _this_pc(third).log

    _refused(
        founder, _bundle(second, tmp_path, [_user(second)], number=10**6, previous=head.previous, log=head.id)
    )


def test_a_record_whose_keys_do_not_fit_is_ignored(founder: Pc, tmp_path: Path, join_pc: JoinPc) -> None:
    second = join_pc("second")
    file = read_invitation(founder.invitation(tmp_path / "i", scopes=[HUYE]).read_bytes())
    key = authority.key_from_bytes(file.certificate_key)
    good = msgspec.structs.replace(_this_pc(second).device, invitation=file.invitation, name="bad")
    bad: list[Device] = [
        msgspec.structs.replace(good, certificates=[b"junk"]),
        msgspec.structs.replace(good, recipient="age1junk"),
        msgspec.structs.replace(good, signing_key=b"short"),
        msgspec.structs.replace(good, id=secrets.token_bytes(16)),
        good,
    ]
    records = [sign_device(device, key) for device in bad]
    parcel = unpack(second.export(tmp_path / "s.tvet").read_bytes())
    (tmp_path / "bad.tvet").write_bytes(pack(Parcel(parcel.documents, records, [])))

    founder.app.import_sync([tmp_path / "bad.tvet"])

    founder.invitation(tmp_path / "works", scopes=[HUYE])
    founder.app.sign_out()
    founder.app.sign_in(ACCOUNT.username, ACCOUNT.password)


def test_of_two_pcs_with_one_invitation_the_authority_decides_for_everybody(
    founder: Pc, join_pc: JoinPc, tmp_path: Path, meet: Callable[..., None]
) -> None:
    third = join_pc("third")
    file = founder.invitation(tmp_path / "one.invite", scopes=[HUYE])
    third.read(founder.export(tmp_path / "news.tvet"))
    early, late = (Pc(App(tmp_path / name, founder.app.clock)) for name in ("early", "late"))
    for pc in (early, late):
        pc.app.join(invitation=file, account=ACCOUNT)
    wrong = late.add_person("of the late pc")
    third.read(late.export(tmp_path / "late.tvet"))
    assert third.get(wrong).username == "of the late pc"
    mine = third.add_person("typed in good faith")
    third.export(tmp_path / "stick")

    founder.read(early.export(tmp_path / "early.tvet"))
    founder.read(tmp_path / "stick")
    founder.invitation(tmp_path / "next.invite", scopes=[HUYE])
    meet(founder, third, early)
    meet(founder, third, early)

    assert founder.dump() == third.dump() == early.dump()
    assert founder.get(mine).username == "typed in good faith"
    assert "of the late pc" not in "".join(founder.dump())
    with pytest.raises(InvitationUnusable):
        late.read(tmp_path / "stick")
    with founder.app.database.transaction() as db:
        assert check(db).problems == []
    for pc in (early, late):
        pc.app.sign_out()


def test_a_restored_pc_gets_its_own_bundles_back_by_one_file(
    founder: Pc, join_pc: JoinPc, tmp_path: Path
) -> None:
    second = join_pc("second")
    second.app.sign_out()
    shutil.copytree(tmp_path / "second", tmp_path / "backup")
    second.app.sign_in("admin.second", ACCOUNT.password)
    row = second.add_person("only the founder has it now")
    founder.read(second.export(tmp_path / "sent.tvet"))

    restored = Pc(App(tmp_path / "backup", second.app.clock))
    restored.app.sign_in("admin.second", ACCOUNT.password)
    restored.read(founder.export(tmp_path / "back.tvet"))

    assert restored.get(row).username == "only the founder has it now"
    restored.app.sign_out()


def test_what_a_withdrawn_pc_wrote_afterwards_counts_nowhere(
    founder: Pc, join_pc: JoinPc, tmp_path: Path, meet: Callable[..., None]
) -> None:
    second, third = join_pc("second"), join_pc("third")
    kept = second.add_person("before")
    meet(founder, second, third)
    log = _this_pc(second).log
    gone = second.add_person("after")
    second.export(tmp_path / "late")
    third.read(tmp_path / "late")
    own = third.add_person("of the third")

    with founder.app.database.transaction() as db:
        this_pc = load_this_pc(db)
        withdrawal = Withdrawal(this_pc_of(second), [(log.id, log.number, log.previous)])
        publish_document(db, this_pc, now=founder.app.now(), withdrawn=[withdrawal])
    branch = _bundle(second, tmp_path, [_user(second)], log=log.id)
    meet(founder, third)
    with pytest.raises(UserError):
        founder.read(branch)
    meet(founder, third)

    assert founder.dump() == third.dump()
    assert third.get(kept).username == "before"
    assert founder.get(own).username == "of the third"
    with third.app.database.reading() as db:
        assert db.get(User, gone) is None
        assert db.scalars(select(StoredBundle).where(StoredBundle.applied == LEFT_OUT)).first() is not None


def this_pc_of(pc: Pc) -> bytes:
    return _this_pc(pc).device.id


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE app_user SET display_name = 'forged'",
        "DELETE FROM college",
        "UPDATE history_part SET most = 0",
    ],
)
def test_check_finds_what_was_changed_behind_the_apps_back(
    founder: Pc, tmp_path: Path, tampering: str
) -> None:
    founder.export(tmp_path / "stick")
    with founder.app.database.transaction() as db:
        assert check(db).problems == []
        db.execute(text("PRAGMA defer_foreign_keys = ON"))
        db.execute(text(tampering))

    with founder.app.database.transaction() as db:
        checked = check(db)

    assert len(checked.problems) == 1


def test_files_that_others_put_on_a_stick_do_no_harm(founder: Pc, join_pc: JoinPc, tmp_path: Path) -> None:
    second = join_pc("second")
    row = founder.add_person("uwase")
    founder.export(tmp_path / "stick")
    for folder in [tmp_path / "stick", *(tmp_path / "stick").rglob("*")]:
        if folder.is_dir():
            (folder / "Thumbs.db").write_bytes(b"x")
            (folder / "desktop.ini").write_bytes(b"x")
    (bundle, *_rest) = (tmp_path / "stick").rglob("0000*-*")
    bundle.write_bytes(bytes([*bundle.read_bytes()[:-1], 0]))

    second.read(tmp_path / "stick")
    founder.export(tmp_path / "stick")
    assert second.read(tmp_path / "stick").refused == ()

    assert second.get(row).username == "uwase"
