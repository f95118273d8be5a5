"""Minutes that the service's own checks have found good or bad."""

from datetime import timedelta

import pytest

from portal.organisations.models import Service
from portal.probes import Probe
from portal.status import counting, detecting, probing
from portal.status.models import ProbeRow
from portal.tenants.scope import as_jobs

MINUTE = timedelta(minutes=1)


def rows(start, count, *, fault="", services=tuple(Service)) -> None:
    """Put a row for each of some minutes, as the job would have."""
    with as_jobs():
        ProbeRow.objects.bulk_create(
            ProbeRow(service=service, minute=start + one * MINUTE, fault=fault)
            for one in range(count)
            for service in services
        )


def count(at) -> int:
    with as_jobs():
        return counting.count(at=at)


class Checks:
    """The joined checks, of which some services' may fail; each minute is checked as the job does it."""

    def __init__(self):
        self.failing = set()

    def asked(self, service):
        def check(_at):
            if service in self.failing:
                raise LookupError("does not work")
            return "works"

        return check

    def minute(self, at) -> dict[str, int]:
        with as_jobs():
            probing.probe(at=at)
            return dict(detecting.detect(at=at))

    def minutes(self, at, count) -> None:
        for one in range(count):
            self.minute(at + one * MINUTE)


@pytest.fixture
def checks(monkeypatch):
    made = Checks()
    monkeypatch.setattr(probing, "_needs", [])
    for service in Service:
        probing.join(Probe(f"check {service}", made.asked(service)), service)
    return made
