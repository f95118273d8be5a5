"""`GET oppettider`: each day's hours as agreed, with why they differ and what is planned."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.test import Client

from tests.calls import problem
from tests.portal.status.making import HOUR, WEDNESDAY, deviation, window

pytestmark = pytest.mark.django_db
PATH = "/lefi-online/v10/oppettider"


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


def days(query="", **headers):
    answer = Client().get(f"{PATH}{query}", headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()["dagar"]


@pytest.mark.parametrize(
    ("day", "mass", "desk", "reason"),
    [
        ("2026-11-25", ("07:00", "21:30"), ("09:00", "13:00"), None),
        ("2026-11-28", ("07:30", "16:00"), None, None),
        ("2026-11-29", ("13:00", "21:30"), None, None),
        ("2026-12-24", None, ("09:00", "13:00"), "julafton"),
        ("2026-12-25", None, None, "helgdag"),
        ("2027-01-05", ("07:00", "16:30"), ("09:00", "11:30"), "dag före helgdag"),
    ],
)
def test_a_day_by_the_agreement(day, mass, desk, reason):
    (told,) = days(f"?from={day}&tom={day}")
    assert told["datum"] == day
    assert told["massfraga"] == (
        dict(zip(("oppnar", "stanger"), mass, strict=True)) if mass else None
    )
    assert told["support"] == (
        dict(zip(("oppnar", "stanger"), desk, strict=True)) if desk else None
    )
    assert told["anledning"] == reason
    assert told["servicefonster"] == []


def test_without_days_it_is_four_weeks_from_today():
    told = days()
    assert (told[0]["datum"], told[-1]["datum"]) == ("2026-11-25", "2026-12-23")


def test_deviations_and_windows_are_in_it():
    deviation(first=date(2026, 11, 26), opens=time(8), closes=time(0))
    row = window(starts=timedelta(hours=12), lasts=4 * HOUR)
    wednesday, thursday = days("?from=2026-11-25&tom=2026-11-26")
    assert thursday["massfraga"] == {"oppnar": "08:00", "stanger": "00:00"}
    assert thursday["anledning"] == "avvikelse: Årsbokslut."
    assert wednesday["servicefonster"] == thursday["servicefonster"]
    (one,) = wednesday["servicefonster"]
    assert one["id"] == str(row.key)
    assert one["borjar"] == "2026-11-25T21:00:00.000Z"


@pytest.mark.parametrize(
    ("query", "pointer", "felkod"),
    [
        ("?from=2026-11-25&tom=2026-11-24", "/tom", "ordning"),
        ("?from=2026-01-01&tom=2027-01-02", "/tom", "for_lang"),
        ("?from=i-dag", "/from", "datum"),
        ("?tom=2026-02-30", "/tom", "datum"),
        ("?from=2199-01-01&tom=2199-01-02", "/tom", "datum"),
    ],
)
def test_what_is_wrong_with_the_days_is_told(query, pointer, felkod):
    answer = Client().get(f"{PATH}{query}")
    assert answer.status_code == 422
    (fault,) = problem(answer)["errors"]
    assert (fault["pointer"], fault["felkod"]) == (pointer, felkod)


def test_a_year_is_one_call_and_it_may_be_kept():
    answer = Client().get(f"{PATH}?from=2026-01-01&tom=2027-01-01")
    assert len(answer.json()["dagar"]) == 366
    assert answer["Cache-Control"] == "public, max-age=30"
    again = Client().get(
        f"{PATH}?from=2026-01-01&tom=2027-01-01", headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304
