"""One certificate as a printer gets it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.printing.duplicate_mark import duplicate_overlay
from tvet_desktop.certificates.printing.frozen_page import FrozenPage, frozen_page
from tvet_desktop.certificates.printing.issued_pdf import pdf_of
from tvet_desktop.storage.files import FileMissing, FileStore


@dataclass(frozen=True)
class PrintedSheet:
    """The PDF, and what is laid over its first page: a PDF of one page, or empty."""

    pdf: bytes
    overlay: bytes
    is_as_issued: bool
    """It is the very file that was issued; else its page was drawn once more from the signed facts."""


def sheet_of(db: Session, certificate_id: int, files: FileStore, *, is_duplicate: bool) -> PrintedSheet:
    """Return what is printed for a certificate: the file that was issued where it is here, else the same page."""
    certificate = db.get_one(Certificate, certificate_id)
    overlay = b""
    if is_duplicate:
        page = frozen_page(db, certificate)
        overlay = duplicate_overlay(page.language, page.template.margin_mm)
    try:
        return PrintedSheet(pdf_of(db, certificate_id, files), overlay, is_as_issued=True)
    except FileMissing:
        return PrintedSheet(_drawn(frozen_page(db, certificate)), overlay, is_as_issued=False)


def _drawn(page: FrozenPage) -> bytes:
    return draw_certificate(page.content, page.template, page.language, None, page.logos)
