"""The facts about a paper that its file carries: title, language, maker, and that it is PDF/A and PDF/UA."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from xml.sax.saxutils import escape

from PIL import ImageCms

PRODUCER = "TVET Desktop"


@dataclass(frozen=True, slots=True)
class PaperMetadata:
    """What a reader shows about the file. ``language`` is "en", "fr" or "rw"; ``created_at`` is aware.

    ``second_language`` is that of some parts, empty where the paper has one language.
    ``is_tagged`` says whether every mark of the paper is tagged (PDF/A-2a and PDF/UA-1) or whether it is only
    meant to be printed (PDF/A-2b).
    """

    title: str
    author: str
    language: str
    created_at: datetime
    is_tagged: bool = True
    second_language: str = ""


def pdf_date(moment: datetime) -> bytes:
    """Return an aware moment as a PDF date in UTC."""
    return b"(D:%b+00'00')" % moment.astimezone(UTC).strftime("%Y%m%d%H%M%S").encode()


def xmp(metadata: PaperMetadata) -> bytes:
    """Return the XMP packet of a paper."""
    date = metadata.created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    conformance = "A" if metadata.is_tagged else "B"
    languages = filter(None, (metadata.language, metadata.second_language))
    accessible = _PDFUA if metadata.is_tagged else ""
    return _XMP.format(
        title=escape(metadata.title),
        author=escape(metadata.author),
        languages="".join(f"<rdf:li>{language}</rdf:li>" for language in languages),
        date=date,
        producer=PRODUCER,
        conformance=conformance,
        accessible=accessible,
    ).encode()


@cache
def srgb_profile() -> bytes:
    """Return an sRGB colour profile, with a fixed date so that equal papers have equal bytes."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes((7, 230, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # 2022-01-01 in six 16-bit numbers
    profile[84:100] = bytes(16)  # the profile's own checksum: zero means that none is given
    return bytes(profile)


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag>{languages}</rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>{conformance}</pdfaid:conformance>
</rdf:Description>{accessible}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""

# PDF/A-2 knows no pdfuaid by itself: a packet that uses it has to describe it.
_PDFUA = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
