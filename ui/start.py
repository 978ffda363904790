import gc

gc.disable()
import sys
from collections.abc import Callable
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tvet_desktop.shared.paths import default_data_dir
from ui import theme
from ui.single_instance import SingleInstance
from ui.window import Window


def start(data_dir: Path | None, *, after_first_paint: Callable[[], None] | None = None) -> int:
    app = QApplication([sys.argv[0], "-style", "fusion"])
    folder = data_dir or default_data_dir()
    claim = SingleInstance(folder)
    if not claim.claim():
        claim.call_first()
        return 0
    theme.use_palette_and_font(app, theme.system_colours(app))
    window = Window()
    window.painted.connect(after_first_paint)
    window.show()
    return app.exec()
