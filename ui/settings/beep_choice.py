"""Whether a scan beeps, for this user."""

from PySide6.QtWidgets import QCheckBox

from tvet_desktop.shared.translation import _
from ui.remembered import Remembered
from ui.scan_banner import beep


class BeepChoice(QCheckBox):
    """A tick that is remembered at once; switched on, it lets the beep be heard."""

    def __init__(self, remembered: Remembered) -> None:
        super().__init__(_("Beep at each scan"))
        self._remembered = remembered
        self.setChecked(remembered.beeps)
        self.toggled.connect(self._on_toggled)

    def _on_toggled(self, on: bool) -> None:  # noqa: FBT001  Qt's signal
        self._remembered.beeps = on
        self._remembered.save()
        beep("good", self._remembered)
