"""What anybody may know to check certificates: the authority, the PCs that may sign, withdrawn statements.

It lies unencrypted beside the database, so that checking needs no account. It names no person.
"""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from tvet_desktop.certificates.statements.signed_statement import key_id
from tvet_desktop.documents.cms import BROKEN_CERTIFICATE
from tvet_desktop.documents.pdf_signature import is_issued_under
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.files import write_durably

TRUST_FILE = "trust.json"
FORMAT = 2
"""1 had no ``registered`` and no ``heard_at``: it is still read."""


class TrustListMissing(UserError):
    """There is nothing to check against."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("The list of keys is missing or damaged: sign in once on this PC, then check again.")


class TrustListTooNew(UserError):
    """A newer version of the app wrote the list."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("The list of keys was written by a newer version of the app: update the app to check.")


@dataclass(frozen=True)
class Withdrawn:
    """Why a statement does not hold any more: a ``WithdrawalReason``, and the number that holds instead, or ""."""

    reason: str
    replaced_by: str
    on_date: date


@dataclass(frozen=True)
class TrustList:
    """The root, the chains of each PC (leaf first, the oldest first), and what does not hold any more.

    A PC has another chain for each renewal: papers that it signed before stay as they are. ``withdrawn`` is by the
    hash of the statement in hex. ``registered`` is by the short name, in hex, of the key of a PC that was withdrawn:
    the only statements of that key which still hold. ``made_at`` is when this PC wrote the list, ``heard_at`` when
    the national office wrote the newest word in it, both as those PCs believed; None as long as nothing has come
    from there.
    """

    root: x509.Certificate
    chains: tuple[tuple[x509.Certificate, ...], ...]
    withdrawn: Mapping[str, Withdrawn]
    made_at: datetime
    registered: Mapping[str, frozenset[str]] = field(default_factory=dict)
    heard_at: datetime | None = None
    is_practice: bool = False

    def chains_of(self, kid: bytes) -> Iterator[tuple[x509.Certificate, ...]]:
        """Yield the chains of the key with this short name that the authority stands behind, the oldest first."""
        for chain in self.chains:
            public = chain[0].public_key()
            is_it = isinstance(public, ec.EllipticCurvePublicKey) and key_id(public) == kid
            if is_it and is_issued_under(chain, self.root):
                yield chain


_Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
_KeyId = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]
_Moment = Annotated[int, msgspec.Meta(ge=0, le=253_402_300_799)]  # to the year 9999
_Chain = Annotated[list[str], msgspec.Meta(min_length=1)]


class _File(msgspec.Struct):
    """The list as JSON holds it: certificates in base64, moments in seconds since 1970."""

    root: str
    chains: list[_Chain]
    withdrawn: dict[_Hash, tuple[str, str, str]]
    made_at: _Moment
    registered: dict[_KeyId, list[_Hash]] = {}
    heard_at: _Moment | None = None
    practice: bool = False
    format: int = 1


def write_trust_list(folder: Path, trust: TrustList) -> None:
    """Write the list beside the database."""
    content = _File(
        _to_text(trust.root),
        [[_to_text(certificate) for certificate in chain] for chain in trust.chains],
        {
            name: (one.reason, one.replaced_by, one.on_date.isoformat())
            for name, one in sorted(trust.withdrawn.items())
        },
        int(trust.made_at.timestamp()),
        {key: sorted(names) for key, names in sorted(trust.registered.items())},
        None if trust.heard_at is None else int(trust.heard_at.timestamp()),
        trust.is_practice,
        FORMAT,
    )
    write_durably(folder / TRUST_FILE, json.dumps(msgspec.to_builtins(content), indent=1).encode())


def read_trust_list(folder: Path) -> TrustList:
    """Read the list beside the database.

    Raises:
        TrustListMissing: it is not there, or damaged.
        TrustListTooNew: this app does not know its format.
    """
    try:
        content = (folder / TRUST_FILE).read_bytes()
        if msgspec.json.decode(content, type=_Format).format > FORMAT:
            raise TrustListTooNew
        file = msgspec.json.decode(content, type=_File)
        return TrustList(
            _from_text(file.root),
            tuple(_chain(texts) for texts in file.chains),
            {
                name: Withdrawn(reason, replaced_by, date.fromisoformat(day))
                for name, (reason, replaced_by, day) in file.withdrawn.items()
            },
            datetime.fromtimestamp(file.made_at, tz=UTC),
            {key: frozenset(names) for key, names in file.registered.items()},
            None if file.heard_at is None else datetime.fromtimestamp(file.heard_at, tz=UTC),
            file.practice,
        )
    except (OSError, RecursionError, *BROKEN_CERTIFICATE) as error:  # msgspec's errors are ValueErrors
        raise TrustListMissing from error


class _Format(msgspec.Struct):
    format: int = 1


def _chain(texts: Sequence[str]) -> tuple[x509.Certificate, ...]:
    return tuple(_from_text(text) for text in texts)


def _to_text(certificate: x509.Certificate) -> str:
    return base64.b64encode(certificate.public_bytes(Encoding.DER)).decode()


def _from_text(text: str) -> x509.Certificate:
    """Return the certificate, whose key can be read; a damaged one is refused here and not at the first check."""
    certificate = x509.load_der_x509_certificate(base64.b64decode(text, validate=True))
    certificate.public_key()
    return certificate
