"""What lists, papers and checks say of somebody who was erased, and of what is linked to them only later."""

from collections.abc import Callable

import pytest

from tests.sync.conftest import JoinPc, Pc
from tests.sync.erasing.conftest import TODAY, Known, erase
from tests.sync.keys.papers import verdict
from tvet_desktop.attendance.paper.badge_content import badges_of, names_to_check
from tvet_desktop.attendance.paper.page_people import names_of
from tvet_desktop.attendance.paper.sheet_content import NobodyToPrint
from tvet_desktop.certificates.candidates import candidates
from tvet_desktop.certificates.checking.verdict import Verdict
from tvet_desktop.certificates.register.register_rows import register_rows
from tvet_desktop.certificates.withdrawing.confirm_revocation import confirm_revocation
from tvet_desktop.certificates.withdrawing.queries import list_revocations
from tvet_desktop.certificates.withdrawing.request_revocation import request_revocation
from tvet_desktop.ideas.add_idea import add_idea
from tvet_desktop.ideas.details import IdeaDetails
from tvet_desktop.ideas.models import IdeaMember
from tvet_desktop.ideas.queries import idea_detail
from tvet_desktop.people.duplicates.find_duplicates import find_duplicates
from tvet_desktop.people.erasing.models import Erasure
from tvet_desktop.people.rules import BadCertificateName
from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import scope_of

Meet = Callable[..., None]


def test_lists_and_papers_say_that_a_person_was_erased_or_pass_them_over(founder: Pc, known: Known) -> None:
    """The person had marks and a certificate, which is revoked."""
    course = known.course
    with founder.app.database.transaction() as db:
        asked = request_revocation(
            db,
            certificate_id=known.certificate_id,
            reason="WRONG_FACTS",
            note="she",
            requested_on=TODAY,
            by=None,
        )
        confirm_revocation(
            db,
            request_id=asked.request_id,
            note="",
            decided_on=TODAY,
            writes_for_all=True,
            by=founder.app.user.id,
        )
    erase(founder, known.id)
    founder.app.write_trust_list()

    assert verdict(founder, known.code) is Verdict.REVOKED
    with founder.app.database.reading() as db:
        named = {row.number: row.name for row in register_rows(db)}
        (revoked,) = list_revocations(db)
        assert (named[revoked.number], revoked.name, revoked.note) == ("(erased)", "(erased)", "")
        assert "(erased)" in {row.name for row in candidates(db, course.id)}
        assert names_of(db, [known.id]) == {known.id: "(erased)"}
        assert len(badges_of(db, course.id)) == len(names_to_check(db, course.id)) == len(course.people) - 1
        assert all(badge.name != "(erased)" for badge in badges_of(db, course.id))
        with pytest.raises(NobodyToPrint):
            badges_of(db, course.id, [known.id])
        with pytest.raises(NobodyToPrint):
            names_to_check(db, course.id, [known.id])
        assert find_duplicates(db) == []
    with pytest.raises(BadCertificateName):
        course.confirm(known.id)


def test_what_is_linked_to_an_erased_person_later_is_erased_too_and_all_end_equal(
    founder: Pc, join_pc: JoinPc, meet: Meet, known: Known
) -> None:
    second = join_pc("second")
    meet(founder, second)
    erase(founder, known.id)
    scope = scope_of(known.id)
    with second.app.database.transaction() as db:
        college = next(college for college in list_colleges(db) if college.scope == scope)
        idea = add_idea(db, college_id=college.id, details=IdeaDetails(title="Solar drying")).idea_id
        member_id = new_id(db, scope)
        db.add(IdeaMember(id=member_id, idea_id=idea, person_id=known.id, name="Zirimwabagabo W."))
    meet(second, founder)
    founder.app.settle_received()
    with founder.app.database.reading() as db:
        assert db.get_one(IdeaMember, member_id).name is None
        assert [member.name for member in idea_detail(db, idea).members] == ["(erased)"]
        acts = len(db.query(Erasure).all())
    meet(founder, second)
    for pc in (founder, second):
        pc.app.settle_received()
    meet(founder, second)
    assert founder.dump() == second.dump()
    with founder.app.database.reading() as db:
        assert len(db.query(Erasure).all()) == acts
