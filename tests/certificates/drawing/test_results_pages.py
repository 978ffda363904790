import pytest

from tests.certificates.examples import example_content, example_logos, example_second_page, example_statement
from tvet_desktop.certificates.drawing.content import CertificateContent
from tvet_desktop.certificates.drawing.layout import lay_out
from tvet_desktop.certificates.drawing.parts import Group, Line, Page, leaves
from tvet_desktop.certificates.drawing.second_page import Module, PointsReached, SecondPage
from tvet_desktop.certificates.drawing.sheet import TextDoesNotFit
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.documents.pdf.structure import Role, Scope

COMPLETION = template_for(CertificateKind.COMPLETION)


def _pages(page: SecondPage, language: str = "en", **changes: object) -> tuple[Page, ...]:
    return lay_out(example_content(second_page=page, **changes), COMPLETION, language, example_logos())


def _text(page: Page) -> str:
    return " ".join(item.text for part in leaves(page) for item in part.items if isinstance(item, Line))


def _tables(page: Page) -> list[Group]:
    return [part for part in page if isinstance(part, Group)]


def test_second_page_says_modules_hours_and_results() -> None:
    first, second = _pages(example_second_page())

    text = _text(second)
    for fact in (
        "Uwimana Jean-Baptiste",
        "RPT-HUY-2027-K7QX-0001",
        "Solar photovoltaic installation and maintenance",
        "Site survey and shading",
        "28:00",
        "26:30",
        "93 %",
        "11.5 / 20",
        "17.5 / 20",
        "Page 2 of 2",
    ):
        assert fact in text
    assert "Page 1 of 2" in _text(first)
    assert "Page" not in _text(lay_out(example_content(), COMPLETION, "en")[0])


def test_second_page_writes_points_as_french_does() -> None:
    assert "17,5 / 20" in _text(_pages(example_second_page(), "fr+en")[1])


def test_modules_are_a_table_that_can_be_read_aloud() -> None:
    modules, figures = _tables(_pages(example_second_page(3), "en+fr")[1])

    head, *rows, total = modules.parts
    assert isinstance(head, Group)
    assert [cell.scope for cell in head.parts] == [Scope.COLUMN] * 3
    for row in (*rows, total):
        assert isinstance(row, Group)
        assert row.role is Role.ROW
        assert row.parts[0].scope is Scope.ROW
        assert [cell.role for cell in row.parts] == [Role.HEAD_CELL, Role.CELL, Role.CELL]
    assert len(rows) == 3
    assert [len(row.parts) for row in figures.parts if isinstance(row, Group)] == [3, 3]


def test_words_of_the_second_language_are_tagged_and_shared_words_said_once() -> None:
    (modules, _figures) = _tables(_pages(example_second_page(1), "en+fr")[1])

    spoken = [
        (item.text, part.language)
        for part in leaves((modules,))
        for item in part.items
        if isinstance(item, Line)
    ]
    assert spoken[:5] == [
        ("Module", ""),
        ("Hours planned", ""),
        ("Heures prévues", "fr"),
        ("Hours attended", ""),
        ("Heures suivies", "fr"),
    ]


@pytest.mark.parametrize("language", ["en", "rw+fr"])
@pytest.mark.parametrize(("modules", "count"), [(0, 2), (7, 2), (16, 2), (60, 5)])
def test_long_lists_shrink_and_then_go_on(language: str, modules: int, count: int) -> None:
    pages = _pages(example_second_page(modules), language)

    assert len(pages) <= count + 1
    listed = [
        row.parts[0]
        for page in pages[1:]
        for row in _tables(page)[0].parts
        if isinstance(row, Group) and row.parts[0].scope is Scope.ROW
    ]
    assert len(listed) == modules + 1  # and the sums, once


def test_second_page_without_results_has_one_table() -> None:
    (table,) = _tables(_pages(SecondPage((Module("Sizing", 60, 60),)))[1])

    assert table.role is Role.TABLE


def test_points_are_exact() -> None:
    page = SecondPage((), None, (PointsReached("post", 1705, 10_000),))

    assert "17.05 / 100" in _text(_pages(page)[1])


def test_a_title_that_does_not_fit_is_named() -> None:
    title = "Photovoltaics" * 12

    with pytest.raises(TextDoesNotFit) as refused:
        _pages(SecondPage((Module(title, 60, 60),)))

    assert title in refused.value.sentence()


def test_second_page_has_room_for_a_long_name_and_title() -> None:
    statement = example_statement(
        name="Nshimiyumuremyi Ndayishimiye Marie-Thérèse Éloïse Anne",
        course_title="Diagnostics and repair of photovoltaic water pumping systems for irrigation",
        skill_area="",
    )
    content: CertificateContent = example_content(statement, second_page=example_second_page(12))

    assert len(lay_out(content, COMPLETION, "rw+en")) == 2
