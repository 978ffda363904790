"""What a cell of a marked sheet says: letters, figures, ticks, words in three languages, minutes."""

import re

from tvet_desktop.documents.bad_cells import CellProblem, Unreadable, problem_of_formula
from tvet_desktop.documents.workbook import CellError, CellValue, cell_text
from tvet_desktop.shared.text import fold_name

TICKS = frozenset("✓ ✔ √ ☑ ✅ v".split())
"""Where these stand, an X is their opposite."""

_WORDS = {
    "P": (
        "p 1 true present présent présente présents présentes pres prés ok here attended yes oui yego yitabiriye"
        " yahari arahari ahari bahari yaje ✓ ✔ √ ☑ ✅ v"
    ),
    "A": (
        "a 0 false absent absente absents absentes abs no non oya yasibye ntiyitabiriye adahari ntahari ntiyaje"
        " missing unexcused ✗ ✘ ✕ ✖ ❌ ☒"
    ),
    "L": "l late retard r yakererewe yatinze tardy",
    "E": "e excused excusé excusée exc justifié justifiée leave permission perm sick malade congé yasabye uruhushya yasobanuye",
}
_PHRASES = {
    "A": ("non justifié", "non justifiée", "nta mpamvu yumvikana", "not excused"),
    "L": ("en retard", "arrivé en retard", "arrivée en retard", "came late"),
    "E": (
        "yasabye uruhushya",
        "yasobanuye impamvu",
        "absent excusé",
        "absence excusée",
        "excused absence",
        "on leave",
    ),
}
_MARKS = {fold_name(word) or word: mark for mark, words in _WORDS.items() for word in words.split()} | {
    fold_name(phrase): mark for mark, phrases in _PHRASES.items() for phrase in phrases
}
_ENDING = re.compile(r"\(\w+\)")
_CROSSES = frozenset({"x", "×"})
_MINUTE_WORDS = frozenset(
    fold_name(word) for word in ["min", "mins", "mn", "m", "minute", "minutes", "iminota", "de", "by", "of"]
)
_MINUTE_SIGN = re.compile(r"\d\s*(?:min|mn|['’′])|iminota\s*\d", re.IGNORECASE)
_LONGEST_DELAY = 300


def read_mark(value: CellValue, cross: str | None = None) -> tuple[str, int | None]:
    """Return status and minutes late of a cell: a letter, a word in three languages, 1 or 0, "L 10 min", "10 min".

    Args:
        value: the cell.
        cross: what an X means, "P" or "A"; None where nobody has said it.

    Raises:
        Unreadable: BAD_MARK, UNCLEAR_CROSS, FAILED_FORMULA or UNCALCULATED.
    """
    if isinstance(value, CellError):
        raise Unreadable(problem_of_formula(value))
    text = cell_text(value)
    if is_cross(value):
        if cross is None:
            raise Unreadable(CellProblem.UNCLEAR_CROSS)
        return cross, None
    plain = fold_name(_ENDING.sub("", text)) or text
    if plain in _MARKS:
        return _MARKS[plain], None
    numbers = re.findall(r"\d+", plain)
    words = [word for word in re.sub(r"\d+", " ", plain).split() if word not in _MINUTE_WORDS]
    is_late = _MARKS.get(" ".join(words)) == "L" or (not words and _MINUTE_SIGN.search(text) is not None)
    if len(numbers) == 1 and is_late and int(numbers[0]) <= _LONGEST_DELAY:
        return "L", int(numbers[0])
    raise Unreadable(CellProblem.BAD_MARK)


def is_cross(value: CellValue) -> bool:
    """Tell whether a cell holds an X, which says presence in one sheet and absence in another."""
    return isinstance(value, str) and value.strip().lower() in _CROSSES


def is_tick(value: CellValue) -> bool:
    """Tell whether a cell holds a tick."""
    return isinstance(value, str) and value.strip().lower() in TICKS
