"""Certificates as one file for the printer, in the order given."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.certificates.drawing.draw_batch import draw_pages
from tvet_desktop.certificates.drawing.layout import lay_out
from tvet_desktop.certificates.drawing.parts import Part, leaves
from tvet_desktop.certificates.drawing.sheet import HEIGHT, MM, WIDTH
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.printing.duplicate_mark import duplicate_mark
from tvet_desktop.certificates.printing.frozen_page import FrozenPage, frozen_page
from tvet_desktop.certificates.printing.printer_offset import NO_OFFSET, Offset
from tvet_desktop.certificates.printing.rules import NothingToPrint
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.documents.pdf.tagged_canvas import TaggedCanvas
from tvet_desktop.shared.steps import Steps, no_steps
from tvet_desktop.shared.translation import _


def print_file(
    db: Session,
    *,
    certificate_ids: Sequence[int],
    now: datetime,
    duplicates: Collection[int] = (),
    offset: Offset = NO_OFFSET,
    steps: Steps = no_steps,
) -> bytes:
    """Return an unsigned PDF/A-2b file with the pages of these certificates, in the order given.

    They are drawn from the signed statements and the look that was kept, so they say exactly what was issued. The
    sheets of ``duplicates`` say that they are one. ``steps`` may raise meanwhile, which ends it.

    Raises:
        NothingToPrint: there is no certificate.
    """
    if not certificate_ids:
        raise NothingToPrint
    pages: list[tuple[Part, ...]] = []
    first: FrozenPage | None = None
    for done, certificate_id in enumerate(certificate_ids):
        steps(done, len(certificate_ids))
        frozen = frozen_page(db, db.get_one(Certificate, certificate_id))
        first = first or frozen
        front, *others = lay_out(frozen.content, frozen.template, frozen.language, frozen.logos)
        mark = (duplicate_mark(frozen.language, frozen.template.margin_mm),)
        pages += [
            (*leaves(front), *(mark if certificate_id in duplicates else ())),
            *(tuple(leaves(one)) for one in others),
        ]
    assert first is not None
    canvas = TaggedCanvas((WIDTH, HEIGHT), _metadata(first, now))
    draw_pages(canvas, pages, (offset.right_mm * MM, -offset.down_mm * MM))
    return canvas.finish()


def _metadata(first: FrozenPage, now: datetime) -> PaperMetadata:
    statement = first.content.statement
    title = _("Certificates to print: {course}").format(course=statement.course_title)
    return PaperMetadata(title, statement.college_name, first.language.split("+")[0], now, is_tagged=False)
