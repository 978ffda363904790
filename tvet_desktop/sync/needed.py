"""What must be applied before a bundle."""

from tvet_desktop.sync.bundle import read_bundle
from tvet_desktop.sync.membership import NO_HASH
from tvet_desktop.sync.models import StoredBundle


def needed_by(bundle: StoredBundle) -> set[bytes]:
    """Return the hashes of the bundles that must be applied first."""
    if not bundle.content:  # it was destroyed: a snapshot has its place
        return {bundle.previous} if bundle.previous != NO_HASH else set()
    header = read_bundle(bundle.content).header
    needed = {receipt.hash for receipt in header.receipts}
    return needed | {header.previous} if header.number > 1 else needed
