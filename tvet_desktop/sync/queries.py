"""What screens ask about sync."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tvet_desktop.storage.local_settings import read_setting
from tvet_desktop.storage.local_tables import Change
from tvet_desktop.sync.conflicts.open_conflicts import count_open_conflicts
from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.export_bundles import SENT_AT, SENT_THROUGH
from tvet_desktop.sync.keys.ending import signs_until
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.removals.held import count_held
from tvet_desktop.sync.removals.hold import count_lacking
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


@dataclass(frozen=True)
class PcRow:
    """A PC of the programme, how many of its bundles are here, and until when it can sign certificates.

    ``is_confirmed``: the authority's list names it; before, it is believed because of its invitation.
    """

    id: bytes
    name: str
    is_this_pc: bool
    is_national: bool
    scopes: tuple[int, ...]
    is_confirmed: bool
    bundles_received: int
    signs_until: date
    is_withdrawn: bool


@dataclass(frozen=True)
class SyncState:
    """One look at the exchange."""

    unsent_changes: int
    waiting_bundles: int
    open_conflicts: int
    can_invite: bool
    held_removals: int = 0
    """Of how many PCs removals wait for a coordinator."""
    is_national: bool = False
    """This PC is one of the national office's."""
    sent_at: datetime | None = None
    """When something was last written to a carrier, as this PC believed."""


def count_unsent(db: Session) -> int:
    """Return how many changes of this PC no carrier has taken yet, in bundles or not."""
    through = read_setting(db, SENT_THROUGH, 0)
    own = StoredBundle.device == load_this_pc(db).device.id
    kept_here = db.scalar(select(func.sum(StoredBundle.changes)).where(own, StoredBundle.id > through)) or 0
    return kept_here + (db.scalar(select(func.count()).select_from(Change)) or 0)


def sync_state(db: Session) -> SyncState:
    """Return what the sync page says at its top."""
    this_pc = load_this_pc(db)
    conflicts, held = count_open_conflicts(db), count_held(db)
    return SyncState(
        count_unsent(db),
        count_lacking(db),
        conflicts,
        this_pc.authority_key is not None,
        held,
        this_pc.device.national,
        last_sent(db),
    )


def last_sent(db: Session) -> datetime | None:
    """Return when something was last written to a carrier, as this PC believed; None before the first time."""
    at = read_setting(db, SENT_AT)
    return None if at is None else datetime.fromtimestamp(at, tz=UTC)


def list_pcs(db: Session) -> list[PcRow]:
    """Return the PCs of the programme that this PC knows, itself first."""
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    confirmed = {device.id for device in document.devices}
    counts = db.execute(select(StoredBundle.device, func.count()).group_by(StoredBundle.device))
    received = {device: count for device, count in counts}  # noqa: C416  dict() does not take typed rows
    rows = [
        PcRow(
            device.id,
            device.name,
            device.id == this_pc.device.id,
            device.national,
            tuple(device.scopes),
            device.id in confirmed,
            received.get(device.id, 0),
            signs_until(this_pc, device, document),
            document.is_withdrawn(device.id),
        )
        for device in known_devices(db, this_pc, document)
    ]
    return sorted(rows, key=lambda row: (not row.is_this_pc, row.name))


def open_invitations(db: Session) -> dict[str, bytes]:
    """Return the invitations that no known PC has taken: their ids, by the name that the PC will have."""
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    taken = {device.invitation for device in known_devices(db, this_pc, document)}
    return {
        invitation.name: invitation.id
        for invitation in document.invitations
        if invitation.id not in taken and invitation.id not in document.cancelled
    }
