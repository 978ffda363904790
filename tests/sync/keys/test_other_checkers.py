"""What another program makes of the chain inside a PDF when it trusts the authority's certificate and nothing else."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tests.conftest import ACCOUNT
from tests.sync.conftest import Pc
from tests.sync.keys.papers import draw_paper, issuer_of, tell, trust_of
from tests.sync.keys.test_renew_pcs import LATER, move_clocks, renew
from tvet_desktop.app import App
from tvet_desktop.sync.keys.renew_authority import renew_authority

IN_TIME, DECADES_LATER = datetime(2027, 3, 20, tzinfo=UTC), datetime(2046, 1, 1, tzinfo=UTC)


def accepted(pdf: bytes, root: x509.Certificate, moment: datetime) -> bool:
    trusted = Certificate.load(root.public_bytes(Encoding.DER))
    context = ValidationContext(trust_roots=[trusted], moment=moment, allow_fetching=False)
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return bool(validate_pdf_signature(signature, context).bottom_line)


@pytest.mark.parametrize("moment", [IN_TIME, DECADES_LATER])
def test_the_chains_of_a_founder_and_of_an_invited_pc_are_accepted_for_decades(
    founder: Pc, second: Pc, moment: datetime
) -> None:
    for pc in (founder, second):
        assert accepted(draw_paper(issuer_of(pc), pc), trust_of(founder).root, moment)


def test_the_chain_of_a_renewed_pc_is_accepted_under_the_old_and_the_new_root(
    founder: Pc, second: Pc, tmp_path: Path
) -> None:
    tell(second, founder, tmp_path / "stick")
    first_root = trust_of(founder).root
    move_clocks(LATER, founder, second)
    with founder.app.database.transaction() as db:
        renew_authority(db, now=LATER)
    renew(founder, second)
    tell(founder, second, tmp_path / "stick")

    pdf = draw_paper(issuer_of(second), second, issued_on=LATER.date())

    assert accepted(pdf, first_root, LATER)
    assert accepted(pdf, trust_of(second).root, datetime(2049, 6, 1, tzinfo=UTC))


def test_the_chain_of_another_programme_is_not(
    founder: Pc, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = Pc(App(tmp_path / "stranger", founder.app.clock))
    stranger.app.found(college_code="HUY", account=ACCOUNT)

    assert not accepted(draw_paper(issuer_of(stranger), stranger), trust_of(founder).root, IN_TIME)
    assert caplog.text
    stranger.app.sign_out()
