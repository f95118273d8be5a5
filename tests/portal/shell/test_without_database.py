"""With the database away the open pages stand, and the others say so, with a reference and when to try again."""

import html
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper

from portal.status import board
from tests.calls import name
from tests.factories import MembershipFactory
from tests.portal.status.making import WEDNESDAY, deviation

pytestmark = pytest.mark.django_db(transaction=True)


def refuse(*_args, **_kwargs):
    raise OperationalError


@pytest.fixture
def away(client, monkeypatch):
    client.force_login(MembershipFactory.create().user)

    with monkeypatch.context() as patched:
        patched.setattr(CursorWrapper, "execute", refuse)
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/onlinefraga/", "/byt-organisation/", "/konto/losenord/byt/"]
)
def test_a_page_says_that_it_is_away(away, path):
    page = away.get(path)
    told = " ".join(html.unescape(page.text).split())
    assert page.status_code == 503
    assert page["Retry-After"]
    assert "Försök igen om" in told
    assert "Det ligger hos tjänsten. Ni behöver inte ändra något." in told
    assert "Referens <strong>" in told
    assert "no-store" in page["Cache-Control"]


def main_of(page) -> str:
    """Return what a page says in its own part, its foot apart."""
    assert page.status_code == 503
    told = html.unescape(page.text).partition("<main")[2].partition("</main")[0]
    return " ".join(told.split())


@pytest.mark.parametrize(
    ("hour", "told"),
    [
        (10, "Öppet nu, till 13.00."),
        (14, "Stängt nu, öppnar torsdag 2026-11-26 09.00."),
        (14, "Felavhjälpning utanför öppettiderna garanteras inte."),
    ],
)
def test_it_says_how_the_desk_stands_and_what_is_not_promised(away, hour, told):
    board.forget()
    with time_machine.travel(datetime(2026, 11, 25, hour - 1, tzinfo=UTC), tick=False):
        assert told in main_of(away.get("/"))


def test_the_desk_s_hours_are_those_last_known(client, monkeypatch):
    client.force_login(MembershipFactory.create().user)
    deviation(kind="desk")
    with time_machine.travel(WEDNESDAY, tick=False) as time:
        board.forget()
        board.board(at=WEDNESDAY)
        time.shift(3600)
        monkeypatch.setattr(CursorWrapper, "execute", refuse)
        assert "Stängt nu, öppnar torsdag 2026-11-26 09.00." in main_of(client.get("/"))
    board.forget()


@pytest.mark.parametrize("path", ["/status.json", "/status.atom", "/status.ics"])
def test_a_feed_says_it_to_machines(away, path):
    board.forget()
    told = away.get(path)
    assert (told.status_code, name(told)) == (503, "temporarily-unavailable")
    assert told["Access-Control-Allow-Origin"] == "*"
    assert int(told["Retry-After"]) > 0


@pytest.mark.parametrize("path", ["/tillganglighet/", "/personuppgifter/", "/problems/incident"])
def test_an_open_page_stands(away, path):
    assert away.get(path).status_code == 200


def test_an_unknown_page_is_still_not_found(away):
    assert away.get("/finns-inte/").status_code == 404
