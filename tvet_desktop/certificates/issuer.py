"""Who issues: this PC's certified key, and what stands beside every statement."""

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from tvet_desktop.certificates.statements.signed_statement import key_id
from tvet_desktop.documents.pdf_signature import PdfSigner

DEFAULT_ISSUER = "Rwanda Polytechnic"


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

    def pdf_signer(self) -> PdfSigner:
        """Return what signs many PDFs."""
        return PdfSigner(self.private_key, self.chain)
