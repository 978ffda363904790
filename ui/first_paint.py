"""Paints the window, then imports everything heavy behind it.

Before the first paint nothing of the core is imported but paths and words, and of Qt only what the paint needs.
"""

import gc
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from tvet_desktop.shared.translation import _
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

    behind = _Imports(window, lambda: _open(app, window, folder, open_gate))

    def go_on() -> None:
        if after_first_paint is not None:
            after_first_paint()
        instance.listen()
        instance.called.connect(window.come_to_front)
        behind.begin()

    window.painted.connect(go_on)
    window.show()
    code = app.exec()
    instance.release()
    return code


class _Imports(QObject):
    """Imports the rest on a thread of its own, so that the window can be moved and closed meanwhile.

    Args:
        window: says so when a part of the app is missing.
        then: called on the window's thread when all is imported.
    """

    _done = Signal(object)

    def __init__(self, window: Window, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._then = then
        self._done.connect(self._on_done)

    def begin(self) -> None:
        threading.Thread(target=self._import, name="imports", daemon=True).start()

    def _import(self) -> None:
        try:
            for name in ("ui.style", "ui.unknown_errors", "ui.remembered", "ui.qt_words", "ui.front_door"):
                import_module(name)
        except BaseException as error:  # noqa: BLE001  raised again on the window's thread
            self._done.emit(error)
        else:
            self._done.emit(None)

    def _on_done(self, error: BaseException | None) -> None:
        if error is not None:
            self._window.say(_("A part of the app is damaged: install it again. Your data is safe."))
            raise error
        self._then()


def _open(app: QApplication, window: Window, folder: Path, open_gate: "OpenGate") -> None:
    from ui import style, unknown_errors  # noqa: PLC0415  behind the first paint
    from ui.front_door import FrontDoor  # noqa: PLC0415  same
    from ui.qt_words import QtWords  # noqa: PLC0415  same
    from ui.remembered import Remembered  # noqa: PLC0415  same

    gc.enable()
    gc.freeze()  # what start-up made stays until the end, there is no use in looking through it again
    style.use_full_style(app)
    app.installTranslator(QtWords(app))
    unknown_errors.log_to(folder / LOG_FOLDER)
    door = FrontDoor(window, folder, open_gate, Remembered(folder))
    unknown_errors.install(door.tell_unknown)
    door.open()
