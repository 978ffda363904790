"""What becomes of certificates that were wrong, on several PCs: two colleges, and the national office."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.certificates.factories import TODAY, Course
from tests.sync.conftest import HUYE, TUMBA, JoinPc, Pc
from tvet_desktop.certificates.checking.trust_list import read_trust_list
from tvet_desktop.certificates.checking.verdict import Verdict, Verified
from tvet_desktop.certificates.checking.verdict_words import verdict_sentence
from tvet_desktop.certificates.checking.verify import verify
from tvet_desktop.certificates.models import Certificate, RevocationDecision, WithdrawnStatement
from tvet_desktop.certificates.printing.issued_pdf import pdf_of
from tvet_desktop.certificates.withdrawing.choose_certificate import choose_certificate
from tvet_desktop.certificates.withdrawing.confirm_revocation import confirm_revocation
from tvet_desktop.certificates.withdrawing.decline_revocation import decline_revocation
from tvet_desktop.certificates.withdrawing.doubles import DoubleRow, doubles
from tvet_desktop.certificates.withdrawing.queries import Answer, list_revocations
from tvet_desktop.certificates.withdrawing.replace_certificate import CertificateReplaced, replace_certificate
from tvet_desktop.certificates.withdrawing.request_revocation import request_revocation
from tvet_desktop.certificates.withdrawing.rules import NationalOfficeDecides
from tvet_desktop.certificates.withdrawing.states import CertificateState, state_of
from tvet_desktop.certificates.withdrawing.take_back_request import take_back_request
from tvet_desktop.certificates.withdrawing.words import state_word
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.change_groups import RowChange
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.bundle import Header, seal
from tvet_desktop.sync.certificate_keys import issuer_of_this_pc
from tvet_desktop.sync.errors import OutOfScope
from tvet_desktop.sync.membership import NO_HASH
from tvet_desktop.sync.parcel import Parcel, pack
from tvet_desktop.sync.publish_withdrawn import publish_withdrawn
from tvet_desktop.sync.rebuild import rebuild
from tvet_desktop.sync.this_pc import load_this_pc
from tvet_desktop.sync.writes_for_all import writes_for_all


class Office(Pc):
    """A PC on which certificates are issued, replaced, revoked and checked."""

    def ask(self, certificate_id: int, reason: str = "NOT_EARNED") -> int:
        act = partial(
            request_revocation,
            certificate_id=certificate_id,
            reason=reason,
            note="as the college says",
            requested_on=TODAY,
            by=self.app.user.id,
        )
        return self.app.withdraw(act).request_id

    def decide(self, *, confirms: bool = True) -> str:
        """Answer the one request that waits."""
        with self.app.database.reading() as db:
            (row,) = [row for row in list_revocations(db) if row.answer == Answer.WAITS]
        act = confirm_revocation if confirms else decline_revocation
        return self.app.withdraw(
            lambda db: act(
                db,
                request_id=row.request_id,
                note="looked at",
                decided_on=TODAY,
                writes_for_all=writes_for_all(db),
                by=self.app.user.id,
            )
        ).number

    def replace(self, certificate_id: int, name: str) -> CertificateReplaced:
        return self.app.withdraw(
            lambda db: replace_certificate(
                db,
                certificate_id=certificate_id,
                certificate_name=name,
                confirmed_on=TODAY,
                reason="WRONG_NAME",
                issuer=issuer_of_this_pc(db),
                files=self.app.files,
                issued_on=TODAY,
                now=self.app.now(),
                by=self.app.user.id,
            )
        )

    def choose(self, certificate_id: int) -> None:
        act = partial(choose_certificate, certificate_id=certificate_id, chosen_on=TODAY, by=self.app.user.id)
        self.app.withdraw(act)

    def check(self, given: bytes | str) -> Verified:
        """Check as anybody does at this PC, without an account."""
        return verify(given, read_trust_list(self.app.data_dir))

    def state(self, certificate_id: int) -> CertificateState:
        with self.app.database.reading() as db:
            return state_of(db, db.get_one(Certificate, certificate_id))

    def doubles(self) -> list[DoubleRow]:
        with self.app.database.reading() as db:
            return doubles(db)

    def published(self) -> list[tuple[str, str]]:
        with self.app.database.reading() as db:
            rows = db.scalars(select(WithdrawnStatement).order_by(WithdrawnStatement.replaced_by))
            return [(row.reason, row.replaced_by) for row in rows]


Meet = Callable[..., None]


@pytest.fixture
def office(founder: Pc) -> Office:
    """The national office's PC."""
    return Office(founder.app)


