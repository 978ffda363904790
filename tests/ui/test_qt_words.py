from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tvet_desktop.shared.translation import use_language
from ui.qt_words import QtWords


@pytest.fixture
def words(qapp: QApplication) -> Iterator[QtWords]:
    made = QtWords()
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)
    use_language("en")


@pytest.mark.parametrize(
    ("code", "name", "cancel", "copy"),
    [
        ("en", "File name:", "Cancel", "Copy"),
        ("fr", "Nom du fichier\N{NO-BREAK SPACE}:", "Annuler", "Copier"),
        ("rw", "Izina rya dosiye:", "Hagarika", "Koporora"),
    ],
)
@pytest.mark.usefixtures("words")
def test_words_of_qt_are_in_the_language_of_the_screen(
    code: str, name: str, cancel: str, copy: str, qtbot: QtBot
) -> None:
    use_language(code)
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    line = QLineEdit()
    qtbot.addWidget(dialog)
    qtbot.addWidget(line)

    assert name in [label.text() for label in dialog.findChildren(QLabel)]
    assert cancel in [button.text() for button in dialog.findChildren(QPushButton)]
    assert copy in [action.text().partition("\t")[0] for action in line.createStandardContextMenu().actions()]


@pytest.mark.usefixtures("words")
def test_words_that_we_do_not_have_stay_those_of_qt() -> None:
    assert QKeySequence("Ctrl+E").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+E"
    assert "already exists" in QCoreApplication.translate("QFileDialog", "%1 already exists.")
