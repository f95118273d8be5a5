"""What the service's own checks find: a disruption opens and ends by itself until a person takes it over."""

from datetime import datetime, timedelta

import pytest

from portal.clock import SWEDEN
from portal.organisations.models import Service
from portal.probes import Probe
from portal.status import board, handling, probing, showing
from portal.status.model import Level
from portal.status.models import Announcement, Incident, ProbeRow, ServiceWindow
from portal.tenants.scope import as_jobs
from tests.portal.status.checked import MINUTE
from tests.portal.status.making import HOUR, WEDNESDAY, incident, say, supporter, window

pytestmark = pytest.mark.django_db
ONLINE, MASS, LEKA = Service.ONLINE, Service.MASS, Service.LEKA


def found() -> list[Incident]:
    return list(Incident.objects.filter(automatic=True).order_by("opened_at", "pk"))


def announced(row) -> list[datetime]:
    with as_jobs():
        told = Announcement.objects.filter(about=row.key)
        return list(told.order_by("at").values_list("at", flat=True))


def now(service, at) -> showing.ServiceNow:
    board.forget()
    return showing.service_now(board.board(at=at), service, at=at)


def test_each_service_has_a_row_a_minute_and_no_second_one(checks):
    checks.failing = {LEKA}
    checks.minute(WEDNESDAY + timedelta(seconds=7))
    checks.failing = set()
    checks.minute(WEDNESDAY + timedelta(seconds=40))
    told = {(row.service, row.minute, row.fault) for row in ProbeRow.objects.all()}
    assert told == {
        ("onlinefraga", WEDNESDAY, ""),
        ("massfraga", WEDNESDAY, ""),
        ("leka", WEDNESDAY, "check leka"),
    }


def test_a_check_that_several_services_need_is_made_once(monkeypatch):
    asked = []
    monkeypatch.setattr(probing, "_needs", [])
    probing.join(Probe("queue", lambda at: asked.append(at) or "works"), MASS, LEKA)
    assert set(probing.look(at=WEDNESDAY).values()) == {""}
    assert asked == [WEDNESDAY]


def test_a_check_that_the_database_stops_fails_and_the_others_are_made(monkeypatch):
    monkeypatch.setattr(probing, "_needs", [])

    def slow(_at):
        with board.connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    probing.join(Probe("broken", slow), MASS)
    probing.join(Probe("works", lambda _at: "works"), LEKA)
    assert probing.look(at=WEDNESDAY) == {ONLINE: "", MASS: "broken", LEKA: ""}


def test_four_bad_minutes_open_nothing_and_the_fifth_opens_one_for_all_that_fail(checks):
    checks.failing = {ONLINE, LEKA}
    checks.minutes(WEDNESDAY, 4)
    assert not found()
    checks.minute(WEDNESDAY + 4 * MINUTE)
    checks.minute(WEDNESDAY + 5 * MINUTE)
    (row,) = found()
    assert row.title_sv == "Störning upptäckt automatiskt"
    assert row.services == ["onlinefraga", "leka"]
    assert row.opened_at == WEDNESDAY
    assert row.level == Level.LIMITED
    assert announced(row) == [WEDNESDAY + 4 * MINUTE]
    shown = now(ONLINE, WEDNESDAY + 5 * MINUTE)
    assert (shown.code, shown.word) == ("storning", "Upptäckt automatiskt")
    assert now(MASS, WEDNESDAY + 5 * MINUTE).code != "storning"


def test_a_good_or_missing_minute_between_opens_nothing(checks):
    checks.failing = {ONLINE}
    checks.minutes(WEDNESDAY, 4)
    checks.minutes(WEDNESDAY + 5 * MINUTE, 4)  # none in the fifth
    checks.failing = set()
    checks.minute(WEDNESDAY + 9 * MINUTE)
    checks.failing = {ONLINE}
    checks.minutes(WEDNESDAY + 10 * MINUTE, 4)
    assert not found()


