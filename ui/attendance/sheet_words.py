"""What is said about a marked sheet: before the import, after it, and why a name waits."""

from tvet_desktop.attendance.import_marks import MarksImported
from tvet_desktop.attendance.models import WaitingReason
from tvet_desktop.attendance.preview_marks import MarksPreview
from tvet_desktop.shared.translation import _, ngettext


def reason_words(reason: WaitingReason) -> str:
    """Say why a name waits."""
    return {
        WaitingReason.PARTIAL: _("only a part of the name is known"),
        WaitingReason.AMBIGUOUS: _("several have this name"),
        WaitingReason.UNKNOWN: _("nobody has this name"),
    }[reason]


def preview_words(preview: MarksPreview) -> str:
    """Say in one line what the sheet holds."""
    sessions, people = len(preview.sessions), len(preview.lines) - preview.names_waiting
    waiting, bad = preview.names_waiting, len(preview.sheet.bad_cells)
    parts = [
        ngettext("{count} session", "{count} sessions", sessions).format(count=sessions),
        ngettext("{count} person known", "{count} people known", people).format(count=people),
        names_wait_words(waiting) if waiting else "",
        ngettext("{count} bad cell", "{count} bad cells", bad).format(count=bad) if bad else "",
    ]
    return " · ".join(part for part in parts if part)


def names_wait_words(count: int) -> str:
    """Say how many names wait."""
    return ngettext("{count} name waits", "{count} names wait", count).format(count=count)


def verb_of(preview: MarksPreview) -> str:
    """Return what the button does."""
    count = preview.marks_linked
    return ngettext("Import {count} mark", "Import {count} marks", count).format(count=count)


def result_words(done: MarksImported) -> str:
    """Say what came of the import."""
    waiting = done.marks_waiting + done.marks_unknown
    said = [
        ngettext("{count} mark imported.", "{count} marks imported.", done.marks).format(count=done.marks)
    ]
    if done.marks_already_there:
        count = done.marks_already_there
        said.append(
            ngettext("{count} was there already.", "{count} were there already.", count).format(count=count)
        )
    if waiting:
        said.append(
            ngettext(
                "{count} mark waits until somebody says whose it is.",
                "{count} marks wait until somebody says whose they are.",
                waiting,
            ).format(count=waiting)
        )
    if done.differing:
        count = len(done.differing)
        said.append(
            ngettext(
                "{count} mark differs from the sheet and was kept.",
                "{count} marks differ from the sheet and were kept.",
                count,
            ).format(count=count)
        )
    return " ".join(said)
