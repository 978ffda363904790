import pytest

from tests.documents.papers import SIGNED_AT, open_paper
from tests.documents.signing_keys import SigningKeys, make_signing_keys
from tvet_desktop.documents.pdf.tagged_canvas import TaggedCanvas


@pytest.fixture(scope="session")
def keys() -> SigningKeys:
    return make_signing_keys()


@pytest.fixture
def canvas() -> TaggedCanvas:
    return open_paper()


@pytest.fixture
def signed_pdf(canvas: TaggedCanvas, keys: SigningKeys) -> bytes:
    return canvas.finish(keys.signer.seal(SIGNED_AT, "Signature"))
