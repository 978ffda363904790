"""Where everything stands on a certificate: content in, parts with places out. Knows no PDF and no window.

A4 landscape, all lengths in points from the lower left corner. The heading hangs from the top, the signatures
and the code stand on the bottom, and what is between is spread so that it rests a little above the middle.
"""

from collections.abc import Sequence

from tvet_desktop.certificates.drawing.content import CertificateContent, Logo
from tvet_desktop.certificates.drawing.foot import foot
from tvet_desktop.certificates.drawing.heading import heading
from tvet_desktop.certificates.drawing.middle import middle_rows
from tvet_desktop.certificates.drawing.parts import AMBER, BLUE, Diagonal, Frame, Page, Part
from tvet_desktop.certificates.drawing.results_pages import results_pages
from tvet_desktop.certificates.drawing.rows import spread_beside
from tvet_desktop.certificates.drawing.sheet import LINE_GAP, MM, CharacterNotPrintable
from tvet_desktop.certificates.drawing.tongues import tongues
from tvet_desktop.certificates.templates.template import Template
from tvet_desktop.certificates.templates.words import Words
from tvet_desktop.documents.fonts import Face, missing_characters
from tvet_desktop.documents.pdf.structure import Role


def lay_out(
    content: CertificateContent,
    template: Template,
    language: str,
    logos: Sequence[Logo] = (),
) -> tuple[Page, ...]:
    """Return the pages of one certificate: the certificate, then, where it has them, its modules and results.

    Each page has its parts in the order in which they are read aloud. ``language`` may name two, as in "en+fr".

    Raises:
        TextDoesNotFit: the name, the course title or another text needs more room than there is.
        CharacterNotPrintable: no font has one of its characters.
        LanguageNotInTemplate: the template has no sentences in the language.
    """
    check_characters(content)
    spoken, statement = tongues(template, language), content.statement
    words = spoken[0].words
    issuers = (statement.issuer, statement.college_name)
    frame = _frame(template, words, is_practice=content.is_practice)
    results = results_pages(content, template, spoken) if content.second_page else []
    count = 1 + len(results)

    top, top_baseline = heading(issuers, template, words, tuple(logos))
    bottom = foot(content, template, spoken, count)
    middle = spread_beside(middle_rows(content, spoken), top_baseline, bottom)
    return ((*frame, *top, *middle, *bottom.parts), *((*frame, *page) for page in results))


def check_characters(content: CertificateContent) -> None:
    """Raise CharacterNotPrintable for the first text of a certificate that no font can print."""
    for text in texts_of(content):
        if unknown := missing_characters(text):
            raise CharacterNotPrintable(text, unknown)


def texts_of(content: CertificateContent) -> list[str]:
    """Return all texts of a certificate that people typed."""
    statement = content.statement
    texts = [statement.name, statement.course_title, statement.skill_area, content.place, content.financed_by]
    texts += [statement.college_name, statement.issuer]
    texts += [text for one in content.signatories for text in (one.name, one.position)]
    if content.second_page:
        texts += [module.title for module in content.second_page.modules]
    return texts


def _frame(template: Template, words: Words, *, is_practice: bool) -> tuple[Part, ...]:
    frame = Part(None, (Frame(template.margin_mm * MM, LINE_GAP, AMBER if is_practice else BLUE),))
    return (frame, _practice_mark(words)) if is_practice else (frame,)


def _practice_mark(words: Words) -> Part:
    marks = (
        Diagonal(words.line("practice"), Face.SANS_SEMIBOLD, 132, 34, AMBER),
        Diagonal(words.line("practice_note"), Face.SANS_SEMIBOLD, 54, -48, AMBER),
    )
    return Part(Role.TEXT, marks)
