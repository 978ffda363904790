"""Writes the file of a paper: PDF/A-2, tagged or not, signed in the same revision or not.

It replaces the last step of ReportLab's document: the objects are written by it one by one, with the line
end before ``endstream`` that PDF/A wants, and the signature is put into the place kept for it, so that the
file has one revision and the signature covers every byte but itself.
"""

import hashlib
import zlib
from datetime import datetime
from functools import cache
from typing import Any, Protocol

from reportlab.pdfbase import pdfdoc

from tvet_desktop.documents.pdf.metadata import PRODUCER, PaperMetadata, pdf_date, srgb_profile, xmp
from tvet_desktop.documents.pdf.raw_objects import RawObject, line_end_after, number_of, stream, text_string
from tvet_desktop.documents.pdf.structure import StructureTree

_RANGE_WIDTH = 36
_STREAM_END = b"endstream\n"


class Seal(Protocol):
    """What a paper needs to know of a signature."""

    @property
    def signer_name(self) -> str:
        """Who signs, as readers show it."""
        ...

    @property
    def signed_at(self) -> datetime:
        """When, aware."""
        ...

    @property
    def reserved_bytes(self) -> int:
        """How long the signature may become."""
        ...

    @property
    def field_label(self) -> str:
        """What a screen reader calls the signature's field."""
        ...

    def sign_digest(self, digest: bytes) -> bytes:
        """Return the signature of a SHA-256 digest, at most ``reserved_bytes`` long."""
        ...


class ArchivalDocument(pdfdoc.PDFDocument):  # type: ignore[misc]  # ReportLab has no types
    """ReportLab's document with the parts that make a file fit for archives, and one signature."""

    defaultStreamFilters = (pdfdoc.PDFZCompress,)  # noqa: N815  ReportLab's name

    def __init__(self, metadata: PaperMetadata, structure: StructureTree) -> None:
        super().__init__(compression=0, invariant=1, pdfVersion=(1, 7), lang=metadata.language)
        self._metadata = metadata
        self._structure = structure

    def write(self, seal: Seal | None = None) -> bytes:
        """Return the whole file, signed by ``seal`` if there is one. A paper is written once."""
        for used_font in self.delayedFonts:
            used_font.addObjects(self)
        catalog = self.Catalog
        catalog.__NoDefault__ = (*catalog.__NoDefault__, "OutputIntents")
        catalog.Outlines = None
        catalog.Metadata = RawObject(stream(b"/Type /Metadata /Subtype /XML", xmp(self._metadata)))
        catalog.OutputIntents = self._output_intents()
        catalog.ViewerPreferences = RawObject(b"<< /DisplayDocTitle true >>")
        self.Reference(catalog)
        for page in self.Pages.pages:
            self.Reference(page)
        fields = [self._add_signature_field(seal)] if seal else []
        if self._metadata.is_tagged:
            self._tag_pages(fields)
        return self._file(seal)

    def _tag_pages(self, fields: list[pdfdoc.PDFObjectReference]) -> None:
        for index, page in enumerate(self.Pages.pages):
            page.__NoDefault__ = (*page.__NoDefault__, "StructParents", "Tabs")
            page.StructParents = index
            page.Tabs = "/S"
        self.Catalog.MarkInfo = RawObject(b"<< /Marked true >>")
        self.Catalog.StructTreeRoot = self._structure.write(self, fields)

    def _output_intents(self) -> bytes:
        profile = self.Reference(RawObject(_profile_stream()))
        return (
            b"[ << /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)"
            b" /Info (sRGB IEC61966-2.1) /DestOutputProfile %b >> ]" % number_of(self, profile)
        )

    def _add_signature_field(self, seal: Seal) -> pdfdoc.PDFObjectReference:
        page = self.Pages.pages[0]
        value = self.Reference(RawObject(_empty_signature(seal)), "signature")
        field = self.Reference(
            RawObject(
                b"<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [0 0 0 0] /P %b /V %b"
                b" /T (signature) /TU %b /Contents %b /StructParent %d >>"
                % (
                    number_of(self, self.Reference(page)),
                    number_of(self, value),
                    text_string(seal.field_label),
                    text_string(seal.field_label),
                    len(self.Pages.pages),
                ),
            ),
        )
        page.Annots = [field]
        self.Catalog.AcroForm = RawObject(b"<< /SigFlags 3 /Fields [%b] >>" % number_of(self, field))
        return field

    def _info(self) -> bytes:
        date = pdf_date(self._metadata.created_at)
        return b"<< /Title %b /Author %b /Producer %b /Creator %b /CreationDate %b /ModDate %b >>" % (
            text_string(self._metadata.title),
            text_string(self._metadata.author),
            text_string(PRODUCER),
            text_string(PRODUCER),
            date,
            date,
        )

    def _file(self, seal: Seal | None) -> bytes:
        info = number_of(self, self.Reference(RawObject(self._info())))
        parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        offset = len(parts[0])
        table = [b"0000000000 65535 f \n"]
        signature_at = 0
        while len(table) in self.numberToId:  # writing an object may add others
            number = len(table)
            name = self.numberToId[number]
            written = _object(self, number, self.idToObject[name])
            if name == "signature":
                signature_at = offset
            table.append(b"%010d 00000 n \n" % offset)
            parts.append(written)
            offset += len(written)
        body = b"".join(parts)
        identity = hashlib.sha256(body).hexdigest()[:32].encode()
        end = (
            b"xref\n0 %d\n%btrailer\n<< /Size %d /Root %b /Info %b /ID [<%b> <%b>] >>\nstartxref\n%d\n%%%%EOF\n"
            % (
                len(table),
                b"".join(table),
                len(table),
                number_of(self, self.Reference(self.Catalog)),
                info,
                identity,
                identity,
                offset,
            )
        )
        return _put_signature(body + end, signature_at, seal) if seal else body + end


