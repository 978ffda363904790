from tests.ui.accessibility import nameless, unreachable
from tests.ui.clipping import clipped
from tests.ui.courses.conftest import Courses, FindDialog, OpenPage
from tests.ui.pictures import save_picture
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.courses.queries import rules_of
from tvet_desktop.courses.rules_versions import rules_versions
from tvet_desktop.storage.database import Database
from ui.courses.course_page import CoursePage
from ui.courses.rules_dialog import RulesDialog


def rules_dialog(open_page: OpenPage, dialog: FindDialog, course_id: int) -> tuple[CoursePage, RulesDialog]:
    page = open_page("course", course_id)
    assert isinstance(page, CoursePage)
    page.rules.show.trigger()
    asked = dialog(RulesDialog)
    assert isinstance(asked, RulesDialog)
    return page, asked


def test_rules_are_set_with_their_effect_and_history(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, database: Database
) -> None:
    page, asked = rules_dialog(open_page, dialog, courses.running)
    with database.transaction() as db:
        mark_attendance(
            db,
            training_session_id=courses.sessions[0],
            person_id=courses.people[0],
            status=MarkStatus.ABSENT,
            now=page.context.app.clock.now(),
        )
    asked.look_again()
    assert asked.effect.text() == "These rules hold already: change a number, or go back."
    asked.completion.set_value(50)
    asked.completion.on_edited()
    assert asked.effect.text() == "By the marks of today: 4 complete, 0 take part. 1 person gains."
    asked.pass_mark.set_value(60)
    asked.form.submit()

    with database.reading() as db:
        rules = rules_of(db, courses.running)
    assert (rules.completion_percent, rules.pass_percent) == (50, 60)
    assert page.messages.text == "The new rules hold."
    page.rules.show.trigger()
    again = dialog(RulesDialog)
    rows = again.history.model.rows
    assert [(row.rules.completion_percent, row.user_name) for row in rows] == [
        (50, "Invented Admin"),
        (80, ""),
    ]
    again.reject()
    page.messages.undo_last()
    with database.reading() as db:
        rules = rules_of(db, courses.running)
    assert (rules.completion_percent, rules.pass_percent) == (80, None)


def test_enter_on_rules_that_hold_already_saves_nothing(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, database: Database
) -> None:
    _page, asked = rules_dialog(open_page, dialog, courses.running)
    asked.form.submit()

    assert asked.isVisible()
    assert "These rules hold already" in asked.messages.text
    with database.reading() as db:
        assert len(rules_versions(db, courses.running)) == 1
    asked.grace.set_value(asked._held.grace_minutes + 1)
    asked.grace.on_edited()
    assert "Nothing changes for anybody." in asked.effect.text()
    asked.form.submit()
    with database.reading() as db:
        assert len(rules_versions(db, courses.running)) == 2


def test_rules_that_cannot_be_are_refused(courses: Courses, open_page: OpenPage, dialog: FindDialog) -> None:
    _page, asked = rules_dialog(open_page, dialog, courses.running)
    asked.participation.set_value(90)
    asked.participation.on_edited()
    assert "participation not above completion" in asked.effect.text()
    asked.form.submit()

    assert "participation not above completion" in asked.messages.text
    asked.reject()


def test_the_dialog_fits(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, pseudo_language: None
) -> None:
    del pseudo_language
    _page, asked = rules_dialog(open_page, dialog, courses.running)

    save_picture(asked, "dialog_rules_pseudo", width=asked.width(), height=asked.height())
    assert clipped(asked) == []
    assert nameless(asked) == []
    assert unreachable(asked) == []
    assert asked.height() <= 700
    asked.reject()
