"""What is said of values that were changed on two PCs."""

from collections.abc import Sequence

from tvet_desktop.attendance.rules import KIGALI
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.conflicts.decide import Choice
from tvet_desktop.sync.conflicts.typed import Typed
from tvet_desktop.sync.describe_conflicts import DescribedConflict


def who_words(typed: Typed) -> str:
    """Name who typed a value."""
    return typed.by or _("somebody unknown here")


def where_words(typed: Typed) -> str:
    """Name the PC on which it was typed."""
    return typed.pc or _("a PC that is unknown here")


def when_words(typed: Typed) -> str:
    """Say when it was typed, as that PC said."""
    if typed.at is None:
        return _("time unknown")
    return f"{typed.at.astimezone(KIGALI):%d/%m/%Y %H:%M}"


def count_words(count: int) -> str:
    """Say how much is to decide."""
    words = ngettext("{count} value is to be decided.", "{count} values are to be decided.", count)
    return words.format(count=count) if count else ""


def decided_words(rows: Sequence[DescribedConflict], choice: Choice, taken: str) -> str:
    """Say what was decided; ``taken`` is the value that holds now where one row was decided."""
    if len(rows) == 1:
        words = {
            Choice.KEPT: _("{name}: “{value}” stays."),
            Choice.OTHER: _("{name}: “{value}” holds now."),
            Choice.BOTH: _("{name}: both texts are kept."),
        }[choice]
        return words.format(name=rows[0].name or rows[0].kind, value=taken)
    count = len(rows)
    if choice is Choice.KEPT:
        words = ngettext("{count} value stays as it is.", "{count} values stay as they are.", count)
    elif choice is Choice.OTHER:
        words = ngettext("{count} other value is taken.", "{count} other values are taken.", count)
    else:
        words = ngettext("{count} pair of texts is kept.", "{count} pairs of texts are kept.", count)
    return words.format(count=count)


def many_words(decided: int, stay: int) -> str:
    """Say what one rule decided."""
    words = ngettext("{count} value was decided", "{count} values were decided", decided).format(
        count=decided
    )
    kept = ngettext("{count} of them stays as it was.", "{count} of them stay as they were.", stay).format(
        count=stay
    )
    return _("{decided}; {stay}").format(decided=words, stay=kept)


def choice_words(choice: Choice) -> str:
    """Name what was chosen, for the list of decisions."""
    return {
        Choice.KEPT: _("kept what held"),
        Choice.OTHER: _("took the other value"),
        Choice.BOTH: _("kept both"),
    }[choice]
