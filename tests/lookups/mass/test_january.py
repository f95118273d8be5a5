"""The January calendar: from 1 December to 31 January, by the Swedish clock."""

import html
from datetime import UTC, date, datetime, time, timedelta

import pytest

from lookups.mass import january
from lookups.registers.models import Extract
from portal.tenants.scope import as_jobs
from tests.lookups.mass.making import member
from tests.portal.status.making import deviation, window

pytestmark = pytest.mark.django_db

CALENDAR = "Massfrågor i januari: "


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (datetime(2026, 11, 30, 22, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 30, 23, 0, tzinfo=UTC), True),  # midnight in Sweden
        (datetime(2026, 12, 1, 10, 0, tzinfo=UTC), True),
        (datetime(2027, 1, 31, 22, 59, tzinfo=UTC), True),
        (datetime(2027, 1, 31, 23, 0, tzinfo=UTC), False),
        (datetime(2027, 2, 1, 10, 0, tzinfo=UTC), False),
    ],
    ids=str,
)
def test_it_stands_there_from_december_on_and_through_january(client, time_machine, at, shown):
    time_machine.move_to(at, tick=False)
    client.force_login(member().user)
    told = html.unescape(client.get("/massfragor/").text)
    assert (CALENDAR in told) is shown
    assert ("stängt 2027-01-01" in told) is shown


DECEMBER = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


def test_closed_and_shorter_days_are_named_with_other_hours_and_planned_windows():
    assert january.calendar(at=DECEMBER) == (
        "Massfrågor i januari: stängt 2027-01-01, 2027-01-06, kortare 2027-01-05 07.00–16.30."
    )


def test_what_is_decided_and_planned_since_counts():
    deviation(first=date(2027, 1, 12), opens=None, closes=None)
    deviation(first=date(2027, 1, 13), opens=time(6), closes=time(23))  # longer: not told
    noon = datetime(2027, 1, 14, 11, 0, tzinfo=UTC)
    window(at=noon, lasts=timedelta(hours=1))
    window(at=noon + timedelta(days=1), lasts=timedelta(hours=1), services=("onlinefraga",))
    told = january.calendar(at=DECEMBER)
    assert "stängt 2027-01-01, 2027-01-06, 2027-01-12, kortare" in told
    assert told.endswith("2027-01-14 07.00–12.00 och 13.00–21.30.")


def loaded(agency: str, made: datetime) -> None:
    with as_jobs():
        Extract.objects.create(
            agency=agency, made_at=made, state="loaded", started_at=made, finished_at=made
        )


def test_new_amounts_are_told_of_when_both_agencies_extracts_are_of_the_new_year():
    at = datetime(2027, 1, 8, 10, 0, tzinfo=UTC)
    loaded("FK", datetime(2026, 12, 30, 3, 0, tzinfo=UTC))
    loaded("PM", datetime(2027, 1, 2, 3, 0, tzinfo=UTC))
    assert "Nya belopp" not in january.calendar(at=at)
    loaded("FK", datetime(2027, 1, 4, 3, 0, tzinfo=UTC))
    loaded("FK", datetime(2027, 1, 5, 3, 0, tzinfo=UTC))
    assert january.calendar(at=at).endswith("Nya belopp finns i utdragen från 2027-01-04.")