def _object(document: ArchivalDocument, number: int, content: Any) -> bytes:  # noqa: ANN401  ReportLab's object
    written = pdfdoc.format(content, document, toplevel=1)
    if not isinstance(content, RawObject) and written.endswith(_STREAM_END):
        data = written[: -len(_STREAM_END)]
        written = data + line_end_after(data) + _STREAM_END
    return b"%d 0 obj\n%b\nendobj\n" % (number, written.removesuffix(b"\n"))


def _empty_signature(seal: Seal) -> bytes:
    return (
        b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M %b /Name %b /ByteRange %b /Contents <%b> >>"
        % (
            pdf_date(seal.signed_at),
            text_string(seal.signer_name),
            b"[]".ljust(_RANGE_WIDTH),
            b"0" * (2 * seal.reserved_bytes),
        )
    )


def _put_signature(file: bytes, signature_at: int, seal: Seal) -> bytes:
    """Fill in what the signature covers (all but ``<…>``), then the signature itself."""
    opened = file.index(b"/Contents <", signature_at) + len(b"/Contents ")
    closed = opened + 2 * seal.reserved_bytes + 2
    covered = b"[0 %d %d %d]" % (opened, closed, len(file) - closed)
    range_at = file.index(b"/ByteRange ", signature_at) + len(b"/ByteRange ")
    before = file[:range_at] + covered.ljust(_RANGE_WIDTH) + file[range_at + _RANGE_WIDTH : opened]
    after = file[closed:]
    digest = hashlib.sha256(before)
    digest.update(after)
    signature = seal.sign_digest(digest.digest()).hex().encode().ljust(2 * seal.reserved_bytes, b"0")
    return b"".join((before, b"<", signature, b">", after))


@cache
def _profile_stream() -> bytes:
    return stream(b"/N 3 /Filter /FlateDecode", zlib.compress(srgb_profile(), 9))
