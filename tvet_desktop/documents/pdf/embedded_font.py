"""A TrueType font, embedded as a subset that most papers share.

Making and compressing a subset is the dearest step of a small PDF. The subset therefore starts from a fixed
repertoire (what differs from paper to paper: the letters of names, digits), is made once, and is kept for the
next paper.
"""

import threading
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from tvet_desktop.documents.pdf.kerning import Kerning
from tvet_desktop.documents.pdf.raw_objects import RawObject, number_of, stream

_CODES_OF_A_SUBSET = 256
_KEPT_SUBSETS = 48
_SYMBOLIC, _NONSYMBOLIC = 4, 32
_one_at_a_time = threading.Lock()  # ReportLab's font reader keeps its place in the file


@dataclass(frozen=True, slots=True)
class _Subset:
    """A finished subset: file, map to Unicode, and the two dictionaries, all but their references."""

    font_file: bytes
    to_unicode: bytes
    font: bytes
    descriptor: bytes


class EmbeddedFont(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """One font file. ``repertoire`` are the characters that each of its subsets holds, used or not."""

    def __init__(self, name: str, path: str, repertoire: str = "") -> None:
        super().__init__(name, path, asciiReadable=False, shapable=False)
        start = TTFont.State(False, self)
        self._start = start
        self.state[self] = start  # an object that can be weakly referenced stands for the paper
        super().splitString("".join(c for c in repertoire if self.has(c)), self)
        del self.state[self]
        self._closer: dict[str, float] = {}
        self._kerning = Kerning(self.face.get_table("GPOS") if "GPOS" in self.face.table else b"")

    def closer(self, left: str, right: str) -> float:
        """Return by how many thousandths of the size two letters are drawn together (negative: apart)."""
        pair = left + right
        closer = self._closer.get(pair)
        if closer is None:
            glyphs = self.face.charToGlyph
            moved = self._kerning.advance(glyphs.get(ord(left), 0), glyphs.get(ord(right), 0))
            closer = self._closer[pair] = -float(self.face._pdfScale(moved))  # noqa: SLF001  no other way
        return closer

    def has(self, character: str) -> bool:
        """Tell whether the font draws this character."""
        return ord(character) in self.face.charToGlyph

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: ANN401, N802  ReportLab's names
        """Return ``text`` as (number of the subset, codes in it); a new paper starts with the repertoire."""
        if doc not in self.state:
            state = TTFont.State(False, self)
            state.assignments = dict(self._start.assignments)
            state.subsets = [list(codes) for codes in self._start.subsets]
            state.nextCode = self._start.nextCode
            self.state[doc] = state
        return super().splitString(text, doc, encoding)  # type: ignore[no-any-return]  # no types

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802  ReportLab's names
        """Add the subsets that this paper used, with a map to Unicode that names only real characters."""
        state = self.state[doc]
        state.frozen = 1
        fonts = doc.idToObject["BasicFonts"].dict
        for number, characters in enumerate(state.subsets):
            name = self.getSubsetInternalName(number, doc)[1:]
            fonts[name] = doc.Reference(self._font_object(doc, name, number, tuple(characters)), name)
        del self.state[doc]

    def _font_object(self, doc: Any, name: str, number: int, characters: tuple[int, ...]) -> RawObject:  # noqa: ANN401
        base_name = (SUBSETN(number) + b"+" + self.face.name).decode("ascii")
        subset = _make_subset(self, base_name, characters)
        font_file = number_of(doc, doc.Reference(RawObject(subset.font_file), f"file:{name}"))
        to_unicode = number_of(doc, doc.Reference(RawObject(subset.to_unicode), f"unicode:{name}"))
        descriptor = RawObject(b"%b /FontFile2 %b >>" % (subset.descriptor, font_file))
        return RawObject(
            b"%b /ToUnicode %b /FontDescriptor %b >>"
            % (
                subset.font,
                to_unicode,
                number_of(doc, doc.Reference(descriptor, f"descriptor:{name}")),
            ),
        )


@lru_cache(maxsize=_KEPT_SUBSETS)
def _make_subset(font: EmbeddedFont, base_name: str, characters: tuple[int, ...]) -> _Subset:
    with _one_at_a_time:
        data = font.face.makeSubset(list(characters))
    to_unicode = _to_unicode(font, base_name, characters).encode()
    widths = " ".join(pdfdoc.fp_str(font.face.getCharWidth(character)) for character in characters)
    return _Subset(
        font_file=stream(b"/Filter /FlateDecode /Length1 %d" % len(data), zlib.compress(data, 9)),
        to_unicode=stream(b"/Filter /FlateDecode", zlib.compress(to_unicode, 9)),
        font=f"<< /Type /Font /Subtype /TrueType /BaseFont /{base_name} /FirstChar 0"
        f" /LastChar {len(characters) - 1} /Widths [{widths}]".encode(),
        descriptor=_descriptor(font.face, base_name).encode(),
    )


def _descriptor(face: Any, base_name: str) -> str:  # noqa: ANN401  ReportLab has no types
    numbers = {
        "Ascent": face.ascent,
        "CapHeight": face.capHeight,
        "Descent": face.descent,
        "Flags": face.flags & ~_NONSYMBOLIC | _SYMBOLIC,
        "ItalicAngle": face.italicAngle,
        "StemV": face.stemV,
        "MissingWidth": face.defaultWidth,
    }
    written = " ".join(f"/{key} {pdfdoc.fp_str(value)}" for key, value in numbers.items())
    box = " ".join(pdfdoc.fp_str(value) for value in face.bbox)
    return f"<< /Type /FontDescriptor /FontName /{base_name} /FontBBox [{box}] {written}"


def _to_unicode(font: EmbeddedFont, base_name: str, characters: tuple[int, ...]) -> str:
    """Return the CMap of a subset. Codes without a glyph are left out: U+0000 is not a character."""
    pairs = [
        f"<{code:02X}> <{character:04X}>"
        for code, character in enumerate(characters)
        if character in font.face.charToGlyph
    ]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({base_name}) /Ordering ({base_name}) /Supplement 0 >> def\n"
        f"/CMapName /{base_name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{mapped}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
