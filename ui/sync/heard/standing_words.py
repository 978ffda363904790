"""Where the exchange stands with a PC, in words asked at run time."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from tvet_desktop.attendance.rules import KIGALI
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.heard.colleges import QUIET
from tvet_desktop.sync.heard.gaps import Gap
from tvet_desktop.sync.heard.standings import PcStanding, Standings

_MINUTE, _HOUR, _DAY, _YEAR = 60, 3600, 86_400, 366 * 86_400
_SHOWN = 3


def day_words(at: datetime, now: datetime) -> str:
    """Return a moment as people say it: "today at 14:05", "yesterday at 09:10", "21/11/2026"."""
    here, today = at.astimezone(KIGALI), now.astimezone(KIGALI).date()
    if here.date() == today:
        return _("today at {time}").format(time=f"{here:%H:%M}")
    if here.date() == today - timedelta(days=1):
        return _("yesterday at {time}").format(time=f"{here:%H:%M}")
    return f"{here:%d/%m/%Y}"


def heard_words(row: PcStanding, now: datetime) -> str:
    """Say when a PC was last heard of."""
    if row.is_this_pc:
        return _("here")
    return _("not yet") if row.heard_at is None else day_words(row.heard_at, now)


def is_quiet(row: PcStanding, now: datetime) -> bool:
    """Tell whether a PC should be asked what happened."""
    is_long = row.heard_at is None or now - row.heard_at > QUIET
    return is_long and not row.is_this_pc and not row.is_withdrawn


def clock_words(seconds: int | None) -> str:
    """Say how far a clock is from this PC's: "fits", "3 hours ahead", "2 days behind"."""
    if seconds is None:
        return "–"
    if not seconds:
        return _("✓ fits")
    off = abs(seconds)
    if off >= _YEAR:
        return _("wrong date")
    if off >= 2 * _DAY:
        count = off // _DAY
        ahead = ngettext("{count} day ahead", "{count} days ahead", count)
        behind = ngettext("{count} day behind", "{count} days behind", count)
    elif off >= 2 * _HOUR:
        count = off // _HOUR
        ahead = ngettext("{count} hour ahead", "{count} hours ahead", count)
        behind = ngettext("{count} hour behind", "{count} hours behind", count)
    else:
        count = off // _MINUTE
        ahead = ngettext("{count} minute ahead", "{count} minutes ahead", count)
        behind = ngettext("{count} minute behind", "{count} minutes behind", count)
    return (ahead if seconds > 0 else behind).format(count=count)


def has_words(row: PcStanding) -> str:
    """Say whether a PC confirmed everything that this PC sent."""
    parts, changes = row.lacks_own
    if row.is_this_pc or row.is_withdrawn:
        return "–"
    if not parts:
        return _("✓ everything")
    words = ngettext("{count} change not yet", "{count} changes not yet", changes)
    return words.format(count=f"{changes:,}".replace(",", " "))


def missing_words(row: PcStanding) -> str:
    """Say what of a PC is missing here, and what waits."""
    parts = []
    if row.missing:
        parts.append(
            ngettext("{count} part missing", "{count} parts missing", row.missing).format(count=row.missing)
        )
    if row.waiting:
        parts.append(ngettext("{count} waits", "{count} wait", row.waiting).format(count=row.waiting))
    return " · ".join(parts) or "–"


def gap_words(standings: Standings) -> list[str]:
    """Say what is missing here, what waits for it, and whom to ask: a sentence for each of the first gaps."""
    lines = [_gap_words(gap, standings.names) for gap in standings.gaps[:_SHOWN]]
    more = len(standings.gaps) - _SHOWN
    if more > 0:
        lines.append(ngettext("And {count} more gap.", "And {count} more gaps.", more).format(count=more))
    return lines


def own_clock_words(seconds: int) -> str:
    """Say that this PC's own clock is wrong, as the others see it; "" if it is not."""
    if not seconds:
        return ""
    return _(
        "The clock of this PC seems to be {offset}, compared with the other PCs: set date and time right."
    ).format(offset=clock_words(seconds))


def _gap_words(gap: Gap, names: Mapping[bytes, str]) -> str:
    first, last = gap.numbers
    name = names.get(gap.writer or b"") or _("a PC that is not known here yet")
    numbers = str(first) if first == last else f"{first}–{last}"
    words = ngettext(
        "Part {numbers} of {name} has not come here.",
        "Parts {numbers} of {name} have not come here.",
        gap.count,
    ).format(numbers=numbers, name=name)
    if gap.waiting:
        waiting = ngettext(
            "{count} part that is here waits for it.", "{count} parts that are here wait for it.", gap.waiting
        )
        words = f"{words} {waiting.format(count=gap.waiting)}"
    had_by = sorted(names[device] for device in gap.had_by if device in names)
    if had_by:
        ask = ngettext(
            "{names} had it: sync with that PC, or ask it for a sync file.",
            "{names} had it: sync with one of them, or ask one for a sync file.",
            len(had_by),
        )
        words = f"{words} {ask.format(names=', '.join(had_by[:_SHOWN]))}"
    return words
