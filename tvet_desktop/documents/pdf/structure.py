"""The tags of a paper: what a screen reader reads, in its order.

Every mark on a page is either tagged (heading, paragraph, figure with a text for it, cell of a table, form field) or
an artifact such as a rule. Parts stand in the document one after the other; a table holds rows, and rows hold cells.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from reportlab.pdfbase import pdfdoc

from tvet_desktop.documents.pdf.raw_objects import RawObject, number_of, text_string

Box = tuple[float, float, float, float]


class Role(StrEnum):
    """The tags that our papers use."""

    TITLE = "H1"
    HEADING = "H2"
    TEXT = "P"
    PICTURE = "Figure"
    FIELD = "Form"
    TABLE = "Table"
    ROW = "TR"
    HEAD_CELL = "TH"
    CELL = "TD"


class Scope(StrEnum):
    """What the head cell of a table stands over."""

    COLUMN = "Column"
    ROW = "Row"


@dataclass(slots=True, eq=False)
class _Part:
    role: Role
    page_index: int
    alternative: str = ""
    box: Box | None = None
    language: str = ""
    scope: Scope | None = None
    kids: list["int | _Part"] = field(default_factory=list)
    """Numbers of marks, and parts inside, in their order."""
    reference: bytes = b""


class StructureTree:
    """Collects the parts while pages are drawn, and writes the tree at the end."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self._open: list[_Part] = []
        self._marks_of_page: list[list[_Part]] = [[]]

    def open_part(
        self,
        role: Role,
        alternative: str = "",
        box: Box | None = None,
        language: str = "",
        scope: Scope | None = None,
    ) -> int:
        """Begin a part on the present page and return the number of its first mark.

        ``language`` is named where it differs from the paper's, ``scope`` for the head cells of tables.
        """
        part = _Part(role, len(self._marks_of_page) - 1, alternative, box, language, scope)
        self._add(part)
        marks = self._marks_of_page[-1]
        number = len(marks)
        marks.append(part)
        part.kids.append(number)
        return number

    @contextmanager
    def group(self, role: Role, scope: Scope | None = None) -> Iterator[None]:
        """What is opened inside belongs to one part, such as a table or a row."""
        part = _Part(role, len(self._marks_of_page) - 1, scope=scope)
        self._add(part)
        self._open.append(part)
        yield
        self._open.pop()

    def _add(self, part: _Part) -> None:
        if self._open:
            self._open[-1].kids.append(part)
        else:
            self._parts.append(part)

    def turn_page(self) -> None:
        """Begin a new page, with marks counted from nought."""
        self._marks_of_page.append([])

    def write(self, document: pdfdoc.PDFDocument, fields: list[pdfdoc.PDFObjectReference]) -> RawObject:
        """Return the root of the tree; ``fields`` are form fields of the first page, read last."""
        root = RawObject()
        body = RawObject()
        pages = [number_of(document, document.Reference(page)) for page in document.Pages.pages]
        root_number = number_of(document, document.Reference(root))
        body_number = number_of(document, document.Reference(body))
        kids = [_write_part(document, part, body_number, pages) for part in self._parts]
        parents = [
            b"%d [%b]" % (index, b" ".join(part.reference for part in marks))
            for index, marks in enumerate(self._marks_of_page[: len(pages)])
        ]
        for offset, form_field in enumerate(fields):
            element = RawObject(
                b"<< /Type /StructElem /S /Form /P %b /Pg %b /K << /Type /OBJR /Obj %b /Pg %b >> >>"
                % (body_number, pages[0], number_of(document, form_field), pages[0]),
            )
            kids.append(number_of(document, document.Reference(element)))
            parents.append(b"%d %b" % (len(pages) + offset, kids[-1]))
        tree = RawObject(b"<< /Nums [%b] >>" % b" ".join(parents))
        body.body = b"<< /Type /StructElem /S /Document /P %b /K [%b] >>" % (root_number, b" ".join(kids))
        root.body = b"<< /Type /StructTreeRoot /K [%b] /ParentTree %b /ParentTreeNextKey %d >>" % (
            body_number,
            number_of(document, document.Reference(tree)),
            len(parents),
        )
        return root


def _write_part(document: pdfdoc.PDFDocument, part: _Part, parent: bytes, pages: list[bytes]) -> bytes:
    """Add the element of a part and of those inside it, and return its reference."""
    element = RawObject()
    part.reference = number_of(document, document.Reference(element))
    kids = [
        b"%d" % kid if isinstance(kid, int) else _write_part(document, kid, part.reference, pages)
        for kid in part.kids
    ]
    element.body = b"<< /Type /StructElem /S /%b /P %b /Pg %b /K [%b]%b >>" % (
        part.role.value.encode(),
        parent,
        pages[part.page_index],
        b" ".join(kids),
        _further_entries(part),
    )
    return part.reference


def _further_entries(part: _Part) -> bytes:
    entries = b" /Alt " + text_string(part.alternative) if part.alternative else b""
    if part.language:
        entries += b" /Lang (%b)" % part.language.encode("ascii")
    if part.box is not None:
        edges = " ".join(f"{edge:.2f}" for edge in part.box).encode()
        entries += b" /A << /O /Layout /BBox [%b] /Placement /Block >>" % edges
    if part.scope is not None:
        entries += b" /A << /O /Table /Scope /%b >>" % part.scope.value.encode()
    return entries
