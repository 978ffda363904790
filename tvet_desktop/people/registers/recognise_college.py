"""Which college a list belongs to, as its titles or its file name say."""

from collections.abc import Iterable, Sequence

from tvet_desktop.documents.named_college import named_college
from tvet_desktop.programme.queries import CollegeRow


def recognise_college(colleges: Sequence[CollegeRow], hints: Iterable[str]) -> CollegeRow | None:
    """Return the college that the first telling hint names by name, former name or code; else None.

    Args:
        colleges: those of the programme (``list_colleges``).
        hints: ``Register.hints``, and those of a marked sheet or a list of ideas.
    """
    names = {c.code: (c.official_name, c.short_name, *c.former_names) for c in colleges}
    code = named_college(hints, names)
    return next((college for college in colleges if college.code == code), None)
