from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.certificates.factories import TODAY
from tests.certificates.withdrawing.conftest import Issued
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.certificates.checking.trust_list import Withdrawn, read_trust_list
from tvet_desktop.certificates.models import Certificate, RevocationDecision, WithdrawnStatement
from tvet_desktop.certificates.rules import NothingToIssue
from tvet_desktop.certificates.withdrawing.confirm_revocation import confirm_revocation
from tvet_desktop.certificates.withdrawing.request_revocation import request_revocation
from tvet_desktop.certificates.withdrawing.rules import (
    DayBeforeIssue,
    ForeignStatement,
    HoldsNoMore,
    NationalOfficeDecides,
    NeedsAnotherPerson,
    NoteTooLong,
    ReasonUnknown,
    RequestSettled,
    RevocationWaits,
)
from tvet_desktop.certificates.withdrawing.states import Standing
from tvet_desktop.certificates.withdrawing.take_back_request import take_back_request
from tvet_desktop.certificates.withdrawing.words import state_word
from tvet_desktop.courses.rules import ReasonMissing
from tvet_desktop.storage.ids import Scope, scope_of


def test_a_certificate_holds_until_another_person_confirms(issued: Issued) -> None:
    request = issued.ask()

    assert issued.state().standing == Standing.HOLDS
    assert state_word(issued.state()) == "revocation asked on 08/03/2027"
    issued.confirm(request)

    assert issued.state().standing == Standing.REVOKED
    assert state_word(issued.state()) == "revoked on 08/03/2027 because it was not earned"


def test_who_asked_does_not_decide(issued: Issued) -> None:
    request = issued.ask(by=issued.officer)

    with pytest.raises(NeedsAnotherPerson):
        issued.confirm(request)
    issued.confirm(request, by=issued.app.user.id)
    assert issued.state().standing == Standing.REVOKED


def test_a_revocation_is_on_the_list_beside_the_database_and_names_nobody(issued: Issued) -> None:
    with issued.app.database.reading() as db:
        statement = db.get_one(Certificate, issued.one).statement_hash
    assert read_trust_list(issued.app.data_dir).withdrawn == {}

    issued.confirm(issued.ask(note="KEZA Aline was ill"))

    listed = read_trust_list(issued.app.data_dir).withdrawn
    assert listed == {statement: Withdrawn("NOT_EARNED", "", TODAY)}
    text = (issued.app.data_dir / "trust.json").read_text()
    assert "KEZA" not in text
    assert "ill" not in text
    with issued.app.database.reading() as db:
        (row,) = db.scalars(select(WithdrawnStatement))
        (decision,) = db.scalars(select(RevocationDecision))
        assert scope_of(row.id) == Scope.SHARED
        assert scope_of(decision.id) == scope_of(issued.one)


def test_a_declined_certificate_holds_and_can_be_asked_about_again(issued: Issued) -> None:
    issued.decline(issued.ask())

    assert issued.state().holds
    assert state_word(issued.state()) == "revocation declined on 08/03/2027"
    issued.ask()
    assert state_word(issued.state()) == "revocation asked on 08/03/2027"


def test_nothing_is_asked_twice_answered_twice_or_decided_by_a_colleges_pc(issued: Issued) -> None:
    request = issued.ask()
    with pytest.raises(RevocationWaits) as refusal:
        issued.ask()
    assert "08/03/2027" in refusal.value.sentence()
    with pytest.raises(NationalOfficeDecides), issued.app.database.transaction() as db:
        confirm_revocation(
            db, request_id=request, note="", decided_on=TODAY, writes_for_all=False, by=issued.officer
        )
    issued.confirm(request)
    with pytest.raises(RequestSettled):
        issued.confirm(request)
    with pytest.raises(HoldsNoMore) as gone:
        issued.ask()
    assert "revoked on 08/03/2027" in gone.value.sentence()


def test_a_request_is_taken_back_while_nobody_has_answered(issued: Issued) -> None:
    request = issued.ask()
    with issued.app.database.transaction() as db:
        take_back_request(db, request_id=request, by=issued.coordinator)

    assert state_word(issued.state()) == ""
    with pytest.raises(RequestSettled):
        issued.confirm(request)
    second = issued.ask()
    issued.decline(second)
    with pytest.raises(RequestSettled), issued.app.database.transaction() as db:
        take_back_request(db, request_id=second, by=issued.coordinator)


def test_nothing_is_withdrawn_before_it_was_issued(issued: Issued) -> None:
    """The clock of the PC that decides may be a year behind."""
    request = issued.ask()
    with pytest.raises(DayBeforeIssue) as refusal, issued.app.database.transaction() as db:
        confirm_revocation(
            db,
            request_id=request,
            note="",
            decided_on=TODAY - timedelta(days=1),
            writes_for_all=True,
            by=issued.officer,
        )
    assert "issued on 08/03/2027, after 07/03/2027" in refusal.value.sentence()
    assert issued.state().holds


def test_roles_and_reasons_are_checked(issued: Issued) -> None:
    for wrong in ("BORED", ""):
        with pytest.raises(ReasonUnknown):
            issued.ask(reason=wrong)
    with pytest.raises(ReasonMissing):
        issued.ask(note="  ")
    with pytest.raises(NoteTooLong) as refusal:
        issued.ask(note="x" * 2_001)
    assert "2001 letters" in refusal.value.sentence()
    request = issued.ask()
    with pytest.raises(NotAllowed):
        issued.confirm(request, by=_clerk(issued))
    with pytest.raises(NotAllowed), issued.app.database.transaction() as db:
        request_revocation(
            db,
            certificate_id=issued.certificates[1].certificate_id,
            reason="OTHER",
            note="x",
            requested_on=TODAY,
            by=_clerk(issued, "second"),
        )


def _clerk(issued: Issued, username: str = "clerk") -> int:
    return issued.app.add_user(
        username=username,
        display_name="Clerk",
        role=Role.CLERK,
        password="four invented words",
    )


def test_after_a_revocation_somebody_has_to_approve_anew(issued: Issued) -> None:
    issued.confirm(issued.ask())

    row = issued.candidate()
    assert (row.number, row.is_approved, row.is_waiting) == ("", False, True)
    assert [state_word(state) for state in row.former] == ["revoked on 08/03/2027 because it was not earned"]
    with pytest.raises(NothingToIssue):
        issued.course.issue()

    assert issued.course.approve(issued.course.people[0]) == 1
    (again,) = issued.course.issue().certificates
    assert again.number != issued.certificates[0].number
    assert issued.candidate().number == again.number


def test_a_row_with_another_colleges_statement_withdraws_nothing(issued: Issued) -> None:
    """A college could copy the code of a certificate that it has seen into a row of its own."""
    with issued.app.database.transaction() as db:
        row = db.get_one(Certificate, issued.one)
        row.number = row.number.replace("HUY", "TUM")

    with pytest.raises(ForeignStatement):
        issued.ask()
    with pytest.raises(ForeignStatement):
        issued.replace("Keza Alina")
