"""The issued certificates of a course as files: each one's PDF, and one file for the printer."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.certificates.drawing.content import CertificateContent
from tvet_desktop.certificates.drawing.draw_batch import draw_batch
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.queries import certificates_of
from tvet_desktop.certificates.statements.signed_statement import read_statement
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.programme.queries import the_programme
from tvet_desktop.storage.files import FileStore, StoredFile


def pdf_of(db: Session, certificate_id: int, files: FileStore) -> bytes:
    """Return the PDF as it was issued, byte for byte.

    Raises:
        FileMissing: the file is not on this PC.
    """
    row = db.get_one(Certificate, certificate_id)
    return files.get(StoredFile(row.file_hash, row.file_key, row.file_size))


def print_files(db: Session, *, course_id: int, now: datetime) -> dict[CertificateKind, bytes]:
    """Return one print file for each kind that was issued in a course, pages in the order of the numbers.

    The pages are drawn from the signed statements, so they say exactly what was issued.
    """
    is_practice = the_programme(db).practice
    files = {}
    for kind in CertificateKind:
        rows = [row for row in certificates_of(db, course_id) if row.kind == kind.value]
        contents = [
            CertificateContent(
                statement=read_statement(row.code_text).statement,
                code_text=row.code_text,
                issued_at=now,
                is_practice=is_practice,
            )
            for row in rows
        ]
        if contents:
            files[kind] = draw_batch(contents, template_for(kind), rows[0].language)
    return files
