"""What a carrier can do, and how files are named on it."""

import hashlib
from typing import Protocol


class Carrier(Protocol):
    """The part of a place that belongs to one programme: three acts on names like ``logs/<log>/<number>-<hash>``.

    ``takes_all_files`` says whether scans and certificates are put there unasked (a stick), or only those that
    another PC asked for (a slow line).
    """

    takes_all_files: bool

    def get(self, name: str, *, largest: int) -> bytes | None:
        """Return a file; None if it is not there, or is larger than ``largest`` bytes.

        Raises:
            CarrierUnreachable: the carrier does not answer.
        """
        ...

    def put(self, name: str, content: bytes) -> None:
        """Write a whole file, or nothing under its name; it may be called again, and may replace.

        Raises:
            CarrierUnreachable: it cannot be written.
        """
        ...

    def size(self, name: str) -> int | None:
        """Return the length of a file in bytes; None if it is not there.

        Raises:
            CarrierUnreachable: the carrier does not answer.
        """
        ...


def bundle_name(log: bytes, number: int, content_hash: bytes) -> str:
    """Return the name of a bundle."""
    return f"logs/{log.hex()}/{number:08}-{content_hash.hex()[:8]}"


def document_name(number: int) -> str:
    """Return the name of a membership document."""
    return f"membership/{number:06}"


def record_name(record: bytes) -> str:
    """Return the name of the signed record of a PC."""
    return f"devices/{hashlib.sha256(record).hexdigest()[:32]}"


def file_name(content_hash: str) -> str:
    """Return the name of an encrypted file; folders of FAT32 hold few long names, so there are 256 of them."""
    return f"files/{content_hash[:2]}/{content_hash}"
