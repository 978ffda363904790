"""Whether the authority stands behind the key of a statement: on the day of issue, and after a PC was withdrawn.

The day is the one that the statement itself names, because it is signed; the clock of the PC that checks is never
asked. A paper therefore outlives the certificate of the key that signed it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tvet_desktop.certificates.checking.trust_list import TrustList
from tvet_desktop.certificates.statements.signed_statement import SignedStatement, key_id
from tvet_desktop.documents.pdf_signature import is_issued_under
from tvet_desktop.documents.signing_days import signing_days

Chain = tuple[x509.Certificate, ...]


class KeyState(StrEnum):
    """What the list of keys says of the key of a statement."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    """The authority does not stand behind it, as far as this list knows."""
    OUT_OF_TIME = "out of time"
    """Known, but not certified on the day that the statement names, as far as this list knows."""
    WITHDRAWN = "withdrawn"
    """Its PC was withdrawn, and this statement is not among those that were known to be genuine."""


@dataclass(frozen=True)
class KeyVerdict:
    """The answer about a key. ``chain`` leads from its certificate to the last one below the root; () if unknown.

    The signature is not checked here: ask ``check_signature`` with ``key`` before believing anything.
    """

    state: KeyState
    chain: Chain = ()
    is_registered: bool = False
    """Its PC was withdrawn, but this very statement still holds. A PDF around it proves nothing more: whoever has the
    key can put a genuine code into another file."""

    @property
    def key(self) -> ec.EllipticCurvePublicKey | None:
        """The key itself, where it is known."""
        public = self.chain[0].public_key() if self.chain else None
        return public if isinstance(public, ec.EllipticCurvePublicKey) else None

    @property
    def signer(self) -> str:
        """The name of the PC: a place, never a person; empty where the key is unknown."""
        names = self.chain[0].subject.get_attributes_for_oid(NameOID.COMMON_NAME) if self.chain else []
        return str(names[0].value) if names else ""


def judge_key(trust: TrustList, signed: SignedStatement, embedded: Chain = ()) -> KeyVerdict:
    """Return what is known of the key that a statement names.

    ``embedded`` is the chain inside a PDF: it lets an old list know a PC that joined or was renewed since.
    """
    chains = list(trust.chains_of(signed.key_id))
    if _is_of(embedded, signed.key_id) and _is_believed(embedded, trust):
        chains.append(embedded)
    if not chains:
        return KeyVerdict(KeyState.UNKNOWN)
    still_holding = trust.registered.get(signed.key_id.hex())
    if still_holding is not None and signed.hash.hex() not in still_holding:
        return KeyVerdict(KeyState.WITHDRAWN, chains[-1])
    is_registered = still_holding is not None
    for chain in chains:
        if covers(chain, signed.statement.issued_on):
            return KeyVerdict(KeyState.KNOWN, chain, is_registered)
    return KeyVerdict(KeyState.OUT_OF_TIME, chains[-1], is_registered)


def covers(chain: Chain, day: date) -> bool:
    """Tell whether a chain lets its key sign on ``day``, its first and last day included."""
    first, last = signing_days(chain)
    return first <= day <= last


def _is_of(chain: Chain, kid: bytes) -> bool:
    return bool(chain) and _key_id(chain[0]) == kid


def _is_believed(embedded: Chain, trust: TrustList) -> bool:
    """Tell whether the authority stands behind a chain that only a file shows.

    An invitation is good for one PC: a second one under it is a stranger, even if the invitation's key signed it. One
    that was cancelled stands among the withdrawn keys.
    """
    if not is_issued_under(embedded, trust.root):
        return False
    invitations = [certificate for certificate in embedded[1:] if certificate != trust.root]
    if any(_key_id(certificate).hex() in trust.registered for certificate in invitations):
        return False
    return not any(
        certificate in chain[1:] and chain[0].public_key() != embedded[0].public_key()
        for chain in trust.chains
        for certificate in invitations
    )


def _key_id(certificate: x509.Certificate) -> bytes:
    """Return the short name of a certificate's key; b"" for a key of another kind."""
    public = certificate.public_key()
    return key_id(public) if isinstance(public, ec.EllipticCurvePublicKey) else b""
