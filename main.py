"""Start here: no arguments opens the app, a word after it runs a command (``main.py --help`` lists them)."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tvet_desktop.shared.server_address import data_place, server_folder

if TYPE_CHECKING:
    from ui.accounts.gate import Gate


def main() -> int:
    """Open the window, or run the command that the arguments name."""
    words = sys.argv[1:]
    if not words or _only_data(words):
        from ui.start import start  # noqa: PLC0415  a command runs on a machine without Qt

        data = data_place(words[-1].removeprefix("--data=")) if words else None
        if isinstance(data, str):
            return start(server_folder(data), partial(_open_gate, server=data))
        return start(data, _open_gate)
    try:
        from tvet_desktop.cli.run_command import run_command  # noqa: PLC0415  the window must not wait for it

        return run_command(words)
    except KeyboardInterrupt:
        return 130  # as shells know it; the database has rolled back


def _only_data(words: list[str]) -> bool:
    """Tell whether nothing but the data is named: then the window opens on it."""
    if len(words) == 1:
        return words[0].startswith("--data=")
    return words[0] == "--data" and len(words) == 2  # noqa: PLR2004  --data DIR or --data postgresql://…


def _open_gate(folder: Path, *, server: str = "") -> "Gate":
    from ui.accounts.open_gate import PcGate  # noqa: PLC0415  called behind the first paint

    return PcGate(folder, server=server)


if __name__ == "__main__":
    sys.exit(main())