@pytest.fixture
def huye(join_pc: JoinPc) -> Office:
    return Office(join_pc("huye").app)


@pytest.fixture
def tumba(join_pc: JoinPc) -> Office:
    return Office(join_pc("tumba", scopes=[TUMBA]).app)


@pytest.fixture
def meet(tmp_path: Path) -> Meet:
    """Let PCs exchange everything over one folder as their users do, three times: question, answer, and thanks."""
    folder = tmp_path / "stick"

    def exchange(*pcs: Office) -> None:
        for _time in range(3):
            for pc in pcs:
                pc.export(folder)
                pc.app.import_sync([folder])

    return exchange


@pytest.fixture
def course(huye: Office, now: datetime) -> Course:
    made = Course(huye.app, now)
    made.confirm(*made.people[:3])
    made.approve(*made.people[:3])
    return made


def _first(course: Course) -> tuple[int, str, str]:
    """Issue what is approved; return id, number and code of the first certificate."""
    issued = course.issue().certificates[0]
    with course.app.database.reading() as db:
        return issued.certificate_id, issued.number, db.get_one(Certificate, issued.certificate_id).code_text


def test_a_college_asks_the_office_confirms_and_another_college_reads_it(
    course: Course, huye: Office, office: Office, tumba: Office, meet: Meet
) -> None:
    certificate_id, _number, code = _first(course)
    with huye.app.database.reading() as db:
        pdf = pdf_of(db, certificate_id, huye.app.files)
    meet(huye, office, tumba)
    huye.ask(certificate_id)
    meet(huye, office)

    before = tumba.check(pdf)
    assert before.verdict == Verdict.VALID
    assert before.heard_at is not None
    assert office.check(code).verdict == Verdict.VALID
    office.decide()
    assert office.check(code).verdict == Verdict.REVOKED
    assert huye.check(code).verdict == tumba.check(code).verdict == Verdict.VALID

    meet(office, tumba, huye)
    for pc, given in ((tumba, pdf), (huye, code), (office, code)):
        verified = pc.check(given)
        assert verified.verdict == Verdict.REVOKED
        assert "08/03/2027" in verdict_sentence(verified)
        assert "not earned" in verdict_sentence(verified)
    assert state_word(huye.state(certificate_id)) == "revoked on 08/03/2027 because it was not earned"
    with huye.app.database.reading() as db:
        (row,) = list_revocations(db)
        assert (row.answer, row.answer_note) == (Answer.CONFIRMED, "looked at")
    with tumba.app.database.reading() as db:
        assert db.scalars(select(Certificate)).all() == []


def test_an_officer_at_another_national_pc_decides_and_a_repair_changes_nothing(
    course: Course, huye: Office, office: Office, join_pc: JoinPc, meet: Meet
) -> None:
    certificate_id, _number, code = _first(course)
    second_office = Office(join_pc("office", scopes=[HUYE, TUMBA], national=True).app)
    huye.ask(certificate_id)
    meet(huye, office, second_office)
    second_office.decide()
    meet(second_office, huye, office)

    for pc in (huye, office, second_office):
        assert pc.check(code).verdict == Verdict.REVOKED
        before = pc.dump()
        with pc.app.database.transaction() as db:
            rebuild(db)
        assert pc.dump() == before
        assert not pc.state(certificate_id).holds


