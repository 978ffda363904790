"""The statement of a paper that a person may let hold although its PC was withdrawn; nothing is changed."""

from sqlalchemy.orm import Session

from tvet_desktop.certificates.statements.signed_statement import SignedStatement
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.keys.chains import key_ids_of
from tvet_desktop.sync.keys.errors import NothingToKeep, OnlyNational
from tvet_desktop.sync.keys.registered import genuine, registered_statements
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


def statement_to_keep(db: Session, *, code_text: str) -> SignedStatement:
    """Return what a code says, if a withdrawn PC signed it and it does not hold yet.

    Raises:
        OnlyNational: this PC may not write what all colleges share.
        NothingToKeep: no withdrawn PC signed it, or it is registered already.
    """
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    if not this_pc.device.may_write(Scope.SHARED):
        raise OnlyNational
    withdrawn = [
        device for device in known_devices(db, this_pc, document) if document.is_withdrawn(device.id)
    ]
    keys = {name: key for device in withdrawn for name, key in key_ids_of(device, document).items()}
    signed = genuine(code_text, keys)
    if signed is None:
        raise NothingToKeep
    if signed.hash.hex() in registered_statements(db, this_pc, document)[signed.key_id.hex()]:
        raise NothingToKeep
    return signed
