"""What speaks against a time, as one line of a message."""

from collections.abc import Sequence

from tvet_desktop.courses.clashes import Clash
from tvet_desktop.shared.translation import _, ngettext

_SHOWN = 3


def clash_sentence(clashes: Sequence[Clash]) -> str:
    """Return one sentence that names what speaks against a time; "" when nothing does."""
    words = "; ".join(clash.words() for clash in clashes)
    return _("Warning – {warnings}.").format(warnings=words) if words else ""


def trainer_sentence(lines: Sequence[str]) -> str:
    """Return one sentence that names when a trainer would be in two places; "" when never."""
    if not lines:
        return ""
    words = "; ".join(lines[:_SHOWN])
    more = len(lines) - _SHOWN
    if more <= 0:
        return _("In two places at once: {times}.").format(times=words)
    return ngettext(
        "In two places at once: {times}; and {count} more time.",
        "In two places at once: {times}; and {count} more times.",
        more,
    ).format(times=words, count=more)
