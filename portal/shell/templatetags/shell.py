"""Icons, Swedish numbers and times, and what a form field needs, for templates: `{% load shell %}`."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.moments import moment
from portal.shell import formats
from portal.shell import forms as shown
from portal.shell.forms import Fault

register = template.Library()

register.filter("number", formats.number)
register.filter("percent", formats.percent)
register.filter("identity_number", formats.identity_number)
register.filter("masked", formats.masked)
register.filter("moment", moment)


@register.filter
def kr(amount: Decimal | int | None, currency: str = "SEK") -> str:
    """Return an amount of money, or nothing for none: the template says that none is told."""
    return "" if amount is None else formats.kr(amount, currency)


@register.filter
def short_date(value: date | datetime | str | None) -> str:
    """Return a day as `2026-11-23`."""
    return formats.short_date(value)


@register.filter
def swedish_time(value: datetime | None) -> str:
    """Return a moment's time in Sweden as `16.30`, or nothing for none."""
    return formats.swedish_time(value) if value else ""


@register.filter
def telephone_link(value: str) -> str:
    """Return a telephone number as a `tel:` address.

    >>> telephone_link("0771-17 90 00")
    'tel:+46771179000'
    """
    digits = re.sub(r"[^0-9+]", "", value)
    return f"tel:{'+46' + digits[1:] if digits.startswith('0') else digits}"


@register.filter
def unbroken(value: str) -> SafeString:
    """Return a text that no line breaks: a number is read in one piece."""
    return format_html('<span class="nowrap">{}</span>', value)


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """Return a decorative icon of the sprite; the words beside it say what it means."""
    return format_html(
        '<svg class="icon f-icon-{name} {extra}" focusable="false" aria-hidden="true">'
        '<use href="{sprite}#f-icon-{name}"></use></svg>',
        name=name,
        extra=extra,
        sprite=static("vendor/icons.svg"),
    )


@register.simple_tag
def icon_stack(kind: str) -> SafeString:
    """Return the layered icon of a message; kind: info|warning|error|success."""
    frame, sign = {
        "info": ("circle", "i"),
        "warning": ("circle", "alert"),
        "error": ("triangle", "alert"),
        "success": ("circle", "success"),
    }[kind]
    return format_html(
        '<span class="icon-stack icon-stack--{}">{}{}</span>',
        kind,
        icon(frame, f"icon__{kind}"),
        icon(sign),
    )


@register.simple_tag
def finding_icon(kind: str) -> SafeString:
    """Return the icon of a result; the word stands beside it. kind: given|nothing|unchecked|closed|withheld."""
    match kind:
        case "given":
            return icon_stack("success")
        case "unchecked":
            return icon_stack("warning")
        case "nothing":
            return icon("dash")
        case "closed":
            return icon("close")
    return icon_stack("info")


@register.filter
def kind_words(kind: str) -> str:
    """Return what kind of message it is, for those who do not see its colour."""
    return {
        "info": _("Informationsmeddelande"),
        "warning": _("Varningsmeddelande"),
        "error": _("Felmeddelande"),
        "success": _("Bekräftelse"),
    }[kind]


@register.filter
def field_kind(field: BoundField) -> str:
    """Return which component shows a field: text|textarea|select|checkbox|choices."""
    return shown.kind_of(field)


@register.filter
def choice_component(field: BoundField) -> str:
    """Return FKUI's name for the options of a group."""
    return "radio-button" if shown.is_radio(field) else "checkbox"


@register.filter
def is_optional(field: BoundField) -> bool:
    """Say whether the label says "(frivilligt)"."""
    return shown.is_optional(field)


@register.filter
def width(field: BoundField) -> str:
    """Return FKUI's class for how wide a field is: as wide as what is written in it."""
    return shown.width_of(field)


@register.filter
def form_faults(form: BaseForm | None) -> list[Fault]:
    """Return a form's faults in the order of its fields, each with the id to go to."""
    return shown.faults(form) if form is not None else []


@register.filter
def has_faults(form: object) -> bool:
    """Say whether the page's title begins with "Fel:"."""
    return shown.has_faults(form)


@register.filter
def keeps_all(form: BaseForm) -> bool:
    """Say whether all that was typed is still there: a password never is."""
    return shown.keeps_all(form)


@register.simple_tag
def control(field: BoundField, css: str, *, focus: bool = False) -> SafeString:
    """Return a field's own input with FKUI's class; Django sets aria-invalid and aria-describedby."""
    attrs: dict[str, Any] = {"class": css, "autofocus": bool(focus)}
    if field.field.widget.attrs.get("placeholder", "").strip():
        attrs["placeholder"] = False  # a library's: the label says it, and stays when one types
    return field.as_widget(attrs=attrs)
