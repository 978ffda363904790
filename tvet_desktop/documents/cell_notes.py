"""Puts comments into the cells of somebody's own workbook, and leaves everything else in it as it is."""

import re
from collections.abc import Mapping
from xml.parsers import expat

from tvet_desktop.documents.note_shapes import boxed
from tvet_desktop.documents.note_texts import Place, noted
from tvet_desktop.documents.package_parts import RELATIONS, STRICT_RELATIONS, PackageParts
from tvet_desktop.documents.spreadsheet_scan import sheet_parts

_COMMENTS_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_KIND = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING = frozenset(
    "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst AlternateContent".split()
)
_CLUSTERS = re.compile(r"\bdata\s*=\s*\"([\d,\s]+)\"")


def with_notes(content: bytes, position: int, notes: Mapping[Place, str]) -> bytes:
    """Return an .xlsx or .xlsm file with these comments of ours in one sheet, in place of earlier ones.

    Comments of others stay; so do macros, charts, pictures, results of formulas, and what we do not know.

    Args:
        content: the file.
        position: the sheet's place among all sheets, from 0.
        notes: (row, column) -> what to say; nothing only takes our earlier comments out.

    Raises:
        ValueError, KeyError, expat.ExpatError: the file is not as Excel writes it.
    """
    parts = PackageParts(content)
    _name, sheet = sheet_parts(parts.archive)[position]
    related = {about.get("Id", ""): about for about in parts.related(sheet)}
    comments = next((a["Target"] for a in related.values() if a.get("Type", "").endswith("/comments")), "")
    if not comments and not notes:
        return content
    xml = parts.read(sheet)
    strict = b"purl.oclc.org" in xml[:4_000]
    kinds = STRICT_RELATIONS if strict else RELATIONS

    text, places = noted(parts.text(comments) if comments else "", notes, strict=strict)
    if not comments:
        comments = parts.unused("xl/comments{}.xml")
        parts.relate(sheet, f"{kinds}/comments", comments)
        parts.declare(part=comments, kind=_COMMENTS_KIND)
    parts.set(comments, text)

    drawing_id, end, prefix = _drawing_place(xml)
    if drawing_id in related:
        drawing = related[drawing_id]["Target"]
        parts.set(drawing, boxed(parts.text(drawing), places, cluster=_free_cluster(parts)))
    else:
        drawing = parts.unused("xl/drawings/vmlDrawing{}.vml")
        parts.set(drawing, boxed("", places, cluster=_free_cluster(parts)))
        drawing_id = parts.relate(sheet, f"{kinds}/vmlDrawing", drawing)
        parts.declare(ending="vml", kind=_DRAWING_KIND)
        added = f'<{prefix}legacyDrawing xmlns:r="{kinds}" r:id="{drawing_id}"/>'
        parts.set(sheet, (xml[:end] + added.encode() + xml[end:]).decode("utf-8-sig"))
    return parts.written()


def _free_cluster(parts: PackageParts) -> int:
    """Return a number that no drawing of the file uses for the ids of its shapes."""
    used = [0]
    for name in parts.names():
        if name.lower().endswith(".vml"):
            for found in _CLUSTERS.findall(parts.text(name)):
                used += [int(number) for number in found.split(",") if number.strip()]
    return max(used) + 1


def _drawing_place(xml: bytes) -> tuple[str, int, str]:
    """Return the id of the sheet's old drawing ("" without one), where it would stand, and the prefix of tags."""
    if not xml.startswith((b"<", b"\xef\xbb\xbf<")):
        raise ValueError("the sheet is not UTF-8")
    parser = expat.ParserCreate()
    depth, drawing_id, end, prefix = 0, "", 0, ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, drawing_id, end, prefix
        if depth == 0:
            prefix = tag[: tag.find(":") + 1]
        elif depth == 1:
            name = tag.partition(":")[2] or tag
            if name == "legacyDrawing":
                drawing_id = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            elif name in _AFTER_DRAWING and not end:
                end = parser.CurrentByteIndex
        depth += 1

    def stop(_tag: str) -> None:
        nonlocal depth, end
        depth -= 1
        if depth == 0 and not end:
            end = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, stop
    parser.Parse(xml, True)
    return drawing_id, end, prefix
