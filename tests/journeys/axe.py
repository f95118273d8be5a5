"""Whether a page is readable for all: axe finds nothing, and it fits its window, wide and narrow."""

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (390, 1280)
OPTIONS = {
    "resultTypes": ["violations"]
}  # what passes is not carried over, which is most of its time
AXE = Axe().axe_script


def hold(page: Page) -> None:
    """Fail on what axe finds, and on a page wider than its window: tables scroll by themselves. Ends wide."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        violations = page.evaluate(
            f"axe.run({json.dumps(OPTIONS)}).then((told) => told.violations)"
        )
        found = [(one["id"], [node["target"] for node in one["nodes"]]) for one in violations]
        assert not found, (page.url, width, found)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            page.url,
            width,
        )
