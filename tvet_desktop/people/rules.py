"""What must be known of a person, asked by screens and use cases alike."""

from tvet_desktop.documents.bad_cells import CellProblem
from tvet_desktop.people.names import usable_name
from tvet_desktop.people.personal_details import Sex
from tvet_desktop.people.register import Details
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

LONGEST_CERTIFICATE_NAME = 80
"""Longer names do not fit a certificate."""


class PersonIncomplete(UserError):
    """Somebody without a usable name or sex."""

    def __init__(self, problem: CellProblem) -> None:
        super().__init__(problem)
        self.problem = problem

    def sentence(self) -> str:
        """Say what is missing."""
        if self.problem is CellProblem.NO_NAME:
            return _("This person has no name: write a family name or a given name of at least two letters.")
        return _("The sex of this person is missing: choose M, F, or “prefers not to say”.")


class BadCertificateName(UserError):
    """A name that cannot be printed."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length

    def sentence(self) -> str:
        """Say what a name must be like."""
        return _(
            "The name for the certificate must have between 2 and {longest} letters, this one has {length}:"
            " write it as the person wants to see it printed."
        ).format(longest=LONGEST_CERTIFICATE_NAME, length=self.length)


def missing_in(details: Details) -> CellProblem | None:
    """Return what keeps somebody from being a person in our lists, None if nothing does."""
    if not usable_name(f"{details.family_name} {details.given_name}"):
        return CellProblem.NO_NAME
    if details.sex not in set(Sex):
        return CellProblem.NO_SEX
    return None


def require_complete(details: Details) -> None:
    """Raise ``PersonIncomplete`` where name or sex are missing."""
    missing = missing_in(details)
    if missing is not None:
        raise PersonIncomplete(missing)
