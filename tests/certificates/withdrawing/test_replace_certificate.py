import pypdfium2
import pytest
from sqlalchemy import select

from tests.certificates.factories import TODAY
from tests.certificates.test_trainers import a_trainer
from tests.certificates.withdrawing.conftest import Issued
from tvet_desktop.attendance.mark_attendance import mark_attendance
from tvet_desktop.attendance.merging.merge_people import merge_people
from tvet_desktop.attendance.models import MarkStatus
from tvet_desktop.certificates.checking.trust_list import Withdrawn, read_trust_list
from tvet_desktop.certificates.drawing.sheet import CharacterNotPrintable
from tvet_desktop.certificates.models import Certificate, WithdrawnStatement
from tvet_desktop.certificates.printing.issued_pdf import pdf_of
from tvet_desktop.certificates.queries import list_certificates
from tvet_desktop.certificates.statements.signed_statement import read_statement
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.withdrawing.correction import correction_of
from tvet_desktop.certificates.withdrawing.doubles import doubles
from tvet_desktop.certificates.withdrawing.publish_replacements import publish_replacements
from tvet_desktop.certificates.withdrawing.rules import (
    HoldsAnother,
    HoldsNoMore,
    NotQualifiedAnyMore,
    ReasonUnknown,
    RevocationWaits,
)
from tvet_desktop.certificates.withdrawing.states import Standing
from tvet_desktop.certificates.withdrawing.words import state_word
from tvet_desktop.courses.models import Course, TrainingSession
from tvet_desktop.people.rules import BadCertificateName


def _words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return words


def test_a_new_number_says_what_it_replaces_and_the_old_file_stays(issued: Issued) -> None:
    old = issued.certificates[0]
    replaced = issued.replace("Keza Alina")

    assert replaced.replaced_number == old.number
    with issued.app.database.reading() as db:
        new = db.get_one(Certificate, replaced.certificate_id)
        assert (new.replaces_id, new.replaced_because) == (issued.one, "WRONG_NAME")
        assert read_statement(new.code_text).statement.name == "Keza Alina"
        assert pdf_of(db, issued.one, issued.app.files) == old.pdf
        words = _words(pdf_of(db, replaced.certificate_id, issued.app.files))
    assert old.number in words
    assert "Keza Alina" in words
    state = issued.state()
    assert state.standing == Standing.REPLACED
    assert state_word(state) == f"replaced by {replaced.number} on 08/03/2027"
    assert issued.candidate().number == replaced.number
    assert issued.candidate().is_name_confirmed


def test_what_was_replaced_is_published_once(issued: Issued) -> None:
    replaced = issued.replace("Keza Alina")
    with issued.app.database.transaction() as db:
        statement = db.get_one(Certificate, issued.one).statement_hash
        assert publish_replacements(db).count == 0
        (row,) = db.scalars(select(WithdrawnStatement))
        assert (row.statement_hash, row.replaced_by) == (statement, replaced.number)

    listed = read_trust_list(issued.app.data_dir).withdrawn
    assert listed == {statement: Withdrawn("WRONG_NAME", replaced.number, TODAY)}


def test_replacing_happens_once_and_the_new_one_can_be_replaced(issued: Issued) -> None:
    first = issued.replace("Keza Alina")
    with pytest.raises(HoldsNoMore) as refusal:
        issued.replace("Keza Aline")
    assert first.number in refusal.value.sentence()

    second = issued.replace("Keza Aline", first.certificate_id)
    assert issued.candidate().number == second.number
    assert [state.number for state in issued.candidate().former] == [
        first.number,
        issued.certificates[0].number,
    ]


