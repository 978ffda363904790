"""Start here: no arguments opens the app, a word after it runs a command (``main.py --help`` lists them)."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.accounts.gate import Gate


def main() -> int:
    """Open the window, or run the command that the arguments name."""
    if len(sys.argv) > 1 and sys.argv[1:2] != ["--data"]:
        from tvet_desktop.cli.run_command import run_command  # noqa: PLC0415  the window must not wait for it

        return run_command(sys.argv[1:])
    from ui.start import start  # noqa: PLC0415  a command runs on a machine without Qt

    data_dir = Path(sys.argv[2]) if len(sys.argv) > 2 else None  # noqa: PLR2004  --data DIR
    return start(data_dir, _open_gate)


def _open_gate(folder: Path) -> "Gate":
    from ui.accounts.open_gate import PcGate  # noqa: PLC0415  called behind the first paint

    return PcGate(folder)


if __name__ == "__main__":
    sys.exit(main())
