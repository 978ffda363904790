"""The PDF of a certificate, byte for byte as it was issued."""

from sqlalchemy.orm import Session

from tvet_desktop.certificates.models import Certificate
from tvet_desktop.storage.files import FileStore, StoredFile


def pdf_of(db: Session, certificate_id: int, files: FileStore) -> bytes:
    """Return the PDF as it was issued, byte for byte.

    Raises:
        FileMissing: the file is not on this PC.
    """
    return files.get(stored_file(db.get_one(Certificate, certificate_id)))


def stored_file(certificate: Certificate) -> StoredFile:
    """Return where the file of a certificate lies, and its key."""
    return StoredFile(certificate.file_hash, certificate.file_key, certificate.file_size)
