"""What is said about somebody whose badge was scanned."""

from tvet_desktop.attendance.badges.check_in import CheckedIn
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.shared.translation import _, ngettext
from ui.attendance.badges.check_in_view import Arrived
from ui.attendance.words import mark_text
from ui.scan_banner import Said


def said_of(done: CheckedIn) -> Said:
    """Say what the scan did: the name, and number, mark and count below it."""
    tone = "attention" if done.marked is None else "good"
    words = _already(done) if done.marked is None else _marked(done)
    values = {
        "seat": done.seat,
        "minutes": done.mark.minutes_late,
        "here": done.here,
        "count": done.expected,
    }
    return Said(tone, done.name, words.format(**values))


def arrived_of(done: CheckedIn) -> Arrived:
    """Return the line among the last ones."""
    words = _("No. {seat}, {mark}").format(seat=done.seat, mark=mark_text(done.mark))
    return Arrived(done.person_id, done.name, words)


def _already(done: CheckedIn) -> str:
    if done.mark.status == MarkStatus.LATE:
        return _("No. {seat} · already marked late · {here} of {count} are here")
    return _("No. {seat} · already marked present · {here} of {count} are here")


def _marked(done: CheckedIn) -> str:
    was_missing = done.marked is not None and done.marked.before is not None
    if done.mark.status == MarkStatus.PRESENT:
        if was_missing:
            return _("No. {seat} · was marked as missing, now present · {here} of {count} are here")
        return _("No. {seat} · marked present · {here} of {count} are here")
    if done.mark.minutes_late is not None:
        return ngettext(
            "No. {seat} · marked late by {minutes} minute · {here} of {count} are here",
            "No. {seat} · marked late by {minutes} minutes · {here} of {count} are here",
            done.mark.minutes_late,
        )
    if was_missing:
        return _("No. {seat} · was marked as missing, now late · {here} of {count} are here")
    return _("No. {seat} · marked late · {here} of {count} are here")
