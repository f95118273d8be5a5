"""Kinds of events are chosen within the purpose, by page and file; a closed case ends all subscriptions in it."""

import html
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, InterfaceError, OperationalError

from portal import clock
from portal.errors import TemporarilyUnavailable
from portal.tenants.scope import acting_for, as_jobs
from subscriptions.kinds import Kind, offered
from subscriptions.notifications import ending
from subscriptions.subscribing.failing import database
from subscriptions.subscribing.models import Subscription
from tests.calls import name, problem
from tests.documents import ALVA, INGRID, KERSTIN
from tests.subscriptions.api.calling import ROOT as API
from tests.subscriptions.api.calling import caller, get, put, send
from tests.subscriptions.making import member, subscribe, told

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = "/prenumerationer/"
CLOSED = f"{API}/arenden/avslutade"


@pytest.fixture
def anna():
    return member(user__name="Anna")


@pytest.fixture
def site(client, anna):
    client.force_login(anna.user)
    return client


def words(response, status: int = 200) -> str:
    assert response.status_code == status, response.text
    return " ".join(html.unescape(response.text).split())


def day(ahead: int) -> str:
    return (clock.swedish_day(clock.now()) + timedelta(days=ahead)).isoformat()


def rows(by) -> list[Subscription]:
    with acting_for(by.organisation_id):
        return list(Subscription.objects.filter(organisation=by.organisation_id).order_by("id"))


def register(site, **changes):
    told = {"identity": ALVA, "purpose": "bistand", "case": "EB-1", "until": day(60)}
    return site.post(f"{ROOT}ny/", told | {"which": "alla", "told_of": "alla-slag"} | changes)


def test_only_kinds_that_the_purpose_can_bring_are_offered():
    assert offered({("beslut", "FK:BOB")}) == [
        Kind.NEW_DECISION,
        Kind.CHANGED_DECISION,
        Kind.ENDED_DECISION,
        Kind.DEATH,
    ]
    assert Kind.PERSON in offered({("ovrigInformation", "FK:GEPI")})
    assert Kind.PROTECTION not in offered({("ovrigInformation", "FK:GEPI")})


def test_all_kinds_are_the_default_and_some_can_be_chosen(site, anna):
    assert "Slag av händelser: alla." in words(site.get(f"{ROOT}ny/"))
    register(site)
    register(site, identity=INGRID, told_of="valda-slag", kinds=["NYTT_BESLUT", "AVLIDEN"])
    assert [one.kinds for one in rows(anna)] == [None, ["AVLIDEN", "NYTT_BESLUT"]]
    said = words(site.get(f"{ROOT}{rows(anna)[1].public}/"))
    assert "Nytt beslut, Personen har avlidit" in said


@pytest.mark.parametrize("chosen", [{}, {"kinds": ["SKYDD"]}, {"kinds": ["NEJ"]}])
def test_none_chosen_is_no_choice_and_the_fields_stand_open(site, anna, chosen):
    answer = register(site, told_of="valda-slag", **chosen)
    words(answer, 422)
    assert "<details" in answer.text
    assert " open>" in answer.text
    assert rows(anna) == []


def test_what_is_told_of_can_be_changed_and_nothing_else_is(site, anna):
    register(site)
    (before,) = rows(anna)
    where = f"{ROOT}{before.public}/andra/"
    assert where in site.get(f"{ROOT}{before.public}/").text
    words(site.get(where))
    answer = site.post(
        where,
        {"which": "valda", "groups": ["beslut"], "told_of": "valda-slag", "kinds": ["NYTT_BESLUT"]},
        follow=True,
    )
    assert "Prenumerationen är ändrad." in words(answer)
    (after,) = rows(anna)
    assert (list(after.groups), after.kinds) == (["beslut"], ["NYTT_BESLUT"])
    assert (after.public, after.until, after.case) == (before.public, before.until, before.case)
    site.post(where, {"which": "alla", "told_of": "alla-slag"})
    (after,) = rows(anna)
    assert (after.groups, after.kinds) == (None, None)
    assert "Välj minst en uppgift." in words(site.post(where, {"which": "valda"}), 422)


def test_a_part_of_a_class_chosen_by_system_stays_a_part(site, anna):
    one = subscribe(anna, ALVA, groups={"beslut": ["FK:BOB"]})
    site.post(
        f"{ROOT}{one.public}/andra/",
        {"which": "valda", "groups": ["beslut"], "told_of": "valda-slag", "kinds": ["AVLIDEN"]},
    )
    (after,) = rows(anna)
    assert (after.groups, after.kinds) == ({"beslut": ["FK:BOB"]}, ["AVLIDEN"])


def test_an_ended_or_anothers_subscription_is_not_changed(site, anna):
    ended = subscribe(anna, ALVA, ended_at=clock.now(), end_reason="slutdatum")
    other = subscribe(member(user__name="Bo"), ALVA)
    for one in (ended, other):
        assert site.get(f"{ROOT}{one.public}/andra/").status_code == 404


def test_a_file_chooses_kinds_for_all(site, anna):
    sent = site.post(
        f"{ROOT}fil/",
        {
            "action": "REGISTRERA",
            "purpose": "bistand",
            "case": "EB-1",
            "until": day(60),
            "which": "alla",
            "told_of": "valda-slag",
            "kinds": ["UPPHORT_BESLUT"],
            "file": SimpleUploadedFile("lista.csv", f"{ALVA}\r\n{INGRID}".encode()),
        },
    )
    where = sent["Location"]
    assert "Beslut har upphört" in words(site.get(where))
    site.post(f"{where}gor/")
    assert [one.kinds for one in rows(anna)] == [["UPPHORT_BESLUT"]] * 2


