"""Take back a whole import of ideas."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.ideas.models import Idea, IdeaImport, IdeaMember, IdeaSubmission
from tvet_desktop.shared.errors import NotFound, UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import not_deleted


class KeptBecause(StrEnum):
    """Why an idea stays although the import is taken back."""

    EDITED = "EDITED"
    SUBMITTED = "SUBMITTED"
    HAS_TEAM = "HAS_TEAM"

    def sentence(self) -> str:
        """Say it."""
        return {
            KeptBecause.EDITED: _("was edited since"),
            KeptBecause.SUBMITTED: _("was submitted since"),
            KeptBecause.HAS_TEAM: _("has a team by now"),
        }[self]


class IdeaImportAlreadyUndone(UserError):
    """The import was taken back before."""

    def __init__(self, file_label: str) -> None:
        super().__init__(file_label)
        self.file_label = file_label

    def sentence(self) -> str:
        """Say how to get the ideas back."""
        return _(
            "The import of “{file}” was undone already: import the file again to bring its ideas back."
        ).format(file=self.file_label)


@dataclass(frozen=True)
class KeptIdea:
    """An idea that stays, and why."""

    idea_id: int
    title: str
    because: KeptBecause


@dataclass(frozen=True)
class IdeasImportUndone:
    """How many ideas went, and which stayed."""

    import_id: int
    removed: int
    kept: tuple[KeptIdea, ...]


def undo_import_ideas(db: Session, *, import_id: int, now: datetime) -> IdeasImportUndone:
    """Remove the ideas that an import made; those that somebody has worked on stay and are named.

    Args:
        db: an open transaction.
        import_id: the import.
        now: the PC's time, shown as the day of the undoing.

    Raises:
        NotFound: there is no such import.
        IdeaImportAlreadyUndone: nothing is left to undo.
    """
    made = db.scalar(select(IdeaImport).where(not_deleted(IdeaImport), IdeaImport.id == import_id))
    if made is None:
        raise NotFound(_("import"), import_id)
    if made.undone_on is not None:
        raise IdeaImportAlreadyUndone(made.file_label)
    ideas = list(db.scalars(select(Idea).where(not_deleted(Idea), Idea.import_id == import_id)))
    submitted = set(db.scalars(select(IdeaSubmission.idea_id).where(not_deleted(IdeaSubmission))))
    with_team = set(db.scalars(select(IdeaMember.idea_id).where(not_deleted(IdeaMember))))

    kept = []
    for idea in ideas:
        because = _kept_because(idea, submitted, with_team)
        if because is None:
            idea.deleted = True
        else:
            kept.append(KeptIdea(idea.id, idea.title, because))
    made.undone_on = now.date()
    db.flush()
    return IdeasImportUndone(import_id, len(ideas) - len(kept), tuple(kept))


def _kept_because(idea: Idea, submitted: set[int], with_team: set[int]) -> KeptBecause | None:
    if idea.id in submitted:
        return KeptBecause.SUBMITTED
    if idea.field_stamps:  # a field has changed on its own since the idea came
        return KeptBecause.EDITED
    return KeptBecause.HAS_TEAM if idea.id in with_team else None
