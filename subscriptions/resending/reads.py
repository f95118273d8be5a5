"""Orders to send again, as they stand. The connection acts for the organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from subscriptions.resending.errors import OrderNotThere
from subscriptions.resending.models import Order

LATEST = 20  # orders that the page lists


class State(StrEnum):
    """What has become of an order; the values are the wire's."""

    WAITING = "vantar"
    DONE = "klar"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTold:
    """An order, and what came of it: so many notifications, in numbers one after another."""

    id: UUID
    subscription: UUID | None
    since: date
    asker_name: str
    at: datetime
    done_at: datetime | None
    made: int
    first: int | None
    last: int | None

    @property
    def state(self) -> State:
        """Return whether it has been carried out."""
        return State.DONE if self.done_at else State.WAITING


def one(organisation: int, order: UUID) -> OrderTold:
    """Return an order. Raises OrderNotThere."""
    row = Order.objects.filter(organisation_id=organisation, pk=order).first()
    if row is None:
        raise OrderNotThere
    return told(row)


def latest(organisation: int) -> Sequence[OrderTold]:
    """Return the organisation's latest orders, newest first."""
    return [told(row) for row in Order.objects.filter(organisation_id=organisation)[:LATEST]]


def told(row: Order) -> OrderTold:
    """Return a row as pages and the API tell it."""
    made = row.made or 0
    return OrderTold(
        id=row.pk,
        subscription=row.subscription,
        since=row.since,
        asker_name=row.asker_name,
        at=row.at,
        done_at=row.done_at,
        made=made,
        first=row.first,
        last=row.first + made - 1 if row.first else None,
    )
