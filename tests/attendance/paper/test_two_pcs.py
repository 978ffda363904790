"""A sheet that one PC printed is typed on another."""

from collections.abc import Callable

import pytest

from tests.attendance.paper.papers import NAMES, as_file, page_image, print_it
from tests.courses.factories import a_running_course
from tests.sync.conftest import JoinPc, Pc, founder, join_pc, meet  # noqa: F401  fixtures
from tvet_desktop.attendance.loading import load_mark
from tvet_desktop.attendance.models import MarkSource, MarkStatus
from tvet_desktop.attendance.paper.keep_scans import keep_scans
from tvet_desktop.attendance.paper.mark_from_sheet import mark_from_sheet
from tvet_desktop.attendance.paper.scans import picture_of_scan, scans_of_session
from tvet_desktop.attendance.paper.sheet_changes import SheetChangeKind
from tvet_desktop.attendance.paper.sheet_page import sheet_page
from tvet_desktop.attendance.paper.walk_in_from_sheet import walk_in_from_sheet
from tvet_desktop.attendance.rules import Mark
from tvet_desktop.documents.page_pictures import read_page_pictures
from tvet_desktop.storage.files import FileMissing

Meet = Callable[..., None]


def test_a_sheet_is_printed_here_and_typed_there(founder: Pc, join_pc: JoinPc, meet: Meet) -> None:  # noqa: F811
    other, app = join_pc("other"), founder.app
    with app.database.transaction() as db:
        course, sessions, people = a_running_course(db, NAMES)
    sheet = print_it(app.database, app.user.id, app.clock.now(), course, sessions)
    meet(founder, other)

    there = other.app
    pages = read_page_pictures(as_file(page_image(sheet.pdf, 2), "PNG"))
    with there.database.transaction(user_id=there.user.id) as db:
        kept = keep_scans(db, files=there.files, pages=pages, by=there.user.id, now=there.clock.now())
        mark_from_sheet(
            db,
            training_session_id=sessions[0],
            person_id=people[15],
            status=MarkStatus.ABSENT,
            seen=None,
            now=there.clock.now(),
        )
    assert kept.first is not None
    assert kept.first.page == 2
    meet(founder, other)

    with app.database.reading() as db:
        assert load_mark(db, sessions[0], people[15]) == Mark(MarkStatus.ABSENT, source=MarkSource.SHEET)
        (scan,) = scans_of_session(db, sessions[0])
        with pytest.raises(FileMissing):
            picture_of_scan(db, scan.id, app.files)
    with app.database.transaction() as db:
        again = keep_scans(db, files=app.files, pages=pages, by=None, now=app.clock.now())
        assert (again.new, again.already_there) == ((), 1)
        assert picture_of_scan(db, scan.id, app.files) == pages[0].jpeg
    assert founder.dump() == other.dump()


def test_two_clerks_write_different_walk_ins_on_one_line(
    founder: Pc,  # noqa: F811
    join_pc: JoinPc,  # noqa: F811
    meet: Meet,  # noqa: F811
) -> None:
    other, app = join_pc("other"), founder.app
    with app.database.transaction() as db:
        course, sessions, _people = a_running_course(db)
    sheet = print_it(app.database, app.user.id, app.clock.now(), course, sessions)
    meet(founder, other)
    for pc, name in ((founder, "KEZA Invented"), (other, "UWERA Invented")):
        with pc.app.database.transaction() as db:
            walk_in_from_sheet(
                db,
                sheet_id=sheet.sheet_id,
                line=5,
                training_session_id=sessions[0],
                name=name,
                now=pc.app.clock.now(),
            )
    meet(founder, other)

    seen = []
    for pc in (founder, other):
        with pc.app.database.reading() as db:
            seen.append(sheet_page(db, sheet.sheet_id, 1))
    assert seen[0] == seen[1]
    (change,) = seen[0].changes
    assert change.kind == SheetChangeKind.JOINED
    assert {seen[0].lines[4].name, *change.names} == {"KEZA Invented", "UWERA Invented"}