def test_asked_twice_and_answered_once(
    course: Course, huye: Office, office: Office, join_pc: JoinPc, meet: Meet
) -> None:
    certificate_id, _number, code = _first(course)
    second = Office(join_pc("second").app)
    meet(huye, office, second)
    huye.ask(certificate_id)
    second.ask(certificate_id, "FORGED")
    meet(huye, second, office)
    with office.app.database.reading() as db:
        assert [row.answer for row in list_revocations(db)] == [Answer.WAITS, Answer.WAITS]
        first = list_revocations(db)[0].request_id
    office.app.withdraw(
        partial(
            confirm_revocation,
            request_id=first,
            note="",
            decided_on=TODAY,
            writes_for_all=True,
            by=office.app.user.id,
        )
    )
    meet(office, huye, second)

    for pc in (huye, second, office):
        assert pc.check(code).verdict == Verdict.REVOKED
        with pc.app.database.reading() as db:
            assert {row.answer for row in list_revocations(db)} == {Answer.CONFIRMED, Answer.OVERTAKEN}


def test_a_request_taken_back_while_the_office_confirms_it_is_confirmed(
    course: Course, huye: Office, office: Office, meet: Meet
) -> None:
    certificate_id, _number, code = _first(course)
    request_id = huye.ask(certificate_id)
    meet(huye, office)
    office.decide()
    with huye.app.database.transaction() as db:
        take_back_request(db, request_id=request_id, by=huye.app.user.id)
    meet(huye, office)

    for pc in (huye, office):
        assert pc.check(code).verdict == Verdict.REVOKED
        assert not pc.state(certificate_id).holds
        with pc.app.database.reading() as db:
            assert [row.answer for row in list_revocations(db)] == [Answer.CONFIRMED]


def test_a_declined_certificate_holds_everywhere(
    course: Course, huye: Office, office: Office, tumba: Office, meet: Meet
) -> None:
    certificate_id, _number, code = _first(course)
    huye.ask(certificate_id)
    meet(huye, office)
    office.decide(confirms=False)
    meet(office, huye, tumba)

    assert {pc.check(code).verdict for pc in (huye, office, tumba)} == {Verdict.VALID}
    assert state_word(huye.state(certificate_id)) == "revocation declined on 08/03/2027"


def test_a_colleges_pc_decides_nothing(course: Course, huye: Office) -> None:
    certificate_id, _number, _code = _first(course)
    huye.ask(certificate_id)

    with pytest.raises(NationalOfficeDecides):
        huye.decide()


def test_what_a_college_replaced_is_published_when_the_office_hears_of_it(
    course: Course, huye: Office, office: Office, tumba: Office, meet: Meet
) -> None:
    certificate_id, _number, code = _first(course)
    replaced = huye.replace(certificate_id, "Keza Alina")
    assert huye.check(code).verdict == Verdict.REPLACED
    assert huye.published() == []

    meet(huye, office, tumba)

    assert office.published() == tumba.published() == [("WRONG_NAME", replaced.number)]
    verified = tumba.check(code)
    assert verified.verdict == Verdict.REPLACED
    assert replaced.number in verdict_sentence(verified)
    meet(office, huye, tumba)
    assert len(office.published()) == 1


def test_replaced_on_one_pc_and_revoked_on_another(
    course: Course, huye: Office, office: Office, join_pc: JoinPc, meet: Meet
) -> None:
    certificate_id, number, code = _first(course)
    second = Office(join_pc("second").app)
    meet(huye, office, second)
    replaced = huye.replace(certificate_id, "Keza Alina")
    second.ask(certificate_id)
    second.export(second.app.data_dir.parent / "from-second")
    office.app.import_sync([second.app.data_dir.parent / "from-second"])
    office.decide()

    meet(huye, office, second)

    for pc in (huye, office, second):
        assert pc.check(code).verdict == Verdict.REVOKED
        assert state_word(pc.state(replaced.certificate_id)) == f"replaces {number}, which was revoked"
    assert huye.dump() == second.dump()


