"""Qt's own few words (file dialogs, menus of text fields) in the language of the screen.

Qt has no Kinyarwanda, and its French lies in a file that a packaged app may not have: the words that our windows
can show are in our catalogues.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTranslator

from tvet_desktop.shared.translation import _

_WORDS: Mapping[str, Callable[[], str]] = {
    "Look in:": lambda: _("Look in:"),
    "Save in:": lambda: _("Save in:"),
    "File &name:": lambda: _("File name:"),
    "&File name:": lambda: _("File name:"),
    "Files of type:": lambda: _("Files of type:"),
    "Save as type:": lambda: _("Files of type:"),
    "Directory:": lambda: _("Folder:"),
    "&Open": lambda: _("Open"),
    "Open": lambda: _("Open"),
    "&Save": lambda: _("Save"),
    "Save": lambda: _("Save"),
    "&Choose": lambda: _("Choose"),
    "Choose": lambda: _("Choose"),
    "Cancel": lambda: _("Cancel"),
    "&Cancel": lambda: _("Cancel"),
    "Name": lambda: _("Name"),
    "Size": lambda: _("Size"),
    "Type": lambda: _("Type"),
    "Kind": lambda: _("Type"),
    "Date Modified": lambda: _("Changed"),
    "Computer": lambda: _("Computer"),
    "My Computer": lambda: _("Computer"),
    "Folder": lambda: _("Folder"),
    "File Folder": lambda: _("Folder"),
    "Back": lambda: _("Back"),
    "Forward": lambda: _("Forward"),
    "Parent Directory": lambda: _("Folder above"),
    "Create New Folder": lambda: _("New folder"),
    "&New Folder": lambda: _("New folder"),
    "New Folder": lambda: _("New folder"),
    "List View": lambda: _("As a list"),
    "Detail View": lambda: _("With details"),
    "&Undo": lambda: _("Undo"),
    "&Redo": lambda: _("Redo"),
    "Cu&t": lambda: _("Cut"),
    "&Copy": lambda: _("Copy"),
    "&Paste": lambda: _("Paste"),
    "Delete": lambda: _("Delete"),
    "&Delete": lambda: _("Delete"),
    "Select All": lambda: _("Select all"),
}


class QtWords(QTranslator):
    """Asked by Qt for each of its words at the moment when it is shown: a change of language needs nothing more."""

    def isEmpty(self) -> bool:
        """Qt asks only translators that hold something."""
        return False

    def translate(
        self,
        context: str,  # noqa: ARG002  the same word means the same everywhere here
        source_text: str,
        disambiguation: str | None = None,  # noqa: ARG002  same
        n: int = -1,  # noqa: ARG002  none of these words counts
    ) -> str:
        """Return our word, or Qt's own: "" would be shown as nothing ("E" for "Ctrl+E", a question without words)."""
        found = _WORDS.get(source_text)
        return source_text if found is None else found()
