"""Which field people of a college have chosen for a heading that we do not know, or read wrongly.

Kept on this PC, for each college and kind of list: "Tel. élève" of one college may be something else at another.
"""

import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from tvet_desktop.documents.recognise import ListKind
from tvet_desktop.storage.local_tables import LocalSetting

_MOST = 500


def chosen_columns(db: Session, *, college_scope: int, kind: ListKind) -> dict[str, str]:
    """Return folded heading -> field, "" for a heading that means none (``HeaderWords.chosen``)."""
    row = db.get(LocalSetting, _name(college_scope, kind))
    return {} if row is None else dict(json.loads(row.value))


def remember_columns(db: Session, *, college_scope: int, kind: ListKind, chosen: Mapping[str, str]) -> None:
    """Add what was chosen; what was chosen later for the same heading holds."""
    if not chosen:
        return
    kept = chosen_columns(db, college_scope=college_scope, kind=kind)
    for heading, field in chosen.items():
        kept.pop(heading, None)
        kept[heading] = field
    value = json.dumps(dict(list(kept.items())[-_MOST:]), ensure_ascii=False).encode()
    row = db.get(LocalSetting, _name(college_scope, kind))
    if row is None:
        db.add(LocalSetting(name=_name(college_scope, kind), value=value))
    else:
        row.value = value
    db.flush()


def forget_columns(db: Session, *, college_scope: int, kind: ListKind) -> dict[str, str]:
    """Forget all that was chosen for a college, and return it, to be remembered again."""
    kept = chosen_columns(db, college_scope=college_scope, kind=kind)
    row = db.get(LocalSetting, _name(college_scope, kind))
    if row is not None:
        db.delete(row)
        db.flush()
    return kept


def _name(college_scope: int, kind: ListKind) -> str:
    return f"columns.{kind.value}.{college_scope}"
