import pytest

from tests.courses.factories import a_running_course, some_people
from tests.spreadsheets import ReadRows
from tvet_desktop.attendance.course_tests.import_results import import_results
from tvet_desktop.attendance.course_tests.loading import load_points, results_of
from tvet_desktop.attendance.course_tests.preview_results import LeftOut, preview_results
from tvet_desktop.attendance.course_tests.read_results_sheet import (
    NoResultColumns,
    headed_out_of,
    read_points_cell,
    read_results,
)
from tvet_desktop.attendance.course_tests.record_result import record_result
from tvet_desktop.attendance.course_tests.restore_results import restore_results
from tvet_desktop.attendance.course_tests.rules import TestMissing, TestSettings, WhichTest
from tvet_desktop.attendance.course_tests.set_tests import set_tests
from tvet_desktop.documents.bad_cells import CellProblem, Unreadable
from tvet_desktop.documents.workbook import CellError, CellValue
from tvet_desktop.storage.database import Database

PRE, POST = WhichTest.PRE, WhichTest.POST
BOTH = TestSettings(pre_maximum=2000, post_maximum=2000)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (12, (1200, None)),
        (12.1, (1210, None)),
        (13.333333, (1333, None)),
        (12.005, (1201, None)),
        ("12,5", (1250, None)),
        ("15/20", (1500, 2000)),
        ("15,5 / 20", (1550, 2000)),
        ("75 %", (7500, 10000)),
        (0, (0, None)),
        (None, None),
        ("Absent", None),
        ("–", None),
        ("Yasibye", None),
    ],
)
def test_a_cell_of_points_is_read(value: CellValue, read: tuple[int, int | None] | None) -> None:
    assert read_points_cell(value) == read


@pytest.mark.parametrize("value", [-1, "good", True, float("nan"), float("inf"), 1e12, "%", "/20"])
def test_a_cell_without_points_is_refused(value: CellValue) -> None:
    with pytest.raises(Unreadable) as refused:
        read_points_cell(value)
    assert str(refused.value) == CellProblem.BAD_POINTS

    with pytest.raises(Unreadable):
        read_points_cell(CellError("#DIV/0!"))


@pytest.mark.parametrize(
    ("heading", "maximum"),
    [
        ("Post-test (/40)", 4000),
        ("Pré-test sur 20", 2000),
        ("Points out of 12.5", 1250),
        ("Post-test (%)", 10000),
        ("Post-test", None),
    ],
)
def test_a_heading_may_name_the_maximum(heading: str, maximum: int | None) -> None:
    assert headed_out_of(heading) == maximum


@pytest.mark.parametrize(
    "headings",
    [
        ["No", "Names", "Pre-test", "Post-test"],
        ["N°", "Noms et prénoms", "Pré-test (/20)", "Post-test /20"],
        ["No", "Amazina yose", "Isuzumabumenyi ribanza", "Isuzumabumenyi risoza"],
        ["Post-test", "Names", "No", "Pre test score"],
        ["Noms", "Note avant la formation", "Note après la formation"],
    ],
)
def test_headings_in_three_languages_and_any_order(read_rows: ReadRows, headings: list[str]) -> None:
    sheet = read_results(read_rows([["IPRC Huye"], headings, ["x" for _ in headings]]))

    assert set(sheet.columns) == {PRE, POST}
    assert (
        sheet.table.label(sheet.columns[PRE]).casefold() != sheet.table.label(sheet.columns[POST]).casefold()
    )


def test_a_column_of_points_is_the_test_that_a_person_says(read_rows: ReadRows) -> None:
    workbook = read_rows([["Names", "Points"], ["KEZA Aline", 12]])

    assert read_results(workbook).columns == {POST: 2}
    assert read_results(workbook, points_are=PRE).lines[0].points[PRE].points == 1200


@pytest.mark.parametrize("rows", [[["Names", "Phone"], ["KEZA", 1]], [["No", "Points"], [1, 2]]])
def test_a_list_without_names_or_points_says_so(read_rows: ReadRows, rows: list[list[object]]) -> None:
    with pytest.raises(NoResultColumns) as refused:
        read_results(read_rows(rows, name="other.xlsx"))

    assert "other.xlsx" in refused.value.sentence()


