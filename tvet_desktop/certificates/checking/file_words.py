"""Whether the letters of a PDF say what its code says: only the PC that signed both could make them differ."""

import unicodedata

from tvet_desktop.certificates.statements.statement import Statement


def says_statement(text: str, statement: Statement) -> bool:
    """Tell whether number, name and course stand in the text of a file, however its lines are broken."""
    letters = _letters(text)
    return all(
        _letters(fact) in letters for fact in (statement.number, statement.name, statement.course_title)
    )


def _letters(text: str) -> str:
    """Return letters and digits alone: spaces and hyphens come and go where lines are broken."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
