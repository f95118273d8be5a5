"""Reads an entry of the history back, as lines in the reader's language."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import DELETION, LogEntry
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.history import values


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done: its heading, where it needs one, and the fields as `Namn: Luleå → Luleå kommun`."""

    heading: str
    fields: tuple[str, ...]

    def __str__(self) -> str:
        told = "; ".join(self.fields)
        return f"{self.heading}: {told}" if self.heading and told else self.heading or told


def lines(entry: LogEntry) -> tuple[Line, ...]:
    """Return what an entry tells; one that was not written by our pages tells what the library says of it."""
    try:
        told = json.loads(entry.change_message or "[]")
    except ValueError:
        told = None
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        return (Line(entry.change_message, ()),)
    if not told and entry.action_flag == DELETION:
        return (Line(_("Togs bort"), ()),)
    if any("values" not in one and "told" not in one for one in told):
        return (Line(entry.get_change_message(), ()),)
    return tuple(map(_line, told))


def _line(one: Mapping[str, Any]) -> Line:
    match one:
        case {"told": {"text": str(text), "params": dict(params)}}:
            return Line(_(text) % params, ())
        case {"added": row, "values": told}:
            of = _of(row)
            heading = _("%(slag)s ”%(vad)s” lades till") % of if of else _("Skapades")
            return Line(capfirst(heading), tuple(_field(each) for each in told))
        case {"deleted": row, "values": told}:
            of = _of(row)
            heading = _("%(slag)s ”%(vad)s” togs bort") % of if of else _("Togs bort")
            return Line(capfirst(heading), tuple(_field(each) for each in told))
        case {"changed": row, "values": told}:
            of = _of(row)
            heading = capfirst(_("%(slag)s ”%(vad)s” ändrades") % of) if of else ""
            return Line(heading, tuple(_field(each, changed=True) for each in told))
    return Line("", ())


def _of(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the kind and the words of a row under the row; of the row itself nothing."""
    kind = row.get("name")
    return {"slag": _(kind), "vad": row["object"]} if kind else {}


def _field(told: Mapping[str, Any], *, changed: bool = False) -> str:
    name = told["label"]
    label = capfirst(_(name) if name else "")
    before, after = values.shown(told["before"]), values.shown(told["after"])
    if changed:
        return f"{label}: {before}{values.ARROW}{after}"
    return f"{label}: {after if told['before'] is None else before}"
