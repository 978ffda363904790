"""The CMS of a PAdES B-B signature: built, and taken apart only if rebuilding it gives the same bytes.

The attributes signed are the digest of the file and the digests of all certificates of the chain. Everything
else in the structure follows from these and from the signature itself, so a checker rebuilds it and compares:
no byte of it can be changed without notice.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.serialization import Encoding

from tvet_desktop.documents.der import (
    CONTEXT_0,
    OBJECT,
    OCTET_STRING,
    SEQUENCE,
    SET,
    DerError,
    der,
    der_integer,
    der_object,
    elements,
    only_element,
)

_SIGNED_DATA = der_object("1.2.840.113549.1.7.2")
_DATA = der_object("1.2.840.113549.1.7.1")
_CONTENT_TYPE = der_object("1.2.840.113549.1.9.3")
_MESSAGE_DIGEST = der_object("1.2.840.113549.1.9.4")
_SIGNING_CERTIFICATE_V2 = der_object("1.2.840.113549.1.9.16.2.47")
_SHA256 = der(SEQUENCE, der_object("2.16.840.1.101.3.4.2.1"))
_ECDSA_WITH_SHA256 = der(SEQUENCE, der_object("1.2.840.10045.4.3.2"))
_DIGEST_LENGTH = 32
_LONGEST_SIGNATURE = bytes(71)  # r may need 33 bytes, s, the lower one, never does


BROKEN_CERTIFICATE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)


@dataclass(frozen=True, slots=True)
class CmsSignature:
    """What a CMS says: the certificates (leaf first), the digest of the file, the signature (r and s)."""

    chain: tuple[x509.Certificate, ...]
    key: ec.EllipticCurvePublicKey
    file_digest: bytes
    raw_signature: bytes


class CmsChain:
    """A chain of certificates, leaf first, with the parts of the CMS that depend on it alone."""

    def __init__(self, chain: Sequence[x509.Certificate]) -> None:
        leaf = chain[0]
        encoded = [certificate.public_bytes(Encoding.DER) for certificate in chain]
        self._certificates = der(CONTEXT_0, *encoded)
        self._issuer_and_serial = der(SEQUENCE, leaf.issuer.public_bytes(), der_integer(leaf.serial_number))
        self._chain_attribute = _chain_attribute(encoded)
        self.longest = len(self.build(bytes(_DIGEST_LENGTH), _LONGEST_SIGNATURE))

    def signed_attributes(self, file_digest: bytes) -> bytes:
        """Return the bytes that are signed."""
        return der(SET, *self._attributes(file_digest))

    def build(self, file_digest: bytes, signature: bytes) -> bytes:
        """Return the whole CMS around an ECDSA signature in DER."""
        signer = der(
            SEQUENCE,
            der_integer(1),
            self._issuer_and_serial,
            _SHA256,
            der(CONTEXT_0, *self._attributes(file_digest)),
            _ECDSA_WITH_SHA256,
            der(OCTET_STRING, signature),
        )
        signed_data = der(
            SEQUENCE,
            der_integer(1),
            der(SET, _SHA256),
            der(SEQUENCE, _DATA),
            self._certificates,
            der(SET, signer),
        )
        return der(SEQUENCE, _SIGNED_DATA, der(CONTEXT_0, signed_data))

    def _attributes(self, file_digest: bytes) -> list[bytes]:
        return sorted(
            (
                _attribute(_CONTENT_TYPE, _DATA),
                _attribute(_MESSAGE_DIGEST, der(OCTET_STRING, file_digest)),
                self._chain_attribute,
            ),
        )


def read_cms(padded: bytes) -> CmsSignature:
    """Return what a CMS says, which may be followed by zero bytes up to its fixed length.

    Raises:
        DerError: the bytes are not exactly what ``CmsChain.build`` would make of what they say.
    """
    try:
        cms = next(elements(padded))
        found = _take_apart(cms.encoded)
        chain = CmsChain(found.chain)
        rebuilt = chain.build(found.file_digest, dss_signature(found.raw_signature))
    except (*BROKEN_CERTIFICATE, IndexError, StopIteration, OverflowError) as problem:
        raise DerError("no signature that can be read") from problem
    if padded != rebuilt.ljust(chain.longest, b"\0"):
        raise DerError("not the one way to write this signature")
    return found


def _take_apart(cms: bytes) -> CmsSignature:
    _, wrapped = elements(only_element(cms, SEQUENCE).content)
    signed_data = only_element(wrapped.content, SEQUENCE)
    _version, _digests, _content, certificates, signers = elements(signed_data.content)
    signer = only_element(signers.content, SEQUENCE)
    _version, _issuer, _digest, attributes, _algorithm, signature = elements(signer.content)
    encoded = [one.encoded for one in elements(certificates.content)]
    if _chain_attribute(encoded) not in attributes.content:
        raise DerError("other certificates than those signed for")  # before the altered ones are read
    chain = tuple(x509.load_der_x509_certificate(one) for one in encoded)
    key = chain[0].public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise DerError("another kind of key")
    r, s = utils.decode_dss_signature(signature.content)
    raw_signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    return CmsSignature(chain, key, _digest_in(attributes.content), raw_signature)


def _digest_in(attributes: bytes) -> bytes:
    for attribute in elements(attributes):
        name, values = elements(attribute.content)
        if name.tag == OBJECT and name.encoded == _MESSAGE_DIGEST:
            return only_element(values.content, OCTET_STRING).content
    raise DerError("no digest")


def _chain_attribute(encoded: Sequence[bytes]) -> bytes:
    """Return the attribute that names all certificates of a chain by their digests."""
    identifiers = [der(SEQUENCE, der(OCTET_STRING, hashlib.sha256(one).digest())) for one in encoded]
    return _attribute(_SIGNING_CERTIFICATE_V2, der(SEQUENCE, der(SEQUENCE, *identifiers)))


def dss_signature(raw_signature: bytes) -> bytes:
    """Return r and s, 32 bytes each, as the DER that X.509 and CMS use."""
    r, s = int.from_bytes(raw_signature[:32], "big"), int.from_bytes(raw_signature[32:], "big")
    return utils.encode_dss_signature(r, s)


def _attribute(name: bytes, value: bytes) -> bytes:
    return der(SEQUENCE, name, der(SET, value))
