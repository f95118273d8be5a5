"""A field's value as the history keeps it: apart from the language it is read in.

Kept is JSON: nothing, a list of values, or one key that says how to read it. A `word` is a source text that the page
translates; a `text` is what somebody wrote, and never translated.
"""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext, gettext_noop, override
from psycopg.types.range import Range

from portal.moments import moment

YES, NO = gettext_noop("ja"), gettext_noop("nej")
HIDDEN = gettext_noop("visas inte")
ARROW = " → "
NOTHING = "–"
# What a field of such a name holds is told by nobody, hashed or not.
SECRET = re.compile(r"password|secret|hemlig|token|digest|(^|_)key", re.IGNORECASE)


def of_field(name: str, field: forms.Field, value: Any) -> Any:
    """Return what the history keeps of a form field's value, initial or cleaned."""
    if SECRET.search(name) or isinstance(getattr(field, "widget", None), forms.PasswordInput):
        return {"word": HIDDEN} if value else None
    if isinstance(field, forms.ModelChoiceField):
        return _rows(field, value)
    if isinstance(field, forms.ChoiceField | forms.MultipleChoiceField):
        return _chosen(field, value)
    return of(value)


def of(value: Any) -> Any:
    """Return what the history keeps of a plain value."""
    kept: Any
    match value:
        case None | "" | [] | ():
            kept = None
        case bool():
            kept = {"word": YES if value else NO}
        case datetime():
            kept = {"moment": value.isoformat()}
        case date():
            kept = {"day": value.isoformat()}
        case Range():
            kept = None if value.isempty else {"period": [of(value.lower), of(value.upper)]}
        case int() | float() | Decimal():
            kept = {"number": str(value)}
        case list() | tuple() | set() | frozenset():
            kept = [of(one) for one in value]
        case dict():
            kept = {"text": json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)}
        case _:
            kept = {"text": str(value)}
    return kept


def _rows(field: Any, value: Any) -> Any:
    """Return rows by their own words; an initial value is a key, a cleaned one the row."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [_row(field, one) for one in value or ()] or None
    return None if value in (None, "") else _row(field, value)


def _row(field: Any, value: Any) -> Any:
    if isinstance(value, Model):
        return {"text": str(value)}
    by = {field.to_field_name or "pk": value}
    found = field.queryset.model._default_manager.filter(**by).first()  # noqa: SLF001  # Django's public name for it
    return {"text": str(found if found is not None else value)}


def _chosen(field: Any, value: Any) -> Any:
    """Return choices by their words, untranslated."""
    with override(None):
        words = {str(key): str(word) for key, word in _flat(field.choices)}

    def word(one: Any) -> Any:
        return {"word": words[str(one)]} if str(one) in words else of(one)

    if isinstance(field, forms.MultipleChoiceField):
        return [word(one) for one in value or ()] or None
    return (
        None if value in (None, "") and not words.get("") else word("" if value is None else value)
    )


def _flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for key, told in choices:
        if isinstance(told, list | tuple):
            yield from told
        else:
            yield key, told


def shown(kept: Any) -> str:
    """Return a kept value in the active language; days and times as Sweden writes them.

    >>> shown({"day": "2026-11-25"}), shown([{"number": "1"}, {"text": "två"}]), shown(None)
    ('2026-11-25', '1, två', '–')
    """
    match kept:
        case [_, *_]:
            told = ", ".join(map(shown, kept))
        case {"word": str(word)}:
            told = gettext(word) if word else NOTHING
        case {"moment": str(at)}:
            told = moment(datetime.fromisoformat(at))
        case {"period": [first, last]}:
            told = "–".join("" if one is None else shown(one) for one in (first, last))
        case {"day": plain} | {"number": plain} | {"text": plain}:
            told = str(plain)
        case _:
            told = NOTHING
    return told
