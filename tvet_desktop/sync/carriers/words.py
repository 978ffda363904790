"""The act of syncing in words, for the window and the command alike."""

from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.carriers.plan_sync import SyncPlan
from tvet_desktop.sync.carriers.run_sync import SyncDone
from tvet_desktop.sync.removals.words import held_words

_KILO = 1000


def size_words(count: int) -> str:
    """Return a size as people read it: "84 kB", "2.1 MB"."""
    if count < _KILO * _KILO:
        return _("{count} kB").format(count=max(1, round(count / _KILO)) if count else 0)
    return _("{count} MB").format(count=f"{count / _KILO / _KILO:.1f}")


def question_words(plan: SyncPlan) -> str:
    """Ask before anything moves: "Send 84 kB, receive 210 kB?"."""
    if plan.is_empty:
        return _("Nothing is new on either side.")
    return _("Send {sent}, receive {received}?").format(
        sent=size_words(plan.send_bytes), received=size_words(plan.receive_bytes)
    )


def files_words(plan: SyncPlan) -> str:
    """Say how large the scans and certificates are that would move too; "" if there are none."""
    count = len(plan.files.send) + len(plan.files.receive)
    if not count:
        return ""
    words = ngettext(
        "Then {count} scan or certificate follows: {sent} to send, {received} to receive.",
        "Then {count} scans and certificates follow: {sent} to send, {received} to receive.",
        count,
    )
    return words.format(
        count=count, sent=size_words(plan.files.send_bytes), received=size_words(plan.files.receive_bytes)
    )


def done_words(done: SyncDone) -> str:
    """Say what moved, what is missing, and what stopped it."""
    imported = done.imported
    sentences = [
        _("Sent {sent}, received {received}.").format(
            sent=size_words(done.sent_bytes), received=size_words(done.received_bytes)
        )
    ]
    if not (done.sent_bundles or done.received_bytes):
        sentences = [] if done.stopped or done.lacking else [_("Nothing was new on either side.")]
    files = done.files_received + done.files_sent
    if files:
        words = ngettext(
            "{count} scan or certificate was carried.", "{count} scans and certificates were carried.", files
        )
        sentences.append(words.format(count=files))
    if imported.waiting:
        words = ngettext(
            "{count} part waits for others that have not arrived.",
            "{count} parts wait for others that have not arrived.",
            imported.waiting,
        )
        sentences.append(words.format(count=imported.waiting))
    if done.lacking:
        words = ngettext(
            "{count} file is missing or damaged there: the PC that has it puts it there when it syncs next.",
            "{count} files are missing or damaged there: the PCs that have them put them there when they sync next.",
            done.lacking,
        )
        sentences.append(words.format(count=done.lacking))
    if imported.new_conflicts:
        words = ngettext(
            "{count} value was changed on two PCs: decide under Sync which one holds.",
            "{count} values were changed on two PCs: decide under Sync which ones hold.",
            imported.new_conflicts,
        )
        sentences.append(words.format(count=imported.new_conflicts))
    if imported.held:
        sentences.append(held_words(imported.held))
    refused = dict.fromkeys(error.sentence() for error in imported.refused)
    stopped = [done.stopped.sentence()] if done.stopped else []
    return " ".join([*sentences, *refused, *stopped])


def outside_rwanda_words() -> str:
    """Say what the law asks of those who keep personal data outside Rwanda."""
    return _(
        "Law 058/2021 asks that personal data stay in Rwanda unless the supervisory authority has allowed it: what"
        " this app sends is encrypted, and still needs that permission when the storage stands elsewhere."
    )
