"""Take a college's programme in: its PCs become PCs of this one, with their logs, rows and papers."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.storage.ids import Scope
from tvet_desktop.storage.local_settings import read_setting, write_setting
from tvet_desktop.sync import authority
from tvet_desktop.sync.bundle import read_bundle
from tvet_desktop.sync.errors import BundleDamaged
from tvet_desktop.sync.handover.earlier_keys import as_earlier_keys
from tvet_desktop.sync.handover.errors import SameCollegeHere
from tvet_desktop.sync.handover.follow import EARLIER
from tvet_desktop.sync.handover.look_at import OpenedHandOver, look_at, open_hand_over
from tvet_desktop.sync.keys.chains import Chain, ends_on, key_of
from tvet_desktop.sync.membership import Device, Renewal
from tvet_desktop.sync.models import LEFT_OUT, StoredBundle
from tvet_desktop.sync.publish_document import authority_key, publish_document
from tvet_desktop.sync.receive import apply_waiting, receive_bundle
from tvet_desktop.sync.this_pc import ThisPc, load_this_pc, save_this_pc


@dataclass(frozen=True)
class TakenIn:
    """What came. ``waiting`` are bundles that build on others which were not in the file."""

    name: str
    pcs: tuple[str, ...]
    bundles: int
    changes: int
    waiting: int


def take_in(db: Session, *, content: bytes, is_same_college: bool = False, now: datetime) -> TakenIn:
    """Name the PCs of a hand-over file in the next membership document, and read everything that they wrote.

    Each keeps its keys, its log and its numbers; this authority certifies the keys of its papers for the same days,
    so that those that were issued hold here too. Rows keep their ids. Where this programme has the college already,
    ``is_same_college`` says that somebody made sure that it is the same: both sets of rows stay, and people who are
    there twice are merged afterwards.

    Raises:
        NoAuthority: this PC does not hold the authority's key.
        NotAHandOver, ForAnotherOffice, TakenInAlready, PracticeAndReal: it cannot be taken in.
        SameCollegeHere: ``is_same_college`` was not said.
        UserError: a bundle in it is refused.
    """
    this_pc = load_this_pc(db)
    authority_key(this_pc)
    here = look_at(db, content).here_already
    if here and not is_same_college:
        raise SameCollegeHere(here)
    opened = open_hand_over(db, this_pc, content)
    word = opened.word
    devices, renewals = _certified(db, this_pc, opened)
    wanted = {*word.scopes, Scope.SHARED, Scope.NATIONAL}
    kept = {key: value for key, value in opened.keys.items() if key[0] in wanted}
    this_pc.epoch_keys |= as_earlier_keys(kept, word.programme)
    save_this_pc(db, this_pc)
    document = publish_document(
        db,
        this_pc,
        now=now,
        withdrawn=word.withdrawn,
        renewals=renewals,
        hand_overs=[opened.signed],
        coming=devices,
    )
    write_setting(db, EARLIER, [*read_setting(db, EARLIER, []), [word.programme.hex(), word.documents]])
    new = sum(receive_bundle(db, this_pc, document, bundle) for bundle in opened.bundles)
    applied = apply_waiting(db, this_pc)
    out = select(StoredBundle.hash).where(StoredBundle.applied == LEFT_OUT)
    if {read_bundle(bundle).hash for bundle in opened.bundles} & set(db.scalars(out)):
        raise BundleDamaged
    return TakenIn(word.name, tuple(device.name for device in devices), new, applied.changes, applied.waiting)


def _certified(db: Session, this_pc: ThisPc, opened: OpenedHandOver) -> tuple[list[Device], list[Renewal]]:
    """Return the PCs as members of this programme, each key that they ever had certified for the days that it had."""
    word, colleges = opened.word, {college.scope: college for college in list_colleges(db)}
    devices, renewals = [], []
    for device in word.devices:
        scopes = word.scopes if device.national else [one for one in device.scopes if one in word.scopes]
        place = colleges[(scopes or word.scopes)[0]].short_name
        name = f"{place}, {device.name}"
        later = [one.certificates for one in word.renewals if one.device == device.id]
        first, *rest = [
            _recertified(this_pc, name, tuple(map(x509.load_der_x509_certificate, chain)))
            for chain in (device.certificates, *later)
        ]
        devices.append(
            Device(device.id, name, device.signing_key, device.recipient, [first], scopes, False, None)
        )
        renewals += [Renewal(device.id, [certificate]) for certificate in rest]
    return devices, renewals


def _recertified(this_pc: ThisPc, name: str, chain: Chain) -> bytes:
    end = datetime.combine(
        ends_on(chain), datetime.max.time(), tzinfo=this_pc.root_certificate.not_valid_after_utc.tzinfo
    )
    certificate = authority.certify_device(
        name, key_of(chain), this_pc.root_certificate, authority_key(this_pc), end.replace(microsecond=0)
    )
    return authority.to_der(certificate)
