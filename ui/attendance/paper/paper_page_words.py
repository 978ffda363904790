"""What is said around the cells of a signed page."""

from tvet_desktop.attendance.paper.page_rows import SheetPage
from tvet_desktop.shared.translation import _, ngettext


def state_of(page: SheetPage) -> str:
    """Name the page, and say how far its typing is."""
    gaps = page.gaps
    done = _("every cell is marked")
    if gaps:
        done = ngettext("{count} cell to go", "{count} cells to go", gaps).format(count=gaps)
    return _("{course} · {code} · page {page} of {pages}, lines {first} to {last} · {done}").format(
        course=page.course_title,
        code=page.course_code,
        page=page.page,
        pages=page.pages,
        first=page.lines[0].line,
        last=page.lines[-1].line,
        done=done,
    )


def changes_of(page: SheetPage) -> str:
    """Say what is different from the paper, a sentence on each line."""
    return "\n".join(change.sentence() for change in page.changes)


def keys_words() -> str:
    """Say what the keys do."""
    return _(
        "P present · L late, then the minutes · A absent · E excused · Delete clears · Enter on an empty line writes"
        " a name · Alt+← Alt+→ pages"
    )
