"""What a PC asks of the authority about its keys; the row travels with the rows of its college."""

from sqlalchemy.orm import Mapped

from tvet_desktop.storage.base import Base, Id, Synced, primary_id


class CertificateKeyRequest(Synced, Base):
    """A PC made a new certificate key and asks the authority to certify it."""

    __tablename__ = "certificate_key_request"

    id: Mapped[Id] = primary_id()
    device: Mapped[str]
    """The PC's id in hex."""
    request: Mapped[str]
    """The PKCS #10 request in hex: signed with the new key, so that nobody asks for somebody else's."""
    signature: Mapped[str]
    """By the key with which the PC signs its bundles, in hex: other PCs of the college could write this row too."""
