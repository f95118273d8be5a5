"""What an entry of the administration's history tells: `{% load history %}{% for line in entry|told %}`."""

from datetime import datetime

from django import template
from django.contrib.admin.models import LogEntry

from portal.history import lines, values

register = template.Library()


@register.filter
def told(entry: LogEntry) -> tuple[lines.Line, ...]:
    """Return an entry's lines in the active language."""
    return lines.lines(entry)


@register.filter
def moment(at: datetime) -> str:
    """Return a moment in Sweden, day and time."""
    return values.moment(at)
