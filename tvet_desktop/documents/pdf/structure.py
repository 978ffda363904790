"""The tags of a paper: what a screen reader reads, in its order.

Every mark on a page is either tagged (heading, paragraph, figure with a text for it, form field) or an
artifact such as a rule. The tree is flat, a document with its parts, which is what one page needs.
"""

from dataclasses import dataclass
from enum import StrEnum

from reportlab.pdfbase import pdfdoc

from tvet_desktop.documents.pdf.raw_objects import RawObject, number_of, text_string


class Role(StrEnum):
    """The tags that our papers use."""

    TITLE = "H1"
    HEADING = "H2"
    TEXT = "P"
    PICTURE = "Figure"
    FIELD = "Form"


@dataclass(slots=True)
class _Part:
    role: Role
    page_index: int
    alternative: str
    box: tuple[float, float, float, float] | None
    marks: list[int]


class StructureTree:
    """Collects the parts while pages are drawn, and writes the tree at the end."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self._marks_of_page: list[list[_Part]] = [[]]

    def open_part(
        self,
        role: Role,
        alternative: str = "",
        box: tuple[float, float, float, float] | None = None,
    ) -> int:
        """Begin a part on the present page and return the number of its first mark."""
        page_index = len(self._marks_of_page) - 1
        self._parts.append(_Part(role, page_index, alternative, box, []))
        return self.continue_part()

    def continue_part(self) -> int:
        """Return the number of a further mark that belongs to the part begun last."""
        part, marks = self._parts[-1], self._marks_of_page[-1]
        number = len(marks)
        marks.append(part)
        part.marks.append(number)
        return number

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
        numbers: dict[int, bytes] = {}
        for part in self._parts:
            element = RawObject(_element(part, body_number, pages[part.page_index]))
            numbers[id(part)] = number_of(document, document.Reference(element))
        kids = list(numbers.values())
        parents = [
            b"%d [%b]" % (index, b" ".join(numbers[id(part)] for part in marks))
            for index, marks in enumerate(self._marks_of_page[: len(pages)])
        ]
        for offset, field in enumerate(fields):
            element = RawObject(
                b"<< /Type /StructElem /S /Form /P %b /Pg %b /K << /Type /OBJR /Obj %b /Pg %b >> >>"
                % (body_number, pages[0], number_of(document, field), pages[0]),
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


def _element(part: _Part, parent: bytes, page: bytes) -> bytes:
    marks = b" ".join(b"%d" % mark for mark in part.marks)
    alternative = b" /Alt " + text_string(part.alternative) if part.alternative else b""
    box = b""
    if part.box is not None:
        edges = " ".join(f"{edge:.2f}" for edge in part.box).encode()
        box = b" /A << /O /Layout /BBox [%b] /Placement /Block >>" % edges
    return b"<< /Type /StructElem /S /%b /P %b /Pg %b /K [%b]%b%b >>" % (
        part.role.value.encode(),
        parent,
        page,
        marks,
        alternative,
        box,
    )
