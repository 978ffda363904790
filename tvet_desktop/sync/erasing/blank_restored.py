"""What was erased since a backup was made is blanked in it before it is used."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from tvet_desktop.sync.erasing.blank_rows import blank_rows
from tvet_desktop.sync.erasing.destroy_files import known_erased
from tvet_desktop.sync.erasing.erased import erased_keys, load_erased, remember_erased


def blank_restored(data_dir: Path) -> Callable[[Session], None]:
    """Return what to do with the copy of a backup that is to take the place of the data in ``data_dir``."""
    listed = known_erased(data_dir)

    def before(db: Session) -> None:
        remember_erased(db, listed)
        blank_rows(db, erased_keys(db, load_erased(db)))

    return before
