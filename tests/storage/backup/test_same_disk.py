"""A backup on the disk of the data is told from one elsewhere."""

import os
from pathlib import Path

import pytest

from tvet_desktop.storage.backup.same_disk import disks_in_extents, is_same_disk, source_of

MOUNTS = r"""
22 1 254:1 / / rw,relatime - ext4 /dev/vda1 rw
30 22 0:45 /@home /home rw shared:1 - btrfs /dev/mapper/luks-1 rw
31 22 8:17 / /media/clerk/My\040stick\040é rw - vfat /dev/sdb1 rw
32 22 0:50 / /mnt/share rw - cifs //server/tvet rw
33 22 0:51 / /home/deep rw - tmpfs tmpfs rw
cut short
"""


def test_two_folders_of_one_file_system_are_on_one_disk(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert is_same_disk(tmp_path / "data", tmp_path)
    assert not is_same_disk(tmp_path / "a stick that is not there", tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows mounts nothing there")
def test_a_disk_in_memory_is_another_one(tmp_path: Path) -> None:
    assert not is_same_disk(Path("/proc"), tmp_path)


@pytest.mark.parametrize(
    ("folder", "source"),
    [
        ("/var/lib", "/dev/vda1"),
        ("/home/clerk/.local", "/dev/mapper/luks-1"),
        ("/home", "/dev/mapper/luks-1"),
        ("/homework", "/dev/vda1"),
        ("/home/deep/er", "tmpfs"),
        ("/media/clerk/My stick é/backups", "/dev/sdb1"),
        ("/mnt/share", "//server/tvet"),
    ],
)
def test_the_table_of_mounts_tells_what_lies_below(folder: str, source: str) -> None:
    assert source_of(Path(folder), MOUNTS) == source


def test_windows_names_the_disks_of_a_volume() -> None:
    def extent(disk: int) -> bytes:
        return disk.to_bytes(4, "little") + bytes(4) + bytes(16)

    answer = (2).to_bytes(4, "little") + bytes(4) + extent(1) + extent(3)
    assert disks_in_extents(answer + bytes(4000)) == {"1", "3"}
    assert disks_in_extents(bytes(32)) == frozenset()
