"""Give a logo to the programme or to a college."""

from base64 import b64encode
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.accounts.require_role import require_role
from tvet_desktop.documents.shrink_logo import shrink_logo
from tvet_desktop.programme.logos.rules import LogoOwnerMissing, LogoThere
from tvet_desktop.programme.models import Logo
from tvet_desktop.shared.text import nfc
from tvet_desktop.storage.base import not_deleted
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of


@dataclass(frozen=True)
class LogoAdded:
    """The new row's id. To undo: ``remove_logo``."""

    logo_id: int


def add_logo(
    db: Session, *, scope: int, owner: str, picture: bytes, is_partner: bool = False, by: int | None
) -> LogoAdded:
    """Keep a picture file as the last logo of the programme (``Scope.SHARED``) or of the college with ``scope``.

    It is made small and rid of empty margins. A partner's logo stands only on papers of courses that name it.

    Raises:
        NotAllowed: the role of the user does not include it.
        LogoOwnerMissing: nobody said whose it is.
        PictureNotReadable, LogoTooLarge: the file is no picture, or too large a one.
        NothingToSee: nothing of it would be seen on white paper.
        LogoThere: the list has this picture already.
    """
    require_role(db, by, "logos")
    owner = nfc(owner)
    if not owner:
        raise LogoOwnerMissing
    kept = b64encode(shrink_logo(picture)).decode()
    rows = [row for row in db.scalars(select(Logo).where(not_deleted(Logo))) if scope_of(row.id) == scope]
    for row in rows:
        if row.picture == kept:
            raise LogoThere(row.owner)

    rank = max((row.rank for row in rows), default=0) + 1
    logo = Logo(id=new_id(db, scope), owner=owner, picture=kept, is_partner=is_partner, rank=rank)
    db.add(logo)
    return LogoAdded(logo.id)
