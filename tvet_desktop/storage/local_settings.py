"""Values that belong to this PC alone."""

import json
from typing import Any

from sqlalchemy.orm import Session

from tvet_desktop.storage.local_tables import LocalSetting


def read_setting(db: Session, name: str, default: Any = None) -> Any:  # noqa: ANN401  JSON has any type
    """Return the JSON value kept under ``name``."""
    row = db.get(LocalSetting, name)
    return default if row is None else json.loads(row.value)


def write_setting(db: Session, name: str, value: Any) -> None:  # noqa: ANN401  JSON has any type
    """Keep a JSON value under ``name``."""
    content = json.dumps(value).encode()
    row = db.get(LocalSetting, name)
    if row is None:
        db.add(LocalSetting(name=name, value=content))
    else:
        row.value = content
