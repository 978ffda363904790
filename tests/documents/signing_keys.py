"""Keys and certificates of an invented programme: an authority, and a PC that it certified."""

from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tvet_desktop.documents.pdf_signature import PdfSigner


@dataclass(frozen=True)
class SigningKeys:
    key: ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...]
    root_key: ec.EllipticCurvePrivateKey
    root: x509.Certificate

    @property
    def signer(self) -> PdfSigner:
        return PdfSigner(self.key, self.chain)


def make_signing_keys(pc_name: str = "IPRC Huye, PC 3") -> SigningKeys:
    root_key, key = new_key(), new_key()
    root = certify("Programme authority", root_key, "Programme authority", root_key, path_length=0)
    leaf = certify(pc_name, key, "Programme authority", root_key)
    return SigningKeys(key, (leaf, root), root_key, root)


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def certify(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer_name: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    path_length: int | None = None,
) -> x509.Certificate:
    """With a ``path_length`` the certificate may issue others."""
    may_issue = path_length is not None
    usage = x509.KeyUsage(
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
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer_name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=may_issue, path_length=path_length), critical=True)
        .add_extension(usage, critical=True)
        .sign(issuer_key, hashes.SHA256())
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
