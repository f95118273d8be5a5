"""The list of subscriptions: what it can show, and those that are marked renewed or unregistered in one go."""

from datetime import timedelta
from uuid import uuid4

import pytest

from portal import clock
from portal.gates.services import Call
from portal.tenants.scope import acting_for
from subscriptions.subscribing import marking
from subscriptions.subscribing.lists import SIZE
from subscriptions.subscribing.looking import Looked, Which
from subscriptions.subscribing.models import MassChange, Subscription
from tests.documents import ALVA, INGRID
from tests.subscriptions.making import changed, member, notify, subscribe
from tests.subscriptions.subscribing.test_together import asker

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = "/prenumerationer/"
MARKED = f"{ROOT}markerade/"


@pytest.fixture
def anna():
    return member()


@pytest.fixture
def site(client, anna):
    client.force_login(anna.user)
    return client


def ahead(days: int):
    return clock.swedish_day(clock.now()) + timedelta(days=days)


def body(response, status: int = 200) -> str:
    assert response.status_code == status, response.content.decode()
    return " ".join(response.content.decode().split())


def kept(by) -> dict[str, Subscription]:
    with acting_for(by.organisation_id):
        rows = Subscription.objects.filter(organisation=by.organisation_id)
        return {row.case: row for row in rows}


@pytest.fixture
def all_sorts(anna):
    """One of each: new, about to end, told but never used, used, and ended."""
    long_ago = clock.now() - timedelta(days=100)
    told = {"at": long_ago, "until": ahead(200)}
    subscribe(anna, ALVA, case="NY")
    subscribe(anna, ALVA, case="SLUTAR", until=ahead(30))
    subscribe(anna, ALVA, case="SENARE", until=ahead(31))
    subscribe(anna, ALVA, case="OANVAND", **told)
    subscribe(anna, INGRID, case="TYST", **told)
    subscribe(anna, ALVA, case="ANVAND", acted_at=clock.now(), **told)
    subscribe(anna, ALVA, case="SLUT", ended_at=clock.now(), end_reason="slutdatum")
    changed((ALVA, "beslut", "FK:SJP", "new"))
    assert notify() > 0


@pytest.mark.parametrize(
    ("which", "cases"),
    [
        ("aktiva", {"NY", "SLUTAR", "SENARE", "OANVAND", "TYST", "ANVAND"}),
        ("slutar", {"SLUTAR"}),
        ("oanvanda", {"OANVAND"}),
        ("avslutade", {"SLUT"}),
        ("alla", {"NY", "SLUTAR", "SENARE", "OANVAND", "TYST", "ANVAND", "SLUT"}),
        ("annat", {"NY", "SLUTAR", "SENARE", "OANVAND", "TYST", "ANVAND"}),
    ],
)
@pytest.mark.usefixtures("all_sorts")
def test_the_list_shows_those_that_stand_so(site, which, cases):
    shown = body(site.get(f"{ROOT}?visa={which}"))
    every = ("NY", "SLUTAR", "SENARE", "OANVAND", "TYST", "ANVAND", "SLUT")
    assert {one for one in every if f">{one}<" in shown.replace("> ", ">").replace(" <", "<")} == (
        cases
    )


