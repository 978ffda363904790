"""What other programs say of a certificate that the app issued to somebody: they must accept it as it is."""

import io
import subprocess
from datetime import datetime
from pathlib import Path

import page
import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from tests.certificates.factories import Course
from tvet_desktop.certificates.checking.trust_list import TrustList, read_trust_list
from tvet_desktop.certificates.checking.verdict import Proof, Verdict
from tvet_desktop.certificates.checking.verify import verify


@pytest.fixture
def issued(course: Course) -> bytes:
    course.confirm(*course.people[:2])
    course.approve(*course.people[:2])
    return course.issue().certificates[0].pdf


@pytest.fixture
def trust(course: Course) -> TrustList:
    return read_trust_list(course.app.data_dir)


def test_the_app_itself_accepts_it(issued: bytes, trust: TrustList) -> None:
    found = verify(issued, trust)

    assert (found.verdict, found.proof) == (Verdict.VALID, Proof.FILE)


def test_pyhanko_accepts_it_with_the_authority_as_its_only_root(
    issued: bytes, trust: TrustList, now: datetime
) -> None:
    reader = PdfFileReader(io.BytesIO(issued), strict=True)
    (signature,) = reader.embedded_signatures
    root = x509.Certificate.load(trust.root.public_bytes(Encoding.DER))

    status = validate_pdf_signature(
        signature, ValidationContext(trust_roots=[root], moment=now, best_signature_time=now)
    )

    assert status.bottom_line, status.pretty_print_details()
    assert status.trusted
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert status.modification_level == ModificationLevel.NONE
    assert reader.xrefs.total_revisions == 1
    assert status.signer_reported_dt == now


def test_pdfsig_and_qpdf_accept_it(issued: bytes, tmp_path: Path) -> None:
    file = tmp_path / "issued.pdf"
    file.write_bytes(issued)

    signature = _run("pdfsig", file)
    assert "Signature is Valid" in signature
    assert "Total document signed" in signature
    assert "ETSI.CAdES.detached" in signature
    assert "No syntax or stream encoding errors found" in _run("qpdf", "--check", file)


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_it_is_fit_for_archives_and_screen_readers(issued: bytes, profile: str) -> None:
    report = page.validate_pdf_bytes(issued, profile=profile)

    assert [failure.message for failure in report.failures] == []


def _run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
