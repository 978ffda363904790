"""The certificates of a PC: the first one from its record, then one for each renewal."""

from datetime import date

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from tvet_desktop.certificates.statements.signed_statement import key_id
from tvet_desktop.documents.signing_days import signing_days
from tvet_desktop.sync.membership import Device, Document
from tvet_desktop.sync.this_pc import ThisPc

Chain = tuple[x509.Certificate, ...]


def chains_of(device: Device, document: Document) -> tuple[Chain, ...]:
    """Return the chains of a PC (each leaf first, without the root), the oldest first."""
    later = [renewal.certificates for renewal in document.renewals if renewal.device == device.id]
    return tuple(_chain(certificates) for certificates in (device.certificates, *later))


def key_ids_of(device: Device, document: Document) -> dict[str, ec.EllipticCurvePublicKey]:
    """Return every certificate key that a PC ever had, by its short name in hex."""
    keys = [key_of(chain) for chain in chains_of(device, document)]
    return {key_id(key).hex(): key for key in keys}


def key_of(chain: Chain) -> ec.EllipticCurvePublicKey:
    """Return the key that a chain certifies."""
    public = chain[0].public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey), "checked when the record was received"
    return public


def ends_on(chain: Chain) -> date:
    """Return the last day on which the key of a chain signs."""
    return signing_days(chain)[1]


def root_in_force(this_pc: ThisPc, document: Document) -> x509.Certificate:
    """Return the authority's newest certificate; the first one goes on naming the programme."""
    return x509.load_der_x509_certificate(document.later_root or this_pc.root)


def _chain(certificates: list[bytes]) -> Chain:
    return tuple(x509.load_der_x509_certificate(der) for der in certificates)
