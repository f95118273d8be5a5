"""Pages of subscriptions: register, from an answer too, check, renew, unregister (R4)."""

from datetime import date, timedelta

import pytest

from lookups.online.well_put import months_from
from portal import clock
from portal.organisations.models import AgreedService, Service
from portal.tenants.scope import acting_for, as_administrator
from subscriptions.subscribing.models import Subscription
from tests.documents import ALVA, INGRID, loaded_extracts
from tests.subscriptions.making import member, subscribe

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = "/prenumerationer/"


@pytest.fixture
def anna():
    return member()


@pytest.fixture
def site(client, anna):
    client.force_login(anna.user)
    return client


def day(ahead: int) -> str:
    return (clock.swedish_day(clock.now()) + timedelta(days=ahead)).isoformat()


def body(response, status: int = 200) -> str:
    assert response.status_code == status, response.content.decode()
    return " ".join(response.content.decode().split())


def kept(by) -> list[Subscription]:
    with acting_for(by.organisation_id):
        return list(Subscription.objects.filter(organisation=by.organisation_id).order_by("id"))


def register(site, **changes):
    told = {
        "identity": "880813-2388",
        "purpose": "bistand",
        "case": "EB-1",
        "until": day(60),
        "which": "alla",
    }
    return site.post(f"{ROOT}ny/", told | changes, follow=True)


def test_an_empty_list_says_what_to_do(site):
    assert "Prenumerera på en person för att få veta" in body(site.get(ROOT))


def test_registered_listed_and_shown(site, anna):
    said = body(register(site))
    assert f"Prenumerationen gäller till och med {day(60)}." in said
    (one,) = kept(anna)
    assert (one.person, one.case, one.user_id, str(one.until)) == (
        ALVA,
        "EB-1",
        anna.user_id,
        day(60),
    )
    listed = body(site.get(ROOT))
    assert "EB-1" in listed
    assert "Aktiv" in listed
    assert "2388" not in listed
    assert "19880813-2388" in body(site.get(f"{ROOT}{one.public}/"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"identity": "880813-2389"}, "Siffrorna stämmer inte ihop."),
        ({"until": day(-1)}, "Dagen har passerat."),
        ({"until": day(800)}, "högst 12 månader"),
        ({"until": "snart"}, "Skriv datum som 2026-11-23."),
        ({"case": f"om {INGRID}"}, "innehåller ett personnummer"),
        ({"identity": ""}, "identity"),
    ],
    ids=["number", "past", "too long", "no day", "case", "nothing"],
)
def test_what_is_badly_put_is_told_at_its_field_and_kept(site, anna, changes, said):
    response = register(site, **changes)
    text = body(response, 422)
    assert said in text
    assert kept(anna) == []
    if "case" not in changes:
        assert 'value="EB-1"' in text


def test_the_same_again_shows_the_one_there_is(site, anna):
    register(site)
    text = body(register(site), 422)
    assert "Finns redan för samma ändamål och ärende." in text
    assert f"{ROOT}{kept(anna)[0].public}/" in text
    assert len(kept(anna)) == 1


def test_from_an_answer_person_purpose_and_case_are_filled_in(site, anna, tmp_path):
    loaded_extracts(tmp_path)
    asked = {"identity": ALVA, "purpose": "bistand", "case": "EB-7"}
    answer = body(site.post("/onlinefraga/", asked, follow=True))
    assert f'action="{ROOT}samma-person/"' in answer
    form = body(site.post(f"{ROOT}samma-person/", asked))
    assert f'value="{ALVA}"' in form
    assert 'value="EB-7"' in form
    assert kept(anna) == []


def test_a_person_is_checked(site, anna):
    said = body(site.post(f"{ROOT}kontroll/", {"identity": ALVA}))
    assert "Er organisation prenumererar inte på personen." in said
    subscribe(anna, ALVA)
    subscribe(member(), INGRID)
    said = body(site.post(f"{ROOT}kontroll/", {"identity": "880813-2388"}))
    assert "Er organisation prenumererar på personen: 1 prenumeration." in said
    said = body(site.post(f"{ROOT}kontroll/", {"identity": INGRID}))
    assert "prenumererar inte" in said
    assert "Siffrorna stämmer inte ihop." in body(
        site.post(f"{ROOT}kontroll/", {"identity": "880813-2389"}), 422
    )


