"""The small file in which each PC says what it has put on a carrier, and the roll that leads to these files."""

import re

import msgspec

from tvet_desktop.sync.carriers.carrier import Carrier
from tvet_desktop.sync.carriers.errors import CarrierForgets

LARGEST_STATUS = 256 * 1024
LARGEST_ROLL_ENTRY = 64
_MOST_PCS = 2_000
_DEVICE = re.compile(rb"[0-9a-f]{8,128}")
_RECORD = re.compile(r"devices/[0-9a-f]{32}")
_LOG_LENGTH = 16
_HASH_LENGTH = 32
_LARGEST_INT = 2**62


class Head(msgspec.Struct, frozen=True, array_like=True):
    """The end of a log, or of a branch of one; ``size`` is the bytes of all its bundles up to here."""

    log: bytes
    number: int
    hash: bytes
    size: int


class Status(msgspec.Struct, frozen=True):
    """What one PC says of a carrier. Nothing of it is believed further than where to look."""

    device: bytes
    said_at: int
    """Seconds since 1970, as that PC believes."""
    documents: int
    """The membership documents up to this number are there."""
    records: list[str]
    """The names of the records of PCs that are there."""
    heads: list[Head]
    """These bundles, and all that come before them in their logs, are there."""
    lacks: list[str]
    """Names of files that should be there, and were missing or damaged when this PC looked."""
    wants: list[str]
    """Hashes of scans and certificates that this PC would like to have."""
    word: bytes = b""
    """What this PC says of itself, signed: see ``sync.heard.word``."""
    words: list[bytes] = []
    """What other PCs said of themselves, handed on."""
    destroyed: int = 0
    """All that snapshots up to this number cover is destroyed there."""
    term: int = 0
    """The term of the list of PCs: a PC whose own is of an earlier one reads the whole list anew."""


def read_statuses(carrier: Carrier) -> list[Status]:
    """Return what the PCs on the roll say; a status that cannot be read is as good as none."""
    found = {}
    for device in read_roll(carrier):
        content = carrier.get(_status_name(device), largest=LARGEST_STATUS)
        status = _decoded(content) if content else None
        if status is not None and status.device.hex() == device:
            found[device] = status
    return list(found.values())


def words_in(status: Status) -> list[bytes]:
    """Return what PCs say of themselves in a status: its own word, and those that it hands on."""
    return [word for word in (status.word, *status.words) if word]


def read_roll(carrier: Carrier) -> list[str]:
    """Return the names of the PCs that have a status here, by asking for the next number until there is none."""
    roll = []
    for number in range(1, _MOST_PCS):
        content = carrier.get(_roll_name(number), largest=LARGEST_ROLL_ENTRY)
        if content is None:
            break
        roll.append(content.decode() if _DEVICE.fullmatch(content) else "")
    return [name for name in roll if name]


def write_status(carrier: Carrier, status: Status) -> None:
    """Write what this PC says, and see that the roll leads to it.

    Two PCs may write the same place of the roll at once; the one that loses it takes the next, now or next time.

    Raises:
        CarrierUnreachable: it cannot be written.
        CarrierForgets: what was written is not there.
    """
    device = status.device.hex()
    carrier.put(_status_name(device), msgspec.msgpack.encode(status))
    for number in range(1, _MOST_PCS):
        there = carrier.get(_roll_name(number), largest=LARGEST_ROLL_ENTRY)
        if there is None or not _DEVICE.fullmatch(there):
            carrier.put(_roll_name(number), device.encode())
            there = carrier.get(_roll_name(number), largest=LARGEST_ROLL_ENTRY)
            if there is None:
                raise CarrierForgets
        if there == device.encode():
            return


def _decoded(content: bytes) -> Status | None:
    """Return what can be used of a status: names that could not be ours are never asked for."""
    try:
        status = msgspec.msgpack.decode(content, type=Status)
    except (msgspec.DecodeError, RecursionError):
        return None
    return msgspec.structs.replace(
        status,
        records=[name for name in status.records if _RECORD.fullmatch(name)],
        heads=[head for head in status.heads if _is_well_formed(head)],
    )


def _is_well_formed(head: Head) -> bool:
    lengths = (len(head.log), len(head.hash)) == (_LOG_LENGTH, _HASH_LENGTH)
    return lengths and 0 < head.number < _LARGEST_INT and 0 <= head.size < _LARGEST_INT


def _roll_name(number: int) -> str:
    return f"pcs/{number:04}"


def _status_name(device: str) -> str:
    return f"status/{device}"
