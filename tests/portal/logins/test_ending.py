"""Where one is logged in, and how a login ends: by its owner, by a new password, by time."""

import html
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import ProgrammingError
from django.test import Client

from portal import clock
from portal.logins.models import Session
from portal.tenants.scope import as_administrator, as_jobs
from tests.factories import PASSWORD, MembershipFactory, PurposeFactory, UserFactory, agree

pytestmark = pytest.mark.django_db

HERE = "/konto/sessioner/"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36"
TELEPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/1 Safari/604.1"
)


@pytest.fixture
def hanna():
    member = MembershipFactory.create()
    agree(member.organisation, PurposeFactory.create())
    return member.user


@pytest.fixture(autouse=True)
def quick(settings):
    """Passwords cost nothing here: what they cost is another test's matter."""
    settings.PASSWORD_HASHERS = ["portal.access.hashers.SecretHasher"]


def signed_in(user, agent: str = WINDOWS) -> Client:
    browser = Client(headers={"User-Agent": agent})
    told = browser.post("/konto/login/", {"login": user.email, "password": PASSWORD})
    assert told.status_code == 302
    return browser


def open_(browser: Client) -> bool:
    return browser.get("/onlinefraga/").status_code == 200


def words(answer) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", answer.text)).split())


def digests(browser: Client) -> dict[str, str]:
    return {
        f"{one.browser} på {one.system}": one.digest for one in browser.get(HERE).context["logins"]
    }


def test_each_login_is_listed_with_its_device_and_this_one_first(hanna):
    telephone, office = signed_in(hanna, TELEPHONE), signed_in(hanna)
    signed_in(MembershipFactory.create().user)
    told = office.get(HERE)
    assert [(one.system, one.here) for one in told.context["logins"]] == [
        ("Windows", True),
        ("iPhone", False),
    ]
    assert "Chrome på Windows Den här enheten" in words(told)
    assert "Safari på iPhone" in words(told)
    for browser in (telephone, office):
        key = browser.cookies["session"].value
        assert key not in told.text
    assert "no-store" in told["Cache-Control"]


def test_an_ended_login_is_over_at_its_next_request(hanna):
    telephone, office = signed_in(hanna, TELEPHONE), signed_in(hanna)
    told = office.post(HERE, {"avsluta": digests(office)["Safari på iPhone"]}, follow=True)
    assert "Inloggningen är avslutad." in words(told)
    assert not open_(telephone)
    assert open_(office)
    door = telephone.get("/onlinefraga/", follow=True)
    assert "Logga in" in words(door)


def test_one_who_ends_this_login_is_logged_out(hanna):
    office = signed_in(hanna)
    told = office.post(HERE, {"avsluta": digests(office)["Chrome på Windows"]}, follow=True)
    assert told.redirect_chain == [("/konto/login/?next=/&slut=avslutad", 302)]
    assert "Inloggningen är avslutad. Logga in igen." in words(told)
    assert not open_(office)


def test_all_others_are_ended_at_once(hanna):
    others = [signed_in(hanna, TELEPHONE), signed_in(hanna)]
    stranger, office = signed_in(MembershipFactory.create().user), signed_in(hanna)
    told = office.post(HERE, {"avsluta": "andra"}, follow=True)
    assert "Alla andra inloggningar är avslutade." in words(told)
    assert "Avsluta alla andra" not in words(told)
    assert [open_(one) for one in others] == [False, False]
    assert open_(office)
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize("named", ["", "x", "0" * 64])
def test_nobody_ends_a_login_of_somebody_else(hanna, named):
    office, other = signed_in(hanna), signed_in(MembershipFactory.create().user)
    (theirs,) = digests(office).values()
    told = other.post(HERE, {"avsluta": named or theirs}, follow=True)
    assert "Inloggningen var redan avslutad." in words(told)
    assert open_(office)


def test_an_ended_login_stays_ended_when_its_request_is_under_way(hanna):
    """What was saved last does not bring the row back: the answer of that request is the door."""
    office = signed_in(hanna)
    store = office.session
    assert store["browser"] == "Chrome"
    Session.objects.all().delete()
    store["online_purpose"] = "bistand"
    with pytest.raises(UpdateError):
        store.save()
    assert not open_(office)


def test_a_request_under_way_is_led_to_the_door(hanna, monkeypatch):
    office = signed_in(hanna)

    def choose(request, _organisation):
        Session.objects.all().delete()
        request.session["organisation"] = 1

    monkeypatch.setattr("portal.shell.views.choose_organisation", choose)
    told = office.post("/byt-organisation/", {"organisation": "1"})
    assert told.status_code == 302
    assert told["Location"] == "/konto/login/?next=/&slut=avslutad"
    assert told.cookies["session"].value == ""


def test_a_new_password_ends_every_login(hanna):
    telephone, office = signed_in(hanna, TELEPHONE), signed_in(hanna)
    new = "ett-annat-langt-losenord"
    told = office.post(
        "/konto/losenord/byt/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert told.status_code == 302
    assert not open_(telephone)
    assert not open_(office)
    assert not Session.objects.filter(user_id=hanna.pk).exists()


def test_a_password_reset_by_mail_ends_every_login(hanna, mailoutbox):
    office, other = signed_in(hanna), Client()
    other.post("/konto/losenord/aterstall/", {"email": hanna.email})
    (link,) = re.findall(r"http://testserver(/\S+)", mailoutbox[0].body)
    form = other.get(link, follow=True)
    new = "ett-annat-langt-losenord"
    told = other.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert told["Location"] == "/konto/losenord/aterstall/klart/"
    assert not open_(office)
    assert not Session.objects.filter(user_id=hanna.pk).exists()


def test_a_closed_account_has_no_login_and_gets_none_back_when_it_is_opened(hanna):
    office = signed_in(hanna)
    for active in (False, True):
        with as_administrator():
            hanna.is_active = active
            hanna.save()
        assert not open_(office)
    assert not Session.objects.filter(user_id=hanna.pk).exists()


def test_a_closed_account_is_nobody_even_where_its_login_was_left(hanna):
    office = signed_in(hanna)
    with as_administrator():
        type(hanna).objects.filter(pk=hanna.pk).update(is_active=False)
    assert not open_(office)


def test_the_same_browser_logged_in_as_another_begins_anew(hanna):
    office = signed_in(hanna)
    before = office.cookies["session"].value
    office.force_login(UserFactory.create())
    assert office.cookies["session"].value != before
    assert not Session.objects.filter(session_key=before).exists()


def test_purge_removes_what_is_over_and_nothing_else(hanna, time_machine):
    from portal.logins import services  # noqa: PLC0415

    signed_in(hanna)
    began = clock.now()
    time_machine.move_to(began + timedelta(minutes=29))
    signed_in(hanna)
    with as_jobs():
        assert services.remove_ended(clock.now()) == 0
        assert services.remove_ended(began + timedelta(minutes=31)) == 1
        assert services.remove_ended(began + timedelta(hours=13)) == 1


def test_who_removes_and_who_administers_read_no_key(hanna):
    signed_in(hanna)
    for role in (as_jobs, as_administrator):
        with pytest.raises(ProgrammingError, match="permission denied"), role():
            Session.objects.values_list("session_key").first()
