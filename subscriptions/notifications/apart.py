"""Notifications that an organisation handles apart by its agreement: those that tell of protection (decision 0027).

They are numbered as all others. Who has not the special right finds no row on pages, and by API neither subscription
nor case. The agreement that began last decides, by the database's clock, also about what was told before.
"""

from django.db.models import BooleanField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Now, TruncDate

from portal.clock import SWEDEN
from portal.organisations.models import Agreement
from subscriptions.kinds import Kind
from subscriptions.notifications.models import Notification

_BEGUN = Agreement.objects.filter(period__startswith__lte=TruncDate(Now(), tzinfo=SWEDEN)).order_by(
    "-period"
)
_AGREED = Coalesce(
    Subquery(_BEGUN.filter(organisation=OuterRef("organisation")).values("protected_by_hand")[:1]),
    Value(value=False),
    output_field=BooleanField(),
)
# Where others name groups, one about a protected person names none: that tells as much as its kind.
_TELLS = Q(kind=Kind.PROTECTION) | Q(kind__in=(Kind.RECALL, Kind.AGAIN), groups=[])
APART = _TELLS & Q(_AGREED)


def seen(rows: QuerySet[Notification], *, protected: bool) -> QuerySet[Notification]:
    """Return the rows that a reader may find, with the special right (`protected`) or without."""
    return rows if protected else rows.exclude(APART)


def is_agreed(organisation: int) -> bool:
    """Say whether the organisation handles them apart. The connection acts for it."""
    told = _BEGUN.filter(organisation=organisation).values_list("protected_by_hand", flat=True)
    return told.first() or False
