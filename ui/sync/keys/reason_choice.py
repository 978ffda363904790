"""Why a PC does not belong any more."""

from tvet_desktop.shared.translation import _
from tvet_desktop.sync.keys.withdraw_pc import PcReason


def pc_reasons() -> list[tuple[PcReason, str]]:
    """Return the reasons with their words."""
    return [
        (PcReason.STOLEN, _("It was stolen")),
        (PcReason.LOST, _("It was lost")),
        (PcReason.BROKEN, _("It is broken")),
        (PcReason.RETIRED, _("It is not used any more")),
    ]
