"""The pages behind a certificate: modules with their hours, attendance, and results of tests."""

from collections.abc import Sequence
from dataclasses import replace

from tvet_desktop.certificates.drawing.content import CertificateContent
from tvet_desktop.certificates.drawing.heading import heading
from tvet_desktop.certificates.drawing.parts import BLUE, GREY, Page, Part
from tvet_desktop.certificates.drawing.results_figures import figures_height, figures_table
from tvet_desktop.certificates.drawing.results_table import (
    HEAD,
    SIZES,
    TOTAL,
    Entry,
    Lettering,
    entries_of,
    modules_table,
)
from tvet_desktop.certificates.drawing.rows import fitted, hang, in_second_language
from tvet_desktop.certificates.drawing.second_page import SecondPage
from tvet_desktop.certificates.drawing.sheet import SMALL, WIDTH, floor_of
from tvet_desktop.certificates.drawing.spans import Span, stacked
from tvet_desktop.certificates.drawing.tongues import Tongue
from tvet_desktop.certificates.templates.template import Template
from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.structure import Role

_ABOVE_THE_TABLE, _ABOVE_THE_FOOT = 20.0, 16.0
_GOING_ON = Lettering(10.0, 16.0)  # where one page does not hold the list anyway
_SHARE_ABOVE = 0.22  # of the room left over on the last page


def results_pages(content: CertificateContent, template: Template, spoken: tuple[Tongue, ...]) -> list[Page]:
    """Return one page or more; letters shrink first, then the list goes on.

    Raises:
        TextDoesNotFit: a module's title does not fit into three lines, or a title above them into two.
    """
    page = content.second_page
    assert page is not None
    head, above = _head(content, template, spoken)
    top, bottom = above - _ABOVE_THE_TABLE, floor_of(template.inset) + _ABOVE_THE_FOOT
    lettering, shares = _shares(page, top - bottom, figures_height(page, spoken))
    pages: list[Page] = []
    for index, share in enumerate(shares):
        is_last = index == len(shares) - 1
        used = HEAD + sum(entry.height(lettering) for entry in share)
        used += TOTAL + figures_height(page, spoken) if is_last else 0
        begins = top - (top - bottom - used) * _SHARE_ABOVE if is_last and len(shares) == 1 else top
        table, below = modules_table(share, page if is_last else None, spoken, begins, lettering)
        figures = figures_table(page, spoken, below) if is_last else ()
        foot = _foot(content, template, spoken, (index + 2, len(shares) + 1))
        pages.append((*head, *table, *figures, *foot))
    return pages


def _shares(page: SecondPage, room: float, figures: float) -> tuple[Lettering, list[list[Entry]]]:
    """Return the modules of each page, on one page if any lettering allows it, and the lettering."""
    below = TOTAL + figures
    for lettering in SIZES:
        if HEAD + len(page.modules) * lettering.step + below > room:
            continue
        entries = entries_of(page.modules, lettering)
        if HEAD + sum(entry.height(lettering) for entry in entries) + below <= room:
            return lettering, [entries]
    shares: list[list[Entry]] = [[]]
    left = room - HEAD
    entries = entries_of(page.modules, _GOING_ON)
    for entry in entries:
        height = entry.height(_GOING_ON)
        needed = height + below if entry is entries[-1] else height
        if needed > left and shares[-1]:
            shares.append([])
            left = room - HEAD
        shares[-1].append(entry)
        left -= height
    return _GOING_ON, shares


def _head(
    content: CertificateContent, template: Template, spoken: tuple[Tongue, ...]
) -> tuple[Sequence[Part], float]:
    """Return whose page this is, and the lowest baseline."""
    statement, lead = content.statement, spoken[0]
    issuers, baseline = heading((statement.issuer, statement.college_name), template, lead.words, ())
    title = fitted(lead.words.line("second_page_title"), Face.SERIF, ((1, 25, 16),))
    rows = [replace(title, gap=21, ink=BLUE, role=Role.TITLE, has_ornament=len(spoken) == 1)]
    for tongue in spoken[1:]:
        further = fitted(tongue.words.line("second_page_title"), Face.SERIF, ((1, 14, 10),))
        rows.append(replace(in_second_language(further, tongue.tag, 9), ink=BLUE, has_ornament=True))
    name = fitted(statement.name, Face.SERIF_SEMIBOLD, ((1, 18, 12), (2, 13, 9), (3, 10, 8)))
    course = fitted(statement.course_title, Face.SERIF, ((1, 12.5, 10), (2, 11, 9), (3, 9, 8)))
    rows += [replace(name, gap=34, role=Role.HEADING), replace(course, gap=9)]
    parts, baseline = hang(rows, baseline)
    return (*issuers, *parts), baseline


def _foot(
    content: CertificateContent, template: Template, spoken: tuple[Tongue, ...], place: tuple[int, int]
) -> list[Part]:
    """Return the certificate's number at the left, and the page's at the right."""
    floor, left = floor_of(template.inset), template.inset
    words = spoken[0].words
    number = words.line("number", number=content.statement.number)
    page = words.line("page", page=str(place[0]), pages=str(place[1]))
    return [
        *stacked([((Span(number, Face.SANS, SMALL, GREY),),)], left, 0, floor),
        *stacked([((Span(page, Face.SANS, SMALL, GREY),),)], WIDTH - left, 1, floor),
    ]
