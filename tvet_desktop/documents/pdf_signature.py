"""Signs a PDF when it is written, and tells whether a file is still, byte for byte, what was signed.

The signature is PAdES B-B (ETSI.CAdES.detached, SHA-256, ECDSA on P-256) with the whole chain of
certificates inside. A checker needs the file and the certificate of the programme's authority, nothing else.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import pairwise

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tvet_desktop.documents.cms import BROKEN_CERTIFICATE, CmsChain, CmsSignature, dss_signature, read_cms
from tvet_desktop.documents.der import DerError
from tvet_desktop.documents.es256 import sign_raw, verify_raw

_SIGNATURE = re.compile(
    rb"<< /Type /Sig /Filter /Adobe\.PPKLite /SubFilter /ETSI\.CAdES\.detached"
    rb" /M \(D:(?P<moment>\d{14})\+00'00'\) /Name <[0-9a-f]*>"
    rb" /ByteRange \[0 (?P<opened>\d{1,10}) (?P<closed>\d{1,10}) (?P<rest>\d{1,10})\] */Contents (?=<)"
)
"""The signature in the one way that we write it, up to the bytes that it does not cover."""
_END = re.compile(rb"startxref\n\d{1,10}\n%%EOF\n")
_HEX = re.compile(rb"<([0-9a-f]+)>")
_SIGNS_OF_A_SIGNATURE = (b"/ByteRange", b"/ETSI.CAdES.detached", b"/Adobe.PPKLite", b"/SigFlags")


class PdfSigner:
    """A private key on P-256 with its certificates, leaf first, ready to sign many files.

    The root may close the chain or be left out.
    """

    def __init__(self, private_key: ec.EllipticCurvePrivateKey, chain: Sequence[x509.Certificate]) -> None:
        self._private_key = private_key
        self._cms = CmsChain(chain)
        self._name = _common_name(chain[0])

    def seal(self, signed_at: datetime, field_label: str) -> "PdfSeal":
        """Return the signature for one file: when (aware), and what a screen reader calls its field."""
        return PdfSeal(self._name, signed_at, self._cms.longest, field_label, self._private_key, self._cms)


@dataclass(frozen=True, slots=True)
class PdfSeal:
    """A signature still to be made over one file; ``TaggedCanvas.finish`` takes it."""

    signer_name: str
    signed_at: datetime
    reserved_bytes: int
    field_label: str
    _private_key: ec.EllipticCurvePrivateKey
    _cms: CmsChain

    def sign_digest(self, digest: bytes) -> bytes:
        """Return the CMS over a file with this SHA-256 digest."""
        signature = sign_raw(self._private_key, self._cms.signed_attributes(digest))
        return self._cms.build(digest, dss_signature(signature))


class PdfState(StrEnum):
    """What a signature tells about a file, the best first."""

    UNCHANGED = "unchanged"  # signed under the root, and no byte differs
    STRANGER = "stranger"  # whole, but signed by a key that the root did not certify
    ALTERED = "altered"  # signed once, and no longer what was signed
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class PdfCheck:
    """The answer about one file. Signer, moment and chain (leaf first) are given when the file is whole.

    ``signed_at`` is what the signing PC's clock said, which proves nothing about the true time.
    """

    state: PdfState
    signer: x509.Certificate | None = None
    signed_at: datetime | None = None
    chain: tuple[x509.Certificate, ...] = ()


def check_pdf(data: bytes, root: x509.Certificate) -> PdfCheck:
    """Tell whether ``data`` is, byte for byte, a file that was signed under ``root``.

    Dates of certificates are not compared with any clock: a paper outlives them, and lab PCs have dead clock
    batteries. Whether the signing key was withdrawn later is for the caller to judge.
    """
    signed_once = any(sign in data for sign in _SIGNS_OF_A_SIGNATURE)
    for match in _SIGNATURE.finditer(data):
        opened, closed, rest = (int(match[name]) for name in ("opened", "closed", "rest"))
        if match.end() != opened or not opened < closed or closed + rest != len(data):
            continue
        signature = _signature_in(data[opened:closed])
        if signature is None or not _covers(signature, data[:opened], data[closed:]) or _has_revisions(data):
            continue
        state = PdfState.UNCHANGED if is_issued_under(signature.chain, root) else PdfState.STRANGER
        return PdfCheck(state, signature.chain[0], _moment(match["moment"]), signature.chain)
    return PdfCheck(PdfState.ALTERED if signed_once else PdfState.UNSIGNED)


def is_issued_under(chain: Sequence[x509.Certificate], root: x509.Certificate) -> bool:
    """Tell whether each certificate was issued by the next and the last one by ``root``, or is it."""
    whole = list(chain) if chain[-1] == root else [*chain, root]
    try:
        if len(whole) == 1 or not _may_sign_papers(whole[0]):
            return False
        for depth, (child, parent) in enumerate(pairwise(whole)):
            child.verify_directly_issued_by(parent)
            if not _may_issue(parent, depth):
                return False
    except (*BROKEN_CERTIFICATE, InvalidSignature):
        return False
    return True


def _signature_in(gap: bytes) -> CmsSignature | None:
    """Return the signature written as ``<hex>``, in the one way that we write it."""
    written = _HEX.fullmatch(gap)
    if written is None or len(written[1]) % 2:
        return None
    try:
        return read_cms(bytes.fromhex(written[1].decode()))
    except DerError:
        return None


def _covers(signature: CmsSignature, before: bytes, after: bytes) -> bool:
    digest = hashlib.sha256(before)
    digest.update(after)
    if digest.digest() != signature.file_digest:
        return False
    attributes = CmsChain(signature.chain).signed_attributes(signature.file_digest)
    return verify_raw(signature.key, attributes, signature.raw_signature)


def _has_revisions(data: bytes) -> bool:
    """Tell whether a file was written in more than one go: we write each file once, and sign it in the same go."""
    ends = list(_END.finditer(data))
    return len(ends) != 1 or ends[0].end() != len(data)


def _moment(written: bytes) -> datetime | None:
    try:
        return datetime.strptime(written.decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _may_sign_papers(leaf: x509.Certificate) -> bool:
    try:
        return leaf.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
    except x509.ExtensionNotFound:
        return True


def _may_issue(certificate: x509.Certificate, depth: int) -> bool:
    """Tell whether a certificate may issue others, ``depth`` of them between it and the leaf."""
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound:
        return False
    return constraints.ca and (constraints.path_length is None or constraints.path_length >= depth)


def _common_name(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""
