"""Keys and certificates of an invented programme: an authority, and a PC that it certified."""

from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from tvet_desktop.documents.pdf_signature import PdfSigner
from tvet_desktop.documents.signing_certificates import certify_authority, certify_pc

VALID_FROM, VALID_UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)


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
    root = certify_authority(
        root_key, name="Programme authority", serial=1, valid_from=VALID_FROM, valid_until=VALID_UNTIL
    )
    leaf = certify(pc_name, key, root_key, root)
    return SigningKeys(key, (leaf, root), root_key, root)


def certify(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    issuer: x509.Certificate,
) -> x509.Certificate:
    return certify_pc(
        key.public_key(),
        name=name,
        serial=x509.random_serial_number(),
        authority_key=issuer_key,
        authority=issuer,
        valid_from=VALID_FROM,
        valid_until=VALID_UNTIL,
    )


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())
