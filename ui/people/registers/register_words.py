"""What is said of a register before and after it was taken in."""

from tvet_desktop.people.registers.import_people import PeopleImported
from tvet_desktop.people.registers.preview_register import RegisterPreview
from tvet_desktop.shared.translation import _, ngettext


def preview_words(preview: RegisterPreview) -> str:
    """Say in one line what an import would bring."""
    if preview.register is None:
        return _("Choose the column that holds the names.")
    parts = [
        _("+{new} ~{changed} −0").format(
            new=preview.new_people + preview.new_waiting, changed=preview.changed
        ),
        ngettext("{count} person to add", "{count} people to add", preview.new_people).format(
            count=preview.new_people
        ),
    ]
    if preview.new_waiting:
        words = ngettext("{count} row will wait", "{count} rows will wait", preview.new_waiting)
        parts.append(words.format(count=preview.new_waiting))
    if preview.changed:
        words = ngettext("{count} row to correct", "{count} rows to correct", preview.changed)
        parts.append(words.format(count=preview.changed))
    if preview.already_here:
        words = ngettext("{count} row is here already", "{count} rows are here already", preview.already_here)
        parts.append(words.format(count=preview.already_here))
    bad = len(preview.register.bad_cells)
    if bad:
        parts.append(ngettext("{count} bad cell", "{count} bad cells", bad).format(count=bad))
    return " · ".join(parts)


def verb_of(preview: RegisterPreview) -> str:
    """Return the words of the main button."""
    if preview.changed and not preview.new_people and not preview.new_waiting:
        words = ngettext("Correct {count} row", "Correct {count} rows", preview.changed)
        return words.format(count=preview.changed)
    if preview.new_people or not preview.new_waiting:
        words = ngettext("Import {count} person", "Import {count} people", preview.new_people)
        return words.format(count=preview.new_people)
    words = ngettext("Import {count} waiting row", "Import {count} waiting rows", preview.new_waiting)
    return words.format(count=preview.new_waiting)


def result_words(preview: RegisterPreview, made: PeopleImported) -> str:
    """Say what an import has made."""
    people, waiting = len(made.person_ids) + len(made.completed_ids), len(made.waiting_row_ids)
    said = ngettext(
        "{count} person was added from “{file}”.", "{count} people were added from “{file}”.", people
    ).format(count=people, file=preview.workbook.file_name)
    changed = len(made.changed_ids)
    if changed:
        words = ngettext("{count} person was corrected.", "{count} people were corrected.", changed)
        said = f"{said} {words.format(count=changed)}"
    if not waiting:
        return said
    waits = ngettext(
        "{count} row waits for a name or a sex.", "{count} rows wait for a name or a sex.", waiting
    ).format(count=waiting)
    return f"{said} {waits}"
