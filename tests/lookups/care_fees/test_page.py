"""The page: members read it, a local administrator says how care fees treat what the organisation is told."""

import html
import re

import pytest
from django.conf import settings

from lookups.care_fees.forms import key
from lookups.care_fees.treating import Place
from lookups.catalogue.described import Care
from portal.organisations.models import Service
from tests.factories import MembershipFactory, PurposeFactory, agree
from tests.lookups.care_fees.making import ADMINISTRATOR, changes, entries, say

pytestmark = pytest.mark.django_db
PAGE = "/organisation/avgiftsunderlag/"
FEES = (
    ("beslut", "FK:BOB"),
    ("beslut", "PM:EF"),
    ("utbetalningar", "PM:BTI"),
    ("ansprak", "PM:AP"),  # an application is no money
    ("ovrigInformation", "FK:GEPI"),
)
BOB, BT, BP = Place("FK:BOB"), Place("PM:BTI", "PM:BT"), Place("PM:EF", "PM:BP")


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.text)
    return " ".join(html.unescape(text).split())


@pytest.fixture
def chief():
    member = MembershipFactory.create(roles=[ADMINISTRATOR], user__name="Lova Lokal")
    purpose = PurposeFactory.create(code="avgift", care_fees=True, groups=FEES)
    agree(member.organisation, purpose, services=(Service.ONLINE,))
    return member


@pytest.fixture
def site(client, chief):
    client.force_login(chief.user)
    return client


def shown(client) -> dict[str, str]:
    """Return what the page's form would send, as it was shown."""
    text = client.get(PAGE).text
    hidden = re.findall(r'<input type="hidden" name="(initial-[^"]+)"(?: value="([^"]*)")?', text)
    chosen = {}
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', text, re.DOTALL):
        picked = re.search(r'<option value="([^"]*)"\s+selected', options)
        chosen[name] = picked[1] if picked else ""
    return dict(hidden) | chosen


def test_all_that_fees_can_be_told_stands_there_with_its_default(site):
    page = words(site.get(PAGE))
    assert page.count("I underlag för avgift inom omsorgen") >= 2
    assert "Bostadsbidrag FK:BOB Räknas obeskattat, vid sidan av boendekostnaden" in page
    assert "Preliminärt: kan krävas tillbaka" in page
    assert "Barnpension PM:BP Räknas inte (praxis varierar, fråga nämnden)" in page
    assert "Bostads- och inkomststöd, övriga slag PM:BTI" in page
    names = {name for name in shown(site) if not name.startswith("initial-")}
    groups = {name.partition(".")[0] for name in names}
    assert groups == {"FK-BOB", "PM-EF", "PM-BTI"}
    assert {key(BOB), key(BT), key(BP), "PM-BTI"} <= names
    assert "avgiftsutrymme" in page


def test_a_choice_is_kept_and_told_with_whose_it_is(site, chief):
    said = site.post(PAGE, shown(site) | {key(BP): "counts"}, follow=True)
    assert "1 ändring är sparad." in words(said)
    assert changes(chief) == {BP: Care.COUNTS}
    assert re.search(
        r"\d{4}-\d\d-\d\d \d\d\.\d\d Lova Lokal: Barnpension, som förval → Räknas som inkomst",
        words(said),
    )
    assert shown(site)[key(BP)] == "counts"


def test_sent_as_it_stood_it_changes_nothing(site, chief):
    say(chief, {BT: Care.EXCLUDED})
    said = site.post(PAGE, shown(site), follow=True)
    assert "Inget ändrades" in words(said)
    assert len(entries(chief)) == 1


def test_who_saves_undoes_nobody_elses_word(site, chief):
    before = shown(site)
    say(chief, {BT: Care.EXCLUDED})  # meanwhile, by somebody else
    site.post(PAGE, before | {key(BP): "counts"})
    assert changes(chief) == {BT: Care.EXCLUDED, BP: Care.COUNTS}


def test_a_place_is_put_back(site, chief):
    say(chief, {BT: Care.EXCLUDED, BP: Care.COUNTS})
    site.post(PAGE, shown(site) | {key(BT): ""})
    assert changes(chief) == {BP: Care.COUNTS}


def test_all_is_put_back_at_once(site, chief):
    assert "Återställ allt" not in words(site.get(PAGE))
    say(chief, {BT: Care.EXCLUDED, BP: Care.COUNTS})
    assert "Återställ allt till förvalet" in words(site.get(PAGE))
    assert "2 ändringar är sparade." in words(site.post(PAGE, {"reset": "1"}, follow=True))
    assert changes(chief) == {}


def test_what_is_no_choice_is_refused_at_its_place(site, chief):
    said = site.post(PAGE, shown(site) | {key(BP): "half"})
    assert said.status_code == 422
    assert "1 fel att rätta." in words(said)
    assert f'href="#id_{key(BP)}"' in said.text
    assert changes(chief) == {}


def test_what_fees_are_not_told_cannot_be_chosen(site, chief):
    site.post(PAGE, shown(site) | {"FK-SJP": "excluded", "initial-FK-SJP": ""})
    assert changes(chief) == {}


@pytest.mark.parametrize("role", ["caseworker", "log-reviewer"])
def test_members_read_it_and_change_nothing(client, chief, role):
    say(chief, {BP: Care.COUNTS})
    member = MembershipFactory.create(organisation=chief.organisation, roles=[role])
    client.force_login(member.user)
    page = words(client.get(PAGE))
    assert "<select" not in client.get(PAGE).text
    assert "(praxis varierar, fråga nämnden) Räknas som inkomst" in page
    assert "Er lokala administratör kan ändra." in page
    for sent in ({key(BT): "counts", f"initial-{key(BT)}": ""}, {"reset": "1"}):
        assert client.post(PAGE, sent).status_code == 403
    assert changes(chief) == {BP: Care.COUNTS}


def test_another_organisations_word_never_shows(client, chief):
    other = MembershipFactory.create(roles=[ADMINISTRATOR], user__name="Olle Annan")
    agree(other.organisation, PurposeFactory.create(care_fees=True, groups=FEES))
    say(other, {BP: Care.COUNTS, BT: Care.EXCLUDED})
    client.force_login(chief.user)
    assert "Olle Annan" not in words(client.get(PAGE))
    assert set(shown(client).values()) == {""}


def test_who_asks_for_no_fees_is_told_so(client):
    member = MembershipFactory.create(roles=[ADMINISTRATOR])
    agree(member.organisation, PurposeFactory.create())
    client.force_login(member.user)
    assert "inget avtalat ändamål som gäller avgift" in words(client.get(PAGE))
    assert "avgiftsunderlag" not in client.get("/").text


def test_the_start_page_leads_there(client, chief):
    client.force_login(chief.user)
    assert "Ändra vad som räknas" in words(client.get("/"))
    reader = MembershipFactory.create(organisation=chief.organisation, roles=["log-reviewer"])
    client.force_login(reader.user)
    assert "Läs vad som räknas" in words(client.get("/"))


def test_kinds_are_named_in_the_readers_language(site):
    site.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = words(site.get(PAGE))
    assert "Housing allowance FK:BOB" in page
    assert "Preliminary: may be reclaimed" in page
    assert "Child pension PM:BP" in page
