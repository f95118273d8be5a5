"""The library's own log of the administration, under a name that readers know."""

from typing import ClassVar

from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _


class Change(LogEntry):
    """One thing done on the administration's pages: who, when, to which row, what was and what is."""

    class Meta:
        proxy = True
        verbose_name = _("ändring")
        verbose_name_plural = _("ändringar")
        ordering: ClassVar = ["-action_time", "-pk"]
