"""A login ends after half an hour in which nothing is done, and after twelve hours whatever is done."""

import html
import re
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal import clock
from portal.logins.devices import device
from portal.logins.ends import Ended, warned
from portal.logins.models import Session
from tests.documents import ALVA, loaded_extracts
from tests.factories import MembershipFactory, PurposeFactory, agree

pytestmark = pytest.mark.django_db

PAGE = "/onlinefraga/"
LEFT = "/konto/sessioner/tid/"
SCRIPT = {"Sec-Fetch-Mode": "cors"}
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/onlinefraga/"}


@pytest.fixture
def office(tmp_path, client, pass_):
    member = MembershipFactory.create()
    agree(member.organisation, PurposeFactory.create(code="bistand"))
    loaded_extracts(tmp_path)
    client.force_login(member.user)
    return client


@pytest.fixture
def pass_(time_machine):
    """Let some minutes pass, on the server's clock."""

    def later(minutes: float) -> None:
        time_machine.move_to(clock.now() + timedelta(minutes=minutes), tick=False)

    time_machine.move_to(clock.now().replace(microsecond=0), tick=False)
    return later


def door(why: str, page: str = PAGE) -> str:
    return f"/konto/login/?next={page}&slut={why}"


def test_half_an_hour_without_anything_done_ends_it_and_the_page_says_why(office, pass_):
    pass_(29.9)
    assert office.get(PAGE).status_code == 200
    pass_(30)
    told = office.get(f"{PAGE}?hemligt=198808132388")
    assert (told.status_code, told["Location"]) == (302, door("inaktiv"))
    said = html.unescape(office.get(told["Location"]).text)
    assert "Du har loggats ut eftersom inget har hänt på en stund." in said


def test_a_banner_that_asks_by_itself_does_not_take_the_reason_with_it(office, pass_):
    pass_(30)
    for _again in range(2):
        office.get("/driftinformation/nu/", headers=HTMX)
        assert office.get(LEFT, headers=SCRIPT).json()["login"] == door("inaktiv", "/")
    assert office.get(PAGE)["Location"] == door("inaktiv")


def test_one_who_works_all_day_is_logged_out_after_twelve_hours(office, pass_):
    for _ in range(12 * 3 - 1):
        pass_(20)
        assert office.get(PAGE).status_code == 200
    pass_(20)
    told = office.get(PAGE)
    assert told["Location"] == door("tid")
    said = html.unescape(office.get(told["Location"]).text)
    assert "Du har loggats ut eftersom du har varit inloggad i 12 timmar." in said


def test_the_times_are_the_deployments(office, pass_, settings):
    settings.SESSION_IDLE_MINUTES, settings.SESSION_HOURS = 4, 1
    assert warned() == timedelta(minutes=2)
    assert "i 1 timme." in Ended.LONG.words
    pass_(4)
    assert office.get(PAGE).status_code == 302


def test_after_the_login_one_is_back_where_one_was(office, pass_):
    user = Session.objects.get().user
    pass_(31)
    address = office.get(PAGE)["Location"]
    page = office.get(address)
    assert f'name="next" value="{PAGE}"' in re.sub(r"\s+", " ", page.text)
    user.set_password("ett-langt-losenord")
    type(user).objects.filter(pk=user.pk).update(password=user.password)
    asked = {"login": user.email, "password": "ett-langt-losenord", "next": PAGE}
    assert office.post("/konto/login/", asked)["Location"] == PAGE


@pytest.mark.parametrize(
    ("method", "headers", "page"),
    [
        ("post", {"Referer": "http://testserver/onlinefraga/?fritext=198808132388"}, PAGE),
        ("post", {"Referer": "https://annat.example/onlinefraga/"}, "/"),
        ("post", {}, "/"),
        ("get", {}, "/byt-organisation/"),
    ],
)
def test_a_form_sent_too_late_leads_back_to_its_page_by_path_alone(
    office, pass_, method, headers, page
):
    pass_(31)
    told = getattr(office, method)("/byt-organisation/", headers=headers)
    assert told["Location"] == door("inaktiv", page)


@pytest.mark.parametrize("headers", [SCRIPT, HTMX])
@pytest.mark.parametrize("path", [PAGE, "/onlinefraga/lasning/"])
def test_a_script_that_asks_too_late_gets_no_page(office, pass_, headers, path):
    pass_(31)
    told = office.post(path, {"identity": ALVA}, headers=headers)
    assert told.status_code == 401
    assert told["HX-Redirect"].startswith("/konto/login/?next=/")
    assert told.text == "Du är inte inloggad."
    assert "no-store" in told["Cache-Control"]
    assert ALVA not in str(told.headers)


