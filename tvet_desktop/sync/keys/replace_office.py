"""Put a new PC in the place of the national office's PC that was lost: paper and any stick bring everything back."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.key_slots import WrongRecoveryCode
from tvet_desktop.programme.models import Programme
from tvet_desktop.shared.errors import UserError
from tvet_desktop.sync import authority
from tvet_desktop.sync.devices import enrol_device
from tvet_desktop.sync.errors import MembershipForked, OtherProgramme
from tvet_desktop.sync.invite import free_name
from tvet_desktop.sync.keys.believable import believable_now
from tvet_desktop.sync.keys.carried import Carried, read_carried
from tvet_desktop.sync.keys.errors import TooLittleLeft
from tvet_desktop.sync.left_out import leave_out
from tvet_desktop.sync.membership import Document, read_chain, sign_device
from tvet_desktop.sync.models import MembershipDocument
from tvet_desktop.sync.publish_document import publish_document
from tvet_desktop.sync.receive import apply_waiting, receive_bundle
from tvet_desktop.sync.sealed_authority import RECOVERY, OpenedAuthority, WrongAuthorityCode, open_authority
from tvet_desktop.sync.snapshots.meet_snapshot import meet_snapshot
from tvet_desktop.sync.this_pc import DeviceKeys, ThisPc, open_log, save_this_pc, unwrap_keys

_NAME = "PC 1"


@dataclass(frozen=True)
class Recovered:
    """A programme that a recovery code opened: its newest list of PCs that holds, and what came along."""

    opened: OpenedAuthority
    documents: list[bytes]
    carried: Carried

    @property
    def document(self) -> Document:
        """The newest list of PCs."""
        return read_chain(self.documents, self.opened.root)[-1]

    @property
    def home_scope(self) -> int:
        """The college in whose scope the PC that founded the programme stands."""
        return self.document.devices[0].scopes[0]


def open_carried(paths: Sequence[Path], recovery_code: str) -> Recovered:
    """Read sticks and sync files, and open the programme among them to which the code on paper belongs.

    Raises:
        WrongAuthorityCode: it belongs to none of them.
        UserError: they cannot be read; see ``read_carried``.
    """
    for carried in read_carried(paths):
        for sealed in carried.sealed():
            with suppress(WrongRecoveryCode):
                opened = open_authority(sealed, recovery_code)
                return Recovered(opened, _newest_list(carried, opened.root), carried)
    raise WrongAuthorityCode


def replace_office(db: Session, *, recovered: Recovered, now: datetime) -> ThisPc:
    """Make this PC a national one that holds the authority's key, and apply every sync file that came along.

    The PC that was lost stays in the list until somebody withdraws it: what it had sent may still be on its way.

    Raises:
        TooLittleLeft: the beginning of the programme is not in these files.
    """
    opened, document = recovered.opened, recovered.document
    keys = DeviceKeys.generate()
    root = x509.load_der_x509_certificate(document.later_root) if document.later_root else opened.root
    this_pc = ThisPc(
        home_scope=recovered.home_scope,
        root=authority.to_der(opened.root),
        device=document.devices[0],
        device_record=b"",
        keys=keys,
        log=open_log(),
        epoch_keys=unwrap_keys(document, RECOVERY, [opened.identity]),
        authority_key=authority.key_to_bytes(opened.key),
    )
    for number, content in enumerate(recovered.documents, start=1):
        db.add(MembershipDocument(number=number, content=content))
    for record in recovered.carried.records:
        with suppress(UserError):  # nobody vouches for it
            enrol_device(db, this_pc, document, record)
    name = _free_name(db, this_pc, document)
    until = authority.after(believable_now(now, document), authority.PC_YEARS)
    public = authority.key_from_bytes(keys.certificate_key).public_key()
    certificate = authority.certify_device(f"{document.name}, {name}", public, root, opened.key, until)
    this_pc.device = keys.describe(
        name,
        certificates=[authority.to_der(certificate)],
        scopes=[recovered.home_scope],
        national=True,
        invitation=None,
    )
    this_pc.device_record = sign_device(this_pc.device, opened.key)
    enrol_device(db, this_pc, document, this_pc.device_record)
    save_this_pc(db, this_pc)
    document = publish_document(db, this_pc, now=now, takes_over=True)
    for content in recovered.carried.bundles:
        with suppress(UserError):  # damaged, or of a PC that does not belong
            receive_bundle(db, this_pc, document, content)
    leave_out(db, this_pc, document)
    meet_snapshot(db, this_pc, document)
    apply_waiting(db, this_pc)
    if db.scalar(select(Programme.id)) is None:
        raise TooLittleLeft
    return this_pc


def _newest_list(carried: Carried, root: x509.Certificate) -> list[bytes]:
    """Return the list of the latest term, and of these the longest; those that another root signed are none."""
    found: list[tuple[int, int, list[bytes]]] = []
    for contents in carried.lists:
        with suppress(OtherProgramme, MembershipForked):
            found.append((read_chain(contents, root)[-1].term, len(contents), contents))
    if not found:
        raise OtherProgramme
    return max(found, key=lambda one: one[:2])[2]


def _free_name(db: Session, this_pc: ThisPc, document: Document) -> str:
    for number in range(2, len(document.devices) + 3):
        with suppress(UserError):
            return free_name(db, this_pc, document, f"{_NAME}/{number}")
    raise AssertionError("there are more names than PCs")
