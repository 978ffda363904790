"""The people of a course: names and notes are whole on a screen of 1366 in every language."""

import pytest

from tests.courses.factories import a_running_course
from tests.ui.clipping import at_full_size
from tests.ui.courses.conftest import OpenPage, settle
from tvet_desktop.shared.translation import use_language
from tvet_desktop.storage.database import Database
from ui.courses.course_page import CoursePage
from ui.courses.people_columns import NAME_COLUMN, NOTE_COLUMN

CELL_EDGES = 22  # pixels left and right of the words
LONG_NAMES = ("INVENTED Marie Goretti", "INVENTEDAGO Jean Baptiste", "INVENTEDA Jean de Dieu")


@pytest.mark.parametrize("code", ["en", "fr", "rw"])
def test_names_and_notes_are_whole_at_1366(
    code: str, database: Database, administrator_id: int, request: pytest.FixtureRequest
) -> None:
    with database.transaction(user_id=administrator_id) as db:
        names = LONG_NAMES + tuple(f"INVENTED{number:02} Person" for number in range(4, 41))
        course_id, _sessions, _people = a_running_course(db, names)
    use_language(code)
    open_page: OpenPage = request.getfixturevalue("open_page")
    page = open_page("course", course_id)
    assert isinstance(page, CoursePage)
    at_full_size(page.window())
    settle()
    view, model = page.people.table.view, page.people.table.model

    for column in (NAME_COLUMN, NOTE_COLUMN):
        for row in range(model.rowCount()):
            words = view.fontMetrics().horizontalAdvance(model.index(row, column).data())
            assert words + CELL_EDGES <= view.columnWidth(column)
    assert view.horizontalScrollBar().maximum() == 0
    assert page.sessions.table.view.horizontalScrollBar().maximum() == 0
