"""News between pages: one signal per feature, emitted after a use case has been committed."""

from PySide6.QtCore import QObject, Signal


class Changes(QObject):
    """A page emits the signal of what it changed; every page that shows such things listens and reloads.

    The signals carry nothing: whoever listens asks its query again.
    """

    people = Signal()
    courses = Signal()
    attendance = Signal()
    evaluation = Signal()
    ideas = Signal()
    certificates = Signal()
    sync = Signal()
    accounts = Signal()
    backups = Signal()
