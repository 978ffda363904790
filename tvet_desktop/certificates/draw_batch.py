"""Many certificates as one print file, in the order given."""

from collections.abc import Sequence

from tvet_desktop.certificates.content import CertificateContent, Logo
from tvet_desktop.certificates.draw_certificate import draw_part
from tvet_desktop.certificates.layout import HEIGHT, WIDTH, lay_out
from tvet_desktop.certificates.template import Template, words_in
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

    What all pages have in common is stored and drawn once, as a form. The file is for paper only: the signed
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
    common = set(pages[0]).intersection(*pages[1:]) if len(pages) > 1 else set()
    with canvas.form(_FORM):
        for part in pages[0]:
            if part in common:
                draw_part(canvas, part)
    for page in pages:
        canvas.doForm(_FORM)
        for part in page:
            if part not in common:
                draw_part(canvas, part)
        canvas.showPage()
    return canvas.finish()