def search(site, case: str):
    return site.post(ROOT, {"which": "aktiva", "case": case})


def test_a_closed_case_ends_its_subscriptions_after_a_question(site, anna):
    for person in (ALVA, INGRID):
        subscribe(anna, person)
    subscribe(anna, KERSTIN, case="EB-2")
    subscribe(member(user__name="Bo"), ALVA)
    assert "Avsluta ärendet" not in words(site.get(ROOT))
    assert "Avsluta ärendet" in words(search(site, "EB-1"))
    assert "Avsluta ärendet" not in words(search(site, "EB-3"))
    asked = words(site.post(f"{ROOT}arende/", {"case": "EB-1"}))
    assert "Pågår ärendet fortfarande? 2 prenumerationer i ärende EB-1 avslutas." in asked
    assert all(one.ended_at is None for one in rows(anna))
    done = site.post(f"{ROOT}arende/", {"case": "EB-1", "saker": "ja"}, follow=True)
    assert "Ärendet är avslutat: 2 prenumerationer avslutades." in words(done)
    assert [one.end_reason for one in rows(anna)] == ["arende_avslutat"] * 2 + [""]
    said = words(site.get(f"{ROOT}{rows(anna)[0].public}/"))
    assert "ärendet avslutat" in said
    with as_jobs():
        assert ending.tell(clock.now()) == 2
        assert ending.tell(clock.now()) == 0
    assert {(one.kind, one.reason) for one in told(anna)} == {(Kind.END, "arende_avslutat")}


def test_a_case_is_the_same_in_capitals_or_not(site, anna):
    subscribe(anna, ALVA, case="eb-1")
    subscribe(anna, INGRID, case="EB-1")
    assert "2 prenumerationer." in words(search(site, "Eb-1"))
    asked = words(site.post(f"{ROOT}arende/", {"case": "Eb-1"}))
    assert "2 prenumerationer i ärende Eb-1 avslutas." in asked
    site.post(f"{ROOT}arende/", {"case": "Eb-1", "saker": "ja"})
    assert [one.end_reason for one in rows(anna)] == ["arende_avslutat"] * 2


def test_the_page_of_no_case_leads_to_the_list(site):
    assert site.get(f"{ROOT}arende/")["Location"] == ROOT
    assert site.post(f"{ROOT}arende/", {"saker": "ja"})["Location"] == ROOT


@pytest.mark.parametrize("sure", [{}, {"saker": "ja"}])
@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("a\x00b", "tecken"),
        ("a\x07b", "Texten innehåller tecken som inte kan tas emot."),
        ("E" * 101, "100 tecken"),
        (" 19880813-2388 ", "Fältet Ärendenummer innehåller ett personnummer"),
    ],
)
def test_what_is_no_case_is_told_where_it_is_looked_for(site, anna, sure, case, said):
    subscribe(anna, ALVA)
    for answer in (site.post(f"{ROOT}arende/", {"case": case} | sure), search(site, case)):
        shown = words(answer, 422)
        assert said in shown
        assert "2388" not in shown
    assert rows(anna)[0].ended_at is None


@pytest.mark.parametrize("sure", [{}, {"saker": "ja"}])
def test_a_case_that_nobody_has_ends_nothing_and_says_so(site, sure):
    answer = site.post(f"{ROOT}arende/", {"case": "EB-9"} | sure, follow=True)
    assert "Ärendet har ingen aktiv prenumeration. Ingenting avslutades." in words(answer)
    assert "avslutades." not in words(answer).replace("Ingenting avslutades.", "")


def test_only_a_lost_database_is_an_outage():
    for fault in (OperationalError, InterfaceError):
        with pytest.raises(TemporarilyUnavailable), database():
            raise fault
    with pytest.raises(IntegrityError), database():
        raise IntegrityError


def close(by, case="EB-1", **more):
    return send(by, "POST", CLOSED, {"arendereferens": case} | more)


def test_a_system_closes_a_case_once_as_one_question(client):
    by = caller()
    for person in (ALVA, INGRID):
        put(by, personnummer=person)
    put(by, personnummer=KERSTIN, arendereferens="EB-2")
    put(caller(), personnummer=ALVA)
    first = close(by)
    assert (first.status_code, first.json()) == (200, {"antal": 2})
    again = close(by, " EB-1 ")
    assert again.json() == {"antal": 0}
    left = [
        int(one["RateLimit"].split("r=")[1].split(";")[0].split(",")[0]) for one in (first, again)
    ]
    assert left[0] - left[1] == 1
    told_of = get(by, "?status=avslutad").json()["prenumerationer"]
    assert [one["orsak"] for one in told_of] == ["arende_avslutat"] * 2
    assert len(get(by, "?status=aktiv").json()["prenumerationer"]) == 1


@pytest.mark.parametrize(
    ("case", "problem_name"),
    [
        ("", "invalid-request"),
        ("  ", "invalid-request"),
        ("19880813-2388", "reference-holds-identity"),
    ],
)
def test_what_is_no_case_is_refused(case, problem_name):
    answer = close(caller(), case)
    assert name(answer) == problem_name
    if problem_name == "invalid-request":
        assert problem(answer)["errors"][0]["pointer"] == "/arendereferens"
    assert "2388" not in answer.text
