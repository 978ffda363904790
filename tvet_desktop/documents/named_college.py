"""Which college a list is of, as its titles, its sheet or its file name say."""

import re
from collections.abc import Iterable, Mapping

from tvet_desktop.documents.table_headers import Table
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.shared.text import fold_name


def named_college(texts: Iterable[str], names: Mapping[str, Iterable[str]]) -> str | None:
    """Return the code of the college that the first telling text names, None if none or several do.

    Args:
        texts: titles first, then weaker hints such as the file name.
        names: for each code (such as "HUY", found only in capitals) the names of the college.
    """
    for text in texts:
        found = _colleges_in(text, names)
        if len(found) == 1:
            return found.pop()
    return None


def college_hints(workbook: Workbook, table: Table) -> list[str]:
    """Return what may name the college of a list: its titles, its sheet's name, its file's name."""
    return [*table.titles, table.sheet.name, workbook.file_name]


def _colleges_in(text: str, names: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the codes of the colleges that a text names by names of the most words ("IPRC Huye" before "Kigali")."""
    folded = f" {fold_name(text)} "
    words = set(re.findall(r"[A-Z]+", text))
    found: dict[str, int] = {}
    for code, of_college in names.items():
        lengths = [len(name.split()) for name in map(fold_name, of_college) if f" {name} " in folded]
        if code in words:
            lengths.append(1)
        if lengths:
            found[code] = max(lengths)
    longest = max(found.values(), default=0)
    return {code for code, length in found.items() if length == longest}
