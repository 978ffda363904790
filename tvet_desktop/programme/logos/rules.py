"""Who may change whose logos."""

from collections.abc import Iterable

from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.rules import may
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.ids import Scope


class LogoOwnerMissing(UserError):
    """A logo without a name could not be read aloud, nor be told from another in a list."""

    def sentence(self) -> str:
        """Ask for it."""
        return _("The logo has no name: write whose it is, such as IOM Rwanda.")


class LogoThere(UserError):
    """The same picture is in the list already."""

    def __init__(self, owner: str) -> None:
        super().__init__(owner)
        self.owner = owner

    def sentence(self) -> str:
        """Say under which name."""
        return _(
            "This picture is in the list already, as “{owner}”: change that one or choose another file."
        ).format(owner=self.owner)


def changeable_scopes(role: str, own_scopes: Iterable[int], *, writes_for_all: bool) -> frozenset[int]:
    """Return whose logos a user may change on this PC.

    The programme's on a PC of the national office; a college's where this PC writes for it: there by the
    administrator of the PC, and by a national officer on a PC of the national office.
    """
    if not may(role, "logos") or (role == Role.NATIONAL and not writes_for_all):
        return frozenset()
    return frozenset(own_scopes) | ({Scope.SHARED} if writes_for_all else set())
