from dataclasses import replace
from datetime import date

import pytest

from tests.courses.factories import a_course
from tvet_desktop.accounts.models import Role, User
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.certificates.drawing.content import Signatory
from tvet_desktop.certificates.drawing.sheet import (
    CharacterNotPrintable,
    LanguageNotInTemplate,
    TextDoesNotFit,
)
from tvet_desktop.certificates.setup.details import SetupDetails
from tvet_desktop.certificates.setup.queries import setup_of
from tvet_desktop.certificates.setup.rules import SetupUnusable, TooManySignatories
from tvet_desktop.certificates.setup.set_certificate_setup import set_certificate_setup
from tvet_desktop.certificates.setup.undo_certificate_setup import undo_certificate_setup
from tvet_desktop.certificates.templates.add_template import add_template
from tvet_desktop.certificates.templates.template import packaged_toml
from tvet_desktop.courses.cancel_course import cancel_course
from tvet_desktop.courses.rules import CourseNotOpen
from tvet_desktop.storage.database import Database, new_id
from tvet_desktop.storage.ids import Scope

SAID = SetupDetails(
    "en+fr",
    signatories=(Signatory("Uwera Chantal", "Principal"), Signatory("", "Trainer")),
    place="Huye",
    financed_by="Belgium",
    has_second_page=True,
)


def a_user(database: Database, role: Role) -> int:
    with database.transaction() as db:
        user = User(id=new_id(db, Scope.SHARED), username=role, display_name="Invented", role=role)
        db.add(user)
        return user.id


@pytest.fixture
def course_id(database: Database) -> int:
    with database.transaction() as db:
        return a_course(db)


def test_a_course_begins_with_its_own_language_in_the_town_of_its_college(
    database: Database, course_id: int
) -> None:
    with database.reading() as db:
        row = setup_of(db, course_id)

    assert row.setup_id is None
    assert row.details == SetupDetails("en", place="Huye")
    assert row.details.template("participation") == "participation"  # type: ignore[arg-type]  # equal to its kind


def test_the_newest_version_holds_and_can_be_taken_back(database: Database, course_id: int) -> None:
    with database.transaction() as db:
        first = set_certificate_setup(db, course_id=course_id, details=SAID, by=None)
        changed = replace(SAID, financed_by="")
        second = set_certificate_setup(db, course_id=course_id, details=changed, by=None)
        again = set_certificate_setup(db, course_id=course_id, details=changed, by=None)
        assert setup_of(db, course_id).details == changed
        assert again.setup_id is None

        assert second.setup_id is not None
        undo_certificate_setup(db, setup_id=second.setup_id, by=None)
        assert setup_of(db, course_id).details == SAID
        assert first.setup_id is not None
        undo_certificate_setup(db, setup_id=first.setup_id, by=None)
        assert setup_of(db, course_id).setup_id is None


def test_white_space_and_lines_for_nobody_are_left_out(database: Database, course_id: int) -> None:
    untidy = replace(SAID, place=" Huye  ", signatories=(Signatory(" ", ""), Signatory("Keza  Aline", " ")))
    with database.transaction() as db:
        done = set_certificate_setup(db, course_id=course_id, details=untidy, by=None)

    assert (done.details.place, done.details.signatories) == ("Huye", (Signatory("Keza Aline", ""),))


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (replace(SAID, language="de"), SetupUnusable),
        (replace(SAID, language="en+en"), SetupUnusable),
        (replace(SAID, completion_template="participation"), SetupUnusable),
        (replace(SAID, appreciation_template="of-last-year"), SetupUnusable),
        (replace(SAID, signatories=(Signatory("Keza", "Trainer"),) * 5), TooManySignatories),
        (replace(SAID, place="Huye " * 200), TextDoesNotFit),
        (replace(SAID, signatories=(Signatory("W" * 90, ""),)), TextDoesNotFit),
        (replace(SAID, financed_by="Belgium 🇧🇪"), CharacterNotPrintable),
    ],
)
def test_what_cannot_be_printed_is_refused_in_one_sentence(
    database: Database, course_id: int, wrong: SetupDetails, error: type[Exception]
) -> None:
    with database.transaction() as db, pytest.raises(error) as raised:
        set_certificate_setup(db, course_id=course_id, details=wrong, by=None)

    sentence = raised.value.sentence()  # type: ignore[attr-defined]  # all of them are the user's errors
    assert sentence.count(".") + sentence.count("?") >= 1


@pytest.mark.parametrize("role", [Role.CLERK, Role.TRAINER, Role.REVIEWER, Role.AUDITOR])
def test_only_a_coordinator_sets_up_certificates(database: Database, course_id: int, role: Role) -> None:
    by = a_user(database, role)
    with database.transaction() as db:
        done = set_certificate_setup(db, course_id=course_id, details=SAID, by=None)
    assert done.setup_id is not None

    with database.transaction() as db, pytest.raises(NotAllowed):
        set_certificate_setup(db, course_id=course_id, details=SetupDetails("fr"), by=by)
    with database.transaction() as db, pytest.raises(NotAllowed):
        undo_certificate_setup(db, setup_id=done.setup_id, by=by)


def test_a_cancelled_course_gets_no_certificates(database: Database, course_id: int) -> None:
    with database.transaction() as db:
        cancel_course(db, course_id=course_id, on_date=date(2027, 3, 1), reason="No trainer", by=None)
    with database.transaction() as db, pytest.raises(CourseNotOpen):
        set_certificate_setup(db, course_id=course_id, details=SAID, by=None)


def test_a_template_without_the_language_is_named(database: Database, course_id: int) -> None:
    toml = packaged_toml("completion").replace('name = "completion"', 'name = "only-english"')
    toml = toml[: toml.index("[text.fr]")]
    with database.transaction() as db:
        add_template(db, toml=toml, by=None)
        english = replace(SAID, language="en", completion_template="only-english")
        set_certificate_setup(db, course_id=course_id, details=english, by=None)
        with pytest.raises(LanguageNotInTemplate) as raised:
            set_certificate_setup(
                db, course_id=course_id, details=replace(english, language="en+fr"), by=None
            )

    assert "has no sentences in French" in raised.value.sentence()
