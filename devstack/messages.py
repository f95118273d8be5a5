"""Gathers the texts of code and templates into the English catalogue, by Babel; Swedish is the source and has none."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from devstack.places import ROOT

CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
FLOORS = ("portal", "lookups", "subscriptions")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_FILLED = re.compile(r"%(?:\([a-z_]+\))?[sd]")


def main() -> None:
    """Renew the catalogue; name what has no English yet."""
    catalogue = gathered(read())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as out:
        write_po(out, catalogue, width=120, ignore_obsolete=True, omit_header=False)
    for told in untranslated(catalogue):
        print(told)


def check() -> int:
    """Name each text without English; return 1 when there is one, or when the catalogue is out of step."""
    held, now = read(), gathered(read())
    missing = untranslated(now)
    stale = {one.id for one in held if one.id} != {one.id for one in now if one.id}
    for told in missing:
        print(f"no English: {told}")
    if stale:
        print("the catalogue is out of step with the code: python -m devstack messages")
    return int(bool(missing or stale))


def read(path: Path = CATALOGUE) -> Catalog:
    """Return the catalogue as it stands."""
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as source:
        return read_po(source, locale="en", domain="django")


def gathered(known: Catalog) -> Catalog:
    """Return a catalogue of all texts there are now, with the English that is known."""
    fresh = Catalog(locale="en", project="LEFI/LEKA", version="1", charset="utf-8")
    for place, text, context in texts():
        flags = {"python-format"} if _FILLED.search(str(text)) else set()
        fresh.add(text, locations=[(place, 0)], flags=flags, context=context)
    for one in fresh:
        held = known.get(one.id, one.context) if one.id else None
        if held is not None and held.string and not held.fuzzy:
            one.string = held.string
    return fresh


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the texts without English, each with its place."""
    return [
        f"{one.locations[0][0]}: {one.id}"
        for one in catalogue
        if one.id and not (all(one.string) if isinstance(one.string, tuple) else one.string)
    ]


def texts() -> Iterator[tuple[str, Any, str | None]]:
    """Yield place, text (or singular and plural) and context of everything that is translated."""
    sources = [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]
    for path in sources:
        if "migrations" not in path.parts:
            yield from _of(path, path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "templates").rglob("*.*")):
        code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # What stands between the texts becomes letters; the tokenizer would read their indentation.
        yield from _of(path, "\n".join(line.strip() for line in code.splitlines()))


def _of(path: Path, source: str) -> Iterator[tuple[str, Any, str | None]]:
    place = str(path.relative_to(ROOT))
    code = BytesIO(source.encode())
    found: Iterator[Any] = extract_python(code, KEYWORDS, [], {"encoding": "utf-8"})
    for _line, function, told, _comments in found:
        spec = KEYWORDS[str(function)]
        parts: list[Any] = [told] if isinstance(told, str) else list(told or [None])
        context = parts.pop(0) if spec and isinstance(spec[0], tuple) else None
        wanted = parts[:2] if str(function).startswith("n") else parts[0]
        if wanted and (isinstance(wanted, str) or all(wanted)):
            yield place, tuple(wanted) if isinstance(wanted, list) else wanted, context
