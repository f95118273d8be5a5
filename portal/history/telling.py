"""What every page of the administration builds on: it tells each change with what was and what is."""

import json
from collections.abc import Iterable
from typing import Any, TypeVar

from django import forms
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import override

from portal.history import values

Row = TypeVar("Row", bound=Model)
NOTES = "_told_beside"  # what a save did beside the form's own fields, kept on the form until it is logged


class Told(admin.ModelAdmin[Row]):
    """Pages of a model whose changes are told in words, those of rows under it too.

    `untold` names form fields that are no facts of the row, such as a box that asks for a new secret: what they led
    to is told by `note`.
    """

    untold: tuple[str, ...] = ()

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Return the entry's JSON: the library's own message, with each field's label, before and after beside it."""
        del request
        entries: list[dict[str, Any]] = []
        told = _changed(form, self.untold, added=add)
        if add:
            entries.append({"added": {}, "values": told})
        elif told:
            entries.append({"changed": {"fields": [one["label"] for one in told]}, "values": told})
        for formset in formsets or ():
            entries.extend(_rows(formset))
        entries.extend(getattr(form, NOTES, ()))
        return _json(entries)

    def log_change(self, request: HttpRequest, obj: Row, message: Any) -> Any:
        """Tell a change; a form that was sent as it stood changed nothing."""
        return None if message == _json([]) else super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Row]) -> Any:
        """Tell what the removed rows held."""
        for row in queryset:
            form = self.get_form(request, row)(instance=row)
            was = [_value(form, name, gone=True) for name in form.fields]
            _enter(request, row, DELETION, [{"deleted": {}, "values": was}])

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Row | None:
        """Return the row; before a save it is locked, so that what is told as before is what was."""
        row = super().get_object(request, object_id, from_field)
        if row is None or request.method != "POST" or not self.has_change_permission(request, row):
            return row
        held = self.model._default_manager.select_for_update(of=("self",)).filter(pk=row.pk)  # noqa: SLF001
        return super().get_object(request, object_id, from_field) if held.exists() else None

    @staticmethod
    def note(form: forms.BaseForm, text: str | Promise, **params: str | int) -> None:
        """Have a save's entry tell what else it did; called in `save_model`."""
        setattr(form, NOTES, [*getattr(form, NOTES, ()), _said(text, params)])


def tell(request: HttpRequest, row: Model, text: str | Promise, **params: str | int) -> None:
    """Write in a row's history what an action did to it: a source text, and what fills it in. No secret, no person."""
    _enter(request, row, CHANGE, [_said(text, params)])


def tell_values(
    who: int,
    row: Model,
    told: Iterable[tuple[str | Promise, Any, Any]],
    *,
    added: bool = False,
) -> None:
    """Write in a row's history what an account changed outside the pages: for each a label, before and after."""
    with override(None):
        kept = [
            {"label": str(label), "before": values.of(before), "after": values.of(after)}
            for label, before, after in told
        ]
    entry: dict[str, Any] = {"changed": {"fields": [one["label"] for one in kept]}}
    entries = [{**({"added": {}} if added else entry), "values": kept}]
    LogEntry.objects.log_actions(
        who, [row], ADDITION if added else CHANGE, _json(entries), single_object=True
    )


def _said(text: str | Promise, params: dict[str, str | int]) -> dict[str, Any]:
    with override(None):
        return {"told": {"text": str(text), "params": params}}


def _enter(request: HttpRequest, row: Model, flag: int, entries: list[dict[str, Any]]) -> None:
    who = request.user.pk
    assert who is not None  # noqa: S101  # for the type: nobody else is let in
    LogEntry.objects.log_actions(who, [row], flag, _json(entries), single_object=True)


def _json(entries: list[dict[str, Any]]) -> str:
    """Return the message as text that can be searched: letters stay letters."""
    return json.dumps(entries, ensure_ascii=False)


def _rows(formset: Any) -> Iterable[dict[str, Any]]:
    """Tell the rows under the row: added, changed, removed."""
    forms_of = {id(form.instance): form for form in formset.forms}
    # Neither its key, its owner nor the box that removes it says anything of a row.
    beside = {formset.model._meta.pk.name, formset.fk.name, DELETION_FIELD_NAME}  # noqa: SLF001
    for row in formset.new_objects:
        told = _changed(forms_of[id(row)], beside, added=True)
        yield {"added": _named(row), "values": told}
    for row, _fields in formset.changed_objects:
        told = _changed(forms_of[id(row)], beside)
        fields = {"fields": [one["label"] for one in told]}
        yield {"changed": _named(row) | fields, "values": told}
    for row in formset.deleted_objects:
        form = forms_of[id(row)]
        was = [_value(form, name, gone=True) for name in form.fields if name not in beside]
        yield {"deleted": _named(row), "values": [one for one in was if one["before"] is not None]}


def _named(row: Model) -> dict[str, str]:
    with override(None):
        return {"name": str(row._meta.verbose_name), "object": str(row)}  # noqa: SLF001


def _changed(form: Any, beside: Iterable[str], *, added: bool = False) -> list[dict[str, Any]]:
    """Return what the form changed; of an added row, all that was filled in."""
    names = [name for name in form.fields if added or name in form.changed_data]
    told = [_value(form, name, added=added) for name in names if name not in beside]
    return [one for one in told if one["before"] != one["after"]]


def _value(form: Any, name: str, *, added: bool = False, gone: bool = False) -> dict[str, Any]:
    """Return a field's label, before and after; an added row was nothing before, one that is gone is nothing now."""
    field = form.fields[name]
    before = after = None
    if not added:
        before = values.of_field(name, field, form.get_initial_for_field(field, name))
    if not gone:
        now = form.cleaned_data.get(name)
        if isinstance(now, str):  # a text may have been put in order before it was saved
            now = getattr(form.instance, name, now)
        after = values.of_field(name, field, now)
    return {"label": _label(form, name), "before": before, "after": after}


def _label(form: Any, name: str) -> str:
    """Return the field's label as its source text; the library's capital letter is put back when it is shown."""
    with override(None):
        label = str(form.fields[name].label or name)
        try:
            plain = str(form.instance._meta.get_field(name).verbose_name)  # noqa: SLF001
        except (AttributeError, FieldDoesNotExist):
            return label
    return plain if capfirst(plain) == label else label
