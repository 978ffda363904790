import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.single_instance import SingleInstance, name_for

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.single_instance import SingleInstance
app = QCoreApplication([])
second = SingleInstance(Path(sys.argv[1]))
print(second.claim(), second.call_first())
"""


def test_second_start_is_refused_and_raises_the_first(tmp_path: Path, qtbot: QtBot) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    first.listen()

    with qtbot.waitSignal(first.called, timeout=10_000):
        second = subprocess.Popen(
            [sys.executable, "-c", SECOND, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )

    assert second.communicate(timeout=10)[0].split() == ["False", "True"]
    first.release()


def test_released_folder_can_be_claimed_again(tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    first.claim()
    first.release()

    again = SingleInstance(tmp_path)
    assert again.claim()
    again.release()


def test_other_folders_have_other_names_that_tell_nothing(tmp_path: Path) -> None:
    assert name_for(tmp_path / "a") != name_for(tmp_path / "b")
    assert tmp_path.name not in name_for(tmp_path)
