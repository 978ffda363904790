"""Check a certificate: its PDF, a picture of its QR code, or the code's text. No network, no account."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tvet_desktop.certificates.signed_statement import (
    PREFIX,
    SignedStatement,
    check_signature,
    read_statement,
)
from tvet_desktop.certificates.statement import Statement
from tvet_desktop.certificates.trust_list import TrustList
from tvet_desktop.documents.pdf_signature import PdfState, check_pdf
from tvet_desktop.documents.qr import read_codes_in_file
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

_PDF = b"%PDF"


class NoCodeFound(UserError):
    """A picture or a PDF without a readable code of ours."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "No certificate code can be read in this file: take a sharper, straighter picture of the square code."
        )


class Verdict(StrEnum):
    """What a check says."""

    VALID = "valid"
    WITHDRAWN = "withdrawn"
    """Genuine, but replaced or revoked since."""
    UNKNOWN_KEY = "unknown key"
    """Signed by a key that this programme does not stand behind."""
    ALTERED = "altered"


@dataclass(frozen=True)
class Verified:
    """The verdict, every fact to compare with the paper, who signed, and how old the list of keys is."""

    verdict: Verdict
    statement: Statement | None
    signer: str
    list_made_at: datetime
    is_pdf_checked: bool
    """The file's own signature was checked, not only the code in it."""

    def sentence(self) -> str:
        """Say the verdict and what to do."""
        return {
            Verdict.VALID: _("This certificate is valid: compare every line below with the paper."),
            Verdict.WITHDRAWN: _(
                "This certificate was replaced or revoked: ask the college for the present one."
            ),
            Verdict.UNKNOWN_KEY: _(
                "This certificate is signed by a key that this programme does not know: do not accept it before the"
                " college confirms it."
            ),
            Verdict.ALTERED: _("This certificate was altered after it was issued: do not accept it."),
        }[self.verdict]


def verify(given: bytes | str, trust: TrustList) -> Verified:
    """Check a PDF file, a picture, or the text of a code.

    A PDF with a signature is checked byte for byte, and its code as well; a scan or a photo has only its code.

    Raises:
        NoPictureOrPdf, NoCodeFound, NotACertificateCode, NewerCertificateCode: there is nothing to check.
    """
    if isinstance(given, str):
        return _verify_text(given, trust)
    if not given[:1024].lstrip().startswith(_PDF):
        return _verify_text(_code_in(given), trust)
    check = check_pdf(given, trust.root)
    if check.state == PdfState.ALTERED:
        return Verified(Verdict.ALTERED, None, "", trust.made_at, is_pdf_checked=True)
    verified = _verify_text(_code_in(given), trust)
    if check.state == PdfState.UNSIGNED:  # a scan
        return verified
    if check.state == PdfState.STRANGER:
        verdict = Verdict.UNKNOWN_KEY if verified.verdict == Verdict.VALID else verified.verdict
        return Verified(verdict, verified.statement, verified.signer, trust.made_at, is_pdf_checked=True)
    return Verified(verified.verdict, verified.statement, verified.signer, trust.made_at, is_pdf_checked=True)


def _code_in(content: bytes) -> str:
    codes = [code for code in read_codes_in_file(content) if code.startswith(PREFIX)]
    if not codes:
        raise NoCodeFound
    return codes[0]


def _verify_text(text: str, trust: TrustList) -> Verified:
    signed = read_statement(text)
    verdict, signer = _judge(signed, trust)
    return Verified(verdict, signed.statement, signer, trust.made_at, is_pdf_checked=False)


def _judge(signed: SignedStatement, trust: TrustList) -> tuple[Verdict, str]:
    chain = trust.chain_of(signed.key_id)
    if chain is None:
        return Verdict.UNKNOWN_KEY, ""
    public = chain[0].public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    if not check_signature(signed, public):
        return Verdict.ALTERED, _name(chain[0])
    if signed.hash.hex() in trust.withdrawn:
        return Verdict.WITHDRAWN, _name(chain[0])
    return Verdict.VALID, _name(chain[0])


def _name(certificate: x509.Certificate) -> str:
    return str(certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
