"""Which PC a command names."""

from collections.abc import Sequence

from tvet_desktop.shared.errors import NotFound
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.queries import PcRow


def named_pc(rows: Sequence[PcRow], name: str) -> PcRow:
    """Return the PC with this name, or with this id in hex, as “pcs” lists them.

    Raises:
        NotFound: there is none, or two have the name.
    """
    wanted = name.strip().casefold()
    found = [row for row in rows if wanted in {row.name.casefold(), row.id.hex()}]
    if len(found) != 1:
        raise NotFound(_("PC"), name)
    return found[0]
