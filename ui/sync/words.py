"""What an exchange brought, in sentences asked at run time."""

from datetime import datetime

from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.export_bundles import Exported
from tvet_desktop.sync.import_bundles import Imported
from tvet_desktop.sync.preview_import import ImportPreview
from tvet_desktop.sync.queries import SyncState
from tvet_desktop.sync.removals.words import held_words
from ui.sync.heard.standing_words import day_words

_KIB = 1024


def sent_words(unsent: int, sent_at: datetime | None, now: datetime) -> str:
    """Say when something was last sent, and what waits to be: "Sent today at 14:05 · 12 changes to send"."""
    when = _("Not sent yet") if sent_at is None else _("Sent {when}").format(when=day_words(sent_at, now))
    if not unsent:
        return when
    words = ngettext("{count} change to send", "{count} changes to send", unsent).format(count=unsent)
    return f"{when} · {words}"


def state_words(state: SyncState, now: datetime) -> str:
    """Say where the exchange stands: "Sent today at 14:05 · 214 changes to send · 1 part waits · no conflict"."""
    parts = [sent_words(state.unsent_changes, state.sent_at, now)]
    if state.waiting_bundles:
        words = ngettext(
            "{count} part waits for others that have not arrived",
            "{count} parts wait for others that have not arrived",
            state.waiting_bundles,
        )
        parts.append(words.format(count=state.waiting_bundles))
    elif not state.held_removals:
        parts.append(_("nothing waits"))
    if state.held_removals:
        parts.append(_("removals wait for a coordinator"))
    words = ngettext("{count} conflict", "{count} conflicts", state.open_conflicts)
    parts.append(words.format(count=state.open_conflicts) if state.open_conflicts else _("no conflict"))
    return " · ".join(parts)


def written_words(exported: Exported, place: str) -> str:
    """Say what was written where."""
    if not exported.bundles:
        return _("Nothing new had to be written: {place} has everything already.").format(place=place)
    size = ngettext("{count} KB", "{count} KB", 1).format(count=max(1, round(exported.bytes / _KIB)))
    words = ngettext(
        "{count} part ({size}) is written to {place}: carry or send it to the other PCs.",
        "{count} parts ({size}) are written to {place}: carry or send them to the other PCs.",
        exported.bundles,
    )
    return words.format(count=exported.bundles, size=size, place=place)


def read_words(imported: Imported) -> str:
    """Say what was read, what waits, what was refused, and whether somebody has to decide."""
    count = imported.new_bundles
    if not count:
        sentences = [_("There was nothing new in it.")]
    else:
        changes = ngettext("{count} change", "{count} changes", imported.applied_changes)
        words = ngettext(
            "{count} new part was read, with {changes}.",
            "{count} new parts were read, with {changes}.",
            count,
        )
        sentences = [words.format(count=count, changes=changes.format(count=imported.applied_changes))]
    seen: dict[str, None] = dict.fromkeys(error.sentence() for error in imported.refused)
    return " ".join([*sentences, *_what_follows(imported), *seen])


def preview_words(preview: ImportPreview) -> str:
    """Say what else would come of reading: what waits, what must be decided, what is refused."""
    refused = dict.fromkeys(error.sentence() for error in preview.imported.refused)
    return " ".join([*_what_follows(preview.imported), *refused])


def _what_follows(imported: Imported) -> list[str]:
    sentences = []
    if imported.waiting:
        words = ngettext(
            "{count} part waits for others that have not arrived: ask the other PCs to send again.",
            "{count} parts wait for others that have not arrived: ask the other PCs to send again.",
            imported.waiting,
        )
        sentences.append(words.format(count=imported.waiting))
    if imported.new_conflicts:
        words = ngettext(
            "{count} value was changed on two PCs: decide under “Changed on two PCs” which one holds.",
            "{count} values were changed on two PCs: decide under “Changed on two PCs” which ones hold.",
            imported.new_conflicts,
        )
        sentences.append(words.format(count=imported.new_conflicts))
    if imported.held:
        sentences.append(held_words(imported.held))
    return sentences
