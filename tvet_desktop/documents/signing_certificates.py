"""X.509 certificates for signing papers: one for the programme's authority, one that it gives each PC.

They say just what PDF readers ask for: the authority may only issue, a PC may only sign (digital signature and
non-repudiation, without which pyHanko and Acrobat refuse) and may certify nobody.
"""

from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def certify_authority(
    key: ec.EllipticCurvePrivateKey,
    *,
    name: str,
    serial: int,
    valid_from: datetime,
    valid_until: datetime,
) -> x509.Certificate:
    """Return the certificate that an authority gives itself, from which all others descend.

    Times are aware; ``serial`` is a positive number of at most 20 bytes.
    """
    subject = _name(name)
    builder = _builder(key.public_key(), subject, subject, serial, (valid_from, valid_until))
    return (
        builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(may_issue=True), critical=True)
        .sign(key, hashes.SHA256(), ecdsa_deterministic=True)
    )


def certify_pc(
    public_key: ec.EllipticCurvePublicKey,
    *,
    name: str,
    serial: int,
    authority_key: ec.EllipticCurvePrivateKey,
    authority: x509.Certificate,
    valid_from: datetime,
    valid_until: datetime,
) -> x509.Certificate:
    """Return the certificate with which a PC signs papers; ``name`` is what PDF readers show as the signer."""
    period = (valid_from, valid_until)
    builder = _builder(public_key, _name(name), authority.subject, serial, period)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    return (
        builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(may_issue=False), critical=True)
        .add_extension(issuer, critical=False)
        .sign(authority_key, hashes.SHA256(), ecdsa_deterministic=True)
    )


def _builder(
    public_key: ec.EllipticCurvePublicKey,
    subject: x509.Name,
    issuer: x509.Name,
    serial: int,
    period: tuple[datetime, datetime],
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(serial)
        .not_valid_before(period[0])
        .not_valid_after(period[1])
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _usage(*, may_issue: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not may_issue,
        content_commitment=not may_issue,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=may_issue,
        crl_sign=may_issue,
        encipher_only=False,
        decipher_only=False,
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