def test_renewed_and_unregistered(site, anna):
    one = subscribe(anna, ALVA, until=clock.swedish_day(clock.now()) + timedelta(days=10))
    assert "1 slutar inom 30 dagar" in body(site.get(ROOT))
    said = site.post(f"{ROOT}{one.public}/forlang/", {"until": day(200)}, follow=True)
    assert f"till och med {day(200)}" in body(said)
    assert "1 slutar inom" not in body(site.get(ROOT))
    assert "Dagen har passerat." in body(
        site.post(f"{ROOT}{one.public}/forlang/", {"until": day(-2)}), 422
    )
    assert "Avregistrera prenumerationen?" in body(site.get(f"{ROOT}{one.public}/avregistrera/"))
    said = site.post(f"{ROOT}{one.public}/avregistrera/", follow=True)
    assert "Prenumerationen är avregistrerad." in body(said)
    assert "EB-1" not in body(site.get(ROOT))
    assert "Avslutad" in body(site.get(f"{ROOT}?visa=alla"))
    assert [row.end_reason for row in kept(anna)] == ["avregistrerad"]


def test_renewing_never_makes_it_shorter(site, anna):
    one = subscribe(anna, ALVA, until=clock.swedish_day(clock.now()) + timedelta(days=90))
    said = body(site.post(f"{ROOT}{one.public}/forlang/", {"until": day(30)}), 422)
    assert f"Prenumerationen gäller redan till och med {day(90)}. Skriv en senare dag." in said
    assert [row.until.isoformat() for row in kept(anna)] == [day(90)]


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u202e"])
def test_a_case_with_signs_that_cannot_be_seen_is_refused_at_its_field(site, anna, sign):
    said = body(register(site, case=f"EB{sign}-1"), 422)
    assert "Texten innehåller tecken som inte kan tas emot." in said
    assert kept(anna) == []


def test_one_that_begins_later_than_the_call_is_unregistered_all_the_same(site, anna):
    later = clock.now() + timedelta(minutes=5)
    for one in (subscribe(anna, ALVA, created_at=later), subscribe(anna, INGRID, created_at=later)):
        if one.person == ALVA:
            answer = site.post(f"{ROOT}{one.public}/avregistrera/")
        else:
            marked = {"vald": str(one.public), "gor": "avregistrera", "saker": "ja"}
            answer = site.post(f"{ROOT}markerade/", marked)
        assert answer.status_code == 303
    assert [(row.end_reason, row.ended_at) for row in kept(anna)] == [("avregistrerad", later)] * 2


def test_an_agreement_may_say_another_longest_time(site, anna):
    with as_administrator():
        AgreedService.objects.filter(organisation=anna.organisation, service=Service.LEKA).update(
            months=3, decision="Nämnden § 112", decided=date(2026, 11, 3)
        )
    today = clock.swedish_day(clock.now())
    form = body(site.get(f"{ROOT}ny/"))
    assert "Högst 3 månader" in form
    assert months_from(today, 3).isoformat() in form
    assert "Högst 3 månader" in body(site.get(f"{ROOT}fil/"))
    said = body(register(site, until=day(120)), 422)
    assert "Enligt avtalet får en prenumeration gälla högst 3 månader framåt." in said
    assert kept(anna) == []
    with as_administrator():
        AgreedService.objects.filter(organisation=anna.organisation).filter(months=3).update(
            months=36
        )
    assert "till och med" in body(register(site, until=day(800)))


def test_another_organisation_finds_nothing(site):
    one = subscribe(member(), ALVA)
    assert site.get(f"{ROOT}{one.public}/").status_code == 404
    assert site.post(f"{ROOT}{one.public}/forlang/", {"until": day(9)}).status_code == 404
    assert site.get(f"{ROOT}{one.public}/avregistrera/").status_code == 404
    assert site.post(f"{ROOT}{one.public}/avregistrera/").status_code == 404


def test_who_is_no_caseworker_has_no_subscriptions(client):
    client.force_login(member(roles=["log-reviewer"]).user)
    assert client.get(ROOT).status_code == 403
    assert client.get(f"{ROOT}ny/").status_code == 403


def test_a_longer_list_takes_no_more_queries(site, anna, django_assert_max_num_queries):
    subscribe(anna, ALVA)
    with django_assert_max_num_queries(30) as few:
        site.get(ROOT)
    for at in range(5):
        subscribe(anna, INGRID, case=f"EB-{at}-2")
    with django_assert_max_num_queries(len(few)):
        site.get(ROOT)
