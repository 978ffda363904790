"""The way in. Light on purpose: what it imports counts until the first paint."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tvet_desktop.shared.paths import default_data_dir
from tvet_desktop.shared.translation import LANGUAGES, use_language
from ui.first_look import read_first_look

if TYPE_CHECKING:
    from ui.accounts.gate import OpenGate


def start(
    data_dir: Path | None,
    open_gate: "OpenGate",
    *,
    after_first_paint: Callable[[], None] | None = None,
) -> int:
    """Run the app on one data folder and return the exit code.

    When the folder is open in another window already, that one is raised and 0 is returned at once.

    Args:
        data_dir: the data folder; None is the platform's.
        open_gate: makes the core's gate of the folder. It is called behind the first paint, on the worker
            thread, and must import the core itself, only then.
        after_first_paint: called once the window stands on the screen; for measuring.
    """
    gc.disable()  # it would run dozens of times while Qt's classes are made; `first_paint` switches it on again
    folder = data_dir or default_data_dir()
    look = read_first_look(folder)
    if look.language in LANGUAGES:
        use_language(look.language)
    from ui.first_paint import run  # noqa: PLC0415  last, because with PySide every later import is slower

    return run(folder, look, open_gate, after_first_paint=after_first_paint)
