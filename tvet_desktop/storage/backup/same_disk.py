"""Tells whether two folders lie on one disk: a backup there dies with the data.

Partitions, encrypted volumes and volume groups are followed to the disks below them. Where the system tells nothing
(a share, a disk in memory) only one and the same file system counts as one disk.
"""

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from tvet_desktop.shared.translation import _

_MOUNTS = Path("/proc/self/mountinfo")
_BLOCK = Path("/sys/dev/block")
_OCTAL = re.compile(r"\\([0-7]{3})")
"""How a space in the name of a place is written there."""


def is_same_disk(one: Path, other: Path) -> bool:
    """Tell whether two folders share a disk; False where that cannot be known."""
    try:
        return one.stat().st_dev == other.stat().st_dev or bool(disks_of(one) & disks_of(other))
    except OSError:
        return False


def same_disk_words(place: Path) -> str:
    """Say that a place protects from little, and what to choose."""
    return _(
        "“{place}” is on the same disk as the data: if that disk breaks or the PC is stolen, both are lost."
        " Choose a stick, another drive or a share."
    ).format(place=place)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _DISK_EXTENTS = 0x560000
    _SHARED, _EXISTING = 3, 3
    _ROOM = 4096

    def disks_of(folder: Path) -> frozenset[str]:
        """Return names of the disks below a folder; none where Windows does not tell."""
        with suppress(OSError):
            return _disks_of_volume(folder)
        return frozenset()

    def _disks_of_volume(folder: Path) -> frozenset[str]:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = wintypes.HANDLE
        mount, volume = ctypes.create_unicode_buffer(_ROOM), ctypes.create_unicode_buffer(64)
        _succeed(kernel.GetVolumePathNameW(str(folder.resolve()), mount, _ROOM))
        _succeed(kernel.GetVolumeNameForVolumeMountPointW(mount, volume, 64))
        name = volume.value.rstrip("\\")
        handle = wintypes.HANDLE(kernel.CreateFileW(name, 0, _SHARED, None, _EXISTING, 0, None))
        _succeed(handle.value != wintypes.HANDLE(-1).value)
        answer, size = ctypes.create_string_buffer(_ROOM), wintypes.DWORD()
        try:
            asked = (handle, _DISK_EXTENTS, None, 0, answer, _ROOM, ctypes.byref(size), None)
            _succeed(kernel.DeviceIoControl(*asked))
        finally:
            kernel.CloseHandle(handle)
        return disks_in_extents(answer.raw)

    def _succeed(result: object) -> None:
        if not result:
            raise ctypes.WinError(ctypes.get_last_error())

else:

    def disks_of(folder: Path) -> frozenset[str]:
        """Return names of the disks below a folder; none where Linux does not tell."""
        device = folder.stat().st_dev
        if not os.major(
            device
        ):  # a file system over several devices, such as Btrfs: the table of mounts names one
            source = source_of(folder, _MOUNTS.read_text(encoding="utf-8", errors="replace"))
            if not source.startswith("/dev/"):
                return frozenset()
            device = Path(source).stat().st_rdev
        return frozenset(_whole_disks(_BLOCK / f"{os.major(device)}:{os.minor(device)}"))

    def _whole_disks(block: Path) -> set[str]:
        """Return the disks below a block device: itself, what it is a part of, or those that a volume is made of."""
        real = block.resolve(strict=True)
        if (real / "partition").exists():
            return {real.parent.name}
        parts = list((real / "slaves").iterdir()) if (real / "slaves").is_dir() else []
        return set().union(*map(_whole_disks, parts)) if parts else {real.name}


def disks_in_extents(answer: bytes) -> frozenset[str]:
    """Return the disks that Windows names: a count, then for each part its disk, start and length."""
    count = int.from_bytes(answer[:4], "little")
    starts = range(8, 8 + 24 * min(count, len(answer) // 24), 24)
    return frozenset(str(int.from_bytes(answer[start : start + 4], "little")) for start in starts)


def source_of(folder: Path, mounts: str) -> str:
    """Return what is mounted where a folder lies, by the text of ``/proc/self/mountinfo``; "" if it is not found."""
    best, source = -1, ""
    real = os.path.realpath(folder)
    for line in mounts.splitlines():
        mounted, _dash, rest = line.partition(" - ")
        words, what = mounted.split(" "), rest.split(" ")
        if len(words) < 5 or len(what) < 2:  # noqa: PLR2004  the fifth word is the place, the second after the dash the source
            continue
        place = _OCTAL.sub(lambda found: chr(int(found[1], 8)), words[4])
        inside = place in {"/", real} or real.startswith(f"{place}/")
        if inside and len(place) >= best:
            best, source = len(place), what[1]
    return source
