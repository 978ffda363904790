"""The words of a name as they are compared: r and l, accents, case and doubled letters make no difference."""

from tvet_desktop.shared.text import fold_name


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words in the order written, each doubled letter once: "UWIMANNA Alice" -> uwimana, arice."""
    return tuple(map(_without_doubles, fold_name(name).split()))


def _without_doubles(word: str) -> str:
    return "".join(c for place, c in enumerate(word) if place == 0 or c != word[place - 1])
