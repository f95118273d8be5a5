"""Whether a page is readable for all: axe finds nothing, and it fits its window, wide and narrow."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (390, 1280)
OPTIONS = {
    "resultTypes": ["violations"]
}  # what passes is not carried over, which is most of its time


def hold(page: Page) -> None:
    """Fail on what axe finds, and on a page wider than its window: tables scroll by themselves. Ends wide."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = [
            (one["id"], [node["target"] for node in one["nodes"]])
            for one in Axe().run(page, options=OPTIONS).response["violations"]
        ]
        assert not found, (page.url, width)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            page.url,
            width,
        )