def test_the_same_certificate_replaced_on_two_pcs_is_settled_by_a_choice(
    course: Course, huye: Office, office: Office, join_pc: JoinPc, meet: Meet
) -> None:
    certificate_id, _number, code = _first(course)
    second = Office(join_pc("second").app)
    meet(huye, office, second)
    here = huye.replace(certificate_id, "Keza Alina")
    there = second.replace(certificate_id, "Keza Alinah")

    meet(huye, office, second)
    for pc in (huye, second, office):
        assert pc.check(code).verdict == Verdict.REPLACED
        (double,) = pc.doubles()
        assert {one.number for one in double.certificates} == {here.number, there.number}

    second.choose(here.certificate_id)
    meet(second, huye, office)
    for pc in (huye, second, office):
        assert pc.doubles() == []
        assert pc.state(here.certificate_id).holds
        assert state_word(pc.state(there.certificate_id)) == f"replaced by {here.number} on 08/03/2027"
    assert ("ISSUED_TWICE", here.number) in huye.published()


def _two_for_one(course: Course, huye: Office, second: Office, meet: Meet, office: Office) -> Sequence[int]:
    """Issue the approved certificates on two PCs that do not know of each other; return those of one person."""
    meet(huye, office, second)
    ids = []
    for pc in (huye, second):
        course.app = pc.app
        ids.append(course.issue().certificates[0].certificate_id)
    course.app = huye.app
    return ids


def test_two_certificates_made_on_two_pcs_are_shown_and_settled(
    course: Course, huye: Office, office: Office, tumba: Office, join_pc: JoinPc, meet: Meet
) -> None:
    second = Office(join_pc("second").app)
    here, there = _two_for_one(course, huye, second, meet, office)
    assert huye.doubles() == []

    meet(huye, office, second)
    assert len(huye.doubles()) == len(second.doubles()) == 3
    huye.choose(there)
    assert len(huye.doubles()) == 2
    meet(huye, office, second, tumba)
    assert not second.state(here).holds
    assert second.state(there).holds
    assert len(tumba.published()) == 1


def test_two_different_choices_end_alike_and_leave_one(
    course: Course, huye: Office, office: Office, join_pc: JoinPc, meet: Meet
) -> None:
    second = Office(join_pc("second").app)
    here, there = _two_for_one(course, huye, second, meet, office)
    meet(huye, office, second)
    huye.choose(here)
    second.choose(there)
    meet(huye, second)

    held = {tuple(pc.state(one).holds for one in (here, there)) for pc in (huye, second)}
    assert len(held) == 1
    assert sum(held.pop()) == 1
    meet(huye, second, office)
    assert sum(office.state(one).holds for one in (here, there)) == 1
    assert len(office.doubles()) == 2


def _forged(pc: Pc, folder: Path, changes: dict[int, list[RowChange]]) -> Path:
    """Write a bundle as this PC might, whatever stands in it."""
    with pc.app.database.reading() as db:
        this_pc = load_this_pc(db)
    log = secrets.token_bytes(16)
    header = Header(1, this_pc.programme, this_pc.device.id, log, 1, NO_HASH, [], [])
    keys = this_pc.epoch_keys
    content = seal(header, changes, keys, this_pc.keys.signing_key)
    file = folder / f"{secrets.token_hex(4)}.tvet"
    file.write_bytes(pack(Parcel([], [this_pc.device_record], [content])))
    return file


@pytest.mark.parametrize("scope", [Scope.SHARED, HUYE])
def test_a_college_cannot_publish_a_revocation(
    course: Course, huye: Office, office: Office, tumba: Office, meet: Meet, tmp_path: Path, scope: int
) -> None:
    certificate_id, _number, code = _first(course)
    meet(huye, office, tumba)
    row = _withdrawn(huye, certificate_id, scope)
    file = _forged(huye, tmp_path, {scope: [row]})

    with pytest.raises(OutOfScope):
        office.app.import_sync([file])
    if scope == HUYE:  # sealed for Huye: Tumba hands it on unread
        tumba.app.import_sync([file])
    else:
        with pytest.raises(OutOfScope):
            tumba.app.import_sync([file])
    assert tumba.check(code).verdict == Verdict.VALID
    honest = huye.replace(certificate_id, "Keza Alina")
    meet(huye, office, tumba)
    assert tumba.check(code).verdict == Verdict.REPLACED
    assert tumba.published() == [("WRONG_NAME", honest.number)]


