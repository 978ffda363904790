"""Issued certificates and scans follow their rows: all of them on a stick, only those asked for on a slow line."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.certificates.factories import Course
from tests.certificates.test_frozen import Issued
from tests.sync.carriers.conftest import carrier_of, run_sync
from tests.sync.conftest import JoinPc, Pc
from tvet_desktop.storage.files import StoredFile
from tvet_desktop.sync.carriers.carried_files import named_files
from tvet_desktop.sync.carriers.folder_carrier import FolderCarrier
from tvet_desktop.sync.carriers.plan_sync import plan_sync


@pytest.fixture
def issued(founder: Pc, now: datetime) -> list[StoredFile]:
    """The files of the certificates that the founder has issued."""
    Issued(Course(founder.app, now))
    with founder.app.database.reading() as db:
        files = list(named_files(db).values())
    assert files
    return files


def _on(stick: Path) -> list[Path]:
    return [file for file in stick.glob("*/files/*/*") if file.is_file()]


def test_a_stick_brings_the_papers_with_their_rows(
    founder: Pc, join_pc: JoinPc, stick: Path, issued: list[StoredFile]
) -> None:
    second = join_pc("second")
    run_sync(founder, carrier_of(founder, stick))

    done = run_sync(second, carrier_of(second, stick))

    assert done.files_received == len(issued)
    for file in issued:
        assert second.app.files.get(file) == founder.app.files.get(file)
    assert run_sync(second, carrier_of(second, stick)).files_received == 0


def test_what_was_altered_on_the_stick_is_not_kept(
    founder: Pc, join_pc: JoinPc, stick: Path, issued: list[StoredFile]
) -> None:
    second = join_pc("second")
    run_sync(founder, carrier_of(founder, stick))
    for file in _on(stick):
        content = bytearray(file.read_bytes())
        content[100] ^= 1
        file.write_bytes(content)

    done = run_sync(second, carrier_of(second, stick))

    assert done.files_received == 0
    assert not any(second.app.files.has(file) for file in issued)
    run_sync(founder, carrier_of(founder, stick))
    assert run_sync(second, carrier_of(second, stick)).files_received == len(issued)


def test_a_slow_line_carries_only_what_was_asked_for(
    founder: Pc, join_pc: JoinPc, stick: Path, issued: list[StoredFile]
) -> None:
    def slow(pc: Pc) -> FolderCarrier:
        carrier = carrier_of(pc, stick)
        carrier.takes_all_files = False
        return carrier

    second = join_pc("second")
    run_sync(founder, slow(founder))
    assert _on(stick) == []
    run_sync(second, slow(second))

    plan = plan_sync(founder.app.database, slow(founder), founder.app.files)
    assert plan.files.send_bytes == sum(file.size for file in issued)
    assert run_sync(founder, slow(founder)).files_sent == len(issued)
    assert run_sync(second, slow(second)).files_received == len(issued)
