"""What is said after an import was taken back."""

from tvet_desktop.people.registers.undo_import import ImportUndone
from tvet_desktop.shared.translation import _, ngettext

_NAMED = 5


def undone_words(undone: ImportUndone) -> str:
    """Say how many people went, and who stayed and why."""
    said = ngettext(
        "{count} person was taken off the list.", "{count} people were taken off the list.", undone.removed
    ).format(count=undone.removed)
    if undone.restored:
        words = ngettext(
            "{count} person is as before the correction.",
            "{count} people are as before the correction.",
            undone.restored,
        )
        said = f"{said} {words.format(count=undone.restored)}"
    if not undone.kept:
        return said
    named = ", ".join(f"{kept.name} ({kept.because.sentence()})" for kept in undone.kept[:_NAMED])
    rest = len(undone.kept) - _NAMED
    if rest > 0:
        more = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
        named = f"{named} {more}"
    return _("{said} These stayed: {named}.").format(said=said, named=named)
