"""What the page of logos says about them, and why some cannot be changed here."""

from collections.abc import Collection, Sequence

from tvet_desktop.programme.logos.queries import LogoRow
from tvet_desktop.programme.queries import CollegeRow
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.storage.ids import Scope


def state_of_logos(rows: Sequence[LogoRow], own: Sequence[CollegeRow], scopes: Collection[int]) -> str:
    """Say how many there are, and who changes which."""
    if not rows:
        return _who_changes(own, scopes)
    count = ngettext("{count} logo", "{count} logos", len(rows)).format(count=len(rows))
    return f"{count} · {_who_changes(own, scopes)}"


def not_yours_at_all(scopes: Collection[int]) -> str:
    """Say who gives logos where this user may not; "" where some list is theirs."""
    return "" if scopes else _who_changes((), scopes)


def not_yours(row: LogoRow, scopes: Collection[int], own: Sequence[CollegeRow]) -> str:
    """Say why a logo cannot be changed by this user here; "" where it can."""
    if row.scope in scopes:
        return ""
    if not scopes:
        return not_yours_at_all(scopes)
    if row.scope == Scope.SHARED:
        return _("This logo is the programme's: the national office changes it.")
    return _who_changes(own, scopes)


def _who_changes(own: Sequence[CollegeRow], scopes: Collection[int]) -> str:
    if not scopes:
        return _("The administrator of this PC gives and changes logos.")
    if Scope.SHARED in scopes:
        return _("On papers they stand from left to right in this order.")
    return _("This PC changes the logos of {college}; the programme's come from the national office.").format(
        college=", ".join(college.official_name for college in own)
    )
