"""PDF objects that are written as they are, without ReportLab's dictionaries and filters."""

from typing import Any

from reportlab.pdfbase import pdfdoc


class RawObject(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An indirect object of finished bytes."""

    __RefOnly__ = 1

    def __init__(self, body: bytes = b"") -> None:
        self.body = body

    def format(self, document: Any) -> bytes:  # noqa: ANN401, ARG002  ReportLab's signature
        """Return the bytes between ``obj`` and ``endobj``."""
        return self.body


def stream(entries: bytes, data: bytes) -> bytes:
    """Return the body of a stream; ``entries`` is the inside of its dictionary, Length is added here."""
    return b"<< %b /Length %d >>\nstream\n%b%bendstream\n" % (entries, len(data), data, line_end_after(data))


def line_end_after(data: bytes) -> bytes:
    """Return the line end between data and ``endstream``: one that cannot be taken for a part of the data."""
    return b"\r\n" if data.endswith(b"\r") else b"\n"


def number_of(document: pdfdoc.PDFDocument, reference: pdfdoc.PDFObjectReference) -> bytes:
    """Return the reference as it stands in the file, as in ``12 0 R``."""
    return b"%d %d R" % document.idToObjectNumberAndVersion[reference.name]


def text_string(text: str) -> bytes:
    """Return ``text`` as a PDF string: hexadecimal UTF-16 with its mark, which every reader knows."""
    return b"<feff%b>" % text.encode("utf-16-be").hex().encode()
