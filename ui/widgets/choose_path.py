"""The system's file dialogs: they open over the page and return at once, the answer comes later."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from tvet_desktop.shared.translation import _


def choose_files(
    parent: QWidget, title: str, folder: str, kinds: str, then: Callable[[list[Path]], object]
) -> QFileDialog:
    """Ask for existing files; ``kinds`` is what the list of kinds says, such as "Sync files (*.tvet)"."""
    dialog = _dialog(parent, title, folder, [kinds, f"{_('All files')} (*)"])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda files: then([Path(file) for file in files]))
    dialog.open()
    return dialog


def choose_folder(parent: QWidget, title: str, folder: str, then: Callable[[Path], object]) -> QFileDialog:
    """Ask for a folder."""
    dialog = _dialog(parent, title, folder, [])
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
    return dialog


def choose_new_file(
    parent: QWidget, title: str, proposed: Path, kinds: str, then: Callable[[Path], object]
) -> QFileDialog:
    """Ask where to write a file; ``proposed`` gives folder, name and ending."""
    dialog = _dialog(parent, title, str(proposed.parent), [kinds])
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(proposed.suffix.removeprefix("."))
    dialog.selectFile(proposed.name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, folder: str, kinds: list[str]) -> QFileDialog:
    dialog = QFileDialog(parent.window(), title, folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if kinds:
        dialog.setNameFilters(kinds)
    return dialog
