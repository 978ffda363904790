import sys
from collections.abc import Iterator

import pytest

from tests.certificates.checking.verify_page.browser import Browser, chromium
from tests.certificates.checking.verify_page.checked_page import CheckPage
from tests.certificates.checking.verify_page.programme import PageCase, open_page, page_case


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if sys.platform == "win32":
        pytest.skip("a browser's pipes have no numbers there")
    with chromium(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture(scope="session")
def case() -> PageCase:
    return page_case()


@pytest.fixture(scope="session")
def page(case: PageCase, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> CheckPage:
    """One page that stays open."""
    return open_page(browser, case.trust, tmp_path_factory.mktemp("page"))
