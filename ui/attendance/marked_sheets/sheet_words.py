"""What is said about a marked sheet: before the import, after it, and why a name waits."""

from tvet_desktop.attendance.marked_sheets.import_marks import MarksImported
from tvet_desktop.attendance.marked_sheets.preview_marks import MarksPreview
from tvet_desktop.attendance.marked_sheets.sheet_marks import DifferingMark
from tvet_desktop.attendance.marked_sheets.undo_import_marks import MarksImportUndone
from tvet_desktop.attendance.models import WaitingReason
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.shared.translation import _, ngettext
from ui.attendance.words import mark_text


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
    waiting, bad = preview.names_waiting, len(preview.bad_cells)
    parts = [
        _("Marks: +{new} ~{differing} −0").format(new=preview.marks_new, differing=len(preview.differing)),
        ngettext("{count} session", "{count} sessions", sessions).format(count=sessions),
        ngettext("{count} person known", "{count} people known", people).format(count=people),
        names_wait_words(waiting) if waiting else "",
        ngettext("{count} bad cell", "{count} bad cells", bad).format(count=bad) if bad else "",
    ]
    return " · ".join(part for part in parts if part)


def names_wait_words(count: int) -> str:
    """Say how many names wait."""
    return ngettext("{count} name waits", "{count} names wait", count).format(count=count)


def verb_of(preview: MarksPreview, taken: int = 0) -> str:
    """Return what the button does; ``taken`` marks of the sheet go over ours."""
    count = preview.marks_new + taken
    if not count and preview.names_waiting:
        words = ngettext(
            "Keep {count} name that waits", "Keep {count} names that wait", preview.names_waiting
        )
        return words.format(count=preview.names_waiting)
    return ngettext("Import {count} mark", "Import {count} marks", count).format(count=count)


def result_words(done: MarksImported) -> str:
    """Say what came of the import."""
    waiting = done.marks_waiting + done.marks_unknown
    said = [
        ngettext("{count} mark imported.", "{count} marks imported.", done.marks).format(count=done.marks)
    ]
    if done.marks_replaced:
        count = done.marks_replaced
        said.append(
            ngettext("{count} of ours was replaced.", "{count} of ours were replaced.", count).format(
                count=count
            )
        )
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


def undone_words(undone: MarksImportUndone) -> str:
    """Say what went, and what stayed because somebody has changed it since."""
    removed = undone.marks_removed + undone.marks_restored
    said = ngettext("{count} mark was taken back.", "{count} marks were taken back.", removed).format(
        count=removed
    )
    if not undone.marks_kept:
        return said
    kept = ngettext(
        "{count} was changed since and stays.", "{count} were changed since and stay.", undone.marks_kept
    ).format(count=undone.marks_kept)
    return f"{said} {kept}"


def differing_words(mark: DifferingMark) -> str:
    """Say which mark was kept although the sheet has another."""
    return _("Row {row}, {name}, {day} {half}: the mark “{kept}” was kept, the sheet says “{said}”.").format(
        row=mark.row,
        name=mark.name,
        day=day_text(mark.held_on),
        half=slot_name(mark.slot),
        kept=mark_text(mark.kept),
        said=mark_text(mark.in_sheet),
    )


def name_notes(preview: MarksPreview) -> dict[tuple[int, int], str]:
    """Return what to write beside each name that waits, for the copy with comments."""
    columns = preview.sheet.table.columns
    column = min(columns[name] for name in ("full_name", "family_name", "given_name") if name in columns)
    return {
        (line.row, column): {
            WaitingReason.PARTIAL: _(
                "Only a part of this name is known: write the whole name of the register."
            ),
            WaitingReason.AMBIGUOUS: _("Several people have this name: say in the app which one it is."),
            WaitingReason.UNKNOWN: _("Nobody of the college has this name: write it as in the register."),
        }[line.waits_for]
        for line in preview.lines
        if line.waits_for is not None
    }