def test_ten_good_minutes_in_a_row_end_it_and_it_is_announced(checks):
    checks.failing = {ONLINE}
    checks.minutes(WEDNESDAY, 5)
    checks.failing = set()
    checks.minutes(WEDNESDAY + 5 * MINUTE, 9)
    assert found()[0].ended_at is None
    checks.minute(WEDNESDAY + 14 * MINUTE)
    (row,) = found()
    assert row.ended_at == WEDNESDAY + 14 * MINUTE
    assert announced(row) == [WEDNESDAY + 4 * MINUTE, WEDNESDAY + 14 * MINUTE]
    assert [one.stage for one in row.updates.all()] == ["investigating", "solved"]


def test_who_says_a_word_takes_it_over_and_then_it_ends_by_a_person_alone(checks):
    checks.failing = {ONLINE}
    checks.minutes(WEDNESDAY, 5)
    by = supporter()
    say(found()[0], "identified", at=WEDNESDAY + 5 * MINUTE, level="limited", by=by)
    checks.failing = set()
    checks.minutes(WEDNESDAY + 6 * MINUTE, 12)
    (row,) = found()
    assert row.ended_at is None
    assert row.opened_by == by
    assert now(ONLINE, WEDNESDAY + 20 * MINUTE).word == "Begränsad"


def test_what_a_person_has_opened_is_not_opened_again(checks):
    incident(services=("onlinefraga",), level="limited")
    checks.failing = {ONLINE}
    checks.minutes(WEDNESDAY, 6)
    assert not found()


def test_what_a_person_has_ended_has_five_minutes_before_it_opens_anew(checks):
    row = incident(services=("onlinefraga",), level="limited")
    checks.failing = {ONLINE}
    checks.minutes(WEDNESDAY, 6)
    say(row, at=WEDNESDAY + 6 * MINUTE)
    checks.minutes(WEDNESDAY + 6 * MINUTE, 5)
    assert not found()
    checks.minute(WEDNESDAY + 11 * MINUTE)
    assert [one.opened_at for one in found()] == [WEDNESDAY + 7 * MINUTE]


def test_a_service_closed_by_hours_or_window_opens_nothing(checks):
    window(services=("leka",), lasts=HOUR)
    checks.failing = {MASS, LEKA}
    checks.minutes(WEDNESDAY + timedelta(minutes=2), 6)
    night = WEDNESDAY.astimezone(SWEDEN).replace(hour=2)
    checks.failing = {MASS}
    checks.minutes(night, 6)
    assert {one.services[0] for one in found()} == {"massfraga"}
    assert [one.opened_at for one in found()] == [WEDNESDAY + 2 * MINUTE]


def test_what_a_person_has_closed_is_bad_and_what_the_checks_opened_proves_nothing(checks):
    incident(services=("leka",))
    with as_jobs():
        handling.open_found(("onlinefraga",), since=WEDNESDAY, at=WEDNESDAY)
    assert probing.look(at=WEDNESDAY) == {ONLINE: "", MASS: "", LEKA: "incident"}


def test_a_window_whose_work_goes_on_is_found_and_ends_by_the_checks(checks):
    row = window(services=("leka",), lasts=5 * MINUTE)
    checks.failing = {LEKA}
    checks.minutes(WEDNESDAY + 3 * MINUTE, 2)
    checks.minute(WEDNESDAY + 5 * MINUTE)
    row = ServiceWindow.objects.get(pk=row.pk)
    assert row.overran_at == WEDNESDAY + 5 * MINUTE
    assert row.overran_found
    checks.minutes(WEDNESDAY + 6 * MINUTE, 4)
    assert [one.opened_at for one in found()] == [WEDNESDAY + 5 * MINUTE]  # it takes over
    checks.failing = set()
    checks.minutes(WEDNESDAY + 10 * MINUTE, 10)
    row.refresh_from_db()
    assert row.ended_at == found()[0].ended_at == WEDNESDAY + 19 * MINUTE


@pytest.mark.parametrize("bad", [[], [4], [5]])
def test_a_window_after_which_the_service_works_is_no_overrun(checks, bad):
    row = window(services=("leka",), lasts=5 * MINUTE)
    for one in range(3, 8):
        checks.failing = {LEKA} if one in bad else set()
        checks.minute(WEDNESDAY + one * MINUTE)
    row.refresh_from_db()
    assert row.overran_at is None
