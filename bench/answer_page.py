"""How long the server takes for the page of an answer, against the same person's answer by API 10, in turns."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.db import connections
from django.test import Client, override_settings

from bench import mass_world
from bench.rows import Level
from tests.calls import Caller
from tests.factories import ApiClientFactory, MembershipFactory, PurposeFactory, agree

PERSONS, WARM, RUNS, BLOCK = 400, 10, 5, 30
MOST = 3.0
HOST = "localhost"
MS = 1000


# No files are gathered for a measurement, so that there are no other names for them.
PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@override_settings(STORAGES=settings.STORAGES | {"staticfiles": PLAIN})
def measure() -> list[Level]:
    """Return the page read, and asked for and read, as ratios of the API's answer; and the three in ms."""
    numbers = mass_world.loaded(PERSONS)
    member = MembershipFactory.create()
    purpose = PurposeFactory.create(code="page", case_required=False)
    agree(member.organisation, purpose)
    system = ApiClientFactory.create(
        organisation=member.organisation, represents=[(member.organisation, purpose)]
    )
    caller, browser = Caller(system, Client(SERVER_NAME=HOST)), Client(SERVER_NAME=HOST)
    browser.force_login(member.user)
    told: dict[str, list[float]] = {"api": [], "post": [], "get": []}
    for run in range(RUNS + 1):
        block = [numbers[(run * BLOCK + at) % len(numbers)] for at in range(BLOCK)]
        took = [_once(caller, browser, one) for one in (block if run else block[:WARM])]
        if run:
            for name, values in zip(told, zip(*took, strict=True), strict=True):
                told[name].append(statistics.median(values))
    connections.close_all()  # the cache's too: the database is taken down after
    return [
        Level(
            name="answer page, read / API 10's answer",
            values=_ratios(told["get"], told["api"]),
            unit="times",
            most=MOST,
        ),
        Level(
            name="answer page, asked for and read / API 10's answer",
            values=_ratios(
                [sum(one) for one in zip(told["post"], told["get"], strict=True)], told["api"]
            ),
            unit="times",
        ),
        Level(name="answer page, read", values=told["get"], unit="ms"),
        Level(name="API 10's answer", values=told["api"], unit="ms"),
    ]


def _ratios(of: Sequence[float], to: Sequence[float]) -> list[float]:
    return [one / other for one, other in zip(of, to, strict=True)]


def _once(caller: Caller, browser: Client, person: str) -> tuple[float, float, float]:
    """Ask by API and on the page, and read the page; return how long each took, in ms."""
    _, api = _timed(200, lambda: caller.ask(personnummer=person))
    question = {"identity": person, "purpose": "page"}
    posted, post = _timed(303, lambda: browser.post("/onlinefraga/", question))
    _, get = _timed(200, lambda: browser.get(posted["Location"]))
    return api, post, get


def _timed(status: int, call: Callable[[], Any]) -> tuple[Any, float]:
    """Call and return what came, and how many ms it took. Raises RuntimeError for another status."""
    began = time.perf_counter()
    came = call()
    took = (time.perf_counter() - began) * MS
    if came.status_code != status:
        message = f"{came.status_code} where {status} was to come: {came.text[:300]}"
        raise RuntimeError(message)
    return came, took
