"""Check a certificate: its PDF, a picture of its QR code, or the code's text. No network, no account."""

from collections.abc import Sequence
from dataclasses import replace

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from tvet_desktop.certificates.checking.file_words import says_statement
from tvet_desktop.certificates.checking.judge import judge
from tvet_desktop.certificates.checking.nothing_to_check import NoCodeFound, OnlyDamagedCodes
from tvet_desktop.certificates.checking.trust_list import TrustList
from tvet_desktop.certificates.checking.typed_codes import codes_in_text, no_code_in, text_with_code
from tvet_desktop.certificates.checking.verdict import WORST_LAST, Fault, Proof, Verdict, Verified
from tvet_desktop.certificates.statements.signed_statement import (
    NotACertificateCode,
    SignedStatement,
    is_certificate_code,
    key_id,
    read_statement,
)
from tvet_desktop.documents.code_pages import CodePage, read_code_pages
from tvet_desktop.documents.page_images import PdfLocked, is_pdf
from tvet_desktop.documents.pdf_signature import PdfCheck, PdfState, check_pdf
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.steps import Steps, no_steps


def verify(given: bytes | str, trust: TrustList, steps: Steps = no_steps) -> Verified:
    """Check a PDF file, a picture, or the text of a code, which a file may hold too; ``steps`` may raise to stop.

    A PDF with a signature is checked byte for byte, and its code as well; a scan or a photo has only its code.
    Of a file with several codes, such as one for the printer, every code is checked.

    Raises:
        NoPageInFile, PhotoOfPhone, PictureTooLarge, PdfLocked: the file cannot be opened.
        NoCodeFound, OnlyDamagedCodes, NotACertificateCode, NewerCertificateCode: there is nothing to check.
        OnlyTheNumber, NumberNotValid: what was typed is the number on the paper.
    """
    text = given if isinstance(given, str) else text_with_code(given)
    if text is not None:
        return _of_text(text, trust)
    assert isinstance(given, bytes)
    if not is_pdf(given):
        return _worst(
            [_of_code(one, trust, Proof.CODE) for one in _statements(read_code_pages(given, steps))]
        )
    check = check_pdf(given, trust.root)
    if check.state == PdfState.ALTERED:
        return _of_altered_file(given, trust, steps)
    pages = read_code_pages(given, steps)
    if check.state == PdfState.UNSIGNED:  # a scan, or a file for the printer
        return _worst([_of_code(one, trust, Proof.UNSIGNED_FILE) for one in _statements(pages)])
    return _worst([_of_signed_file(one, pages, check, trust) for one in _statements(pages)])


def _of_text(text: str, trust: TrustList) -> Verified:
    codes = codes_in_text(text, trust)
    if not codes:
        raise no_code_in(text)
    if len(codes) == 1:
        return _of_code(read_statement(codes[0]), trust, Proof.CODE)
    return _worst([_of_code(one, trust, Proof.CODE) for one in _statements([CodePage(tuple(codes), "")])])


def _of_code(signed: SignedStatement | None, trust: TrustList, proof: Proof) -> Verified:
    """Judge one code, None being one that nobody of the programme can have made."""
    if signed is None:
        return _altered(trust, proof, Fault.NOT_OURS)
    judged = judge(signed, trust)
    return Verified(
        verdict=judged.verdict,
        statement=signed.statement,
        signer=judged.signer,
        proof=proof,
        list_made_at=trust.made_at,
        heard_at=trust.heard_at,
        is_practice=trust.is_practice,
        withdrawn=judged.withdrawn,
        fault=Fault.CODE if judged.verdict == Verdict.ALTERED else Fault.NONE,
    )


def _of_altered_file(data: bytes, trust: TrustList, steps: Steps) -> Verified:
    """The file is not to be believed whatever its codes say, which is told beside it of those that are genuine.

    Raises:
        PdfLocked: nobody can tell what it says.
    """
    altered = _altered(trust, Proof.FILE, Fault.FILE)
    try:
        found = [_of_code(one, trust, Proof.CODE) for one in _statements(read_code_pages(data, steps))]
    except PdfLocked:
        raise
    except UserError:  # what is broken may be what would be read
        steps(0, 0)
        return altered
    if not any(one.verdict == Verdict.VALID for one in found):
        return altered
    return _worst(
        [replace(altered, statement=one.statement) if one.verdict == Verdict.VALID else one for one in found]
    )


def _altered(trust: TrustList, proof: Proof, fault: Fault) -> Verified:
    """Return the answer about what says nothing that could be believed."""
    return Verified(
        verdict=Verdict.ALTERED,
        statement=None,
        signer="",
        proof=proof,
        list_made_at=trust.made_at,
        heard_at=trust.heard_at,
        is_practice=trust.is_practice,
        fault=fault,
    )


def _of_signed_file(
    signed: SignedStatement | None, pages: Sequence[CodePage], check: PdfCheck, trust: TrustList
) -> Verified:
    """Judge one code of a PDF that is whole; a genuine file has one code, of the key that signed the file."""
    assert check.signer is not None
    if signed is None:
        return _altered(trust, Proof.FILE, Fault.NOT_OURS)
    if check.state == PdfState.STRANGER:
        verdict = Verdict.UNKNOWN_KEY
        found = replace(_of_code(signed, trust, Proof.FILE), verdict=verdict, withdrawn=None)
        return replace(found, signer="", fault=Fault.NONE)  # a stranger's name is what he likes
    judged = judge(signed, trust, check.chain)
    fault = Fault.CODE if judged.verdict == Verdict.ALTERED else _fault(signed, pages, check.signer)
    return Verified(
        verdict=Verdict.ALTERED if fault else judged.verdict,
        statement=signed.statement,
        signer=judged.signer,
        proof=_proof(signed, trust),
        list_made_at=trust.made_at,
        heard_at=trust.heard_at,
        is_practice=trust.is_practice,
        signed_at=check.signed_at,
        withdrawn=None if fault else judged.withdrawn,
        fault=fault,
    )


def _fault(signed: SignedStatement, pages: Sequence[CodePage], signer: x509.Certificate) -> Fault:
    public = signer.public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey) or key_id(public) != signed.key_id:
        return Fault.TWO_SIGNERS
    if not says_statement(" ".join(page.text for page in pages), signed.statement):
        return Fault.OTHER_WORDS
    return Fault.NONE


def _proof(signed: SignedStatement, trust: TrustList) -> Proof:
    """A key that was withdrawn may be in wrong hands: a file that it signed proves no more than its code."""
    return Proof.CODE if signed.key_id.hex() in trust.registered else Proof.FILE


def _statements(pages: Sequence[CodePage]) -> list[SignedStatement | None]:
    """Return what the codes on the pages say, each once; None for those that nobody of the programme can have made.

    Raises:
        NoCodeFound, OnlyDamagedCodes, NewerCertificateCode: there is none that can be checked.
    """
    codes = [code for page in pages for code in page.codes if is_certificate_code(code)]
    if not codes:
        raise NoCodeFound
    found: list[SignedStatement | None] = []
    for code in dict.fromkeys(codes):
        try:
            found.append(read_statement(code))
        except NotACertificateCode:
            found.append(None)
    if not any(found):
        raise OnlyDamagedCodes
    return found


def _worst(found: Sequence[Verified]) -> Verified:
    worst, *others = sorted(found, key=lambda verified: WORST_LAST.index(verified.verdict), reverse=True)
    return replace(worst, others=tuple(others))
