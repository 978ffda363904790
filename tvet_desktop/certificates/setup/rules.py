"""What the certificates of a course cannot say."""

from tvet_desktop.certificates.templates.template import MOST_SIGNATORIES
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _, ngettext

LONGEST_LINE = 120
"""Of a place, a donor, a name or a position: whether it fits is measured, this only bounds the measuring."""


class SetupUnusable(UserError):
    """A choice that is not offered."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field

    def sentence(self) -> str:
        """Say which."""
        return {
            "language": _("Certificates are not made in this language: choose another one."),
            "completion_template": _(
                "The template for completion is not there any more: choose another one."
            ),
            "participation_template": _(
                "The template for participation is not there any more: choose another one."
            ),
            "appreciation_template": _(
                "The template for appreciation is not there any more: choose another one."
            ),
        }[self.field]


class TooManySignatories(UserError):
    """More than there is room for."""

    def sentence(self) -> str:
        """Say how many."""
        return ngettext(
            "There is room for {count} signature: take one away.",
            "There is room for {count} signatures: take one away.",
            MOST_SIGNATORIES,
        ).format(count=MOST_SIGNATORIES)
