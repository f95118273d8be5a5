"""How many persons a service has been asked about: a room whose persons are not its questions joins with its count."""

from collections.abc import Callable
from datetime import datetime

from portal.organisations.models import Service

Count = Callable[[int, datetime, datetime], int]  # organisation, from a moment, to another
_counts: dict[Service, Count] = {}


def join(service: Service, count: Count) -> None:
    """Take a service's count of persons; called in AppConfig.ready(). The scope is the caller's, support's too."""
    _counts[service] = count


def asked(organisation: int, *, since: datetime, until: datetime) -> dict[Service, int]:
    """Return the persons of each joined service, asked about between two moments."""
    return {service: count(organisation, since, until) for service, count in _counts.items()}
