"""A moment in Sweden as pages write it, 2026-11-23 16.30, and as people type it."""

import re
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language

from portal.clock import SWEDEN

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DOTTED = re.compile(r"(?<=\d)\.(?=\d\d$)")


def moment(at: datetime) -> str:
    """Return a moment with its day: `2026-11-23 16.30`, in English `2026-11-23 16:30`.

    >>> from datetime import UTC
    >>> moment(datetime(2026, 7, 1, 14, 30, tzinfo=UTC))
    '2026-07-01 16.30'
    """
    swedish = (get_language() or "sv").startswith("sv")
    return at.astimezone(SWEDEN).strftime("%Y-%m-%d %H.%M" if swedish else "%Y-%m-%d %H:%M")


class MomentField(forms.DateTimeField):
    """Takes 16.30 as half past four; Django's own reads the dot as a fraction of an hour.

    A day alone is its beginning, or with `whole_day` all of it: the midnight that ends it.
    """

    def __init__(self, *, whole_day: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.whole_day = whole_day

    def to_python(self, value: Any) -> datetime | None:
        """Return the aware moment. Raises ValidationError for what is none."""
        if isinstance(value, str):
            value = _DOTTED.sub(":", value.strip())
        told: datetime | None = super().to_python(value)
        if told and self.whole_day and isinstance(value, str) and _DAY.fullmatch(value):
            # Wall time: midnight whatever summer time does.
            return told.astimezone(SWEDEN) + timedelta(days=1)
        return told
