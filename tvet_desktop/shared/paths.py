"""Where things lie: what ships with the app, and what belongs to this PC."""

import os
import sys
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def default_data_dir() -> Path:
    """Return the platform's folder for this app's data (it need not exist yet).

    A library would tell the same 6 ms later, and the first paint waits for it.
    """
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    else:
        base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "TVET Desktop"
