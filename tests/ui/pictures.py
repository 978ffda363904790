"""Takes pictures of pages, to be looked at. Set TVET_PICTURES to a folder to keep them."""

import os
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.ui.clipping import at_full_size


def save_picture(widget: QWidget, name: str, *, width: int = 1366, height: int = 768) -> Path | None:
    """Grab a widget at full size as ``<name>.png``; None when no folder was asked for."""
    folder = os.environ.get("TVET_PICTURES")
    if not folder:
        return None
    at_full_size(widget, width, height)
    file = Path(folder) / f"{name}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(file))
    return file
