"""What the page of the programme's PCs shows: every PC and open invitation, and what this PC may do about them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum, auto

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.heard.clock_offset import heard_at
from tvet_desktop.sync.heard.who_has_what import who_has_what
from tvet_desktop.sync.keys.ask_for_new_key import asked_key
from tvet_desktop.sync.keys.chains import root_in_force
from tvet_desktop.sync.keys.ending import WARNING, lost_holder, signs_until
from tvet_desktop.sync.keys.withdraw_pc import PcReason
from tvet_desktop.sync.membership import Device, Document, Signed, Withdrawal
from tvet_desktop.sync.models import EnrolledDevice
from tvet_desktop.sync.this_pc import ThisPc, load_documents, load_this_pc

WhenHeard = Callable[[bytes], datetime | None]


class MemberState(Enum):
    """How far a PC belongs, in the order in which a screen lists them."""

    CONFIRMED = auto()
    BY_INVITATION = auto()
    """It showed its invitation; the authority has not heard of it yet, or has not said so."""
    INVITED = auto()
    """Nobody has heard of it."""
    REFUSED = auto()
    """Another PC has its invitation, or it was cancelled: what it sends counts nowhere."""
    WITHDRAWN = auto()


@dataclass(frozen=True)
class MemberRow:
    """A PC, or one that was invited. ``id`` is the PC's, or for ``INVITED`` the invitation's.

    Args:
        scopes: the colleges that it writes for, the one where it stands first.
        since: when it was invited or withdrawn, as the authority's PC believed; None where that is not known.
        heard_at: when it last said something that is known here, as the page Sync says it; None for this PC.
        signs_until: the last day on which it can sign certificates; None for one that was only invited.
        ends_soon: that day is near or over.
        asks_for_key: it made a new key and waits for its certificate.
        last_counts: of a withdrawn PC, the number of its last sync file that counts; 0 if none does.
    """

    id: bytes
    name: str
    state: MemberState
    is_this_pc: bool
    is_national: bool
    scopes: tuple[int, ...]
    has_authority: bool = False
    since: datetime | None = None
    heard_at: datetime | None = None
    signs_until: date | None = None
    ends_soon: bool = False
    asks_for_key: bool = False
    reason: PcReason | None = None
    last_counts: int = 0


@dataclass(frozen=True)
class Members:
    """All rows, and what this PC is.

    ``lost_holder`` names the PC in whose place the one with the authority came, until it is withdrawn.
    """

    rows: tuple[MemberRow, ...]
    programme: str
    has_authority: bool
    is_national: bool
    is_withdrawn: bool
    authority_until: date
    lost_holder: MemberRow | None


def members(db: Session, now: datetime) -> Members:
    """Return every PC that this PC knows of, this one first, then by state and name."""
    this_pc = load_this_pc(db)
    documents = load_documents(db, this_pc)
    document = documents[-1]
    devices = known_devices(db, this_pc, document)
    known, own = who_has_what(db), this_pc.device.id

    def when_heard(device: bytes) -> datetime | None:
        return None if device == own else heard_at(known, device, own, now)

    today = local_day(now)
    rows = [_row(db, this_pc, document, device, today, when_heard=when_heard) for device in devices]
    rows += [*_invited(document, devices), *_refused(db, devices, when_heard)]
    rows.sort(key=lambda row: (not row.is_this_pc, row.state.value, _in_order(row.name)))
    gone = lost_holder(documents)
    return Members(
        tuple(rows),
        document.name,
        this_pc.authority_key is not None,
        this_pc.device.national,
        document.is_withdrawn(this_pc.device.id),
        root_in_force(this_pc, document).not_valid_after_utc.date(),
        next((row for row in rows if row.id == gone), None),
    )


def _row(
    db: Session, this_pc: ThisPc, document: Document, device: Device, today: date, *, when_heard: WhenHeard
) -> MemberRow:
    withdrawal = next((one for one in document.withdrawn if one.device == device.id), None)
    until = signs_until(this_pc, device, document)
    state = MemberState.CONFIRMED if device in document.devices else MemberState.BY_INVITATION
    return MemberRow(
        device.id,
        device.name,
        MemberState.WITHDRAWN if withdrawal else state,
        device.id == this_pc.device.id,
        device.national,
        tuple(device.scopes),
        has_authority=device.id == document.authority_pc,
        since=_moment(withdrawal.made_at) if withdrawal else None,
        heard_at=when_heard(device.id),
        signs_until=until,
        ends_soon=withdrawal is None and until - today <= WARNING,
        asks_for_key=withdrawal is None and asked_key(db, this_pc, document, device) is not None,
        reason=_reason(withdrawal),
        last_counts=max((number for _log, number, _hash in withdrawal.last), default=0) if withdrawal else 0,
    )


def _invited(document: Document, devices: list[Device]) -> list[MemberRow]:
    taken = {device.invitation for device in devices}
    return [
        MemberRow(
            one.id,
            one.name,
            MemberState.INVITED,
            is_this_pc=False,
            is_national=one.national,
            scopes=tuple(one.scopes),
            since=_moment(one.made_at),
        )
        for one in document.invitations
        if one.id not in taken and one.id not in document.cancelled
    ]


def _refused(db: Session, devices: list[Device], when_heard: WhenHeard) -> list[MemberRow]:
    """Return the PCs that came too late with an invitation; their records were vouched for when they came."""
    known = {device.id for device in devices}
    rows = []
    for enrolled in db.scalars(select(EnrolledDevice).where(EnrolledDevice.accepted.is_(False))):
        device = msgspec.msgpack.decode(
            msgspec.msgpack.decode(enrolled.content, type=Signed).content, type=Device
        )
        if device.id not in known:
            rows.append(
                MemberRow(
                    device.id,
                    device.name,
                    MemberState.REFUSED,
                    is_this_pc=False,
                    is_national=device.national,
                    scopes=tuple(device.scopes),
                    heard_at=when_heard(device.id),
                )
            )
    return rows


def _reason(withdrawal: Withdrawal | None) -> PcReason | None:
    known = {reason.value for reason in PcReason}
    return PcReason(withdrawal.reason) if withdrawal and withdrawal.reason in known else None


def _moment(seconds: int) -> datetime | None:
    return datetime.fromtimestamp(seconds, tz=UTC) if seconds > 0 else None


def _in_order(name: str) -> tuple[str, int, str]:
    """Put PC 2 before PC 10."""
    words, _blank, number = name.rpartition(" ")
    return (
        (words.casefold(), int(number), "")
        if number.isascii() and number.isdigit()
        else (name.casefold(), 0, name)
    )
