"""What sticks and sync files hold of a programme, read by a PC that belongs to none yet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from tvet_desktop.shared.errors import UserError
from tvet_desktop.sync.bundle import read_bundle
from tvet_desktop.sync.carriers.errors import CarrierUnreachable
from tvet_desktop.sync.errors import NoSuchFile, NotASyncFile
from tvet_desktop.sync.folder import Folder
from tvet_desktop.sync.membership import Document, Signed
from tvet_desktop.sync.parcel import unpack

_PROGRAMME = re.compile(r"[0-9a-f]{32}")


@dataclass
class Carried:
    """One programme: whole lists of its PCs, records, bundles. Nothing is checked yet, for the root is not known."""

    lists: list[list[bytes]] = field(default_factory=list)
    records: dict[bytes, None] = field(default_factory=dict)
    bundles: dict[bytes, None] = field(default_factory=dict)

    def sealed(self) -> list[bytes]:
        """Return the sealed authorities of the newest documents, which a recovery code may open, each once."""
        found = [document.sealed_authority for one in self.lists if (document := _read(one[-1]))]
        return list(dict.fromkeys(found))


def read_carried(paths: Sequence[Path]) -> list[Carried]:
    """Return what lies there, one for each programme; practice programmes are among them.

    Raises:
        NoSuchFile, NotASyncFile, BundleDamaged, CarrierUnreachable: see there.
    """
    programmes: dict[bytes, Carried] = {}
    for documents, records, bundles in _parts(paths):
        document = _read(documents[-1]) if documents else None
        if document is None:
            continue
        carried = programmes.setdefault(document.programme, Carried())
        carried.lists.append(documents)
        carried.records |= dict.fromkeys(records)
        carried.bundles |= dict.fromkeys(content for content in bundles if _is_of(content, document))
    if not programmes:
        raise NotASyncFile
    return list(programmes.values())


def _parts(paths: Sequence[Path]) -> Iterator[tuple[list[bytes], list[bytes], list[bytes]]]:
    for path in paths:
        if path.is_dir():
            for entry in _folders(path):
                folder = Folder(entry.parent, bytes.fromhex(entry.name))
                yield folder.documents(), folder.records(), list(folder.bundles())
            continue
        try:
            parcel = unpack(path.read_bytes())
        except FileNotFoundError as error:
            raise NoSuchFile(path.name) from error
        except OSError as error:
            raise CarrierUnreachable from error
        yield parcel.documents, parcel.records, parcel.bundles


def _folders(path: Path) -> list[Path]:
    """Return the folders of programmes on a stick; the folder of one programme may be named itself."""
    if _PROGRAMME.fullmatch(path.name):
        return [path]
    try:
        return sorted(entry for entry in path.iterdir() if _PROGRAMME.fullmatch(entry.name))
    except OSError as error:
        raise CarrierUnreachable from error


def _read(content: bytes) -> Document | None:
    try:
        signed = msgspec.msgpack.decode(content, type=Signed)
        return msgspec.msgpack.decode(signed.content, type=Document)
    except (msgspec.DecodeError, RecursionError):
        return None


def _is_of(content: bytes, document: Document) -> bool:
    try:
        return read_bundle(content).header.programme == document.programme
    except UserError:
        return False
