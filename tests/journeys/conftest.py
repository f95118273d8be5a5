"""A module's journeys share one window of the browser, cleared after each: to open one takes a second."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext


@pytest.fixture(scope="module")
def window(browser, browser_context_args) -> Iterator[BrowserContext]:
    """Give the window, open for as long as its first page is."""
    opened = browser.new_context(**browser_context_args)
    opened.new_page()
    yield opened
    opened.close()


@pytest.fixture
def context(request, window: BrowserContext) -> Iterator[BrowserContext]:
    """Give the shared window, and leave it as it was; a journey that asks for another kind has one of its own."""
    if request.node.get_closest_marker("browser_context_args"):
        yield request.getfixturevalue("new_context")()
        return
    yield window
    for page in window.pages[1:]:
        page.close()
    window.clear_cookies()
    window.clear_permissions()
