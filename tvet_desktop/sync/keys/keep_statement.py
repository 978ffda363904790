"""Let a genuine paper of a withdrawn PC hold that nobody had heard of in time, for example from a disk that broke."""

from sqlalchemy.orm import Session

from tvet_desktop.certificates.statements.signed_statement import SignedStatement
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.devices import known_devices
from tvet_desktop.sync.keys.chains import key_ids_of
from tvet_desktop.sync.keys.errors import NothingToKeep, OnlyNational
from tvet_desktop.sync.keys.registered import add_registered, genuine, registered_statements
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


def keep_statement(db: Session, *, code_text: str) -> SignedStatement:
    """Register one statement by its code, after a person has made sure of it by other means; return it.

    The key proves nothing any more: whoever has the PC can sign. So ask the college's own records first.

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
    add_registered(db, signed)
    return signed
