"""Start here: no arguments opens the app, a word after it runs a command (``main.py --help`` lists them)."""

import sys


def main() -> int:
    """Open the window, or run the command that the arguments name."""
    if len(sys.argv) > 1 and sys.argv[1:2] != ["--data"]:
        from tvet_desktop.cli.run_command import run_command  # noqa: PLC0415  the window must not wait for it

        return run_command(sys.argv[1:])
    from ui.start import start  # noqa: PLC0415  a command runs on a machine without Qt

    return start(sys.argv[2] if len(sys.argv) > 2 else None)  # noqa: PLR2004  --data DIR


if __name__ == "__main__":
    sys.exit(main())
