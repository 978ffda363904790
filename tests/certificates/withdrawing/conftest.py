"""A course whose first three people hold certificates, and what its coordinator and the national office do."""

from functools import partial

import pytest

from tests.certificates.factories import TODAY, Course
from tvet_desktop.accounts.add_user import add_user
from tvet_desktop.accounts.models import Role
from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.withdrawing.confirm_revocation import confirm_revocation
from tvet_desktop.certificates.withdrawing.decline_revocation import decline_revocation
from tvet_desktop.certificates.withdrawing.replace_certificate import CertificateReplaced, replace_certificate
from tvet_desktop.certificates.withdrawing.request_revocation import request_revocation
from tvet_desktop.certificates.withdrawing.states import CertificateState, state_of
from tvet_desktop.sync.certificate_keys import issuer_of_this_pc


class Issued:
    """What the users of one PC do; ``one`` is the certificate of the first person."""

    def __init__(self, course: Course) -> None:
        self.course, self.app = course, course.app
        with self.app.database.transaction() as db:
            self.coordinator = add_user(
                db, scope=12, username="keza", display_name="Coordinator", role=Role.COORDINATOR
            ).user_id
            self.officer = add_user(
                db, scope=12, username="officer", display_name="Officer", role=Role.NATIONAL
            ).user_id
        course.confirm(*course.people)
        course.approve(*course.people[:3])
        self.certificates = course.issue().certificates
        self.one = self.certificates[0].certificate_id

    def ask(
        self,
        certificate_id: int = 0,
        reason: str = "NOT_EARNED",
        note: str = "Was not there",
        by: int = 0,
    ) -> int:
        asked = self.app.withdraw(
            partial(
                request_revocation,
                certificate_id=certificate_id or self.one,
                reason=reason,
                note=note,
                requested_on=TODAY,
                by=by or self.coordinator,
            )
        )
        return asked.request_id

    def confirm(self, request_id: int, by: int = 0) -> str:
        by = by or self.officer
        act = partial(
            confirm_revocation, request_id=request_id, note="", decided_on=TODAY, writes_for_all=True, by=by
        )
        return self.app.withdraw(act).number

    def decline(self, request_id: int) -> str:
        act = partial(
            decline_revocation,
            request_id=request_id,
            note="The marks are right",
            decided_on=TODAY,
            writes_for_all=True,
            by=self.officer,
        )
        return self.app.withdraw(act).number

    def replace(self, name: str, certificate_id: int = 0, reason: str = "WRONG_NAME") -> CertificateReplaced:
        return self.app.withdraw(
            lambda db: replace_certificate(
                db,
                certificate_id=certificate_id or self.one,
                certificate_name=name,
                confirmed_on=TODAY,
                reason=reason,
                issuer=issuer_of_this_pc(db),
                files=self.app.files,
                issued_on=TODAY,
                now=self.course.now,
                by=self.coordinator,
            )
        )

    def state(self, certificate_id: int = 0) -> CertificateState:
        with self.app.database.reading() as db:
            return state_of(db, db.get_one(Certificate, certificate_id or self.one))

    def candidate(self, person_id: int = 0) -> CandidateRow:
        wanted = person_id or self.course.people[0]
        with self.app.database.reading() as db:
            return next(row for row in candidates(db, self.course.id) if row.person_id == wanted)


@pytest.fixture
def issued(course: Course) -> Issued:
    return Issued(course)
