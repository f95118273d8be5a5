"""Fills in a page's form as a browser does: what stands there goes back, but for what is typed."""

from html.parser import HTMLParser
from typing import Any


class _Fields(HTMLParser):
    """Collects the successful controls of a page (HTML, form submission)."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.names: set[str] = set()
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name = told.get("name") or ""
        if name:
            self.names.add(name)
        if "disabled" in told:
            return
        if tag == "input" and name and told.get("type") not in {"submit", "file"}:
            if told.get("type") not in {"checkbox", "radio"} or "checked" in told:
                self.values.setdefault(name, []).append(told.get("value") or "on")
                if told.get("type") not in {"checkbox", "radio"}:
                    self.values[name][-1] = told.get("value") or ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in told and self._select:
            self.values.setdefault(self._select, []).append(told.get("value") or "")
        elif tag == "textarea":
            self._area = name

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] = [data.strip()]


def fields(page: Any) -> _Fields:
    """Return the controls of a page."""
    read = _Fields()
    read.feed(page.text)
    return read


def post(client: Any, address: str, rows: dict[str, list[dict[str, Any]]] | None = None, **typed):
    """Open a form, type into it, add inline rows by their prefix, send it; return the page after that.

    Typed names must stand on the page, so that a test types only where a user can.
    """
    page = client.get(address)
    assert page.status_code == 200, address
    read = fields(page)
    told: dict[str, Any] = dict(read.values)
    for prefix, added in (rows or {}).items():
        at = int(told[f"{prefix}-TOTAL_FORMS"][0])
        for index, row in enumerate(added, at):
            for name, value in row.items():
                assert f"{prefix}-__prefix__-{name}" in read.names, name
                told[f"{prefix}-{index}-{name}"] = value
        told[f"{prefix}-TOTAL_FORMS"] = [str(at + len(added))]
    for name, value in typed.items():
        assert name in read.names, name
        told[name] = value
    return client.post(address, told, follow=True)
