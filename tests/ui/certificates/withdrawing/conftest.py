"""A PC of Huye, which is the national office's as well, with all certificates issued."""

from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from tests.ui.clipping import at_full_size
from tests.ui.keyboard import activate
from tvet_desktop.accounts.models import Role
from tvet_desktop.app import App
from tvet_desktop.cli.certificates import issue_for_course
from tvet_desktop.courses.queries import list_courses
from tvet_desktop.sync.this_pc import load_this_pc, save_this_pc
from ui.certificates.certificates_page import CertificatesPage
from ui.certificates.withdrawing.revocations_page import RevocationsPage
from ui.context import Context
from ui.widgets.page import Page


@pytest.fixture
def issued(huye: App) -> App:
    with huye.database.reading() as db:
        course_id = list_courses(db)[0].id
    issue_for_course(huye, course_id, names_confirmed=True)
    return huye


@pytest.fixture
def college(issued: App) -> App:
    """The same as a PC that writes only for its college."""
    with issued.database.transaction() as db:
        this_pc = load_this_pc(db)
        this_pc.device = msgspec.structs.replace(this_pc.device, national=False)
        save_this_pc(db, this_pc)
    return issued


MakePage = Callable[..., Page]


@pytest.fixture
def make_page(context_of: Callable[[App], Context], qtbot: QtBot) -> MakePage:
    def make(kind: type[Page], app: App, *, user_id: int = 0, role: Role | None = None) -> Page:
        context = context_of(app)
        user = replace(app.user, id=user_id or app.user.id, role=role or app.user.role)
        page = kind(replace(context, user=user))
        qtbot.addWidget(page)
        at_full_size(page)
        activate(page, qtbot)
        return page

    return make


@pytest.fixture
def page(issued: App, make_page: MakePage) -> CertificatesPage:
    made = make_page(CertificatesPage, issued)
    assert isinstance(made, CertificatesPage)
    return made


@pytest.fixture
def revocations(make_page: MakePage) -> Callable[..., RevocationsPage]:
    def make(app: App, **who: object) -> RevocationsPage:
        made = make_page(RevocationsPage, app, **who)
        assert isinstance(made, RevocationsPage)
        return made

    return make
