"""What a release must not do: come while the version two before it is promised to live (R10); `migrate` asks."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import DatabaseError
from django.db.models import Max

from portal.api import living
from portal.api.versions import not_in_order
from portal.versions.models import Prolonging


@checks.register(checks.Tags.database)
def never_three(
    databases: Sequence[str] | None = None, **_told: Any
) -> Sequence[checks.CheckMessage]:
    """Refuse tables of versions that break what has been promised; before the first migration nothing has been.

    Looks where a database may be looked into alone, as `migrate` and `check --database` say.
    """
    if not databases:
        return []
    try:
        rows = Prolonging.objects.order_by().values_list("api", "major").annotate(Max("last_day"))
        promised = {(api, major): day for api, major, day in rows}
    except DatabaseError:
        return []
    return [
        checks.Error(wrong, id="versions.E001")
        for table in living.tables()
        for wrong in not_in_order(table, lambda one: promised.get((one.api, one.major)))
    ]
