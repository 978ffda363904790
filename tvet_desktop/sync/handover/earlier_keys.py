"""Where the scope keys of a programme that was handed over are kept: beside the others, under epochs below zero."""

from collections.abc import Mapping

EpochKeys = Mapping[tuple[int, int], bytes]
"""Keys of 32 bytes by (scope, epoch)."""


def earlier_epoch(programme: bytes, epoch: int) -> int:
    """Return the number under which another programme's epoch is kept; no two programmes share one."""
    return -(int.from_bytes(programme[:4]) << 24 | epoch) - 1


def as_earlier_keys(keys: EpochKeys, programme: bytes) -> dict[tuple[int, int], bytes]:
    """Return a programme's own keys as a PC keeps them once it belongs to another one."""
    return {
        (scope, epoch if epoch < 0 else earlier_epoch(programme, epoch)): key
        for (scope, epoch), key in keys.items()
    }


def key_for(keys: EpochKeys, programme: bytes, scope: int, epoch: int) -> bytes | None:
    """Return the key of a section of a bundle that names ``programme``; None if this PC does not have it."""
    earlier = keys.get((scope, earlier_epoch(programme, epoch)))
    return keys.get((scope, epoch)) if earlier is None else earlier
