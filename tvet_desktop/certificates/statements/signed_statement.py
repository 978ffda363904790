"""A statement as text for a QR code, signed with the PC's key: COSE_Sign1, ES256, base45.

There is exactly one text for a statement, a key and a signature. A reader writes what it has read once more
and refuses anything that differs, so no character can be changed without notice.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tvet_desktop.certificates.drawing.sheet import CharacterNotPrintable
from tvet_desktop.certificates.statements.base45 import from_base45, to_base45
from tvet_desktop.certificates.statements.code_form import PREFIX
from tvet_desktop.certificates.statements.number import CertificateNumber, NumberNotValid, parse_number
from tvet_desktop.certificates.statements.statement import QUARTER_HOUR, CertificateKind, Statement
from tvet_desktop.documents.es256 import sign_raw, verify_raw
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _

_ANY_PREFIX = re.compile(r"RPT[0-9]+:")
LONGEST = 300
KEY_ID_LENGTH = 8
_SIGNATURE_LENGTH = 64
_TEXT_LIMIT = 600
_COSE_SIGN1, _ALGORITHM, _KEY_ID, _ES256 = 18, 1, 4, -7
_FIRST_DAY = date(1970, 1, 1)
_KINDS = {1: CertificateKind.COMPLETION, 2: CertificateKind.PARTICIPATION, 3: CertificateKind.APPRECIATION}
_CODES = {kind: code for code, kind in _KINDS.items()}

# The integer keys of the signed map. They are printed on paper: never change or reuse one. To save room, the
# number goes without its constant parts, the end as days after the start, the issue as days after the end.
_ISSUER, _KIND, _NUMBER, _NAME, _COURSE, _SKILL_AREA, _QUARTERS, _STARTS, _ENDS, _ISSUED, _COLLEGE = range(
    1, 12
)


class NotACertificateCode(UserError):
    """A text that is not the code of a certificate, or only a damaged part of one."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("This is not the whole code of a certificate: scan the square code on the paper once more.")


