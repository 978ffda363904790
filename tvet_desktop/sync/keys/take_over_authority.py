"""Bring the authority's key to this national PC with the recovery code on paper, when the PC that had it is gone."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.sync import authority
from tvet_desktop.sync.keys.errors import OnlyNational
from tvet_desktop.sync.publish_document import publish_document
from tvet_desktop.sync.sealed_authority import RECOVERY, open_authority
from tvet_desktop.sync.this_pc import load_documents, load_this_pc, save_this_pc, unwrap_keys


def take_over_authority(db: Session, *, recovery_code: str, now: datetime) -> None:
    """Unseal the key that every membership document carries, keep it here, and say so to everybody.

    The PC that had it gives it up as soon as it hears; what it signs until then counts nowhere.

    Raises:
        OnlyNational: this is a college's PC.
        WrongAuthorityCode: this is not the code that was written down when the programme was founded.
    """
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    if not this_pc.device.national or document.is_withdrawn(this_pc.device.id):
        raise OnlyNational
    opened = open_authority(document.sealed_authority, recovery_code)
    assert opened.key.public_key() == this_pc.root_certificate.public_key(), (
        "the authority signed it into the document"
    )
    this_pc.authority_key = authority.key_to_bytes(opened.key)
    this_pc.epoch_keys |= unwrap_keys(document, RECOVERY, [opened.identity])
    save_this_pc(db, this_pc)
    publish_document(db, this_pc, now=now, takes_over=True)
