"""How backups are shown in a table."""

from tvet_desktop.shared.translation import _
from tvet_desktop.storage.backup.place import FoundBackup
from ui.backups.backup_words import moment_words
from ui.widgets.column import Column

_MEGABYTE = 1_000_000


def backup_columns() -> list[Column[FoundBackup]]:
    """Return the columns: when, where, how much."""
    return [
        Column(
            "made_at",
            lambda: _("Made"),
            lambda row: moment_words(row.made_at),
            sort_key=lambda row: row.made_at,
            width=18,
        ),
        Column("place", lambda: _("Place"), lambda row: str(row.folder.parents[1]), width=56),
        Column(
            "rows",
            lambda: _("Rows"),
            lambda row: f"{row.manifest.rows:,}".replace(",", " "),
            sort_key=lambda row: row.manifest.rows,
            is_number=True,
            width=10,
        ),
        Column(
            "files",
            lambda: _("Files"),
            lambda row: str(len(row.manifest.files)),
            sort_key=lambda row: len(row.manifest.files),
            is_number=True,
            width=8,
        ),
        Column(
            "size",
            lambda: _("Size"),
            lambda row: _("{size} MB").format(size=f"{row.manifest.database_size / _MEGABYTE:.1f}"),
            sort_key=lambda row: row.manifest.database_size,
            is_number=True,
            width=10,
        ),
    ]
