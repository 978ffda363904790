"""What sync's keys give to certificates: this PC as issuer, and the list of everybody's keys."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.certificates.checking.trust_list import TrustList
from tvet_desktop.certificates.issuer import Issuer
from tvet_desktop.certificates.withdrawing.withdrawn_statements import withdrawn_statements
from tvet_desktop.sync.authority import PrivateKey, key_from_bytes
from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.keys.chains import Chain, chains_of, key_of, root_in_force
from tvet_desktop.sync.keys.errors import ThisPcWithdrawn
from tvet_desktop.sync.keys.heard_at import heard_at
from tvet_desktop.sync.keys.registered import registered_statements
from tvet_desktop.sync.membership import Document
from tvet_desktop.sync.this_pc import ThisPc, load_documents, load_this_pc


def issuer_of_this_pc(db: Session) -> Issuer:
    """Return this PC as issuer of certificates, with its newest key that the authority certified.

    Raises:
        ThisPcWithdrawn: it does not belong any more.
    """
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    if document.is_withdrawn(this_pc.device.id):
        raise ThisPcWithdrawn
    key, chain = key_in_use(this_pc, document)
    return Issuer(key, chain, this_pc.log.code, is_practice=document.practice)


def key_in_use(this_pc: ThisPc, document: Document) -> tuple[PrivateKey, Chain]:
    """Return the newest certificate of this PC whose private key is here, and the key.

    A PC that was put back from a backup may lack the key of a later certificate: then the one before it serves.
    """
    held = [
        key_from_bytes(content)
        for content in (this_pc.keys.certificate_key, *this_pc.keys.later_certificate_keys)
    ]
    for chain in reversed(chains_of(this_pc.device, document)):
        for key in held:
            if key.public_key() == key_of(chain):
                return key, chain
    raise AssertionError("a PC keeps the key that it joined with")


def current_trust_list(db: Session, now: datetime) -> TrustList:
    """Return all keys of all PCs that this PC knows, old ones too, and the statements that do not hold any more."""
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    devices = known_devices(db, this_pc, document)
    return TrustList(
        root_in_force(this_pc, document),
        tuple(chain for device in devices for chain in chains_of(device, document)),
        withdrawn_statements(db),
        now,
        registered_statements(db, this_pc, document),
        heard_at(db, document, devices, now, is_national=this_pc.device.national),
        is_practice=document.practice,
    )
