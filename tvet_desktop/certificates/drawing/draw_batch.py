"""Many certificates as one print file, in the order given."""

from collections import Counter
from collections.abc import Sequence

from tvet_desktop.certificates.drawing.content import CertificateContent, Logo
from tvet_desktop.certificates.drawing.draw_certificate import draw_part
from tvet_desktop.certificates.drawing.layout import lay_out
from tvet_desktop.certificates.drawing.parts import Part
from tvet_desktop.certificates.drawing.sheet import HEIGHT, WIDTH
from tvet_desktop.certificates.templates.template import Template
from tvet_desktop.certificates.templates.words import words_in
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.documents.pdf.tagged_canvas import TaggedCanvas

_FORM = "certificate"


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
    words = words_in(language)
    author = words.line("author", issuer=first.statement.issuer, college=first.statement.college_name)
    title = f"{template.texts[language].title}: {first.statement.course_title}"
    metadata = PaperMetadata(title, author, language, first.issued_at, is_tagged=False)
    canvas = TaggedCanvas((WIDTH, HEIGHT), metadata)
    pages = [lay_out(content, template, language, logos) for content in contents]
    times = Counter(part for page in pages for part in page)
    forms: dict[tuple[Part, ...], str] = {}
    for page in pages:
        shared = tuple(part for part in page if times[part] > 1)
        if shared not in forms:
            forms[shared] = f"{_FORM}{len(forms)}"
            with canvas.form(forms[shared]):
                _draw_parts(canvas, shared)
        canvas.doForm(forms[shared])
        _draw_parts(canvas, [part for part in page if times[part] == 1])
        canvas.showPage()
    return canvas.finish()


def _draw_parts(canvas: TaggedCanvas, parts: Sequence[Part]) -> None:
    for part in parts:
        draw_part(canvas, part)
