"""A logo that is given on one PC stands on the papers of another."""

import io
from collections.abc import Callable
from random import Random

from PIL import Image
from sqlalchemy import select

from tests.attendance.paper.papers import NAMES, print_it
from tests.attendance.paper.test_logos_on_papers import boxes_of
from tests.courses.factories import a_running_course
from tests.programme.logos.pictures import BLUE, GREEN, ORANGE, logo_file
from tests.sync.conftest import HUYE, JoinPc, Pc
from tvet_desktop.app import App
from tvet_desktop.courses.papers_logos import logos_of_course
from tvet_desktop.courses.set_partners import set_partners
from tvet_desktop.programme.logos.add_logo import add_logo
from tvet_desktop.programme.logos.edit_logo import edit_logo
from tvet_desktop.programme.logos.order_logos import order_logos
from tvet_desktop.programme.logos.queries import list_logos
from tvet_desktop.programme.logos.remove_logo import remove_logo
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.bundle import LARGEST
from tvet_desktop.sync.describe_conflicts import describe_conflicts
from tvet_desktop.sync.models import StoredBundle

Meet = Callable[..., None]


def give(app: App, owner: str, colour: tuple[int, int, int], scope: int, *, is_partner: bool = False) -> int:
    with app.database.transaction(user_id=app.user.id) as db:
        return add_logo(
            db,
            scope=scope,
            owner=owner,
            picture=logo_file(colour),
            is_partner=is_partner,
            by=app.user.id,
        ).logo_id


def owners(app: App) -> list[str]:
    with app.database.reading() as db:
        return [row.owner for row in list_logos(db)]


def test_a_logo_of_the_national_office_stands_on_the_sheet_of_a_college(
    founder: Pc,
    join_pc: JoinPc,
    meet: Meet,
) -> None:
    college = join_pc("college")
    give(founder.app, "Rwanda Polytechnic", BLUE, Scope.SHARED)
    partner = give(founder.app, "Invented Partner", ORANGE, Scope.SHARED, is_partner=True)
    meet(founder, college)

    there = college.app
    give(there, "IPRC Huye", GREEN, HUYE)
    with there.database.transaction(user_id=there.user.id) as db:
        course, sessions, _people = a_running_course(db, NAMES)
        set_partners(db, course_id=course, logo_ids=[partner], by=there.user.id)
    sheet = print_it(there.database, there.user.id, there.clock.now(), course, sessions)
    assert len(boxes_of(sheet.pdf)[0]) == 3

    meet(founder, college)
    with founder.app.database.reading() as db:
        stand = [logo.owner for logo in logos_of_course(db, course)]
    assert stand == ["Rwanda Polytechnic", "IPRC Huye", "Invented Partner"]
    assert founder.dump() == college.dump()

    with founder.app.database.transaction(user_id=founder.app.user.id) as db:
        remove_logo(db, logo_id=partner, by=founder.app.user.id)
    meet(founder, college)
    assert (
        len(boxes_of(print_it(there.database, there.user.id, there.clock.now(), course, sessions).pdf)[0])
        == 2
    )


def test_a_college_that_writes_the_programmes_logos_after_all_is_heard_by_nobody(
    founder: Pc,
    join_pc: JoinPc,
    meet: Meet,
) -> None:
    college = join_pc("college")
    logo = give(founder.app, "Rwanda Polytechnic", BLUE, Scope.SHARED)
    meet(founder, college)
    with college.app.database.transaction() as db:
        edit_logo(db, logo_id=logo, owner="Somebody else", is_partner=False, by=None)
    meet(founder, college)

    assert owners(founder.app) == ["Rwanda Polytechnic"]


def test_two_names_for_a_logo_are_a_conflict_in_words_and_two_orders_are_none(
    founder: Pc,
    join_pc: JoinPc,
    meet: Meet,
) -> None:
    other = join_pc("other", scopes=[Scope.SHARED, HUYE], national=True)
    logos = [give(founder.app, "First", BLUE, Scope.SHARED), give(founder.app, "Second", GREEN, Scope.SHARED)]
    meet(founder, other)
    for pc, name, order in ((founder, "One", logos[::-1]), (other, "Other", logos[::-1])):
        with pc.app.database.transaction(user_id=pc.app.user.id) as db:
            edit_logo(db, logo_id=logos[0], owner=name, is_partner=pc is other, by=pc.app.user.id)
            order_logos(db, logo_ids=order, by=pc.app.user.id)
    with founder.app.database.transaction(user_id=founder.app.user.id) as db:
        order_logos(db, logo_ids=logos, by=founder.app.user.id)
    meet(founder, other)

    assert owners(founder.app) == owners(other.app)
    assert founder.dump() == other.dump()
    with founder.app.database.reading() as db:
        found = describe_conflicts(db)
    assert {row.kind for row in found} == {"Logo"}
    said = {row.fields for row in found}
    assert any("Whose logo it is" in fields for fields in said)
    assert not any("Place in the row" in fields for fields in said)
    assert all({row.kept, row.lost} <= {"One", "Other", "yes", "no"} for row in found)


def test_the_richest_logos_travel_in_files_of_the_usual_size(
    founder: Pc,
    join_pc: JoinPc,
    meet: Meet,
) -> None:
    college = join_pc("college")
    with founder.app.database.transaction(user_id=founder.app.user.id) as db:
        for number in range(3):
            add_logo(db, scope=Scope.SHARED, owner=f"Rich {number}", picture=noise(number), by=None)
    meet(founder, college)

    with college.app.database.reading() as db:
        logos = list_logos(db)
        sizes = [len(bundle.content) for bundle in db.scalars(select(StoredBundle))]
    assert min(len(logo.data) for logo in logos) > 20_000
    assert len(logos) == 3
    assert max(sizes) <= LARGEST


def noise(seed: int) -> bytes:
    random = Random(seed)
    image = Image.frombytes("RGB", (300, 200), random.randbytes(180_000))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
