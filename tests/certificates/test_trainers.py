from tests.certificates.factories import TODAY, Course
from tests.courses.factories import some_people
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.open_work import certificate_work
from tvet_desktop.certificates.statements.signed_statement import read_statement
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.courses.assign_trainer import assign_trainer
from tvet_desktop.courses.models import TrainerRole, TrainingSession

APPRECIATION = CertificateKind.APPRECIATION


def a_trainer(course: Course, name: str = "UWERA Chantal", role: TrainerRole = TrainerRole.DIASPORA) -> int:
    with course.app.database.transaction() as db:
        (person_id,) = some_people(db, [name])
        assign_trainer(db, course_id=course.id, person_id=person_id, role=role)
    return person_id


def rows_of(course: Course) -> list[CandidateRow]:
    with course.app.database.reading() as db:
        return candidates(db, course.id)


def test_trainers_stand_below_the_people_with_all_delivered_hours(course: Course) -> None:
    trainer = a_trainer(course)
    *trainees, last = rows_of(course)

    assert [row.trains_as for row in trainees] == [None] * 4
    assert (last.person_id, last.trains_as, last.kind) == (trainer, TrainerRole.DIASPORA, APPRECIATION)
    assert (last.credited, last.percent, last.is_waiting) == (2400, None, True)


def test_a_trainer_gets_an_appreciation_by_the_same_steps(course: Course) -> None:
    trainer = a_trainer(course)
    course.confirm(trainer)
    assert course.approve(trainer) == 1
    (issued,) = course.issue().certificates

    assert issued.kind == APPRECIATION
    assert rows_of(course)[-1].number == issued.number
    assert not rows_of(course)[-1].is_waiting
    with course.app.database.reading() as db:
        row = db.get_one(Certificate, issued.certificate_id)
        statement = read_statement(row.code_text).statement
    assert (statement.kind, statement.minutes, statement.issued_on) == (APPRECIATION, 2400, TODAY)
    assert row.second_page == ""


def test_nothing_is_due_to_a_trainer_before_a_session_was_held(course: Course) -> None:
    a_trainer(course)
    with course.app.database.transaction() as db:
        for session in db.query(TrainingSession):
            session.cancelled = True

    assert rows_of(course)[-1].kind is None


def test_who_is_trained_and_trains_others_gets_what_either_gives(course: Course) -> None:
    first, _second, _third, last = course.people
    with course.app.database.transaction() as db:
        for person_id in (first, last):
            assign_trainer(db, course_id=course.id, person_id=person_id, role=TrainerRole.ASSISTANT)
    assert len({row.key for row in rows_of(course)}) == 6
    course.confirm(first, last)

    assert course.approve(first, last) == 3
    kinds = sorted(one.kind for one in course.issue().certificates)
    assert kinds == [APPRECIATION, APPRECIATION, CertificateKind.COMPLETION]


def test_trainers_count_as_open_work(course: Course) -> None:
    a_trainer(course)
    with course.app.database.reading() as db:
        (work,) = certificate_work(db)

    assert work.to_confirm == 4
