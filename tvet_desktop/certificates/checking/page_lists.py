"""The keys and withdrawn statements of a trust list as the check page holds them: as small as they can be."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from tvet_desktop.certificates.checking.trust_list import TrustList, Withdrawn
from tvet_desktop.certificates.statements.number import NumberNotValid, parse_number
from tvet_desktop.certificates.statements.signed_statement import key_id
from tvet_desktop.documents.signing_days import signing_days
from tvet_desktop.shared.text import nfc

_WITHDRAWN_NAME = 8
"""Bytes of a hash that name a withdrawn statement: nobody gains by finding another statement with the same ones."""
_REGISTERED_NAME = 16
"""Bytes of a hash that name a statement of a withdrawn PC which still holds: whoever has its key would gain."""
_TEXT_ALONE = 0xFFFFFF
_FIRST_DAY = date(1970, 1, 1)


def authority_fingerprint(root: x509.Certificate) -> str:
    """Return the start of the hash of the authority’s key: it names a programme, but proves no page that shows it."""
    public = root.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    digest = hashlib.sha256(public).hexdigest()[:32]
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def page_lists(trust: TrustList, now: datetime) -> dict[str, object]:
    """Return what ``lists.js`` reads, ready for JSON."""
    series, reasons, rows = _withdrawn_table(trust.withdrawn)
    return {
        "practice": trust.is_practice,
        "written": int(now.timestamp()),
        "heard": None if trust.heard_at is None else int(trust.heard_at.timestamp()),
        "authority": _name(trust.root),
        "fingerprint": authority_fingerprint(trust.root),
        "keys": list(_keys(trust)),
        "series": series,
        "reasons": reasons,
        "withdrawn": _text(rows),
        "registered": {
            key: _text(b"".join(bytes.fromhex(name)[:_REGISTERED_NAME] for name in sorted(names)))
            for key, names in sorted(trust.registered.items())
        },
    }


def _keys(trust: TrustList) -> Iterator[tuple[str, str, list[tuple[int, int, str]]]]:
    """Yield each key that the authority stands behind: short name, point, its chains with their days and names."""
    found = {key_id(key): key for chain in trust.chains if (key := _p256(chain[0])) is not None}
    for kid, key in sorted(found.items()):
        chains = list(trust.chains_of(kid))
        if chains:
            point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
            yield kid.hex(), _text(point), [(*_days(chain), _name(chain[0])) for chain in chains]


def _p256(certificate: x509.Certificate) -> ec.EllipticCurvePublicKey | None:
    key = certificate.public_key()
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1):
        return key
    return None


def _days(chain: tuple[x509.Certificate, ...]) -> tuple[int, int]:
    """Return the first and the last day, counted from 1970, on which a chain lets its key sign."""
    first, last = signing_days(chain)
    return (first - _FIRST_DAY).days, (last - _FIRST_DAY).days


def _withdrawn_table(withdrawn: Mapping[str, Withdrawn]) -> tuple[list[str], list[str], bytes]:
    """Return the series of numbers, the reasons, and a row of 17 bytes for each statement, by its hash.

    A row is: the start of the hash (8 bytes), the place of the reason (1), the day counted from the year 1 (3), the
    place of the series of the number that holds instead (2), its counter (3).
    """
    series, reasons, rows = {"": 0}, dict[str, int](), bytearray()
    for name, one in sorted(withdrawn.items()):
        start, counter = _split_number(one.replaced_by)
        rows += bytes.fromhex(name)[:_WITHDRAWN_NAME]
        rows += reasons.setdefault(one.reason, len(reasons)).to_bytes(1)
        rows += one.on_date.toordinal().to_bytes(3)
        rows += series.setdefault(start, len(series)).to_bytes(2)
        rows += counter.to_bytes(3)
    return list(series), list(reasons), bytes(rows)


def _split_number(number: str) -> tuple[str, int]:
    try:
        return str(parse_number(number)).rsplit("-", 2)[0], parse_number(number).counter
    except NumberNotValid:
        return number, _TEXT_ALONE


def _name(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return nfc(str(names[0].value)) if names else ""


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
