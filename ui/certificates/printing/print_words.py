"""What the dialogs of printing say, asked at run time."""

from collections.abc import Sequence

from tvet_desktop.certificates.printing.printer_offset import Offset
from tvet_desktop.certificates.printing.prints import PrintRow
from tvet_desktop.certificates.printing.to_print import ToPrint, printed_days
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.translation import _, ngettext
from ui.certificates.printing.millimetre_field import written_tenths

_DAYS_NAMED = 3


def printed_before_words(certificates: Sequence[ToPrint]) -> str:
    """Say how many were printed before, and on which days: "12 were printed before: 10 on …, 2 on …."."""
    days = printed_days(certificates)
    count = sum(days.values())
    if not count:
        return _("None of them was printed yet.")
    if len(days) == 1:
        (day,) = days
        words = ngettext(
            "{count} was printed before, on {day}.", "{count} were printed before, on {day}.", count
        )
        return words.format(count=count, day=day_text(day))
    named = list(days.items())[:_DAYS_NAMED]
    parts = [_("{count} on {day}").format(count=number, day=day_text(day)) for day, number in named]
    rest = count - sum(number for _day, number in named)
    if rest:
        parts.append(_("{count} earlier").format(count=rest))
    return ngettext(
        "{count} was printed before: {days}.", "{count} were printed before: {days}.", count
    ).format(count=count, days=", ".join(parts))


def prints_words(prints: Sequence[PrintRow]) -> list[str]:
    """Return a line for each print of one certificate, the newest first."""
    return [_print_words(one) for one in reversed(prints)]


def _print_words(one: PrintRow) -> str:
    day, name = day_text(one.printed_on), one.user_name
    if one.is_duplicate:
        words = _("{day} by {name}, marked as a duplicate") if name else _("{day}, marked as a duplicate")
    else:
        words = _("{day} by {name}") if name else "{day}"
    return words.format(day=day, name=name)


def offset_words(offset: Offset) -> str:
    """Say how everything is moved: "1.5 mm to the right, 0.5 mm up"."""
    if not offset:
        return _("not moved")
    parts = []
    if offset.right:
        words = _("{length} mm to the right") if offset.right > 0 else _("{length} mm to the left")
        parts.append(words.format(length=written_tenths(abs(offset.right))))
    if offset.down:
        words = _("{length} mm down") if offset.down > 0 else _("{length} mm up")
        parts.append(words.format(length=written_tenths(abs(offset.down))))
    return ", ".join(parts)


def sent_words(count: int, redrawn: int) -> str:
    """Say what went to the printer, and that some were drawn again."""
    said = ngettext(
        "{count} certificate went to the printer.", "{count} certificates went to the printer.", count
    ).format(count=count)
    return f"{said} {redrawn_words(redrawn)}" if redrawn else said


def redrawn_words(count: int) -> str:
    """Say why pages were not printed from their files."""
    return ngettext(
        "{count} was drawn again from what was signed, because its file is on the PC that issued it.",
        "{count} were drawn again from what was signed, because their files are on the PC that issued them.",
        count,
    ).format(count=count)
