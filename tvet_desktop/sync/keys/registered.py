"""The statements that still hold although the PC that signed them was withdrawn."""

from collections.abc import Iterator, Mapping

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate, RegisteredStatement
from tvet_desktop.certificates.statements.signed_statement import (
    NewerCertificateCode,
    NotACertificateCode,
    SignedStatement,
    check_signature,
    key_id,
    read_statement,
)
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.history import changes_in_bundle
from tvet_desktop.storage.ids import Scope, scope_of
from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.keys.chains import key_ids_of, key_of
from tvet_desktop.sync.membership import Device, Document
from tvet_desktop.sync.models import StoredBundle
from tvet_desktop.sync.this_pc import ThisPc


def registered_statements(db: Session, this_pc: ThisPc, document: Document) -> dict[str, frozenset[str]]:
    """Return, for each key of each PC that was withdrawn, the hashes of its statements that still hold.

    Rows of other keys count for nothing, and so do rows that a college wrote into its own scope. The keys of cancelled
    invitations are among them, without any statement: whatever PC they certify is a stranger.
    """
    found: dict[str, set[str]] = {
        name: set()
        for device in known_devices(db, this_pc, document)
        if document.is_withdrawn(device.id)
        for name in key_ids_of(device, document)
    }
    for invitation in document.invitations:
        if invitation.id in document.cancelled:
            found[key_id(key_of((x509.load_der_x509_certificate(invitation.certificate),))).hex()] = set()
    if found:
        for row in db.scalars(select(RegisteredStatement).where(not_deleted(RegisteredStatement))):
            if scope_of(row.id) == Scope.SHARED and row.key_id in found:
                found[row.key_id].add(row.statement_hash)
    return {name: frozenset(hashes) for name, hashes in found.items()}


def register_statements(db: Session, device: Device, document: Document) -> list[SignedStatement]:
    """Write a row for each certificate that a PC issued, as far as it is known and accepted here; return them.

    Only what arrived in bundles of that very PC counts: a certificate that another PC claims for it does not. It counts
    as it arrived, whatever was done to its row since. Rows that are there already, which the PC itself may have written
    with the rights of the national office, are removed: the answer names all that holds.
    """
    keys = key_ids_of(device, document)
    for row in db.scalars(select(RegisteredStatement).where(RegisteredStatement.key_id.in_(keys))):
        row.deleted = True
    by_hash = {signed.hash: signed for text in issued_by(db, device) if (signed := genuine(text, keys))}
    for signed in by_hash.values():
        add_registered(db, signed)
    for statement_hash in _erased_of(db, device):  # only its hash is left, which no other key's statement has
        for name in keys:
            db.add(
                RegisteredStatement(id=new_id(db, Scope.SHARED), key_id=name, statement_hash=statement_hash)
            )
    return list(by_hash.values())


def add_registered(db: Session, signed: SignedStatement) -> None:
    """Write the row of one statement."""
    row_id = new_id(db, Scope.SHARED)
    db.add(RegisteredStatement(id=row_id, key_id=signed.key_id.hex(), statement_hash=signed.hash.hex()))


def genuine(text: str, keys: Mapping[str, ec.EllipticCurvePublicKey]) -> SignedStatement | None:
    """Return the statement of a code if one of ``keys`` signed it."""
    try:
        signed = read_statement(text)
    except (NotACertificateCode, NewerCertificateCode):
        return None
    key = keys.get(signed.key_id.hex())
    return signed if key is not None and check_signature(signed, key) else None


def issued_by(db: Session, device: Device) -> Iterator[str]:
    """Give the codes of all certificates that a PC ever wrote, from the history of its bundles."""
    query = (
        select(StoredBundle.id)
        .where(StoredBundle.device == device.id, StoredBundle.applied > 0)
        .order_by(StoredBundle.applied)
    )
    for bundle_id in db.scalars(query).all():
        for change in changes_in_bundle(db, bundle_id, Certificate.__tablename__):
            text = change.after.get("code_text")
            if isinstance(text, str):
                yield text


def _erased_of(db: Session, device: Device) -> set[str]:
    """Return the hashes of the statements of people who were erased since the PC issued them: their papers hold too."""
    query = select(StoredBundle.id).where(StoredBundle.device == device.id, StoredBundle.applied > 0)
    changes = (
        change
        for bundle_id in db.scalars(query).all()
        for change in changes_in_bundle(db, bundle_id, Certificate.__tablename__)
    )
    hashes = (change.after.get("statement_hash") for change in changes if change.after.get("code_text") == "")
    return {one for one in hashes if isinstance(one, str) and one}
