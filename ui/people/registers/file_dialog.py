"""The system's file dialog for a register."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from tvet_desktop.shared.translation import _


def open_file_dialog(parent: QWidget, folder: str, then: Callable[[Path], object]) -> QFileDialog:
    """Open the dialog over ``parent`` and return at once; ``then`` is given the chosen file."""
    dialog = QFileDialog(parent, _("Choose a register"), folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Spreadsheets (*.xlsx *.xlsm *.xls *.ods *.csv *.txt)"), _("All files (*)")])
    dialog.fileSelected.connect(lambda file: then(Path(file)))
    dialog.open()
    return dialog
