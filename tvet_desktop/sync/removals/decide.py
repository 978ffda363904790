"""A coordinator decides about removals that were held."""

from datetime import datetime

from sqlalchemy.orm import Session

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.storage.base import key_columns, synced_tables, table_of
from tvet_desktop.storage.ids import scope_of
from tvet_desktop.sync.import_bundles import Imported, Reading
from tvet_desktop.sync.removals.held import keys_of
from tvet_desktop.sync.removals.models import HeldRemoval
from tvet_desktop.sync.removals.weigh import forget_portions
from tvet_desktop.sync.this_pc import load_documents, load_this_pc


class NothingHeld(UserError):
    """Somebody has decided, or what arrived since made it needless."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("These removals do not wait any more: look at the list again.")


class NotOursToPutBack(UserError):
    """Rows that this PC may not write."""

    def sentence(self) -> str:
        """Say who can."""
        return _(
            "This PC may not write these rows: ask the national office, or the college whose rows they are."
        )


def decide_removal(db: Session, *, held_id: int, put_back: bool, by: int | None, now: datetime) -> Imported:
    """Let held bundles count; with ``put_back`` the rows that they remove come back at once, on every PC.

    Args:
        db: an open transaction.
        held_id: what ``list_held`` gave.
        put_back: whether the rows come back, as a new change.
        by: the user's id: a coordinator, which is for the caller to check.
        now: the PC's time.

    Raises:
        NothingHeld: there is nothing to decide any more.
        NotOursToPutBack: this PC may not write the rows.
    """
    held = db.get(HeldRemoval, held_id)
    if held is None or held.decided_at is not None:
        raise NothingHeld
    this_pc = load_this_pc(db)
    held.decided_by, held.decided_at, held.put_back = by, int(now.timestamp()), put_back
    forget_portions(db, {(str(one["table"]), int(str(one["scope"]))) for one in held.removed})
    db.flush()
    imported = Reading(db, this_pc, load_documents(db, this_pc)[-1]).finish(whole_or_not=False)
    if put_back:
        set_removed(db, held_id=held_id, removed=False)
    return imported


def set_removed(db: Session, *, held_id: int, removed: bool) -> int:
    """Remove the rows of a decision, or bring them back, as a new change; return how many it were.

    It takes a decision back as well: rows that somebody has brought back or removed meanwhile stay so.

    Raises:
        NotOursToPutBack: this PC may not write the rows.
    """
    held = db.get_one(HeldRemoval, held_id)
    device = load_this_pc(db).device
    count = 0
    for one in held.removed:
        model = synced_tables()[str(one["table"])]
        width = len(key_columns(table_of(model)))
        for key in keys_of(one):
            row = db.get(model, key[:width])
            if row is None or row.deleted == removed:
                continue
            if not device.may_write(scope_of(key[0])) or (model.__national__ and not device.national):
                raise NotOursToPutBack
            row.deleted = removed
            count += 1
    held.put_back = not removed
    db.flush()
    return count
