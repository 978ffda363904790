"""The programme's authority, and the certificates that lead to it.

The authority is one P-256 key with a self-signed X.509 certificate. It signs the membership documents, and
certifies invitations as intermediate authorities, so that a new PC gets a certificate without a network and
without its private key ever travelling.
"""

import hashlib
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tvet_desktop.documents.signing_days import signing_days
from tvet_desktop.storage.stamps import BUILD_DATE

PrivateKey = ec.EllipticCurvePrivateKey
AUTHORITY_YEARS = 20
PC_YEARS = 3
_NOT_BEFORE = BUILD_DATE - timedelta(days=365)  # never today: this PC's clock may be wrong


def new_key() -> PrivateKey:
    """Return a new P-256 key."""
    return ec.generate_private_key(ec.SECP256R1())


def key_to_bytes(key: PrivateKey) -> bytes:
    """Return the key as unencrypted PKCS #8; it is kept in the encrypted database only."""
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def key_from_bytes(content: bytes) -> PrivateKey:
    """Return the key that ``key_to_bytes`` wrote."""
    key = serialization.load_der_private_key(content, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def to_der(certificate: x509.Certificate) -> bytes:
    """Return the certificate as DER."""
    return certificate.public_bytes(serialization.Encoding.DER)


def programme_id(root: x509.Certificate) -> bytes:
    """Return the 16 bytes that name a programme: the start of the hash of its root certificate."""
    return hashlib.sha256(to_der(root)).digest()[:16]


def make_root(name: str, key: PrivateKey, now: datetime) -> x509.Certificate:
    """Return the authority's own certificate. A later one for the same key and name serves in its place."""
    until = after(now, AUTHORITY_YEARS)
    return _certificate(name, key.public_key(), name, key, None, until, signs_until=None, path_length=1)


def certify_invitation(
    name: str, public: ec.EllipticCurvePublicKey, root: x509.Certificate, key: PrivateKey, now: datetime
) -> x509.Certificate:
    """Return the certificate of an invitation: it may certify PCs, and nothing that certifies further."""
    signs_until, until = after(now, PC_YEARS), root.not_valid_after_utc
    return _certificate(
        name, public, common_name(root), key, root, until, signs_until=signs_until, path_length=0
    )


def certify_device(
    name: str,
    public: ec.EllipticCurvePublicKey,
    issuer: x509.Certificate,
    key: PrivateKey,
    signs_until: datetime | None = None,
) -> x509.Certificate:
    """Return the certificate of a PC, issued by the authority or by an invitation. ``name`` names no person.

    It is valid as long as its issuer's, since papers last; but its key signs until ``signs_until`` only, or else as
    long as the invitation's: who joins need not trust their clock.
    """
    end, until = signs_until or _signs_until(issuer), issuer.not_valid_after_utc
    return _certificate(
        name, public, common_name(issuer), key, issuer, until, signs_until=end, path_length=None
    )


def after(now: datetime, years: int) -> datetime:
    """Return the last second of the day that lies ``years`` after ``now``, which is believable."""
    last = now.astimezone(UTC) + timedelta(days=years * 365 + years // 4)
    return last.replace(hour=23, minute=59, second=59, microsecond=0)


def sign(key: PrivateKey, content: bytes) -> bytes:
    """Return the ECDSA signature over the SHA-256 of ``content``."""
    return key.sign(content, ec.ECDSA(hashes.SHA256()))


def is_signed_by(certificate: x509.Certificate, content: bytes, signature: bytes) -> bool:
    """Tell whether the holder of ``certificate`` signed ``content``."""
    public = certificate.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    try:
        public.verify(signature, content, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Tell whether ``issuer`` signed ``certificate`` and its names agree."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _signs_until(issuer: x509.Certificate) -> datetime:
    day = signing_days([issuer])[1]
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC)


def common_name(certificate: x509.Certificate) -> str:
    """Return the name that a certificate is for."""
    return str(certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def _certificate(  # noqa: PLR0917  one line for each part of a certificate
    name: str,
    public: ec.EllipticCurvePublicKey,
    issuer_name: str,
    key: PrivateKey,
    issuer: x509.Certificate | None,
    until: datetime,
    *,
    signs_until: datetime | None,
    path_length: int | None,
) -> x509.Certificate:
    is_authority = path_length is not None
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer_name))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_NOT_BEFORE)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=path_length), critical=True)
        .add_extension(_key_usage(is_authority=is_authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )
    if issuer is not None:
        identifier = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
        authority = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier)
        builder = builder.add_extension(authority, critical=False)
    if signs_until is not None:
        period = x509.PrivateKeyUsagePeriod(not_before=None, not_after=min(signs_until, until))
        builder = builder.add_extension(period, critical=False)
    return builder.sign(key, hashes.SHA256())


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name[:64])])


def _key_usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
