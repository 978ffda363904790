"""Whatever is wrong with a sync file: one sentence, and every row and file as it was."""

import hashlib
import secrets
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ACCOUNT
from tests.sync.conftest import HUYE, TUMBA, JoinPc, Pc
from tvet_desktop.app import App
from tvet_desktop.people.models import Person
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.change_groups import RowChange
from tvet_desktop.storage.database import new_id
from tvet_desktop.sync import bundle as bundle_format
from tvet_desktop.sync.bundle import Header, read_bundle, seal
from tvet_desktop.sync.errors import (
    BundleDamaged,
    BundleLeftOut,
    BundleTooNew,
    InvitationUnusable,
    NoSuchFile,
    NotASyncFile,
    OtherProgramme,
    OutOfScope,
    UnknownSigner,
)
from tvet_desktop.sync.membership import NO_HASH
from tvet_desktop.sync.parcel import Parcel, pack, unpack
from tvet_desktop.sync.this_pc import DeviceKeys, ThisPc, load_this_pc


def _this_pc(pc: Pc) -> ThisPc:
    with pc.app.database.reading() as db:
        return load_this_pc(db)


def _refused(pc: Pc, path: Path) -> type[UserError]:
    before = pc.dump()
    with pytest.raises(UserError) as refusal:
        pc.read(path)
    assert pc.dump() == before
    assert refusal.value.sentence().endswith(".")
    return type(refusal.value)


def _forged(pc: Pc, *, scope: int, row_scope: int, keys: DeviceKeys | None = None) -> bytes:
    this_pc = _this_pc(pc)
    with pc.app.database.transaction() as db:
        row_id = new_id(db, row_scope)
    after = {"username": "x", "display_name": "x", "role": "ADMINISTRATOR"}
    change = RowChange("app_user", row_id, 0, 1 << 40, 5, None, None, True, dict(after))
    header = Header(1, this_pc.programme, this_pc.device.id, secrets.token_bytes(16), 1, NO_HASH, [], [])
    epoch_keys = {
        **this_pc.epoch_keys,
        (scope, 1): this_pc.epoch_keys.get((scope, 1), secrets.token_bytes(32)),
    }
    return seal(header, {scope: [change]}, epoch_keys, (keys or this_pc.keys).signing_key)


def test_something_else_is_no_sync_file(founder: Pc, tmp_path: Path) -> None:
    for name, content in {
        "a.tvet": b"",
        "b.tvet": b"PK\x03\x04 a spreadsheet",
        "c.tvet": "é".encode() * 99,
    }.items():
        (tmp_path / name).write_bytes(content)
        assert _refused(founder, tmp_path / name) is NotASyncFile
    assert _refused(founder, tmp_path / "missing.tvet") is NoSuchFile
    (tmp_path / "empty folder").mkdir()
    assert _refused(founder, tmp_path / "empty folder") is NotASyncFile


