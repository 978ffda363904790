"""Certificates issued on PCs of Huye."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.certificates.factories import Course
from tests.sync.conftest import JoinPc, Pc
from tvet_desktop.certificates.models import Certificate

IssueOn = Callable[[Pc], list[str]]


@pytest.fixture
def second(join_pc: JoinPc) -> Pc:
    return join_pc("second")


@pytest.fixture
def third(join_pc: JoinPc) -> Pc:
    return join_pc("third")


@pytest.fixture
def issue_on(now: datetime) -> IssueOn:
    """Hold a course on a PC and issue its three certificates; return their codes."""

    def issue(pc: Pc) -> list[str]:
        course = Course(pc.app, now)
        course.confirm(*course.people)
        course.approve(*course.people[:3])
        issued = course.issue().certificates
        with pc.app.database.reading() as db:
            return [db.get_one(Certificate, one.certificate_id).code_text for one in issued]

    return issue
