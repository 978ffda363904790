import pytest

from tests.ui.people.conftest import OpenPage
from ui.main_window import MainWindow
from ui.people.duplicates_page import DuplicatesPage


@pytest.mark.usefixtures("both_registers")
def test_both_sides_can_be_opened(open_page: OpenPage, main_window: MainWindow) -> None:
    page = open_page("duplicates")
    assert isinstance(page, DuplicatesPage)
    [pair] = page.table.model.rows
    assert pair.score >= 60
    assert "same ID number" in page._why.text()
    page.second.click()
    assert main_window.page is not None
    assert main_window.page.title == pair.second.name
    main_window.open_page("duplicates")
    page.first.click()
    assert main_window.page.title == pair.first.name
