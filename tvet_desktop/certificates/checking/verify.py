"""Check a certificate: its PDF, a picture of its QR code, or the code's text. No network, no account."""

import re
from collections.abc import Sequence
from dataclasses import replace

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from tvet_desktop.certificates.checking.file_words import says_statement
from tvet_desktop.certificates.checking.judge import judge
from tvet_desktop.certificates.checking.trust_list import TrustList
from tvet_desktop.certificates.checking.verdict import WORST_LAST, Fault, Proof, Verdict, Verified
from tvet_desktop.certificates.statements.base45 import ALPHABET
from tvet_desktop.certificates.statements.number import NumberNotValid, parse_number
from tvet_desktop.certificates.statements.pasted_codes import pasted_codes
from tvet_desktop.certificates.statements.signed_statement import (
    NotACertificateCode,
    SignedStatement,
    is_certificate_code,
    is_whole,
    key_id,
    read_statement,
)
from tvet_desktop.documents.code_pages import CodePage, read_code_pages
from tvet_desktop.documents.page_images import is_pdf
from tvet_desktop.documents.pdf_signature import PdfCheck, PdfState, check_pdf
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.keyboard_layouts import readings
from tvet_desktop.shared.steps import Steps, no_steps
from tvet_desktop.shared.translation import _

_LIKE_A_NUMBER = re.compile(r"\s*RPT\s*-", re.IGNORECASE)


class NoCodeFound(UserError):
    """A picture or a PDF without a readable code of ours."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "No certificate code can be read in this file: photograph the square code alone, from above, sharp and"
            " in even light, or scan the page at 200 dots per inch or more."
        )


class OnlyDamagedCodes(UserError):
    """A code that begins as ours do, and is not one."""

    def sentence(self) -> str:
        """Say what it is, and what to do."""
        return _(
            "The square code begins like that of a certificate, but nobody of this programme can have made it: do not"
            " accept the paper before the college confirms it."
        )


class OnlyTheNumber(UserError):
    """The number of a certificate instead of its code: anybody can write a number."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number

    def sentence(self) -> str:
        """Say what is needed instead."""
        return _(
            "{number} is written as a certificate’s number must be, but a number alone proves nothing: scan or"
            " photograph the square code beside it."
        ).format(number=self.number)


def verify(given: bytes | str, trust: TrustList, steps: Steps = no_steps) -> Verified:
    """Check a PDF file, a picture, or the text of a code; ``steps`` may raise to stop.

    A PDF with a signature is checked byte for byte, and its code as well; a scan or a photo has only its code.
    Of a file with several codes, such as one for the printer, every code is checked.

    Raises:
        NoPageInFile, PhotoOfPhone, PictureTooLarge, PdfLocked: the file cannot be opened.
        NoCodeFound, OnlyDamagedCodes, NotACertificateCode, NewerCertificateCode: there is nothing to check.
        OnlyTheNumber, NumberNotValid: what was typed is the number on the paper.
    """
    if isinstance(given, str):
        return _of_text(given, trust)
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
    codes = _codes_in(text, trust)
    if not codes:
        raise _no_code_in(text)
    if len(codes) == 1:
        return _of_code(read_statement(codes[0]), trust, Proof.CODE)
    return _worst([_of_code(one, trust, Proof.CODE) for one in _statements([CodePage(tuple(codes), "")])])


def _codes_in(text: str, trust: TrustList) -> list[str]:
    """Return the codes in a text that was pasted, or typed by a scanner that is set for another keyboard."""

    def is_signed(code: str) -> bool:
        if not is_whole(code):
            return False
        return judge(read_statement(code), trust).verdict not in (Verdict.UNKNOWN_KEY, Verdict.ALTERED)

    pasted = pasted_codes(text, is_signed)
    if pasted and all(map(is_signed, pasted)):
        return pasted
    typed = [reading.strip() for reading in readings(text, ALPHABET)]
    return (
        [code for code in typed if is_signed(code)]
        or pasted
        or [code for code in typed if is_whole(code)][:1]
    )


def _no_code_in(text: str) -> UserError:
    """Return what to say of a text without a code: perhaps it is the number on the paper."""
    try:
        return OnlyTheNumber(str(parse_number(text)))
    except NumberNotValid as problem:
        return problem if _LIKE_A_NUMBER.match(text) else NotACertificateCode()


def _of_code(signed: SignedStatement, trust: TrustList, proof: Proof) -> Verified:
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
    """The file is not to be believed whatever its code says, which is told beside it if it is genuine."""
    altered = Verified(
        verdict=Verdict.ALTERED,
        statement=None,
        signer="",
        proof=Proof.FILE,
        list_made_at=trust.made_at,
        heard_at=trust.heard_at,
        is_practice=trust.is_practice,
        fault=Fault.FILE,
    )
    try:
        found = [_of_code(one, trust, Proof.CODE) for one in _statements(read_code_pages(data, steps))]
    except UserError:  # what is broken may be what would be read
        steps(0, 0)
        return altered
    genuine = [one for one in found if one.verdict == Verdict.VALID]
    return replace(altered, statement=genuine[0].statement) if len(genuine) == 1 else altered


def _of_signed_file(
    signed: SignedStatement, pages: Sequence[CodePage], check: PdfCheck, trust: TrustList
) -> Verified:
    """Judge one code of a PDF that is whole; a genuine file has one code, of the key that signed the file."""
    assert check.signer is not None
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


def _statements(pages: Sequence[CodePage]) -> list[SignedStatement]:
    """Return what the codes on the pages say, each once.

    Raises:
        NoCodeFound, OnlyDamagedCodes, NewerCertificateCode: there is none.
    """
    codes = [code for page in pages for code in page.codes if is_certificate_code(code)]
    if not codes:
        raise NoCodeFound
    found, damaged = [], 0
    for code in dict.fromkeys(codes):
        try:
            found.append(read_statement(code))
        except NotACertificateCode:
            damaged += 1
    if not found:
        raise OnlyDamagedCodes
    return found


def _worst(found: Sequence[Verified]) -> Verified:
    worst, *others = sorted(found, key=lambda verified: WORST_LAST.index(verified.verdict), reverse=True)
    return replace(worst, others=tuple(others))
