"""One session and one trainer are warned of as well, and saved all the same."""

from datetime import date

from tests.courses.factories import MONDAY, some_people
from tests.ui.courses.conftest import Courses, FindDialog, OpenPage
from tests.ui.pictures import save_picture
from tvet_desktop.courses.add_session import add_session
from tvet_desktop.courses.assign_trainer import assign_trainer
from tvet_desktop.courses.edit_session import SessionDetails, edit_session
from tvet_desktop.courses.models import Slot, TrainerRole
from tvet_desktop.courses.queries import sessions_of, trainers_of
from tvet_desktop.storage.database import Database
from ui.courses.course_page import CoursePage
from ui.courses.session_dialogs import SessionDialog
from ui.courses.trainer_dialog import TrainerDialog


def course_page(open_page: OpenPage, course_id: int) -> CoursePage:
    page = open_page("course", course_id)
    assert isinstance(page, CoursePage)
    return page


def test_a_session_on_a_holiday_is_warned_of_while_typing_and_added(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, database: Database
) -> None:
    page = course_page(open_page, courses.empty)
    page.sessions.add.trigger()
    asked = dialog(SessionDialog)
    assert isinstance(asked, SessionDialog)
    assert asked.messages.text == ""
    asked.day.set_value(date(2027, 3, 26))
    asked.day.on_edited()
    assert asked.messages.text == "Warning – day off: Good Friday."
    asked.day.set_value(date(2027, 3, 25))
    asked.day.on_edited()
    assert asked.messages.text == ""
    asked.day.set_value(date(2027, 3, 27))
    asked.day.on_edited()
    save_picture(asked, "dialog_session_warned", width=asked.width(), height=asked.height())
    asked.form.submit()

    assert page.messages.text == "The session was added. Warning – busy until noon: Umuganda."
    with database.reading() as db:
        assert len(sessions_of(db, courses.empty)) == 1


def test_a_room_that_is_taken_is_warned_of_when_a_session_moves_there(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, database: Database
) -> None:
    with database.transaction() as db:
        edit_session(
            db,
            training_session_id=courses.sessions[2],
            details=SessionDetails(date(2027, 3, 2), Slot.AM, 240, "Lab 2"),
        )
        own = add_session(db, course_id=courses.empty, held_on=MONDAY, slot=Slot.AM).training_session_id
    page = course_page(open_page, courses.empty)
    page.sessions.table.select({own})
    page.sessions.edit.trigger()
    asked = dialog(SessionDialog)
    assert isinstance(asked, SessionDialog)
    asked.day.set_value(date(2027, 3, 2))
    asked.room.set_value("lab 2")
    asked.room.on_edited()
    assert asked.messages.text == "Warning – HUY-2027-01 is in Lab 2 then."
    asked.form.submit()

    assert page.messages.text.endswith("was changed. Warning – HUY-2027-01 is in Lab 2 then.")


def test_a_trainer_who_teaches_elsewhere_then_is_warned_of_and_assigned(
    courses: Courses, open_page: OpenPage, dialog: FindDialog, database: Database
) -> None:
    with database.transaction() as db:
        (trainer,) = some_people(db, ("KEZA Grace",))
        assign_trainer(db, course_id=courses.running, person_id=trainer, role=TrainerRole.DIASPORA)
        for slot in (Slot.AM, Slot.PM):
            add_session(db, course_id=courses.empty, held_on=MONDAY, slot=slot)
    page = course_page(open_page, courses.empty)
    page.trainers.add.trigger()
    asked = dialog(TrainerDialog)
    assert isinstance(asked, TrainerDialog)
    asked.table.select({trainer})
    assert asked.messages.text.startswith("In two places at once: 01/03/2027 morning: KEZA Grace teaches")
    save_picture(asked, "dialog_trainer_warned", width=asked.width(), height=asked.height())
    asked.form.submit()

    assert "The trainer was added. In two places at once" in page.messages.text
    with database.reading() as db:
        assert [row.person_id for row in trainers_of(db, courses.empty)] == [trainer]
    page.messages.undo_last()
    with database.reading() as db:
        assert trainers_of(db, courses.empty) == []
