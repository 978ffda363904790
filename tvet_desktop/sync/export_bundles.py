"""Write what is new to a folder or to one ``.tvet`` file."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.storage.files import write_durably
from tvet_desktop.sync.devices import device_records, known_devices, membership_contents
from tvet_desktop.sync.folder import CarrierUnreachable, Folder
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.parcel import Parcel, pack
from tvet_desktop.sync.this_pc import ThisPc, load_documents, load_this_pc
from tvet_desktop.sync.write_bundles import write_bundles


@dataclass(frozen=True)
class Exported:
    """How many bundles were written, and how many bytes they are together."""

    bundles: int
    bytes: int


def prepare_export(db: Session) -> Exported:
    """Turn what was not sent yet into bundles of this PC's log; nothing leaves the PC yet."""
    this_pc = load_this_pc(db)
    write_bundles(db, this_pc)
    new = new_bundles(db, this_pc)
    return Exported(len(new), sum(len(bundle.content) for bundle in new))


def export_bundles(db: Session, target: Path) -> Exported:
    """Write the bundles of every PC that are new at the target; call ``prepare_export`` in a transaction first.

    A folder gets what it lacks; a ``.tvet`` file gets what not all other PCs are known to have.

    Raises:
        CarrierUnreachable: the target cannot be written.
    """
    this_pc = load_this_pc(db)
    documents, records = membership_contents(db), device_records(db, this_pc)
    if target.suffix == ".tvet":
        contents = [bundle.content for bundle in new_bundles(db, this_pc)]
        try:
            write_durably(target, pack(Parcel(documents, records, contents)))
        except OSError as error:
            raise CarrierUnreachable from error
        return Exported(len(contents), sum(map(len, contents)))
    folder = Folder(target, this_pc.programme)
    for number, document in enumerate(documents, start=1):
        folder.put_document(number, document)
    for record in records:
        folder.put_record(record)
    written = [b for b in _all_bundles(db) if folder.put_bundle(b.log, b.number, b.hash, b.content)]
    return Exported(len(written), sum(len(bundle.content) for bundle in written))


def new_bundles(db: Session, this_pc: ThisPc) -> list[StoredBundle]:
    """Return the bundles that some other PC is not known to have; all, as long as nothing is known."""
    bundles = _all_bundles(db)
    document = load_documents(db, this_pc)[-1]
    others = [device.id for device in known_devices(db, this_pc, document) if device.id != this_pc.device.id]
    return [
        bundle
        for bundle in bundles
        if not others or not all(_has(other, bundle, bundles) for other in others)
    ]


def _has(device: bytes, bundle: StoredBundle, bundles: list[StoredBundle]) -> bool:
    """Tell whether a PC wrote the bundle, or said in its newest ones that it had applied it."""
    if bundle.device == device:
        return True
    written = [other for other in bundles if other.device == device]
    return any((other.seen or {}).get(str(bundle.chain), 0) >= bundle.number for other in written)


def _all_bundles(db: Session) -> list[StoredBundle]:
    return list(db.scalars(select(StoredBundle).order_by(StoredBundle.applied, StoredBundle.id)))
