"""Faults of a request's fields, by code: what pydantic finds, said in our words and never with what was sent."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic_core import PydanticCustomError

from portal.errors import Fault, InvalidRequest

SENTENCES: Mapping[str, Promise] = {
    "saknas": _("Fältet ska finnas."),
    "okand_nyckel": _("Fältet finns inte i den här versionen."),
    "dubbel_nyckel": _("Samma fält står två gånger."),
    "typ": _("Värdet har fel typ."),
    "form": _("Värdet har fel form."),
    "tomt": _("Fältet är tomt."),
    "langd": _("Texten får ha högst %(max_length)s tecken."),
    "antal": _("Listan får ha högst %(max_length)s värden."),
    "tecken": _("Texten innehåller tecken som inte kan tas emot."),
    "datum": _("Skriv datum som 2026-11-23."),
    "ordning": _("Till-datum ligger före från-datum."),
    "for_lang": _("Perioden är för lång."),
    "okand_grupp": _("Gruppen finns inte i informationsklassen."),
    "ingen_grupp": _("Välj minst en uppgift."),
    "olika": _("Huvudet X-Aktor och fältet aktor anger olika aktörer."),
    "json": _("Innehållet går inte att läsa som JSON."),
    "fil_eller_lista": _("Skicka antingen personnummer eller fil."),
    "fil_eller_rader": _("Skicka antingen rader eller fil."),
    "markor": _("Markören är inte en som den här listan har gett."),
}
KINDS = {
    "missing": "saknas",
    "extra_forbidden": "okand_nyckel",
    "string_too_long": "langd",
    "string_too_short": "tomt",
    "string_unicode": "tecken",
    "too_long": "antal",
    "string_pattern_mismatch": "form",
    "literal_error": "form",
    "enum": "form",
}
HEADERS = {"x-aktor": "/aktor"}  # a header that says what a field of the body may say
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,39}")


def sentence(felkod: str, params: Mapping[str, Any] | None = None) -> Promise | str:
    """Return the sentence of a code, filled with what the rule (never the sender) says."""
    return str(SENTENCES[felkod] % params) if params else SENTENCES[felkod]


def wrong(felkod: str) -> PydanticCustomError:
    """Return the error that a validator raises for a code of ours."""
    if felkod not in SENTENCES:
        message = f"{felkod} has no sentence"
        raise LookupError(message)
    return PydanticCustomError(felkod, felkod)


def refusal(errors: Iterable[Mapping[str, Any]]) -> InvalidRequest:
    """Return the refusal for what pydantic found, in the order it found it."""
    return InvalidRequest(faults=[_fault(one) for one in errors])


def _fault(error: Mapping[str, Any]) -> Fault:
    kind = error["type"]
    felkod = kind if kind in SENTENCES else KINDS.get(kind, "typ")
    limits = {name: value for name, value in error.get("ctx", {}).items() if name == "max_length"}
    return Fault(
        pointer=_pointer(error["loc"]), felkod=felkod, detail=sentence(felkod, limits or None)
    )


def _pointer(loc: Sequence[str | int]) -> str:
    """Return where: a JSON Pointer into the body. A key that is not plain is not said again: its object is named."""
    source, *path = loc
    if source == "query":
        path = path[:1]
    if source == "header":
        return HEADERS[str(path[0]).lower()]
    if source == "body":
        path = path[1:]  # the name of the operation's argument
    parts = []
    for one in path:
        if isinstance(one, str) and not _PLAIN.fullmatch(one):
            break
        parts.append(str(one))
    return "".join(f"/{part}" for part in parts)
