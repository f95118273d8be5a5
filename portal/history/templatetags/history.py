"""What an entry of the administration's history tells: `{% load history %}{% for line in entry|told %}`."""

from django import template
from django.contrib.admin.models import LogEntry

from portal.history import lines

register = template.Library()


@register.filter
def told(entry: LogEntry) -> tuple[lines.Line, ...]:
    """Return an entry's lines in the active language."""
    return lines.lines(entry)
