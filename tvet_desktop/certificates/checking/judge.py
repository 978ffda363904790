"""Whether to believe a statement: by its key, its signature, and the list of what does not hold any more."""

from dataclasses import dataclass

from cryptography import x509
from cryptography.x509.oid import NameOID

from tvet_desktop.certificates.checking.judge_key import Chain, KeyState, judge_key
from tvet_desktop.certificates.checking.trust_list import TrustList, Withdrawn
from tvet_desktop.certificates.checking.verdict import Verdict
from tvet_desktop.certificates.statements.signed_statement import SignedStatement, check_signature


@dataclass(frozen=True)
class Judgement:
    """The verdict on a statement, who signed it, and why it does not hold any more."""

    verdict: Verdict
    signer: str = ""
    withdrawn: Withdrawn | None = None


def judge(signed: SignedStatement, trust: TrustList, brought: Chain = ()) -> Judgement:
    """Judge a statement against the list of keys.

    Args:
        signed: as it was read.
        trust: what this PC knows.
        brought: the chain of certificates that came with the statement in a PDF; it speaks for a PC that joined or
            was renewed after the list was written.
    """
    about_key = judge_key(trust, signed, brought)
    if about_key.key is None:
        return Judgement(Verdict.UNKNOWN_KEY)
    name = about_key.signer
    if not check_signature(signed, about_key.key):
        return Judgement(Verdict.ALTERED, name)
    withdrawn = trust.withdrawn.get(signed.hash.hex())
    if withdrawn is not None:
        return Judgement(Verdict.REPLACED if withdrawn.replaced_by else Verdict.REVOKED, name, withdrawn)
    if about_key.state == KeyState.WITHDRAWN:
        return Judgement(Verdict.WITHDRAWN_KEY, name)
    if about_key.state == KeyState.OUT_OF_TIME:
        return Judgement(Verdict.UNKNOWN_KEY, name)
    return Judgement(Verdict.VALID, name)


def common_name(certificate: x509.Certificate) -> str:
    """Return the name of the PC, "" where a certificate has none."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""
