"""Finds codes in what was pasted or typed by a scanner, with the help of the keys that are known."""

import re
import string
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from tvet_desktop.certificates.checking.judge import judge
from tvet_desktop.certificates.checking.nothing_to_check import OnlyTheNumber
from tvet_desktop.certificates.checking.trust_list import TrustList
from tvet_desktop.certificates.checking.verdict import Verdict
from tvet_desktop.certificates.statements.base45 import ALPHABET
from tvet_desktop.certificates.statements.code_form import PREFIX
from tvet_desktop.certificates.statements.number import NumberNotValid, parse_number
from tvet_desktop.certificates.statements.pasted_codes import pasted_codes
from tvet_desktop.certificates.statements.signed_statement import (
    NewerCertificateCode,
    NotACertificateCode,
    is_certificate_code,
    is_whole,
    read_statement,
)
from tvet_desktop.documents.page_images import is_pdf
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.keyboard_layouts import readings

_LIKE_A_NUMBER = re.compile(r"\s*RPT\s*-", re.IGNORECASE)


def codes_in_text(text: str, trust: TrustList) -> list[str]:
    """Return the codes in a text that was pasted, or typed by a scanner that is set for another keyboard."""

    def is_signed(code: str) -> bool:
        if not is_whole(code):
            return False
        return judge(read_statement(code), trust).verdict not in (Verdict.UNKNOWN_KEY, Verdict.ALTERED)

    pasted = pasted_codes(text, is_signed)
    if pasted and all(map(is_signed, pasted)):
        return pasted
    typed = [reading.strip() for reading in readings(text, ALPHABET)] if _is_of_one_case(text) else []
    return (
        [code for code in typed if is_signed(code)]
        or pasted
        or [code for code in typed if is_whole(code)][:1]
    )


def text_with_code(data: bytes) -> str | None:
    """Return the text of a file into which somebody put a code, None for a file of another kind."""
    try:
        text = data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")
    except ValueError:
        return None
    return text if PREFIX in text.upper() and not is_pdf(data) else None


def _is_of_one_case(text: str) -> bool:
    """Tell whether a scanner can have typed this: with Shift or Caps Lock, all letters are large or all small."""
    letters = [letter for letter in text if letter in string.ascii_letters]
    return len({letter.isupper() for letter in letters}) == 1


def no_code_in(text: str) -> UserError:
    """Return what to say of a text without a code: perhaps it is the number on the paper, or of a later version."""
    if is_certificate_code(text.strip()) and not text.strip().startswith(PREFIX):
        return NewerCertificateCode()
    try:
        return OnlyTheNumber(str(parse_number(text)))
    except NumberNotValid as problem:
        return problem if _LIKE_A_NUMBER.match(text) else NotACertificateCode()
