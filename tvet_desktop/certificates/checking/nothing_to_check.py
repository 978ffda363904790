"""Why a file or a text cannot be checked as a certificate, and what to do instead."""

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _


class NoCodeFound(UserError):
    """A picture or a PDF without a readable code of ours."""

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "No certificate code can be read in this file: photograph the square code alone, from above, sharp and"
            " in even light, or scan the page at 200 dots per inch or more."
        )


class OnlyDamagedCodes(UserError):
    """A code that begins as ours do, and is not one."""

    def sentence(self) -> str:
        """Say what it is, and what to do."""
        return _(
            "The square code begins like that of a certificate, but nobody of this programme can have made it: do not"
            " accept the paper before the college confirms it."
        )


class OnlyTheNumber(UserError):
    """The number of a certificate instead of its code: anybody can write a number."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number

    def sentence(self) -> str:
        """Say what is needed instead."""
        return _(
            "{number} is written as a certificate’s number must be, but a number alone proves nothing: scan or"
            " photograph the square code beside it."
        ).format(number=self.number)
