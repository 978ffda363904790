"""A small paper to sign, read and alter."""

from datetime import UTC, datetime

from tvet_desktop.documents.fonts import Face
from tvet_desktop.documents.pdf.metadata import PaperMetadata
from tvet_desktop.documents.pdf.structure import Role
from tvet_desktop.documents.pdf.tagged_canvas import TaggedCanvas

SIGNED_AT = datetime(2027, 3, 8, 7, 30, tzinfo=UTC)


def open_paper() -> TaggedCanvas:
    """Return a sheet with one heading, to be drawn on and finished."""
    metadata = PaperMetadata("A paper of Éloïse", "Rwanda Polytechnic", "en", SIGNED_AT)
    canvas = TaggedCanvas((595, 842), metadata)
    with canvas.tagged(Role.TITLE):
        canvas.write_line("Éloïse Ŋabo", 72, 700, face=Face.SERIF, size=24)
    return canvas
