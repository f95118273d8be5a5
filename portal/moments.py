"""A field for a Swedish moment, typed as pages write it: 2026-11-23 16.30."""

import re
from datetime import datetime
from typing import Any

from django import forms

_DOTTED = re.compile(r"(?<=\d)\.(?=\d\d$)")


class MomentField(forms.DateTimeField):
    """Takes 16.30 as half past four; Django's own reads the dot as a fraction of an hour."""

    def to_python(self, value: Any) -> datetime | None:
        """Return the aware moment. Raises ValidationError for what is none."""
        if isinstance(value, str):
            value = _DOTTED.sub(":", value.strip())
        moment: datetime | None = super().to_python(value)
        return moment
