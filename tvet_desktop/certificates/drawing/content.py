"""Everything that one certificate shows, gathered before it is laid out."""

from dataclasses import dataclass
from datetime import datetime

from tvet_desktop.certificates.drawing.second_page import SecondPage
from tvet_desktop.certificates.statements.statement import Statement
from tvet_desktop.documents.pdf.picture import Picture, read_picture


@dataclass(frozen=True, slots=True)
class Signatory:
    """A person who signs by hand. An empty name leaves the line free, an empty position takes the template's."""

    name: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo with the name of its owner, which is read aloud in its place."""

    owner: str
    picture: Picture
    is_partner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateContent:
    """The facts, their signed text for the QR code, and what stands around them.

    ``issued_at`` (aware) is when the PC made it, and what its file and signature carry; the date on the paper
    is the statement's. No signatories means the template's, to be signed by hand. ``replaces`` is the number
    of the certificate that this one corrects.
    """

    statement: Statement
    code_text: str
    issued_at: datetime
    place: str = ""
    signatories: tuple[Signatory, ...] = ()
    financed_by: str = ""
    replaces: str = ""
    is_practice: bool = False
    second_page: SecondPage | None = None


def prepare_logo(owner: str, data: bytes, *, is_partner: bool = False) -> Logo:
    """Return a picture file made ready to be printed often, without its white edges: logos stand on one line.

    Raises:
        PictureNotReadable: the bytes are no picture.
    """
    return Logo(owner, read_picture(data, without_margins=True), is_partner)
