"""The whole start in a process of its own, as a user does it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import sys
from pathlib import Path

heavy = ("sqlalchemy", "tvet_desktop.app", "reportlab", "ui.front_door", "ui.pages", "json")


def painted():
    print("before the paint:", [name for name in heavy if name in sys.modules])


def open_gate(folder):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from tests.ui.accounts.gates import MemoryGate

    QTimer.singleShot(0, QApplication.instance(), look)
    return MemoryGate(new=True)


def look():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    window = next(widget for widget in QApplication.topLevelWidgets() if hasattr(widget, "show_content"))
    if window.content is None:
        QTimer.singleShot(50, QApplication.instance(), look)
        return
    print("then:", type(window.content).__name__)
    window.close()


from ui.start import start

print("exit code:", start(Path(sys.argv[1]), open_gate, after_first_paint=painted))
"""


def test_start_paints_first_then_decides_and_ends_cleanly(tmp_path: Path) -> None:
    environment = dict(os.environ, PYTHONPATH=str(ROOT), QT_QPA_PLATFORM="offscreen")

    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )

    assert done.stdout.splitlines() == ["before the paint: []", "then: FirstRunWizard", "exit code: 0"]
    assert "Traceback" not in done.stderr
