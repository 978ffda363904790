"""What anybody may know to check certificates: the authority, the PCs that may sign, withdrawn statements.

It lies unencrypted beside the database, so that checking needs no account. It names no person.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from tvet_desktop.certificates.statements.signed_statement import key_id
from tvet_desktop.documents.pdf_signature import is_issued_under
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.files import write_durably

TRUST_FILE = "trust.json"


class TrustListMissing(UserError):
    """There is nothing to check against."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("The list of keys is missing or damaged: sign in once on this PC, then check again.")


@dataclass(frozen=True)
class Withdrawn:
    """Why a statement does not hold any more: a ``WithdrawalReason``, and the number that holds instead, or ""."""

    reason: str
    replaced_by: str
    on_date: date


@dataclass(frozen=True)
class TrustList:
    """The root, the chain of each PC (leaf first), and what does not hold any more.

    ``withdrawn`` is by the hash of the statement in hex. ``registered`` is by the short name, in hex, of the key of
    a PC that was withdrawn: the only statements of that key which still hold. ``made_at`` is when this PC wrote the
    list, ``heard_at`` when the national office wrote the newest word in it, both as those PCs believed; None as
    long as nothing has come from there.
    """

    root: x509.Certificate
    chains: tuple[tuple[x509.Certificate, ...], ...]
    withdrawn: Mapping[str, Withdrawn]
    made_at: datetime
    registered: Mapping[str, frozenset[str]] = field(default_factory=dict)
    heard_at: datetime | None = None

    def chain_of(self, kid: bytes) -> tuple[x509.Certificate, ...] | None:
        """Return the chain of the key with this short name, if the authority stands behind it."""
        for chain in self.chains:
            public = chain[0].public_key()
            if isinstance(public, ec.EllipticCurvePublicKey) and key_id(public) == kid:
                return chain if is_issued_under(chain, self.root) else None
        return None


def write_trust_list(folder: Path, trust: TrustList) -> None:
    """Write the list beside the database."""
    content = {
        "root": _to_text(trust.root),
        "chains": [[_to_text(certificate) for certificate in chain] for chain in trust.chains],
        "withdrawn": {
            name: [one.reason, one.replaced_by, one.on_date.isoformat()]
            for name, one in sorted(trust.withdrawn.items())
        },
        "registered": {key: sorted(names) for key, names in sorted(trust.registered.items())},
        "made_at": int(trust.made_at.timestamp()),
        "heard_at": None if trust.heard_at is None else int(trust.heard_at.timestamp()),
    }
    write_durably(folder / TRUST_FILE, json.dumps(content, indent=1).encode())


def read_trust_list(folder: Path) -> TrustList:
    """Read the list beside the database.

    Raises:
        TrustListMissing: it is not there, or damaged.
    """
    try:
        content = json.loads((folder / TRUST_FILE).read_bytes())
        return TrustList(
            _from_text(content["root"]),
            tuple(_chain(texts) for texts in content["chains"]),
            {
                name: Withdrawn(reason, replaced_by, date.fromisoformat(day))
                for name, (reason, replaced_by, day) in content["withdrawn"].items()
            },
            datetime.fromtimestamp(content["made_at"], tz=UTC),
            {key: frozenset(names) for key, names in content["registered"].items()},
            None if content["heard_at"] is None else datetime.fromtimestamp(content["heard_at"], tz=UTC),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise TrustListMissing from error


def _chain(texts: Sequence[str]) -> tuple[x509.Certificate, ...]:
    return tuple(_from_text(text) for text in texts)


def _to_text(certificate: x509.Certificate) -> str:
    return base64.b64encode(certificate.public_bytes(Encoding.DER)).decode()


def _from_text(text: str) -> x509.Certificate:
    return x509.load_der_x509_certificate(base64.b64decode(text))