@pytest.mark.parametrize(
    ("path", "headers", "keeps"),
    [
        (PAGE, {}, True),
        (PAGE, {"Sec-Fetch-Mode": "navigate"}, True),
        (PAGE, HTMX | {"HX-Boosted": "true"}, True),
        (PAGE, HTMX, False),
        (PAGE, SCRIPT, False),
        (PAGE, {"Sec-Purpose": "prefetch"}, False),
        (LEFT, {}, False),
        (LEFT, {"Sec-Fetch-Mode": "navigate"}, False),
        ("/finns-inte/", {}, False),
        ("/tillganglighet/", {}, True),
    ],
)
def test_what_somebody_does_keeps_it_alive_and_what_a_page_does_by_itself_does_not(
    office, pass_, path, headers, keeps
):
    for _ in range(4):
        pass_(10)
        office.get(path, headers=headers)
    assert (office.get(PAGE).status_code == 200) is keeps


def test_to_type_a_number_is_to_be_there(office, pass_):
    for _ in range(4):
        pass_(10)
        assert (
            office.post("/onlinefraga/lasning/", {"identity": "1"}, headers=HTMX).status_code == 200
        )
    assert office.get(PAGE).status_code == 200


def test_the_page_asks_how_long_is_left_and_says_that_somebody_is_there(office, pass_):
    pass_(25)
    left = office.get(LEFT)
    assert (left.json()["idle"], left.json()["whole"]) == (5 * 60, 12 * 3600 - 25 * 60)
    assert "no-store" in left["Cache-Control"]
    assert office.post(LEFT).json()["idle"] == 30 * 60
    pass_(29)
    assert office.get(PAGE).status_code == 200


def test_nobody_says_so_from_another_site(office):
    checked = Client(enforce_csrf_checks=True)
    checked.cookies = office.cookies
    assert checked.post(LEFT).status_code == 403


def test_the_twelve_hours_cannot_be_prolonged(office, pass_):
    for _ in range(12 * 3 - 1):
        pass_(20)
        assert office.post(LEFT).status_code == 200
    pass_(19)
    assert office.post(LEFT).json()["whole"] == 60
    pass_(1)
    told = office.post(LEFT, headers={"Referer": "http://testserver/onlinefraga/"})
    assert (told.status_code, told.json()) == (401, {"login": door("tid")})


def test_who_is_not_logged_in_is_told_where_to(client):
    told = client.get(LEFT)
    assert (told.status_code, told.json()) == (
        401,
        {"login": door("avslutad", "/konto/sessioner/tid/")},
    )


def test_a_kept_answer_goes_with_the_login(office, pass_):
    asked = {"identity": ALVA, "purpose": "bistand", "case": "EB-1"}
    answer = office.post(PAGE, asked)["Location"]
    user = Session.objects.get().user
    assert office.get(answer).status_code == 200
    Session.objects.all().delete()
    assert office.get(answer).status_code == 302
    office.force_login(user)
    assert office.get(answer).status_code == 404


def test_using_it_costs_no_statement_but_one_a_minute(office, pass_):
    def statements() -> int:
        with CaptureQueriesContext(connection) as told:
            assert office.get("/tillganglighet/").status_code == 200
        return sum("logins_session" in one["sql"] for one in told)

    pass_(1)
    assert [statements() for _ in range(3)] == [2, 1, 1]
    pass_(1)
    assert [statements() for _ in range(2)] == [2, 1]


def test_a_page_is_shown_without_a_database(office, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise OperationalError

    with monkeypatch.context() as patched:
        patched.setattr(CursorWrapper, "execute", refuse)
        told = office.get("/tillganglighet/")
    assert told.status_code == 200


@pytest.mark.parametrize(
    ("agent", "named"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            ("Firefox", "Linux"),
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15",
            ("Safari", "macOS"),
        ),
        (
            "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) CriOS/140.0 Safari/604.1",
            ("Chrome", "iPad"),
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36",
            ("Chrome", "Android"),
        ),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/140.0 Safari/537.36 OPR/1", ("Opera", "ChromeOS")),
        ("", ("", "")),
        ("x" * 100_000, ("", "")),
    ],
)
def test_a_device_is_named_coarsely(agent, named):
    told = device(agent)
    assert (told.browser, told.system) == named
