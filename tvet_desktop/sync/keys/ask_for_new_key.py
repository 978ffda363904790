"""This PC makes a new certificate key and asks the authority to certify it; the private key never travels."""

from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import new_id
from tvet_desktop.sync import authority
from tvet_desktop.sync.keys.chains import chains_of, key_of
from tvet_desktop.sync.keys.errors import ThisPcWithdrawn
from tvet_desktop.sync.keys.models import CertificateKeyRequest
from tvet_desktop.sync.membership import Device, Document
from tvet_desktop.sync.this_pc import ThisPc, load_documents, load_this_pc, save_this_pc

_PURPOSE = b"TVET Desktop: certify this key\0"


@dataclass(frozen=True)
class KeyAsked:
    """``is_new`` is False while an earlier request of this PC waits for its answer; ``device`` is this PC's id."""

    is_new: bool
    device: bytes


def ask_for_new_key(db: Session) -> KeyAsked:
    """Make the key and the row that asks; a request that waits already is not doubled.

    Raises:
        ThisPcWithdrawn: this PC does not belong any more.
    """
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    if document.is_withdrawn(this_pc.device.id):
        raise ThisPcWithdrawn
    certified = [key_of(chain) for chain in chains_of(this_pc.device, document)]
    for content in this_pc.keys.later_certificate_keys:
        if authority.key_from_bytes(content).public_key() not in certified:
            return KeyAsked(is_new=False, device=this_pc.device.id)
    key = authority.new_key()
    request = x509.CertificateSigningRequestBuilder(x509.Name([])).sign(key, hashes.SHA256())
    der = request.public_bytes(serialization.Encoding.DER)
    signature = this_pc.keys.signing_key.sign(_to_be_signed(this_pc, der))
    db.add(
        CertificateKeyRequest(
            id=new_id(db, this_pc.home_scope),
            device=this_pc.device.id.hex(),
            request=der.hex(),
            signature=signature.hex(),
        )
    )
    this_pc.keys.later_certificate_keys.append(authority.key_to_bytes(key))
    save_this_pc(db, this_pc)
    return KeyAsked(is_new=True, device=this_pc.device.id)


def asked_key(
    db: Session, this_pc: ThisPc, document: Document, device: Device
) -> ec.EllipticCurvePublicKey | None:
    """Return the newest key that a PC asked for and no PC has yet; what is not signed as it must be is no request."""
    in_use = [key_of(chain) for other in document.devices for chain in chains_of(other, document)]
    rows = select(CertificateKeyRequest).where(
        not_deleted(CertificateKeyRequest), CertificateKeyRequest.device == device.id.hex()
    )
    newest_first = rows.order_by(CertificateKeyRequest.changed_at.desc(), CertificateKeyRequest.id.desc())
    for row in db.scalars(newest_first):
        key = _key_in(row, this_pc, device)
        if key is not None and key not in in_use:
            return key
    return None


def _key_in(row: CertificateKeyRequest, this_pc: ThisPc, device: Device) -> ec.EllipticCurvePublicKey | None:
    try:
        der = bytes.fromhex(row.request)
        public = Ed25519PublicKey.from_public_bytes(device.signing_key)
        public.verify(bytes.fromhex(row.signature), _to_be_signed(this_pc, der))
        request = x509.load_der_x509_csr(der)
        key = request.public_key()
        is_good = request.is_signature_valid
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return None
    is_p256 = isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1)
    return key if is_good and is_p256 and isinstance(key, ec.EllipticCurvePublicKey) else None


def _to_be_signed(this_pc: ThisPc, der: bytes) -> bytes:
    return _PURPOSE + this_pc.programme + der
