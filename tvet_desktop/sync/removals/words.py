"""That removals wait for a coordinator, in a sentence for the window and the commands alike."""

from tvet_desktop.shared.translation import ngettext


def held_words(count: int) -> str:
    """Say that other PCs removed much, and who decides; "" where nothing is held."""
    if not count:
        return ""
    return ngettext(
        "Another PC removed more than 5 % of a list: until a coordinator agrees under Sync, nothing of it is removed"
        " here.",
        "{count} other PCs removed more than 5 % of a list: until a coordinator agrees under Sync, nothing of it is"
        " removed here.",
        count,
    ).format(count=count)
