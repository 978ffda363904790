"""What an import of ideas has done, in sentences."""

from tvet_desktop.ideas.import_ideas import IdeasImported
from tvet_desktop.ideas.undo_import_ideas import IdeasImportUndone
from tvet_desktop.shared.translation import _, ngettext
from ui.ideas.read_list import ListRead


def preview_words(read: ListRead, college_id: int | None) -> str:
    """Say what an import would change, once it is known of which college: "12 ideas in “list.xlsx” · +10 ~0 −0"."""
    count = 0 if read.ideas is None else len(read.ideas.lines)
    words = ngettext("{count} idea in “{file}”", "{count} ideas in “{file}”", count)
    parts = [words.format(count=count, file=read.workbook.file_name)]
    here = None if college_id is None else read.already_here.get(college_id)
    if here is not None:
        parts.append(_("+{new} ~0 −0").format(new=count - here))
    if here:
        words = ngettext("{count} is here already", "{count} are here already", here)
        parts.append(words.format(count=here))
    return " · ".join(parts)


def imported_words(imported: IdeasImported) -> str:
    """Say how many ideas came, how many leaders are to be linked, and how many lines were here before."""
    count = len(imported.idea_ids)
    parts = [
        ngettext("{count} idea was imported.", "{count} ideas were imported.", count).format(count=count)
    ]
    unlinked = len(imported.unlinked_leaders)
    if unlinked:
        words = ngettext(
            "{count} team leader stays as text until you link it to a person.",
            "{count} team leaders stay as text until you link them to people.",
            unlinked,
        )
        parts.append(words.format(count=unlinked))
    here = len(imported.already_here)
    if here:
        words = ngettext("{count} idea was here already.", "{count} ideas were here already.", here)
        parts.append(words.format(count=here))
    return " ".join(parts)


def undone_words(undone: IdeasImportUndone) -> str:
    """Say how many ideas went, and which stayed and why."""
    removed = ngettext(
        "The import was taken back: {count} idea is removed.",
        "The import was taken back: {count} ideas are removed.",
        undone.removed,
    ).format(count=undone.removed)
    kept = [
        _("“{title}” stays, because it {reason}.").format(title=one.title, reason=one.because.sentence())
        for one in undone.kept
    ]
    return " ".join([removed, *kept])
