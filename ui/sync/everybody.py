"""What came from other PCs may concern every page."""

from ui.changes import Changes


def tell_everybody(changes: Changes) -> None:
    """Let every page show what came."""
    for changed in (
        changes.people,
        changes.courses,
        changes.attendance,
        changes.evaluation,
        changes.ideas,
        changes.certificates,
        changes.accounts,
        changes.sync,
    ):
        changed.emit()
