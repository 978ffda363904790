"""Many certificates as one print file, in the order given."""

from collections import Counter
from collections.abc import Sequence

from tvet_desktop.certificates.drawing.content import CertificateContent, Logo
from tvet_desktop.certificates.drawing.draw_certificate import draw_part, paper_metadata
from tvet_desktop.certificates.drawing.layout import lay_out
from tvet_desktop.certificates.drawing.parts import Part, leaves
from tvet_desktop.certificates.drawing.sheet import HEIGHT, WIDTH
from tvet_desktop.certificates.templates.template import Template
from tvet_desktop.documents.pdf.tagged_canvas import TaggedCanvas

_FORM = "certificate"
_MOST_FORMS = 8


def draw_batch(
    contents: Sequence[CertificateContent],
    template: Template,
    language: str,
    logos: Sequence[Logo] = (),
) -> bytes:
    """Return one unsigned PDF/A-2b file for the printer, a page for each certificate, in the order given.

    What pages have in common is stored once, as a form (a second one for names that take two lines). The file is for paper only: the signed
    file of a person is made by ``draw_certificate``.

    Raises:
        ValueError: there is nothing to print.
        TextDoesNotFit, CharacterNotPrintable: see ``lay_out``.
    """
    if not contents:
        raise ValueError("a print file needs at least one certificate")
    first = contents[0]
    metadata, _words = paper_metadata(
        first, template, language, first.statement.course_title, is_tagged=False
    )
    canvas = TaggedCanvas((WIDTH, HEIGHT), metadata)
    pages = [
        tuple(leaves(page)) for content in contents for page in lay_out(content, template, language, logos)
    ]
    draw_pages(canvas, pages)
    return canvas.finish()


def draw_pages(
    canvas: TaggedCanvas, pages: Sequence[tuple[Part, ...]], shift: tuple[float, float] = (0.0, 0.0)
) -> None:
    """Draw pages of any looks, what many have in common once, as forms; ``shift`` moves all, in points right and up."""
    forms: dict[tuple[int, ...], str] = {}
    numbered = _numbered(pages)
    for page, numbers, shared in zip(pages, numbered, _shared(numbered), strict=True):
        inside = frozenset(shared)
        if shared not in forms:
            forms[shared] = f"{_FORM}{len(forms)}"
            with canvas.form(forms[shared]):
                _draw_parts(
                    canvas, [part for part, number in zip(page, numbers, strict=True) if number in inside]
                )
        if any(shift):
            canvas.draw_path(f"1 0 0 1 {shift[0]:.3f} {shift[1]:.3f} cm")
        canvas.doForm(forms[shared])
        _draw_parts(
            canvas, [part for part, number in zip(page, numbers, strict=True) if number not in inside]
        )
        canvas.showPage()


def _numbered(pages: Sequence[tuple[Part, ...]]) -> list[tuple[int, ...]]:
    """Return numbers in place of the parts, equal ones for equal parts: a part takes long to compare."""
    of_object: dict[int, int] = {}
    of_part: dict[Part, int] = {}
    for page in pages:
        for part in page:
            if id(part) not in of_object:
                of_object[id(part)] = of_part.setdefault(part, len(of_part))
    return [tuple(of_object[id(part)] for part in page) for page in pages]


def _shared(pages: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return for each page which of its parts go into a form: the same few lists for all pages.

    A list that only one page would use is replaced by the largest of the others that the page contains.
    """
    times = Counter(part for page in pages for part in page)
    wanted = [tuple(part for part in page if times[part] > 1) for page in pages]
    kept = [parts for parts, count in Counter(wanted).most_common(_MOST_FORMS) if count > 1]
    by_length = sorted(map(frozenset, kept), key=len, reverse=True)
    of_set = {frozenset(parts): parts for parts in kept}
    found = []
    for parts in wanted:
        if parts in of_set.values() or not of_set:
            found.append(parts)
            continue
        own = frozenset(parts)
        found.append(next((of_set[one] for one in by_length if one <= own), ()))
    return found


def _draw_parts(canvas: TaggedCanvas, parts: Sequence[Part]) -> None:
    for part in parts:
        draw_part(canvas, part)
