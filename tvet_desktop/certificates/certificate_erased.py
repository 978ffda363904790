"""What is said where a certificate of somebody who was erased is wanted."""

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class CertificateErased(UserError):
    """Number, day and seal are kept; the text and the file are not."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number

    def sentence(self) -> str:
        """Say that the paper holds."""
        return _(
            "The person of certificate {number} was erased: the paper stays valid, but it cannot be printed or replaced"
            " any more; leave it out."
        ).format(number=self.number)
