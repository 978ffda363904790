"""Words of names that many people in Rwanda have, whatever the list at hand."""

from functools import cache

from tvet_desktop.people.duplicates.name_words import name_words
from tvet_desktop.shared.paths import RESOURCES


@cache
def common_names() -> frozenset[str]:
    """Return the words as they are compared."""
    lines = (RESOURCES / "names" / "common.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in name_words(line))
