"""Paints the window, then imports everything heavy behind it.

Before the first paint nothing of the core is imported but paths and words, and of Qt only what the paint needs.
"""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ui import theme
from ui.first_look import FirstLook
from ui.single_instance import SingleInstance
from ui.window import Window

if TYPE_CHECKING:
    from ui.accounts.gate import OpenGate

LOG_FOLDER = "logs"


def run(
    folder: Path, look: FirstLook, open_gate: "OpenGate", *, after_first_paint: Callable[[], None] | None
) -> int:
    """See `ui.start.start`."""
    app = QApplication([sys.argv[0], "-style", "fusion"])
    instance = SingleInstance(folder)
    if not instance.claim():
        instance.call_first()
        return 0
    theme.use_palette_and_font(app, theme.system_colours(app))
    window = Window()
    window.resize(look.width, look.height)

    def go_on() -> None:
        if after_first_paint is not None:
            after_first_paint()
        instance.listen()
        instance.called.connect(window.come_to_front)
        _open(app, window, folder, open_gate)

    window.painted.connect(go_on)
    window.show()
    code = app.exec()
    instance.release()
    return code


def _open(app: QApplication, window: Window, folder: Path, open_gate: "OpenGate") -> None:
    from ui import style, unknown_errors  # noqa: PLC0415  behind the first paint
    from ui.front_door import FrontDoor  # noqa: PLC0415  same
    from ui.remembered import Remembered  # noqa: PLC0415  same

    gc.enable()
    gc.freeze()  # what start-up made stays until the end, there is no use in looking through it again
    style.use_full_style(app)
    unknown_errors.log_to(folder / LOG_FOLDER)
    door = FrontDoor(window, folder, open_gate, Remembered(folder))
    unknown_errors.install(door.tell_unknown)
    door.open()
