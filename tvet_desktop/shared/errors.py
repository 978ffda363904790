"""Errors that a user can fix.

    UserError            one sentence: what is wrong and what to do
    └── (each feature defines its own, next to the rule that it states)

Anything else that is raised is a bug of ours: it is logged and shown at one place, and fails the tests.
"""

from tvet_desktop.shared.translation import _


class UserError(Exception):
    """Something that the user, or the computer's owner, can put right.

    Subclasses carry values, never text; ``sentence`` is made when it is shown, in the language of the reader.
    """

    def sentence(self) -> str:
        """Return one whole sentence that says what is wrong and what to do."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.sentence()


class NotFound(UserError):
    """A row that a command or a screen named is not, or no longer, there."""

    def __init__(self, kind: str, name: str | int) -> None:
        super().__init__(kind, name)
        self.kind = kind
        self.name = name

    def sentence(self) -> str:
        """Name what was looked for."""
        return _(
            "There is no {kind} “{name}” here: check the spelling, or bring in the missing sync files."
        ).format(kind=self.kind, name=self.name)
