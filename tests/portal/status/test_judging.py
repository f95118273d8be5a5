"""What is open, closed and until when: hours, windows and incidents, one by one and together."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import translation

from portal.errors import Refusal
from portal.organisations.models import Service
from portal.status import planning, services
from portal.tenants.scope import as_administrator
from tests.portal.status.making import HOUR, WEDNESDAY, deviation, incident, say, window

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def refusal(service=Service.ONLINE, *, at=WEDNESDAY) -> Refusal:
    with pytest.raises(Refusal) as told:
        services.judge(service, at=at)
    return told.value


def opens(told) -> datetime | None:
    members = told.members()
    return datetime.fromisoformat(members["oppnar"]) if members else None


@pytest.mark.parametrize("service", list(Service))
def test_all_is_open_on_a_wednesday_morning(service):
    services.judge(service, at=WEDNESDAY)


@pytest.mark.parametrize(
    ("offset", "shut"),
    [(-MINUTE, False), (timedelta(), True), (HOUR - MINUTE, True), (HOUR, False)],
)
def test_a_window_closes_from_its_start_to_its_end_by_itself(offset, shut):
    window()
    if shut:
        told = refusal(at=WEDNESDAY + offset)
        assert told.slug == "service-window"
        assert opens(told) == WEDNESDAY + HOUR
    else:
        services.judge(Service.ONLINE, at=WEDNESDAY + offset)


def test_it_says_until_when_in_both_languages_and_in_seconds():
    window(lasts=timedelta(hours=20))
    told = refusal(at=WEDNESDAY + timedelta(milliseconds=500))
    assert (
        told.detail == "Onlinefråga är stängd för planerat underhåll till torsdag 2026-11-26 06.00."
    )
    assert told.headers["Retry-After"] == str(20 * 3600)
    assert told.status == 503
    with translation.override("en"):
        assert "Thursday 2026-11-26 06:00" in told.detail


def test_the_same_day_is_told_by_its_time_alone():
    window()
    assert refusal().detail.endswith("till 11.00.")


@pytest.mark.parametrize("level", ["info", "limited"])
def test_what_is_only_felt_closes_nothing(level):
    window(level=level)
    incident(level=level)
    services.judge(Service.ONLINE, at=WEDNESDAY)


def test_a_window_of_one_service_leaves_the_others_open():
    window(services=("massfraga",))
    services.judge(Service.ONLINE, at=WEDNESDAY)
    services.judge(Service.LEKA, at=WEDNESDAY)
    assert refusal(Service.MASS).slug == "service-window"


def test_ended_early_it_is_open_at_once_and_cancelled_it_never_closes():
    one, other = window(), window(starts=2 * HOUR)
    with as_administrator():
        planning.end(one, at=WEDNESDAY + 5 * MINUTE)
        planning.cancel(other, at=WEDNESDAY)
    services.judge(Service.ONLINE, at=WEDNESDAY + 5 * MINUTE)
    services.judge(Service.ONLINE, at=WEDNESDAY + 2 * HOUR)


def test_an_overrun_closes_nothing_by_itself():
    one = window()
    with as_administrator():
        planning.overrun(one, at=WEDNESDAY + HOUR - MINUTE)
    assert refusal(at=WEDNESDAY + HOUR - MINUTE).slug == "service-window"
    services.judge(Service.ONLINE, at=WEDNESDAY + HOUR)


def test_windows_that_meet_are_one_closure():
    window()
    window(starts=HOUR)
    assert opens(refusal()) == WEDNESDAY + 2 * HOUR


def test_an_incident_closes_until_it_ends():
    row = incident()
    told = refusal(at=WEDNESDAY + MINUTE)
    assert told.slug == "incident"
    assert told.detail == (
        "Onlinefråga kan inte användas sedan 10.00 på grund av en störning. "
        "Det är inte känt när den fungerar igen."
    )
    assert told.members() == {}
    assert "Retry-After" not in told.headers
    say(row, at=WEDNESDAY + 2 * MINUTE)
    services.judge(Service.ONLINE, at=WEDNESDAY + 2 * MINUTE)


def test_an_expected_end_is_told_until_it_has_passed():
    incident(expected=WEDNESDAY + HOUR)
    told = refusal()
    assert told.detail.endswith("Beräknas fungera 11.00.")
    assert opens(told) == WEDNESDAY + HOUR
    assert told.headers["Retry-After"] == "3600"
    assert opens(refusal(at=WEDNESDAY + 2 * HOUR)) is None


def test_an_incident_within_a_window_opens_when_both_are_over():
    window(lasts=3 * HOUR)
    incident(expected=WEDNESDAY + HOUR)
    told = refusal()
    assert told.slug == "incident"
    assert opens(told) == WEDNESDAY + 3 * HOUR


@pytest.mark.parametrize(
    ("part", "whose"), [("FK", "FORSAKRINGSKASSAN"), ("PM", "PENSIONSMYNDIGHETEN")]
)
def test_one_agencys_part_closed_leaves_the_service_open(part, whose):
    incident(parts=[part])
    services.judge(Service.ONLINE, at=WEDNESDAY)
    assert services.closed_parts(Service.ONLINE, at=WEDNESDAY) == {part}
    window(parts=["FK", "PM"])
    told = refusal()
    assert told.slug == "incident"
    assert told.whose.value == whose


def test_both_parts_closed_by_two_opens_with_the_first():
    window(parts=["FK"])
    window(parts=["PM"], lasts=2 * HOUR)
    told = refusal()
    assert told.slug == "service-window"
    assert opens(told) == WEDNESDAY + HOUR
    assert services.closed_parts(Service.ONLINE, at=WEDNESDAY + HOUR) == {"PM"}


def test_a_part_closed_for_mass_queries_is_read_by_online_questions():
    window(parts=["PM"], services=("massfraga",))
    assert services.closed_parts(Service.MASS, at=WEDNESDAY) == {"PM"}
    assert services.closed_parts(Service.ONLINE, at=WEDNESDAY) == set()


EVENING = datetime(2026, 11, 25, 20, 30, tzinfo=UTC)  # 21.30 in Sweden: the closing minute


def test_outside_its_hours_a_mass_query_is_told_when_they_open():
    services.judge(Service.MASS, at=EVENING - MINUTE)
    told = refusal(Service.MASS, at=EVENING)
    assert told.slug == "outside-opening-hours"
    assert told.detail == "Massfrågor öppnar torsdag 2026-11-26 07.00. Onlinefråga är öppen."
    assert opens(told) == datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
    services.judge(Service.ONLINE, at=EVENING)


def test_that_online_is_open_is_said_only_when_it_is():
    incident(at=EVENING, services=("onlinefraga",))
    assert refusal(Service.MASS, at=EVENING).detail == "Massfrågor öppnar torsdag 2026-11-26 07.00."


def test_an_opening_within_a_window_is_the_windows_end():
    window(timedelta(hours=9), timedelta(hours=13))  # to Thursday 08.00
    assert opens(refusal(Service.MASS, at=EVENING)) == datetime(2026, 11, 26, 7, 0, tzinfo=UTC)


def test_a_window_that_ends_outside_the_hours_opens_with_them():
    window(timedelta(hours=9), timedelta(hours=6))  # 19.00 to 01.00
    told = refusal(Service.MASS, at=WEDNESDAY + timedelta(hours=10))
    assert told.slug == "service-window"
    assert opens(told) == datetime(2026, 11, 26, 6, 0, tzinfo=UTC)


def test_a_deviation_closes_opens_and_shortens():
    deviation()
    assert opens(refusal(Service.MASS)) == datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
    saturday = datetime(2026, 11, 28, 17, 0, tzinfo=UTC)
    assert refusal(Service.MASS, at=saturday).slug == "outside-opening-hours"
    deviation(first=saturday.date(), opens=time(7), closes=time(0))
    services.judge(Service.MASS, at=saturday)
    services.judge(Service.MASS, at=saturday.replace(hour=22, minute=59))
    assert services.desk_open(at=WEDNESDAY)
    deviation(kind="desk", opens=time(9), closes=time(9, 30))
    assert not services.desk_open(at=WEDNESDAY)


def test_a_withdrawn_deviation_holds_no_more():
    row = deviation()
    with as_administrator():
        row.withdrawn = True
        row.save()
    services.judge(Service.MASS, at=WEDNESDAY)


def test_closed_for_more_than_a_year_is_told_as_unknown():
    deviation(last=datetime(2029, 1, 1, tzinfo=UTC).date())
    told = refusal(Service.MASS)
    assert told.detail == "Massfrågor är stängda. Det är inte känt när de öppnar."
    assert opens(told) is None


def test_the_record_is_read_by_one_statement_and_kept_for_seconds(
    settings, django_assert_num_queries
):
    from portal.status import board  # noqa: PLC0415

    window(), incident()
    # The record, and which extracts cannot be read.
    with django_assert_num_queries(2), pytest.raises(Refusal):
        services.judge(Service.ONLINE, at=WEDNESDAY)
    settings.STATUS_SECONDS = 5
    board.forget()
    board.board(at=WEDNESDAY)
    with django_assert_num_queries(0):
        board.board(at=WEDNESDAY + timedelta(seconds=4))
    with django_assert_num_queries(2):
        board.board(at=WEDNESDAY + timedelta(seconds=5))
    board.forget()
