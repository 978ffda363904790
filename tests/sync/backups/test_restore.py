"""A backup is put back: on this PC, on a new one, over damage, and with the power going at any moment."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from tests.conftest import ACCOUNT
from tests.sync.conftest import Pc
from tvet_desktop.accounts.key_slots import WrongPassword
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.new_database import DATABASE_FILE, DatabaseMissing
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.app import App
from tvet_desktop.shared.clock import FixedClock
from tvet_desktop.storage.backup import put_back
from tvet_desktop.storage.backup.errors import BackupDamaged, DataInUse
from tvet_desktop.storage.backup.place import FoundBackup
from tvet_desktop.storage.engine import DatabaseUnreadable
from tvet_desktop.sync.backups.restore import Restored, restore
from tvet_desktop.sync.this_pc import load_this_pc


def put_back_on(pc: Pc, backup: FoundBackup, *, user: str = "admin", secret: str = "") -> Restored:
    done = pc.app.restore(backup, username=user, secret=secret or ACCOUNT.password)
    pc.app.sign_in("admin", ACCOUNT.password)
    return done


def log_of(pc: Pc) -> bytes:
    with pc.app.database.reading() as db:
        return load_this_pc(db).log.id


def damage(file: Path, kind: str) -> None:
    content = file.read_bytes()
    if kind == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif kind == "empty":
        file.write_bytes(b"")
    elif kind == "gone":
        file.unlink()
    elif kind == "head":
        file.write_bytes(bytes(4096) + content[4096:])
    else:
        chance, pages = Random(3), len(content) // 4096
        broken = bytearray(content)
        for page in chance.sample(range(1, pages), pages // 3):
            broken[page * 4096 + chance.randrange(4000)] ^= 1
        file.write_bytes(broken)


def test_the_state_of_the_backup_is_back_and_what_was_there_lies_aside(pc: Pc, stick: Path) -> None:
    before, log = pc.dump(), log_of(pc)
    made = pc.app.backups.make(stick)
    pc.add_person("typed after the backup")
    lost = pc.dump()

    done = put_back_on(pc, made)

    assert pc.dump() == before != lost
    assert log_of(pc) != log
    assert (done.rows, done.salvaged) == (made.manifest.rows, 0)
    aside = App(done.aside, pc.app.clock)
    aside.sign_in("admin", ACCOUNT.password)
    assert Pc(aside).dump() == lost
    aside.sign_out()
    assert not list(pc.app.data_dir.glob(".restore*"))


def test_a_new_pc_takes_a_backup_with_its_files(pc: Pc, stick: Path, tmp_path: Path) -> None:
    made, before = pc.app.backups.make(stick), pc.dump()
    (kept,) = pc.app.files.folder.iterdir()
    pc.app.sign_out()
    shutil.rmtree(pc.app.data_dir)

    replacement = Pc(App(tmp_path / "a new PC" / "data", pc.app.clock))
    put_back_on(replacement, made)

    assert replacement.dump() == before
    assert (replacement.app.files.folder / kept.name).exists()
    replacement.app.sign_out()


def test_what_was_sent_after_the_backup_comes_back_from_the_others(
    pc: Pc, join_pc: Callable[..., Pc], meet: Callable[..., None], stick: Path
) -> None:
    second = join_pc("second")
    meet(pc, second)
    made = pc.app.backups.make(stick)
    sent = pc.add_person("sent after the backup")
    meet(pc, second)

    put_back_on(pc, made)
    new = pc.add_person("typed after putting back")
    meet(second, pc)

    assert pc.get(sent).username == "sent after the backup"
    assert second.get(new).username == "typed after putting back"
    assert pc.dump() == second.dump()


@pytest.mark.parametrize("kind", ["cut", "empty", "gone", "head", "flips"])
def test_damaged_data_gets_its_backup_and_the_sync_files_that_can_still_be_read(
    pc: Pc, join_pc: Callable[..., Pc], meet: Callable[..., None], stick: Path, kind: str
) -> None:
    second = join_pc("second")
    meet(pc, second)
    made = pc.app.backups.make(stick)
    for number in range(200):
        second.add_person(f"received {number}")
    meet(second, pc)
    pc.app.sign_out()
    damage(pc.app.data_dir / DATABASE_FILE, kind)
    damaged = (pc.app.data_dir / DATABASE_FILE).read_bytes() if kind != "gone" else b""

    done = put_back_on(pc, made)

    if kind != "gone":
        assert (done.aside / DATABASE_FILE).read_bytes() == damaged  # nobody touched it
    meet(second, pc)
    assert pc.dump() == second.dump()
    assert pc.app.backups.damage() == []


def test_sync_files_of_damaged_data_come_back_without_anybody_else(
    pc: Pc, join_pc: Callable[..., Pc], meet: Callable[..., None], stick: Path
) -> None:
    second = join_pc("second")
    meet(pc, second)
    made = pc.app.backups.make(stick)
    received = second.add_person("received after the backup")
    meet(second, pc)
    for number in range(300):
        pc.add_person(f"not sent {number}")
    whole = pc.dump()
    pc.app.sign_out()
    file = pc.app.data_dir / DATABASE_FILE
    content = bytearray(file.read_bytes())
    content[-4096 * 3 + 100] ^= 1
    file.write_bytes(content)

    done = put_back_on(pc, made)

    assert done.salvaged > 0
    assert pc.get(received).username == "received after the backup"
    assert len(pc.dump()) < len(whole)  # what was typed and in no sync file is not invented


@pytest.mark.parametrize("kind", ["cut", "empty", "gone", "head"])
def test_damage_is_never_opened_as_an_empty_database(pc: Pc, kind: str) -> None:
    pc.app.sign_out()
    damage(pc.app.data_dir / DATABASE_FILE, kind)
    left = sorted(file.name for file in pc.app.data_dir.iterdir())

    with pytest.raises((DatabaseUnreadable, DatabaseMissing)):
        pc.app.sign_in("admin", ACCOUNT.password)
        assert pc.app.backups.damage()
        raise DatabaseUnreadable

    pc.app.sign_out()
    assert sorted(file.name for file in pc.app.data_dir.iterdir()) == left


def test_flipped_bits_are_found_by_looking_and_backed_up_by_nobody(pc: Pc, stick: Path) -> None:
    for number in range(300):
        pc.add_person(f"person {number}")
    good = pc.app.backups.make(stick)
    assert pc.app.backups.damage() == []
    pc.app.sign_out()
    damage(pc.app.data_dir / DATABASE_FILE, "flips")
    try:
        pc.app.sign_in("admin", ACCOUNT.password)
    except DatabaseUnreadable:
        return
    assert pc.app.backups.damage()
    with pytest.raises(DatabaseUnreadable):
        pc.app.backups.make(stick)
    assert [found.folder for found in pc.app.backups.found()] == [good.folder]


def test_a_log_that_is_missing_loses_its_last_changes_and_nothing_else(pc: Pc) -> None:
    pc.app.database.leave_no_trace()
    kept = pc.dump()
    copy = pc.app.data_dir.with_name("copied without its log")
    pc.add_person("in the log only")
    shutil.copytree(pc.app.data_dir, copy, ignore=shutil.ignore_patterns("*-wal", "*-shm"))

    found = Pc(App(copy, pc.app.clock))
    found.app.sign_in("admin", ACCOUNT.password)

    assert found.dump() == kept
    assert found.app.backups.damage() == []
    found.app.sign_out()


@pytest.mark.parametrize("fault", ["password", "damaged", "role"])
def test_what_cannot_be_put_back_replaces_nothing(pc: Pc, stick: Path, fault: str) -> None:
    pc.app.add_user(
        username="clerk", display_name="Invented Clerk", role=Role.CLERK, password="yet another four words"
    )
    made, before = pc.app.backups.make(stick), pc.dump()
    user, secret, meaning = "admin", ACCOUNT.password, NotAllowed
    if fault == "password":
        secret, meaning = "not the right words", WrongPassword  # type: ignore[assignment]  another error
    elif fault == "damaged":
        damage(next(made.folder.glob("*.db")), "cut")
        meaning = BackupDamaged  # type: ignore[assignment]  another error
    else:
        user, secret = "clerk", "yet another four words"

    with pytest.raises(meaning):
        pc.app.restore(made, username=user, secret=secret)

    pc.app.sign_in("admin", ACCOUNT.password)
    assert pc.dump() == before
    assert not list(pc.app.data_dir.glob(".restore*"))


def test_the_recovery_code_opens_a_backup_when_passwords_are_forgotten(
    stick: Path, tmp_path: Path, clock: FixedClock
) -> None:
    app = App(tmp_path / "another", clock)
    code = app.found(college_code="HUY", account=ACCOUNT).recovery_code
    made = app.backups.make(stick)

    put_back_on(Pc(app), made, user="nobody", secret=code.lower())

    app.sign_out()


def test_a_backup_from_before_the_key_was_changed_can_be_put_back(pc: Pc, stick: Path) -> None:
    gone = pc.app.add_user(
        username="clerk", display_name="Invented Clerk", role=Role.CLERK, password="yet another four words"
    )
    made, before = pc.app.backups.make(stick), pc.dump()
    pc.app.remove_user(gone)

    put_back_on(pc, made)

    assert pc.dump() == before


def test_what_must_come_first_is_done_before_anybody_sees_the_copy(pc: Pc, stick: Path) -> None:
    row = pc.add_person("a name to erase")
    made = pc.app.backups.make(stick)
    pc.app.sign_out()

    def erase(db: object) -> None:
        from tvet_desktop.accounts.models import User  # noqa: PLC0415

        db.get_one(User, row).username = "erased"  # type: ignore[attr-defined]  a session

    restore(made, pc.app.data_dir, pc.app.clock, username="admin", secret=ACCOUNT.password, before=erase)

    pc.app.sign_in("admin", ACCOUNT.password)
    assert pc.get(row).username == "erased"


def test_data_that_is_open_in_another_process_is_not_replaced(pc: Pc, stick: Path) -> None:
    made, before = pc.app.backups.make(stick), pc.dump()
    folder, key = pc.app.data_dir, pc.app.backups._key.hex()
    pc.app.sign_out()
    program = (
        "import sys; from pathlib import Path; from tvet_desktop.storage.engine import open_engine\n"
        f"engine = open_engine(Path({str(folder / DATABASE_FILE)!r}), bytes.fromhex('{key}'))\n"
        "connection = engine.connect(); print('open', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(DataInUse):
            pc.app.restore(made, username="admin", secret=ACCOUNT.password)
        other.communicate("\n")

    pc.app.sign_in("admin", ACCOUNT.password)
    assert pc.dump() == before
    put_back_on(pc, made)


def test_the_power_may_go_at_every_step_of_replacing(
    pc: Pc, stick: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    """After each move in turn the process dies; the next start has the old data or the new, whole."""
    before = pc.dump()
    for step in range(6):
        clock.moment += timedelta(minutes=1)
        made = pc.app.backups.make(stick)
        pc.add_person(f"after the backup of step {step}")
        after, moves = pc.dump(), [0]

        def move(file: Path, target: Path, moves: list[int] = moves, last: int = step) -> None:
            if moves[0] == last:
                raise KeyboardInterrupt
            moves[0] += 1
            if file.exists():
                file.replace(target)

        with monkeypatch.context() as cut:
            cut.setattr(put_back, "_move", move)
            with pytest.raises(KeyboardInterrupt):
                pc.app.restore(made, username="admin", secret=ACCOUNT.password)

        assert not pc.app.is_new()
        pc.app.sign_in("admin", ACCOUNT.password)
        assert pc.dump() in (before, after)
        assert pc.app.backups.damage() == []
        before = pc.dump()
