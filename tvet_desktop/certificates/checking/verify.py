"""Check a certificate: its PDF, a picture of its QR code, or the code's text. No network, no account."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tvet_desktop.certificates.checking.trust_list import TrustList
from tvet_desktop.certificates.statements.signed_statement import (
    SignedStatement,
    check_signature,
    is_certificate_code,
    read_statement,
)
from tvet_desktop.certificates.statements.statement import Statement
from tvet_desktop.documents.code_pages import read_code_pages
from tvet_desktop.documents.pdf_signature import PdfState, check_pdf
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


_WORST_LAST = (Verdict.VALID, Verdict.WITHDRAWN, Verdict.UNKNOWN_KEY, Verdict.ALTERED)


@dataclass(frozen=True)
class Verified:
    """The verdict, every fact to compare with the paper, who signed, and how old the list of keys is."""

    verdict: Verdict
    statement: Statement | None
    signer: str
    list_made_at: datetime
    is_pdf_checked: bool
    """The file's own signature was checked, not only the code in it."""
    others: tuple["Verified", ...] = ()
    """The other certificates of a file that holds several; this one has the worst verdict of all."""

    def sentence(self) -> str:
        """Say the verdict and what to do."""
        if self.others:
            several = _(
                "This file holds {count} certificates; what follows is the verdict on the worst of them."
            )
            return f"{several.format(count=len(self.others) + 1)} {self._verdict_sentence()}"
        return self._verdict_sentence()

    def _verdict_sentence(self) -> str:
        valid = (
            _("This certificate is valid: compare every line below with the paper.")
            if self.is_pdf_checked
            else _(
                "The code is valid. Only the code was checked: compare every line below with the paper or file."
            )
        )
        return {
            Verdict.VALID: valid,
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
    Of a file with several codes, such as one for the printer, every code is checked.

    Raises:
        NoPictureOrPdf, NoCodeFound, NotACertificateCode, NewerCertificateCode: there is nothing to check.
    """
    if isinstance(given, str):
        return _verify_text(given, trust)
    if not given[:1024].lstrip().startswith(_PDF):
        return _worst(_verify_text(code, trust) for code in _codes_in(given))
    check = check_pdf(given, trust.root)
    if check.state == PdfState.ALTERED:
        return Verified(Verdict.ALTERED, None, "", trust.made_at, is_pdf_checked=True)
    found = [_verify_text(code, trust) for code in _codes_in(given)]
    if check.state != PdfState.UNSIGNED:  # else a scan, or a file for the printer
        found = [replace(verified, is_pdf_checked=True) for verified in found]
    if check.state == PdfState.STRANGER:
        found = [
            replace(verified, verdict=Verdict.UNKNOWN_KEY) if verified.verdict == Verdict.VALID else verified
            for verified in found
        ]
    return _worst(found)


def _worst(found: Iterable[Verified]) -> Verified:
    worst, *others = sorted(found, key=lambda verified: _WORST_LAST.index(verified.verdict), reverse=True)
    return replace(worst, others=tuple(others))


def _codes_in(content: bytes) -> list[str]:
    codes = [code for page in read_code_pages(content) for code in page.codes if is_certificate_code(code)]
    if not codes:
        raise NoCodeFound
    return codes


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
