import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.certificates.examples import example_second_page
from tvet_desktop.certificates.drawing.second_page import (
    MOST_MODULES,
    Module,
    PointsReached,
    SecondPage,
    SecondPageNotReadable,
    read_second_page,
    second_page_text,
)

GOOD = '{"modules":[["Énergie solaire",240,210]],"percent":88,"tests":[["pre",1150,2000]]}'
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


def test_second_page_text_is_canonical() -> None:
    page = SecondPage((Module("Énergie solaire", 240, 210),), 88, (PointsReached("pre", 1150, 2000),))

    assert second_page_text(page) == GOOD
    assert read_second_page(GOOD) == page


@pytest.mark.parametrize("modules", [0, 1, MOST_MODULES])
def test_second_page_comes_back(modules: int) -> None:
    page = example_second_page(modules)

    assert read_second_page(second_page_text(page)) == page
    assert page.planned == 240 * modules


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        GOOD + " ",
        GOOD.replace('"percent":88', '"percent": 88'),
        GOOD.replace("É", "\\u00c9"),
        GOOD.replace("É", "E\u0301"),
        GOOD.replace("88", "101"),
        GOOD.replace("88", "true"),
        GOOD.replace("88", "88.0"),
        GOOD.replace("240", "-1"),
        GOOD.replace("240", "9" * 5000),
        GOOD.replace("pre", "mid"),
        GOOD.replace('"tests"', '"colour":1,"tests"'),
        GOOD.replace('"Énergie solaire"', '""'),
        GOOD.replace("solaire", "so\u202elaire"),
        GOOD.replace('["pre",1150,2000]', '["pre",1150]'),
        GOOD.replace('["pre",1150,2000]', '"pre"'),
        "[" * 20_000,
    ],
)
def test_read_second_page_knows_one_form_only(text: str) -> None:
    with pytest.raises(SecondPageNotReadable) as refused:
        read_second_page(text)

    assert "update the app" in refused.value.sentence()


@given(ANYTHING)
def test_read_second_page_never_fails_in_another_way(value: object) -> None:
    for text in (
        json.dumps(value, ensure_ascii=False),
        json.dumps({"modules": value, "percent": value, "tests": value}, separators=(",", ":")),
        json.dumps({"modules": [value], "percent": None, "tests": [value]}, separators=(",", ":")),
    ):
        try:
            page = read_second_page(text)
        except SecondPageNotReadable:
            continue
        assert second_page_text(page) == text


@pytest.mark.parametrize(
    "page",
    [
        example_second_page(MOST_MODULES + 1),
        SecondPage((Module("Two  spaces", 1, 1),)),
        SecondPage((Module("Sizing", -1, 1),)),
        SecondPage((), 101),
    ],
)
def test_second_page_text_refuses_what_could_not_be_read(page: SecondPage) -> None:
    with pytest.raises(ValueError, match="second page"):
        second_page_text(page)
