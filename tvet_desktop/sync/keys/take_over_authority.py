"""Bring the authority's key to this national PC with the recovery code on paper, when the PC that had it is gone."""

from sqlalchemy.orm import Session

from tvet_desktop.sync import authority
from tvet_desktop.sync.keys.errors import OnlyNational
from tvet_desktop.sync.sealed_authority import open_authority
from tvet_desktop.sync.this_pc import load_documents, load_this_pc, save_this_pc


def take_over_authority(db: Session, *, recovery_code: str) -> None:
    """Unseal the key that every membership document carries, and keep it here.

    Raises:
        OnlyNational: this is a college's PC.
        WrongRecoveryCode: this is not the code that was written down when the programme was founded.
    """
    this_pc = load_this_pc(db)
    document = load_documents(db, this_pc)[-1]
    if not this_pc.device.national or document.is_withdrawn(this_pc.device.id):
        raise OnlyNational
    key = open_authority(document.sealed_authority, recovery_code)
    assert key.public_key() == this_pc.root_certificate.public_key(), (
        "the authority signed it into the document"
    )
    this_pc.authority_key = authority.key_to_bytes(key)
    save_this_pc(db, this_pc)
