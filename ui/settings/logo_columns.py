"""How the logos are shown in their list."""

from dataclasses import dataclass

from tvet_desktop.programme.logos.queries import LogoRow
from tvet_desktop.shared.translation import _
from ui.widgets.column import Column

PICTURE = 1
"""Number of the column that shows the picture."""


@dataclass(frozen=True)
class LogoLine:
    """A logo, and whose list it stands in."""

    row: LogoRow
    list_name: str


def logo_columns() -> list[Column[LogoLine]]:
    """Return the columns: owner, picture, for whom, where it stands."""
    return [
        Column("owner", lambda: _("Whose logo"), lambda line: line.row.owner, width=34),
        Column(
            "picture", lambda: _("Picture"), lambda _line: "", spoken=lambda line: line.row.owner, width=24
        ),
        Column("list", lambda: _("For whom"), lambda line: line.list_name, width=26),
        Column("where", lambda: _("Where it stands"), _where, width=50, tone=_tone),
    ]


def _where(line: LogoLine) -> str:
    if line.row.is_partner:
        return _("only on papers of courses that name this partner")
    return _("on every paper and certificate")


def _tone(line: LogoLine) -> str:
    return "muted" if line.row.is_partner else ""