def test_a_file_that_is_cut_short_is_refused(founder: Pc, join_pc: JoinPc, tmp_path: Path) -> None:
    second = join_pc("second")
    content = second.export(tmp_path / "whole.tvet").read_bytes()
    for length in (6, 40, len(content) // 2, len(content) - 1):
        (tmp_path / "cut.tvet").write_bytes(content[:length])
        assert _refused(founder, tmp_path / "cut.tvet") in {BundleDamaged, NotASyncFile}


def test_a_single_altered_bit_of_a_bundle_is_refused(founder: Pc, join_pc: JoinPc, tmp_path: Path) -> None:
    second = join_pc("second")
    parcel = unpack(second.export(tmp_path / "whole.tvet").read_bytes())
    content = parcel.bundles[-1]
    random = Random(7)
    for _ in range(60):
        bit = random.randrange(len(content) * 8)
        altered = bytearray(content)
        altered[bit // 8] ^= 1 << bit % 8
        again = pack(Parcel(parcel.documents, parcel.records, [*parcel.bundles[:-1], bytes(altered)]))
        (tmp_path / "altered.tvet").write_bytes(again)
        before = founder.dump()
        with pytest.raises(UserError):
            founder.read(tmp_path / "altered.tvet")
        assert founder.dump() == before


def test_a_stranger_is_refused(founder: Pc, tmp_path: Path) -> None:
    content = _forged(founder, scope=HUYE, row_scope=HUYE, keys=DeviceKeys.generate())
    (tmp_path / "stranger.tvet").write_bytes(pack(Parcel([], [], [content])))

    assert _refused(founder, tmp_path / "stranger.tvet") is BundleDamaged  # under a name that is not its own

    header = msgspec.structs.replace(read_bundle(content).header, device=secrets.token_bytes(16), sections=[])
    this_pc = _this_pc(founder)
    content = seal(header, {}, this_pc.epoch_keys, DeviceKeys.generate().signing_key)
    (tmp_path / "stranger.tvet").write_bytes(pack(Parcel([], [], [content])))
    assert _refused(founder, tmp_path / "stranger.tvet") is UnknownSigner


@pytest.mark.parametrize(("scope", "row_scope"), [(TUMBA, TUMBA), (HUYE, TUMBA), (1, 1), (2, 2)])
def test_a_pc_cannot_write_what_is_not_its_own(
    founder: Pc, join_pc: JoinPc, tmp_path: Path, scope: int, row_scope: int
) -> None:
    second = join_pc("second", scopes=[HUYE])
    founder.read(second.export(tmp_path / "hello.tvet"))
    content = _forged(second, scope=scope, row_scope=row_scope)
    (tmp_path / "forged.tvet").write_bytes(pack(Parcel([], [], [content])))

    assert _refused(founder, tmp_path / "forged.tvet") is OutOfScope


def test_a_newer_format_says_so(founder: Pc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    founder.add_person("x")
    whole = founder.export(tmp_path / "whole.tvet").read_bytes()
    (tmp_path / "newer.tvet").write_bytes(whole[:4] + b"\x02" + whole[5:])
    assert _refused(founder, tmp_path / "newer.tvet") is BundleTooNew

    monkeypatch.setattr(bundle_format, "FORMAT", 2)
    content = _forged(founder, scope=HUYE, row_scope=HUYE)
    monkeypatch.undo()
    (tmp_path / "newer.tvet").write_bytes(pack(Parcel([], [], [content])))
    assert _refused(founder, tmp_path / "newer.tvet") is BundleTooNew


def test_another_programme_is_refused(founder: Pc, tmp_path: Path) -> None:
    stranger = Pc(App(tmp_path / "stranger", founder.app.clock))
    stranger.app.found(college_code="HUY", account=ACCOUNT, practice=True)
    stranger.add_person("practice person")

    assert _refused(founder, stranger.export(tmp_path / "theirs.tvet")) is OtherProgramme
    stranger.app.sign_out()


def test_an_invitation_lets_one_pc_in(founder: Pc, tmp_path: Path) -> None:
    file = founder.invitation(tmp_path / "one.invite", scopes=[HUYE])
    first, second = (Pc(App(tmp_path / name, founder.app.clock)) for name in ("first", "second"))
    for pc in (first, second):
        pc.app.join(invitation=file, account=ACCOUNT)
    founder.read(first.export(tmp_path / "first.tvet"))

    assert _refused(founder, second.export(tmp_path / "second.tvet")) is BundleLeftOut
    founder.invitation(tmp_path / "two.invite", scopes=[HUYE])
    founder.read(first.export(tmp_path / "again.tvet"))
    for pc in (first, second):
        pc.app.sign_out()


@pytest.mark.parametrize("content", [b"", b"nonsense", b"TVETINVITE1\nnonsense"])
def test_a_damaged_invitation_leaves_the_pc_new(founder: Pc, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.invite").write_bytes(content)
    app = App(tmp_path / "new pc", founder.app.clock)

    with pytest.raises(InvitationUnusable):
        app.join(invitation=tmp_path / "bad.invite", account=ACCOUNT)

    assert app.is_new()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_stumble(content: bytes) -> None:
    body = hashlib.sha256(content).digest() + content
    for whole in (content, b"TVET\x01" + body, b"TVB\x01" + content):
        with pytest.raises(UserError):
            unpack(whole)
        with pytest.raises(UserError):
            read_bundle(whole)


def test_a_row_cannot_point_to_another_college(founder: Pc, join_pc: JoinPc, tmp_path: Path) -> None:
    second = join_pc("second", scopes=[HUYE])
    founder.read(second.export(tmp_path / "hello.tvet"))
    with founder.app.database.transaction() as db:
        of_tumba = new_id(db, TUMBA)
        db.add(Person(id=of_tumba, family_name="X", sex="F"))
    this_pc = _this_pc(second)
    after = {"family_name": "Y", "given_name": "", "sex": "F", "merged_into": of_tumba}
    change = RowChange("person", (HUYE << 53) + 5, 0, 1 << 40, 5, None, None, True, dict(after))
    header = Header(1, this_pc.programme, this_pc.device.id, secrets.token_bytes(16), 1, NO_HASH, [], [])
    content = seal(header, {HUYE: [change]}, this_pc.epoch_keys, this_pc.keys.signing_key)
    (tmp_path / "forged.tvet").write_bytes(pack(Parcel([], [], [content])))

    assert _refused(founder, tmp_path / "forged.tvet") is OutOfScope
