from datetime import date, timedelta

import pytest

from tvet_desktop.attendance.paper.sheet_plan import SheetColumn, SheetPerson, lines_of_page, plan_sheet
from tvet_desktop.courses.models import Slot


def columns(days: int, slots: tuple[Slot, ...] = (Slot.AM, Slot.PM)) -> list[SheetColumn]:
    made = [(date(2027, 3, 1) + timedelta(days=day), slot) for day in range(days) for slot in slots]
    return [SheetColumn(number, *one) for number, one in enumerate(made, 1)]


def people(count: int) -> list[SheetPerson]:
    return [SheetPerson(number, number, f"INVENTED{number}") for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("days", "blocks"), [(1, [2]), (5, [10]), (6, [6, 6]), (7, [8, 6]), (11, [8, 8, 6]), (16, [8, 8, 8, 8])]
)
def test_days_stay_whole_and_pages_are_about_equally_wide(days: int, blocks: list[int]) -> None:
    plan = plan_sheet(columns(days), people(3), 4)

    assert [len(block) for block in plan.blocks] == blocks
    for block in plan.blocks:
        assert len(block) % 2 == 0


def test_more_than_ten_sessions_on_one_day_are_split() -> None:
    plan = plan_sheet(columns(1, (Slot.AM,) * 13), people(3), 0)

    assert [len(block) for block in plan.blocks] == [10, 3]


@pytest.mark.parametrize(
    ("count", "walk_ins", "on_page", "pages"),
    [(1, 0, 1, 1), (0, 4, 4, 1), (12, 4, 16, 1), (13, 4, 9, 2), (40, 4, 15, 3), (200, 5, 16, 13)],
)
def test_lines_are_spread_over_the_pages(count: int, walk_ins: int, on_page: int, pages: int) -> None:
    plan = plan_sheet(columns(1), people(count), walk_ins)

    assert (plan.lines_on_page, len(plan.pages)) == (on_page, pages)
    lines = [line for page in plan.pages for line in range(page.first, page.last + 1)]
    assert lines == list(range(1, count + walk_ins + 1))


def test_each_block_has_all_its_lines_before_the_next_begins() -> None:
    plan = plan_sheet(columns(6), people(20), 4)

    assert [(page.block, page.first, page.last) for page in plan.pages] == [
        (1, 1, 12),
        (1, 13, 24),
        (2, 1, 12),
        (2, 13, 24),
    ]
    for page in plan.pages:
        assert lines_of_page(page.number, plan.lines, plan.lines_on_page) == (
            page.block,
            page.first,
            page.last,
        )
