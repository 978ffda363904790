"""What papers are drawn on: ReportLab's canvas, with every mark tagged or named an artifact."""

import hashlib
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from reportlab.pdfgen.canvas import Canvas

from tvet_desktop.documents.fonts import Face, font, kerning, runs
from tvet_desktop.documents.pdf.archival_document import ArchivalDocument, Seal
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.documents.pdf.picture import Picture
from tvet_desktop.documents.pdf.raw_objects import RawObject
from tvet_desktop.documents.pdf.structure import Role, Scope, StructureTree

Colour = tuple[float, float, float]
Box = tuple[float, float, float, float]


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas of one size (width, height in points) for one paper. Draw, then call ``finish`` once."""

    def __init__(self, page_size: tuple[float, float], metadata: PaperMetadata) -> None:
        font(Face.SANS)
        super().__init__(io.BytesIO(), page_size, pageCompression=0, initialFontName=Face.SANS.value)
        self._is_tagged = metadata.is_tagged
        self._structure = StructureTree()
        self._doc = ArchivalDocument(metadata, self._structure)

    @contextmanager
    def tagged(
        self,
        role: Role,
        *,
        alternative: str = "",
        box: Box | None = None,
        language: str = "",
        scope: Scope | None = None,
    ) -> Iterator[None]:
        """Everything drawn inside is one part of the paper; a picture needs ``alternative`` and its box.

        ``language`` is named where it is not the paper's, ``scope`` for head cells of a table.
        """
        if self._is_tagged:
            mark = self._structure.open_part(role, alternative, box, language, scope)
            self._code.append(f"/{role} <</MCID {mark}>> BDC")
        yield
        if self._is_tagged:
            self._code.append("EMC")

    @contextmanager
    def grouped(self, role: Role, *, scope: Scope | None = None) -> Iterator[None]:
        """What is tagged inside belongs together, such as the rows of a table or the cells of a row."""
        with self._structure.group(role, scope):
            yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Everything drawn inside is decoration, passed over when the paper is read aloud."""
        if self._is_tagged:
            self._code.append("/Artifact BMC")
        yield
        if self._is_tagged:
            self._code.append("EMC")

    def ink(self, colour: Colour) -> None:
        """Draw and write in this colour (red, green, blue from 0 to 1) from now on."""
        red, green, blue = (f"{part:.3g}" for part in colour)
        self._code.append(f"{red} {green} {blue} rg {red} {green} {blue} RG")

    def write_line(
        self,
        text: str,
        x: float,
        baseline: float,
        *,
        face: Face,
        size: float,
        tracking: float = 0,
        outlined: bool = False,
        goes_on: bool = False,
    ) -> None:
        """Write one line from ``x``, each character in the first face that has it.

        A line that ``goes_on`` ends with a space, so that its last word and the next line's first are read as two.
        """
        code = [f"BT 1 0 0 1 {x:.2f} {baseline:.2f} Tm {tracking:.2f} Tc {int(outlined)} Tr"]
        written = runs(text, face)
        for used, part in (*written, (face, " ")) if goes_on else written:
            embedded, closer, place = font(used), {} if tracking else kerning(part, used), 0
            for subset, codes in embedded.splitString(part, self._doc):
                name = embedded.getSubsetInternalName(subset, self._doc)
                code.append(f"{name} {size:.2f} Tf {_letters(codes, closer, place)}")
                place += len(codes)
        code.append("ET")
        self._code.append(" ".join(code))

    def draw_path(self, operators: str) -> None:
        """Add finished PDF path or state operators."""
        self._code.append(operators)

    def draw_picture(self, picture: Picture, box: Box) -> None:
        """Draw ``picture`` over ``box`` (left, bottom, right, top in points); equal ones are stored once."""
        self.draw_image_body(picture.body, box)

    def draw_image_body(self, body: bytes, box: Box) -> None:
        """Draw an image object (a picture or a mask, which takes the colour of the ink) over ``box``."""
        name = hashlib.blake2b(body, digest_size=8).hexdigest()
        registered = self._doc.getXObjectName(name)
        if registered not in self._doc.idToObject:
            self._doc.Reference(RawObject(body), registered)
        left, bottom, right, top = box
        self._code.append(
            f"q {right - left:.3f} 0 0 {top - bottom:.3f} {left:.3f} {bottom:.3f} cm /{registered} Do Q",
        )
        self._formsinuse.append(name)

    @contextmanager
    def form(self, name: str) -> Iterator[None]:
        """Everything drawn inside is stored once, for ``doForm`` to draw on any page of an untagged paper."""
        self.beginForm(name)
        yield
        self.endForm()

    def showPage(self) -> None:  # noqa: N802  ReportLab's name
        """End the page."""
        super().showPage()
        self._structure.turn_page()

    def finish(self, seal: Seal | None = None) -> bytes:
        """End the paper and return its file, signed by ``seal`` if there is one."""
        if self._code:
            self.showPage()
        written: bytes = self._doc.write(seal)
        return written


def _letters(codes: bytes, closer: Mapping[int, float], place: int) -> str:
    """Return the operator that shows these codes; ``place`` is that of the first in its run."""
    written, start = [], 0
    for index, move in closer.items():
        end = index + 1 - place
        if 0 < end < len(codes):
            written.append(f"<{codes[start:end].hex()}>{move:g}")
            start = end
    if not written:
        return f"<{codes.hex()}> Tj"
    return f"[{' '.join(written)} <{codes[start:].hex()}>] TJ"