class NewerCertificateCode(UserError):
    """A code that a later version of the app made."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "This code says that a newer version of the app made it: update the app, and do not accept the certificate"
            " before it is checked."
        )


class StatementTooLong(UserError):
    """A certificate whose code would be too dense for an office printer."""

    def __init__(self, field: str, excess: int) -> None:
        super().__init__(field, excess)
        self.field = field
        self.excess = excess

    def sentence(self) -> str:
        """Name the field to shorten, and by how much."""
        sentences = {
            "name": _("The name is too long for the code on the certificate: shorten it by {n} letters."),
            "course_title": _(
                "The course title is too long for the code on a certificate: shorten it by {n} letters."
            ),
            "skill_area": _(
                "The skill area is too long for the code on a certificate: shorten it by {n} letters."
            ),
            "college_name": _(
                "The college's name is too long for the code on a certificate: shorten it by {n} letters."
            ),
            "issuer": _(
                "The issuer's name is too long for the code on a certificate: shorten it by {n} letters."
            ),
        }
        return sentences[self.field].format(n=self.excess)


class StatementImpossible(UserError):
    """Facts that cannot be true, so that every reader would refuse the code."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        """Say what to check."""
        return _(
            "No certificate can be made for “{name}”: check the days of the sessions and the college’s name."
        ).format(name=self.name)


@dataclass(frozen=True, slots=True)
class SignedStatement:
    """A statement with its signature, as it was read. Nothing is known yet of whether to trust it."""

    statement: Statement
    key_id: bytes
    cose: bytes
    signature: bytes

    @property
    def text(self) -> str:
        """The text of the QR code."""
        return PREFIX + to_base45(self.cose)

    @property
    def hash(self) -> bytes:
        """SHA-256 of the signed bytes, under which a statement is revoked, replaced or registered."""
        return hashlib.sha256(self.cose).digest()


def key_id(public_key: ec.EllipticCurvePublicKey) -> bytes:
    """Return the short name of a key: the first eight bytes of SHA-256 over its SubjectPublicKeyInfo."""
    encoded = public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(encoded).digest()[:KEY_ID_LENGTH]


def sign_statement(
    statement: Statement,
    private_key: ec.EllipticCurvePrivateKey,
    kid: bytes,
) -> SignedStatement:
    """Sign ``statement``; the answer's ``text`` is for the QR code. Equal input gives an equal text.

    What was written is read once before it is given away: a text that no reader accepts must never be stored.

    Raises:
        StatementTooLong: the signed bytes would exceed 300; names the longest field.
        CharacterNotPrintable: a text has a character that Unicode does not know.
        StatementImpossible: dates or numbers that no certificate can have.
    """
    protected, payload = _protected(kid), _payload(statement)
    signature = sign_raw(private_key, _to_be_signed(protected, payload))
    cose = _cose(protected, payload, signature)
    _check_length(statement, cose)
    for text in (statement.name, statement.course_title, statement.skill_area, statement.college_name):
        if unknown := [character for character in nfc(text) if not character.isprintable()]:
            raise CharacterNotPrintable(text, unknown)
    try:
        return read_statement(SignedStatement(statement, kid, cose, signature).text)
    except NotACertificateCode as problem:
        raise StatementImpossible(statement.name) from problem


def check_length(statement: Statement) -> None:
    """Raise StatementTooLong for what ``sign_statement`` would refuse as too long; no key is needed."""
    unsigned = _cose(_protected(bytes(KEY_ID_LENGTH)), _payload(statement), bytes(_SIGNATURE_LENGTH))
    _check_length(statement, unsigned)


def _check_length(statement: Statement, cose: bytes) -> None:
    if len(cose) > LONGEST:
        raise StatementTooLong(_longest_field(statement), len(cose) - LONGEST)


def is_certificate_code(text: str) -> bool:
    """Tell whether a text begins like a certificate code of this or a later version of the app."""
    return _ANY_PREFIX.match(text) is not None


def is_whole(text: str) -> bool:
    """Tell whether a text is exactly a code of this version, signed by whomever."""
    try:
        read_statement(text)
    except (NotACertificateCode, NewerCertificateCode):
        return False
    return True


def read_statement(text: str) -> SignedStatement:
    """Return what a QR code says, without any decision whether to trust it.

    Raises:
        NotACertificateCode: the text is no code of ours, or not in the one form that we write.
        NewerCertificateCode: a later version of the app wrote it.
    """
    text = text.strip()
    if not text.startswith(PREFIX):
        raise NewerCertificateCode if is_certificate_code(text) else NotACertificateCode
    if len(text) > _TEXT_LIMIT:
        raise NotACertificateCode
    try:
        cose = from_base45(text.removeprefix(PREFIX))
        signed = _read_cose(cose)
    except (
        ValueError,
        TypeError,
        KeyError,
        OverflowError,
        RecursionError,
        cbor2.CBORError,
        NumberNotValid,
    ) as problem:
        raise NotACertificateCode from problem
    rebuilt = _cose(_protected(signed.key_id), _payload(signed.statement), signed.signature)
    if rebuilt != cose:
        raise NotACertificateCode
    return signed


def check_signature(signed: SignedStatement, public_key: ec.EllipticCurvePublicKey) -> bool:
    """Tell whether the owner of ``public_key`` signed exactly this statement under this key id."""
    message = _to_be_signed(_protected(signed.key_id), _payload(signed.statement))
    return verify_raw(public_key, message, signed.signature)


def _read_cose(cose: bytes) -> SignedStatement:
    tag = cbor2.loads(cose)
    if not isinstance(tag, cbor2.CBORTag) or tag.tag != _COSE_SIGN1:
        raise ValueError("not a COSE_Sign1")
    protected, _unprotected, payload, signature = tag.value
    headers, facts = cbor2.loads(protected), cbor2.loads(payload)
    if not isinstance(headers, dict) or not isinstance(facts, dict):
        raise TypeError("another form of COSE_Sign1")
    kid = headers[_KEY_ID]
    if not isinstance(kid, bytes) or not isinstance(signature, bytes):
        raise TypeError("another form of COSE_Sign1")
    return SignedStatement(_statement(facts), kid, cose, signature)


def _statement(facts: dict[int, Any]) -> Statement:
    starts_on = _FIRST_DAY + timedelta(days=_whole(facts[_STARTS]))
    ends_on = starts_on + timedelta(days=_whole(facts[_ENDS]))
    return Statement(
        number=_number(facts[_NUMBER]),
        kind=_KINDS[facts[_KIND]],
        name=_text(facts[_NAME]),
        course_title=_text(facts[_COURSE]),
        skill_area=_text(facts.get(_SKILL_AREA, "")),
        minutes=_whole(facts[_QUARTERS]) * QUARTER_HOUR,
        starts_on=starts_on,
        ends_on=ends_on,
        issued_on=ends_on + timedelta(days=facts[_ISSUED]),
        college_name=_text(facts[_COLLEGE]),
        issuer=_text(facts[_ISSUER]),
    )


def _text(value: object) -> str:
    """Return a text that is safe to show: control characters and hidden direction marks are not ours."""
    if not isinstance(value, str) or not value.isprintable() or nfc(value) != value:
        raise TypeError("not a text that we write")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("not a whole number")
    return value


def _number(parts: tuple[object, ...] | list[object]) -> str:
    college_code, year, log_code, counter = parts
    number = CertificateNumber(_text(college_code), _whole(year), _text(log_code), _whole(counter))
    return str(parse_number(str(number)))


def _payload(statement: Statement) -> bytes:
    number = parse_number(statement.number)
    facts: dict[int, str | int | list[str | int]] = {
        _ISSUER: nfc(statement.issuer),
        _KIND: _CODES[statement.kind],
        _NUMBER: [number.college_code, number.year, number.log_code, number.counter],
        _NAME: nfc(statement.name),
        _COURSE: nfc(statement.course_title),
        _QUARTERS: statement.minutes // QUARTER_HOUR,
        _STARTS: (statement.starts_on - _FIRST_DAY).days,
        _ENDS: (statement.ends_on - statement.starts_on).days,
        _ISSUED: (statement.issued_on - statement.ends_on).days,
        _COLLEGE: nfc(statement.college_name),
    }
    if statement.skill_area:
        facts[_SKILL_AREA] = nfc(statement.skill_area)
    return cbor2.dumps(facts, canonical=True)


def _protected(kid: bytes) -> bytes:
    return cbor2.dumps({_ALGORITHM: _ES256, _KEY_ID: kid}, canonical=True)


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", payload], canonical=True)


def _cose(protected: bytes, payload: bytes, signature: bytes) -> bytes:
    return cbor2.dumps(cbor2.CBORTag(_COSE_SIGN1, [protected, {}, payload, signature]), canonical=True)


def _longest_field(statement: Statement) -> str:
    fields = ("name", "course_title", "skill_area", "college_name", "issuer")
    return max(fields, key=lambda field: len(str(getattr(statement, field)).encode()))
