"""What stands between a certificate and its paper."""

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class NothingToPrint(UserError):
    """No certificate was issued, or none of them holds any more."""

    def sentence(self) -> str:
        """Say what comes first."""
        return _(
            "There is nothing to print: issue certificates first, those that were revoked stay unprinted."
        )
