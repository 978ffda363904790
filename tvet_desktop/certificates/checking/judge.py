"""Whether to believe a statement: by its key, its signature, and the list of what does not hold any more."""

from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tvet_desktop.certificates.checking.trust_list import TrustList, Withdrawn
from tvet_desktop.certificates.checking.verdict import Verdict
from tvet_desktop.certificates.statements.signed_statement import SignedStatement, check_signature, key_id


@dataclass(frozen=True)
class Judgement:
    """The verdict on a statement, who signed it, and why it does not hold any more."""

    verdict: Verdict
    signer: str = ""
    withdrawn: Withdrawn | None = None


def judge(signed: SignedStatement, trust: TrustList, brought: x509.Certificate | None = None) -> Judgement:
    """Judge a statement against the list of keys.

    Args:
        signed: as it was read.
        trust: what this PC knows.
        brought: the certificate of a key that the authority stands behind, which came with the statement; it speaks
            for a PC that joined after the list was written.
    """
    leaf = _certificate_of(signed.key_id, trust, brought)
    if leaf is None:
        return Judgement(Verdict.UNKNOWN_KEY)
    public, name = leaf.public_key(), common_name(leaf)
    assert isinstance(public, ec.EllipticCurvePublicKey)
    if not check_signature(signed, public):
        return Judgement(Verdict.ALTERED, name)
    withdrawn = trust.withdrawn.get(signed.hash.hex())
    if withdrawn is not None:
        return Judgement(Verdict.REPLACED if withdrawn.replaced_by else Verdict.REVOKED, name, withdrawn)
    if not is_registered(signed, trust):
        return Judgement(Verdict.WITHDRAWN_KEY, name)
    return Judgement(Verdict.VALID, name)


def is_registered(signed: SignedStatement, trust: TrustList) -> bool:
    """Tell whether the key still speaks for the statement: it was not withdrawn, or the statement was listed then."""
    kept = trust.registered.get(signed.key_id.hex())
    return kept is None or signed.hash.hex() in kept


def common_name(certificate: x509.Certificate) -> str:
    """Return the name of the PC, "" where a certificate has none."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def _certificate_of(
    kid: bytes, trust: TrustList, brought: x509.Certificate | None
) -> x509.Certificate | None:
    chain = trust.chain_of(kid)
    if chain is not None:
        return chain[0]
    if brought is None:
        return None
    public = brought.public_key()
    is_its_key = isinstance(public, ec.EllipticCurvePublicKey) and key_id(public) == kid
    return brought if is_its_key else None
