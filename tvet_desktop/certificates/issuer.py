"""Who issues: this PC's certified key, and what stands beside every statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from tvet_desktop.certificates.statements.signed_statement import key_id
from tvet_desktop.documents.pdf_signature import PdfSigner
from tvet_desktop.documents.signing_days import signing_days
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

DEFAULT_ISSUER = "Rwanda Polytechnic"


class DayNotCertified(UserError):
    """The authority does not stand behind this PC's key on the day of issue: no reader would accept the paper."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(day, first, last)
        self.day = day
        self.first = first
        self.last = last

    def sentence(self) -> str:
        """Name the days, and what to do about either end."""
        day, first, last = (one.strftime("%d/%m/%Y") for one in (self.day, self.first, self.last))
        if self.day > self.last:
            return _(
                "This PC’s key could sign certificates until {last}, not of {day}: correct the date if it is wrong,"
                " or ask the national office to renew the key and read its sync file."
            ).format(last=last, day=day)
        return _(
            "This PC’s key can sign certificates from {first} on, not of {day}: correct the date or this PC’s clock."
        ).format(first=first, day=day)


@dataclass(frozen=True)
class Issuer:
    """What a PC needs to issue.

    ``chain`` leads from the PC's certificate to the last one below the root; ``log_code`` are the four
    characters that keep numbers of different PCs apart.
    """

    private_key: ec.EllipticCurvePrivateKey
    chain: Sequence[x509.Certificate]
    log_code: str
    is_practice: bool
    name: str = DEFAULT_ISSUER

    @property
    def key_id(self) -> bytes:
        """The short name of the key in every statement."""
        return key_id(self.private_key.public_key())

    @property
    def first_day(self) -> date:
        """The first day of issue that the authority stands behind."""
        return signing_days(self.chain)[0]

    @property
    def last_day(self) -> date:
        """The last day of issue that the authority stands behind."""
        return signing_days(self.chain)[1]

    def require_day(self, issued_on: date) -> None:
        """Refuse to sign what no reader would accept.

        Raises:
            DayNotCertified: ``issued_on`` lies outside the days of the key's certificate.
        """
        if not self.first_day <= issued_on <= self.last_day:
            raise DayNotCertified(issued_on, self.first_day, self.last_day)

    def pdf_signer(self) -> PdfSigner:
        """Return what signs many PDFs."""
        return PdfSigner(self.private_key, self.chain)