def _withdrawn(pc: Pc, certificate_id: int, scope: int) -> RowChange:
    with pc.app.database.transaction() as db:
        after = {
            "statement_hash": db.get_one(Certificate, certificate_id).statement_hash,
            "reason": "FORGED",
            "replaced_by": "",
            "on_date": TODAY.isoformat(),
        }
        return RowChange(
            "withdrawn_statement", new_id(db, scope), 0, 1 << 40, 5, None, None, created=True, after=after
        )


def test_a_college_cannot_answer_its_own_request(
    course: Course, huye: Office, office: Office, join_pc: JoinPc, meet: Meet, tmp_path: Path
) -> None:
    certificate_id, _number, code = _first(course)
    second = Office(join_pc("second").app)
    request_id = huye.ask(certificate_id)
    meet(huye, office, second)
    with huye.app.database.transaction() as db:
        after = {
            "request_id": request_id,
            "is_confirmed": 1,
            "note": "",
            "decided_on": TODAY.isoformat(),
            "decided_by": None,
        }
        row = RowChange(
            "revocation_decision", new_id(db, HUYE), 0, 1 << 40, 5, None, None, created=True, after=after
        )
    file = _forged(huye, tmp_path, {HUYE: [row]})

    for pc in (second, office):
        with pytest.raises(OutOfScope):
            pc.app.import_sync([file])
    with second.app.database.reading() as db:
        assert db.scalars(select(RevocationDecision)).all() == []
    assert second.check(code).verdict == Verdict.VALID
    assert office.decide()


def test_a_college_cannot_replace_what_another_college_issued(
    course: Course, huye: Office, office: Office, tumba: Office, meet: Meet, now: datetime
) -> None:
    """Tumba has seen a paper of Huye: it copies its code into a row of its own, and says that it is replaced."""
    certificate_id, _number, code = _first(course)
    meet(huye, office, tumba)
    with huye.app.database.reading() as db:
        seen = db.get_one(Certificate, certificate_id)
        statement_hash, number = seen.statement_hash, seen.number
    own = _tumba_course(tumba, now)
    with tumba.app.database.transaction() as db:
        first, other = db.scalars(select(Certificate).where(Certificate.course_id == own)).all()[:2]
        first.code_text, first.statement_hash, first.number = code, statement_hash, number
        other.replaces_id, other.replaced_because = first.id, "FORGED"

    meet(tumba, office, huye)

    assert office.published() == huye.published() == []
    assert huye.check(code).verdict == office.check(code).verdict == Verdict.VALID
    with office.app.database.transaction() as db:
        assert publish_withdrawn(db) == 0


def _tumba_course(tumba: Office, now: datetime) -> int:
    course = Course(tumba.app, now, college="TUM")
    course.confirm(*course.people[:3])
    course.approve(*course.people[:3])
    course.issue()
    return course.id


def test_a_revocation_is_known_although_the_next_file_was_refused(
    course: Course, huye: Office, office: Office, tumba: Office, meet: Meet, tmp_path: Path
) -> None:
    certificate_id, _number, code = _first(course)
    huye.ask(certificate_id)
    meet(huye, office)
    office.decide()
    (tmp_path / "holiday.tvet").write_bytes(b"no sync file")

    with pytest.raises(UserError):
        tumba.app.import_sync([office.export(tmp_path / "week.tvet"), tmp_path / "holiday.tvet"])

    assert tumba.check(code).verdict == Verdict.REVOKED


def test_a_refused_act_leaves_the_list_as_it_was(course: Course, huye: Office) -> None:
    certificate_id, _number, _code = _first(course)
    huye.app.write_trust_list()
    before = (huye.app.data_dir / "trust.json").read_bytes()

    with pytest.raises(UserError):
        huye.replace(certificate_id, "x")

    assert (huye.app.data_dir / "trust.json").read_bytes() == before
