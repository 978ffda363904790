"""What Ctrl+K finds besides pages and actions: people and courses, asked of the database as one types."""

from collections.abc import Callable, Sequence

from tvet_desktop.courses.queries import CourseRow, list_courses
from tvet_desktop.people.queries import PersonRow, list_people
from tvet_desktop.shared.text import fold_name
from tvet_desktop.shared.translation import _
from ui.context import Context
from ui.finder import MOST_SHOWN, Found, Provider

Answer = Callable[[Sequence[Found]], None]


def find_people(context: Context) -> Provider:
    """Return what finds people by name, phone or department, whatever the spelling."""

    def ask(words: str, answer: Answer) -> None:
        context.background.run(
            lambda: _people(context, words),
            done=lambda rows: answer([found(row) for row in rows]),
            owner=context.changes,
        )

    def found(row: PersonRow) -> Found:
        return Found(row.name, _("Person"), lambda: context.open_page("person", row.id), "people")

    return ask


def find_courses(context: Context) -> Provider:
    """Return what finds courses by title or code."""

    def ask(words: str, answer: Answer) -> None:
        context.background.run(
            lambda: _courses(context, words),
            done=lambda rows: answer([found(row) for row in rows]),
            owner=context.changes,
        )

    def found(row: CourseRow) -> Found:
        name = f"{row.details.title} · {row.details.code}"
        return Found(name, _("Course"), lambda: context.open_page("course", row.id), "courses")

    return ask


def _people(context: Context, words: str) -> tuple[PersonRow, ...]:
    with context.app.database.reading() as db:
        return list_people(db, text=words, limit=MOST_SHOWN).rows


def _courses(context: Context, words: str) -> list[CourseRow]:
    with context.app.database.reading() as db:
        rows = list_courses(db, archived=True)
    wanted = words.split()
    return [
        row
        for row in rows
        if all(word in fold_name(f"{row.details.title} {row.details.code}") for word in wanted)
    ][:MOST_SHOWN]