def test_a_list_fills_gaps_keeps_the_rest_and_adds_nothing_twice(
    database: Database, read_rows: ReadRows
) -> None:
    sheet = read_results(
        read_rows(
            [
                ["No", "Names", "Pre-test", "Post-test"],
                [1, "Aline Keza", 8, 15.5],
                [2, "MUGABO Jean", "7,5", "absent"],
                [3, "UWASE", 9, 19],
                [4, "Nsenga", 5, 6],
                [5, "HIRWA Odile", 5, 6],
                [6, "GASANA Eric", 5, 6],
                [7, "Nsenga Paul", 21, "good"],
                ["", "Average", 7, 14],
            ]
        )
    )
    with database.transaction() as db:
        course_id, _sessions, people = a_running_course(db)
        some_people(db, ["HIRWA Odile"])
        set_tests(db, course_id=course_id, tests=BOTH)
        record_result(db, course_id=course_id, person_id=people[2], which=POST, points=1800)
        plan = preview_results(db, course_id=course_id, sheet=sheet)
        assert load_points(db, course_id, people[0], PRE) is None

        done = import_results(db, course_id=course_id, sheet=sheet)
        after = results_of(db, course_id)
        again = import_results(db, course_id=course_id, sheet=sheet)
        assert results_of(db, course_id) == after

        restore_results(db, done=done.recorded)
        assert results_of(db, course_id) == {people[2]: (None, 1800)}

    assert after[people[0]] == (800, 1550)
    assert after[people[1]] == (750, None)
    assert after[people[2]] == (900, 1800)
    assert (plan.new, plan.same, plan.differing, plan.names_left_out) == (4, 0, 1, 3)
    assert {line.name: line.left_out for line in plan.lines if line.left_out} == {
        "Nsenga": LeftOut.PARTIAL,
        "HIRWA Odile": LeftOut.NOT_IN_COURSE,
        "GASANA Eric": LeftOut.UNKNOWN,
    }
    assert [(cell.row, cell.problem) for cell in plan.bad_cells] == [
        (8, CellProblem.BAD_POINTS),
        (8, CellProblem.POINTS_ABOVE_MAXIMUM),
    ]
    assert (len(done.recorded), len(again.recorded), again.plan.same) == (4, 0, 4)


def test_names_that_two_share_or_that_stand_twice_change_nothing(
    database: Database, read_rows: ReadRows
) -> None:
    sheet = read_results(
        read_rows(
            [["Names", "Post-test"], ["KEZA Aline", 8], ["Aline KEZA", 9], ["UWASE", 7], ["NSENGA Paul", 7]]
        )
    )
    with database.transaction() as db:
        course_id, _sessions, people = a_running_course(db, ["KEZA Aline", "UWASE", "Uwase", "NSENGA Paul"])
        some_people(db, ["NSENGA Paul"])
        set_tests(db, course_id=course_id, tests=BOTH)

        plan = import_results(db, course_id=course_id, sheet=sheet).plan

        assert results_of(db, course_id) == {people[3]: (None, 700)}  # the other one is not of the course
    assert [line.left_out for line in plan.lines] == [LeftOut.TWICE, LeftOut.TWICE, LeftOut.AMBIGUOUS, None]


def test_another_maximum_in_the_heading_leaves_the_points_out(
    database: Database, read_rows: ReadRows
) -> None:
    sheet = read_results(read_rows([["Names", "Pre-test", "Post-test /40"], ["KEZA Aline", "15/20", 18]]))
    with database.transaction() as db:
        course_id, _sessions, people = a_running_course(db)
        with pytest.raises(TestMissing):
            preview_results(db, course_id=course_id, sheet=sheet)
        set_tests(db, course_id=course_id, tests=TestSettings(post_maximum=2000))
        plan = preview_results(db, course_id=course_id, sheet=sheet)
        assert (plan.tests, plan.missing, plan.new) == ((POST,), (PRE,), 0)
        set_tests(db, course_id=course_id, tests=BOTH)

        done = import_results(db, course_id=course_id, sheet=sheet)

        assert results_of(db, course_id)[people[0]] == (1500, None)
    assert [cell.problem for cell in done.plan.bad_cells] == [CellProblem.OTHER_MAXIMUM]
    assert "18 / 40" in done.plan.bad_cells[0].sentence()
