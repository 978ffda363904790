"""Write what is new to a folder or to one ``.tvet`` file."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.storage.database import Database
from tvet_desktop.storage.engine import DatabaseReadOnly
from tvet_desktop.storage.files import write_durably
from tvet_desktop.storage.local_settings import write_setting
from tvet_desktop.sync.carriers.deliver import status_of
from tvet_desktop.sync.carriers.errors import CarrierUnreachable
from tvet_desktop.sync.carriers.folder_carrier import FolderCarrier
from tvet_desktop.sync.carriers.held import held_bundles
from tvet_desktop.sync.carriers.status import read_statuses, write_status
from tvet_desktop.sync.devices import device_records, known_devices, membership_contents
from tvet_desktop.sync.folder import Folder
from tvet_desktop.sync.handover.leave_word import leave_word
from tvet_desktop.sync.heard.keep_words import words_to_hand_on
from tvet_desktop.sync.heard.word import own_word
from tvet_desktop.sync.models import LEFT_OUT, StoredBundle
from tvet_desktop.sync.parcel import Parcel, pack
from tvet_desktop.sync.snapshots.clear_carrier import destroyed_names
from tvet_desktop.sync.snapshots.covered import IS_WHOLE
from tvet_desktop.sync.snapshots.destroy_covered import destroyed_through
from tvet_desktop.sync.this_pc import ThisPc, load_documents, load_this_pc
from tvet_desktop.sync.write_bundles import write_bundles

OWN_SENT_AGAIN = 20
SENT_THROUGH, SENT_AT = "sent_through", "sent_at"
"""The local settings that hold the id of the newest bundle that was written to a carrier, and when one was."""


@dataclass(frozen=True)
class Exported:
    """How many bundles were written, and how many bytes they are together."""

    bundles: int
    bytes: int


def send(database: Database, target: Path, *, user_id: int | None = None) -> Exported:
    """Write what is new to a folder or a ``.tvet`` file, and remember that it left this PC.

    A write-protected copy of the data sends again what it has in bundles.

    Raises:
        CarrierUnreachable: the target cannot be written; nothing counts as sent.
    """
    with suppress(DatabaseReadOnly), database.transaction(user_id=user_id) as db:
        prepare_export(db)
    said_at = int(database.clock.now().timestamp())
    with database.reading() as db:
        exported = export_bundles(db, target, said_at=said_at)
        if target.is_dir():
            leave_word(database, lambda programme: FolderCarrier(target, programme))
            _say_on(db, target, said_at=said_at)
        newest = db.scalar(select(func.max(StoredBundle.id))) or 0
    with suppress(DatabaseReadOnly), database.transaction(user_id=user_id) as db:
        remember_sent(db, newest, database.clock.now())
    return exported


def remember_sent(db: Session, newest: int, now: datetime) -> None:
    """Remember that all bundles up to ``newest`` left this PC, and when."""
    write_setting(db, SENT_THROUGH, newest)
    write_setting(db, SENT_AT, int(now.timestamp()))


def _say_on(db: Session, folder: Path, *, said_at: int) -> None:
    """Say in the folder's status file what is there now, for those who sync with it; what was asked for stays."""
    this_pc = load_this_pc(db)
    carrier = FolderCarrier(folder, this_pc.programme)
    statuses = read_statuses(carrier)
    own = [status for status in statuses if status.device == this_pc.device.id]
    lacks = [name for status in own for name in status.lacks]
    wants = [hash_ for status in own for hash_ in status.wants]
    status = status_of(
        db,
        held_bundles(db),
        said_at=said_at,
        lacks=lacks,
        wants=wants,
        others=statuses,
        is_cleared=destroyed_through(db),
    )
    write_status(carrier, status)


def prepare_export(db: Session) -> Exported:
    """Turn what was not sent yet into bundles of this PC's log; nothing leaves the PC yet."""
    this_pc = load_this_pc(db)
    write_bundles(db, this_pc)
    new = new_bundles(db, this_pc)
    return Exported(len(new), sum(len(bundle.content) for bundle in new))


def export_bundles(db: Session, target: Path, *, said_at: int = 0) -> Exported:
    """Write the bundles of every PC that are new at the target; call ``prepare_export`` in a transaction first.

    A folder gets what it lacks; a ``.tvet`` file gets what not all other PCs are known to have.

    Raises:
        CarrierUnreachable: the target cannot be written.
    """
    this_pc = load_this_pc(db)
    documents, records = membership_contents(db), device_records(db, this_pc)
    if target.suffix.lower() == ".tvet":
        contents = [bundle.content for bundle in new_bundles(db, this_pc)]
        try:
            words = [own_word(db, this_pc, said_at), *words_to_hand_on(db)]
            write_durably(target, pack(Parcel(documents, records, contents, words)))
        except OSError as error:
            raise CarrierUnreachable from error
        return Exported(len(contents), sum(map(len, contents)))
    folder = Folder(target, this_pc.programme)
    for number, document in enumerate(documents, start=1):
        folder.put_document(number, document)
    for record in records:
        folder.put_record(record)
    written = [b for b in _all_bundles(db) if folder.put_bundle(b.log, b.number, b.hash, b.content)]
    for name in destroyed_names(db):
        folder.empty(name)
    return Exported(len(written), sum(len(bundle.content) for bundle in written))


def new_bundles(db: Session, this_pc: ThisPc) -> list[StoredBundle]:
    """Return the bundles that some other PC is not known to have; all, as long as nothing is known.

    A PC is known to have what its newest bundles say that it had seen. Its own newest ones go along as well:
    it may have been restored from a backup.
    """
    bundles = _all_bundles(db)
    document = load_documents(db, this_pc)[-1]
    others = [
        device.id
        for device in known_devices(db, this_pc, document)
        if device.id != this_pc.device.id and not document.is_withdrawn(device.id)
    ]
    if not others:
        return bundles
    seen = [_seen_by(device, bundles) for device in others]
    return [
        bundle for bundle in bundles if not all(known.get(bundle.chain, 0) >= bundle.number for known in seen)
    ]


def _seen_by(device: bytes, bundles: list[StoredBundle]) -> dict[int, int]:
    """Return the newest number of each chain that every branch of a PC has."""
    heads = {bundle.chain: bundle for bundle in bundles if bundle.device == device and bundle.applied > 0}
    known: list[dict[int, int]] = []
    for head in heads.values():
        seen = {int(chain): number for chain, number in (head.seen or {}).items()}
        known.append(seen | {head.chain: max(0, head.number - OWN_SENT_AGAIN)})
    chains = set().union(*known) if known else set()
    return {chain: min(seen.get(chain, 0) for seen in known) for chain in chains}


def _all_bundles(db: Session) -> list[StoredBundle]:
    query = select(StoredBundle).where(StoredBundle.applied != LEFT_OUT, IS_WHOLE)
    return list(db.scalars(query.order_by(StoredBundle.applied, StoredBundle.number, StoredBundle.id)))
