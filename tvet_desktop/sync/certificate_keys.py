"""What sync's keys give to certificates: this PC as issuer, and the list of everybody's keys."""

from datetime import datetime

from cryptography import x509
from sqlalchemy.orm import Session

from tvet_desktop.certificates.checking.trust_list import TrustList
from tvet_desktop.certificates.issuer import Issuer
from tvet_desktop.certificates.withdrawing.withdrawn_statements import withdrawn_statements
from tvet_desktop.sync.authority import key_from_bytes
from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.membership import Device
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


def issuer_of_this_pc(db: Session) -> Issuer:
    """Return this PC as issuer of certificates."""
    this_pc = load_this_pc(db)
    return Issuer(
        key_from_bytes(this_pc.keys.certificate_key),
        _chain(this_pc.device),
        this_pc.log.code,
        is_practice=load_documents(db, this_pc)[-1].practice,
    )


def current_trust_list(db: Session, now: datetime) -> TrustList:
    """Return the keys of all PCs that this PC knows, and the statements that do not hold any more."""
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    chains = tuple(_chain(device) for device in known_devices(db, this_pc, document))
    return TrustList(
        this_pc.root_certificate, chains, withdrawn_statements(db), now, is_practice=document.practice
    )


def _chain(device: Device) -> tuple[x509.Certificate, ...]:
    return tuple(x509.load_der_x509_certificate(der) for der in device.certificates)