def test_those_about_to_end_stand_with_the_soonest_first_over_pages(site, anna):
    for days in range(SIZE + 2):
        subscribe(anna, ALVA, case=f"EB-{days:02d}", until=ahead(30 - days // 2))
    first = body(site.get(f"{ROOT}?visa=slutar"))
    _, cases = first.count('name="vald"'), sorted(kept(anna))
    assert first.count('name="vald"') == SIZE
    following = f"?visa=slutar&efter={kept(anna)[cases[3]].public}"
    assert f"{ROOT}{kept(anna)[cases[-1]].public}/" in first
    second = body(site.get(f"{ROOT}{following}"))
    assert f"{SIZE + 2} slutar inom 30 dagar" in second
    on = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    later = body(site.get(f"{ROOT}{on}"))
    assert later.count('name="vald"') == 2
    shown = {one for one in cases if f"{ROOT}{kept(anna)[one].public}/" in first + later}
    assert shown == set(cases)


def test_a_case_is_looked_for_and_one_s_own(site, anna):
    other = member(organisation=anna.organisation)
    subscribe(anna, ALVA, case="EB-1", responsible_id=anna.user_id)
    subscribe(other, ALVA, case="EB-2", responsible_id=other.user_id)
    found = body(site.post(ROOT, {"which": "alla", "case": " EB-2 "}))
    assert "1 prenumeration." in found
    assert f"{ROOT}{kept(anna)['EB-2'].public}/" in found
    mine = body(site.post(ROOT, {"which": "alla", "mine": "on"}))
    assert f"{ROOT}{kept(anna)['EB-1'].public}/" in mine
    assert f"{ROOT}{kept(anna)['EB-2'].public}/" not in mine
    assert "Ingen prenumeration stämmer" in body(site.post(ROOT, {"case": "annat"}))


def test_a_search_goes_on_to_its_next_page(site, anna):
    for at in range(SIZE + 1):
        subscribe(anna, f"19{at:02d}01019999", case="EB-1")
    subscribe(anna, ALVA, case="EB-2")
    first = body(site.post(ROOT, {"which": "aktiva", "case": "EB-1"}))
    last = first.split('name="efter" value="')[1].split('"')[0]
    on = body(site.post(ROOT, {"which": "aktiva", "case": "EB-1", "efter": last}))
    assert on.count('role="rowheader"') == 1


@pytest.fixture
def ending(anna):
    for case in ("EB-1", "EB-2", "EB-3"):
        subscribe(anna, ALVA, case=case, until=ahead(10))
    return kept(anna)


def mark(site, gor: str, *rows: Subscription, **more):
    told = {"which": "slutar", "gor": gor, "vald": [str(one.public) for one in rows]}
    return site.post(MARKED, {"until": str(ahead(200))} | told | more, follow=True)


def test_those_marked_are_renewed_in_one_question(site, anna, ending):
    said = body(mark(site, "forlang", ending["EB-1"], ending["EB-3"]))
    assert "2 förlängda" in said
    assert "fel" not in said.split("<main")[1]
    assert [str(one.until) for _, one in sorted(kept(anna).items())] == [
        str(ahead(200)),
        str(ahead(10)),
        str(ahead(200)),
    ]
    with acting_for(anna.organisation_id):
        assert MassChange.objects.filter(organisation=anna.organisation_id).count() == 1


def test_all_that_the_list_holds_are_renewed(site, anna, ending):
    assert len(ending) == 3
    subscribe(anna, INGRID, case="EJ", until=ahead(90))
    said = body(mark(site, "forlang_alla"))
    assert "3 förlängda" in said
    assert str(kept(anna)["EJ"].until) == str(ahead(90))


def test_all_that_was_looked_for_and_no_more(site, anna, ending):
    assert len(ending) == 3
    assert "1 förlängd" in body(mark(site, "forlang_alla", case="EB-2"))
    assert str(kept(anna)["EB-1"].until) == str(ahead(10))


def test_nobody_s_time_becomes_shorter(anna, site):
    one = subscribe(anna, ALVA, until=ahead(300))
    assert "1 fanns redan" in body(mark(site, "forlang", one))
    assert str(kept(anna)["EB-1"].until) == str(ahead(300))


def test_each_that_could_not_be_is_told_with_its_reason(site, anna, ending):
    ended = subscribe(anna, ALVA, case="SLUT", ended_at=clock.now(), end_reason="slutdatum")
    foreign = subscribe(member(), ALVA)
    said = body(mark(site, "forlang", ending["EB-1"], ended, foreign))
    assert "1 förlängd · 2 rader med fel" in said
    assert "är avslutad" in said
    assert f"{ROOT}{ended.public}/" in said
    assert f"{ROOT}{foreign.public}/" not in said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"until": str(ahead(-1))}, "Dagen har passerat."),
        ({"until": str(ahead(800))}, "högst 12 månader"),
        ({"until": "snart"}, "Skriv datum som 2026-11-23."),
        ({"until": "0001-01-01"}, "Dagen har passerat."),
        ({"vald": []}, "Markera minst en prenumeration."),
    ],
    ids=["past", "too long", "no day", "long ago", "none"],
)
def test_what_is_badly_put_changes_nothing_and_keeps_the_marks(site, anna, ending, changes, said):
    text = body(mark(site, "forlang", ending["EB-2"], **changes), 422)
    assert said in text
    assert text.count(" checked") == (0 if "vald" in changes else 1)
    assert {str(one.until) for one in kept(anna).values()} == {str(ahead(10))}


def test_those_marked_are_unregistered_when_that_is_sure(site, anna, ending):
    asked = body(mark(site, "avregistrera", ending["EB-1"], ending["EB-2"]))
    assert "2 prenumerationer avregistreras." in asked
    assert {one.end_reason for one in kept(anna).values()} == {""}
    done = body(mark(site, "avregistrera", ending["EB-1"], ending["EB-2"], saker="ja"))
    assert "2 avregistrerade" in done
    assert [one.end_reason for _, one in sorted(kept(anna).items())] == [
        "avregistrerad",
        "avregistrerad",
        "",
    ]


def test_what_is_no_subscription_is_not_there(site):
    assert mark(site, "forlang", vald=["nej"]).status_code == 404
    assert site.get(f"{ROOT}?efter=nej").status_code == 404
    assert site.get(f"{ROOT}andring/{uuid4()}/").status_code == 404


def test_another_organisation_s_result_is_not_shown(site, client, ending):
    mark(site, "forlang", ending["EB-1"])
    with acting_for(ending["EB-1"].organisation_id):
        made = MassChange.objects.get(organisation=ending["EB-1"].organisation_id)
    client.force_login(member().user)
    assert client.get(f"{ROOT}andring/{made.pk}/").status_code == 404


def test_a_list_that_is_all_renewed_stops_at_what_a_mass_change_may_hold(anna, ending, settings):
    settings.LEKA_ROWS = 2
    call = Call(at=clock.now(), request_id=str(uuid4()))
    told = marking.renew(asker(anna), Looked(which=Which.ENDING), ahead(99), call=call)
    assert (told.rows, len(ending)) == (2, 3)


def test_a_longer_list_of_those_ending_takes_no_more_queries(
    site, anna, django_assert_max_num_queries
):
    subscribe(anna, ALVA, until=ahead(5))
    with django_assert_max_num_queries(30) as few:
        site.get(f"{ROOT}?visa=slutar")
    for at in range(5):
        subscribe(anna, INGRID, case=f"EB-{at}-2", until=ahead(6))
    with django_assert_max_num_queries(len(few)):
        site.get(f"{ROOT}?visa=slutar")