def test_todays_facts_are_taken_and_named_before(issued: Issued) -> None:
    third = issued.certificates[2]
    assert third.kind == CertificateKind.PARTICIPATION
    with issued.app.database.transaction() as db:
        db.get_one(Course, issued.course.id).title = "Drip irrigation"
        sessions = db.scalars(
            select(TrainingSession.id).order_by(TrainingSession.held_on, TrainingSession.slot)
        )
        for session in sessions:
            mark_attendance(
                db,
                training_session_id=session,
                person_id=issued.course.people[2],
                status=MarkStatus.PRESENT,
                now=issued.course.now,
            )
    with issued.app.database.reading() as db:
        correction = correction_of(db, third.certificate_id)
    changed = {line.word: (line.before, line.after) for line in correction.changed}
    assert changed["Kind"] == ("Participation", "Completion")
    assert changed["Course"] == ("Irrigation", "Drip irrigation")
    assert changed["Hours"] == ("28 hours", "40 hours")
    assert "Number" not in changed

    replaced = issued.replace("Uwase", third.certificate_id, "WRONG_FACTS")
    with issued.app.database.reading() as db:
        row = db.get_one(Certificate, replaced.certificate_id)
        assert row.kind == "completion"
        assert db.get_one(Certificate, third.certificate_id).kind == "participation"


def test_a_person_who_lost_the_hours_gets_no_new_certificate(issued: Issued) -> None:
    with issued.app.database.transaction() as db:
        for session in db.scalars(select(TrainingSession.id)):
            mark_attendance(
                db,
                training_session_id=session,
                person_id=issued.course.people[0],
                status=MarkStatus.ABSENT,
                now=issued.course.now,
            )
    with pytest.raises(NotQualifiedAnyMore) as refusal:
        issued.replace("Keza Alina")
    assert "ask for the revocation" in refusal.value.sentence()
    with issued.app.database.reading() as db:
        assert not correction_of(db, issued.one).qualifies
        assert len(list_certificates(db)) == 3


def test_it_is_refused_while_a_revocation_waits_or_without_a_reason_or_a_name(issued: Issued) -> None:
    with pytest.raises(ReasonUnknown):
        issued.replace("Keza Alina", reason="NOT_EARNED")
    with pytest.raises(BadCertificateName):
        issued.replace("x")
    issued.ask()
    with pytest.raises(RevocationWaits):
        issued.replace("Keza Alina")


def test_the_thanks_of_a_trainer_is_replaced_and_revoked_too(issued: Issued) -> None:
    trainer = a_trainer(issued.course)
    issued.course.confirm(trainer)
    issued.course.approve(trainer)
    (thanks,) = issued.course.issue().certificates
    replaced = issued.replace("Uwera Chantale", thanks.certificate_id)
    assert issued.candidate(trainer).number == replaced.number
    assert [state.number for state in issued.candidate(trainer).former] == [thanks.number]

    issued.confirm(issued.ask(replaced.certificate_id))
    row = issued.candidate(trainer)
    assert (row.number, row.is_approved, len(row.former)) == ("", False, 2)


def test_the_second_of_two_merged_people_has_what_was_withdrawn(issued: Issued) -> None:
    first, second, *_rest = issued.course.people
    issued.confirm(issued.ask(issued.certificates[1].certificate_id))
    with issued.app.database.transaction() as db:
        merge_people(db, kept_id=first, merged_id=second, by=None, now=issued.course.now)

    row = issued.candidate(first)
    assert row.number == issued.certificates[0].number
    assert [state.number for state in row.former] == [issued.certificates[1].number]
    with issued.app.database.reading() as db:
        assert doubles(db) == []


def test_a_name_that_cannot_be_printed_changes_nothing(issued: Issued) -> None:
    before = issued.candidate()
    with pytest.raises(CharacterNotPrintable):
        issued.replace("Keza 王小明")

    assert issued.candidate() == before
    assert issued.state().holds
    assert read_trust_list(issued.app.data_dir).withdrawn == {}


def test_who_holds_the_better_one_does_not_get_it_twice(issued: Issued) -> None:
    third = issued.certificates[2]
    with issued.app.database.transaction() as db:
        for session in db.scalars(select(TrainingSession.id)):
            mark_attendance(
                db,
                training_session_id=session,
                person_id=issued.course.people[2],
                status=MarkStatus.PRESENT,
                now=issued.course.now,
            )
    issued.course.approve(issued.course.people[2])
    (completion,) = issued.course.issue().certificates
    with pytest.raises(HoldsAnother) as refusal:
        issued.replace("Uwase", third.certificate_id)
    assert completion.number in refusal.value.sentence()
