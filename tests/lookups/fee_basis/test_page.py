"""The page of one answer as the basis of a care fee: the stories' persons, the spouse beside, and who may see it."""

import csv
import html
import io
import json
import re
from datetime import timedelta

import pytest

from lookups.care_fees.treating import Place
from lookups.catalogue.described import Care
from lookups.online.models import KeptAnswer
from portal.audit.models import Disclosure
from portal.organisations.models import Service
from portal.tenants.scope import acting_for
from tests.documents import ALVA, INGRID, KERSTIN, load_lines, loaded_extracts, told
from tests.factories import ALL_GIVEN, MembershipFactory, OrganisationFactory, PurposeFactory, agree
from tests.lookups.care_fees.making import ADMINISTRATOR, say
from tests.lookups.mass.making import OPEN
from tests.portal.status.making import incident

pytestmark = pytest.mark.django_db(transaction=True)
GOSTA, DAGMAR, HJALMAR, FREJA = "194605076654", "193605319122", "197101019052", "199106282388"
BT, GARP = Place("PM:BTI", "PM:BT"), Place("PM:AP", "PM:GARP")
GIVEN = (*ALL_GIVEN, ("beslut", "FK:BTI"), ("beslut", "FK:SA"), ("utbetalningar", "FK:SA"))


@pytest.fixture(autouse=True)
def open_now(time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)


@pytest.fixture
def organisation():
    made = OrganisationFactory.create(name="Vård- och omsorgsnämnden")
    agree(
        made,
        PurposeFactory.create(
            code="avgift", name="Avgift", care_fees=True, case_required=False, groups=GIVEN
        ),
        PurposeFactory.create(code="bistand", name="Bistånd", case_required=False),
        services=(Service.ONLINE, Service.MASS),
    )
    return made


@pytest.fixture
def member(client, organisation):
    made = MembershipFactory.create(organisation=organisation)
    client.force_login(made.user)
    return made


def asked(client, number: str = INGRID, *, purpose: str = "avgift", case: str = "A-1", **more):
    form = {"identity": number, "purpose": purpose, "case": case} | more
    return client.post("/onlinefraga/", form)["Location"]


def words(response) -> str:
    shown = response.text.partition("<template")[0] + response.text.partition("</template>")[2]
    main = shown.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).replace("\u00a0", " ").split())


def basis(client, number: str = INGRID, day: str = "", **more) -> str:
    return words(client.get(f"{asked(client, number, **more)}avgift/?datum={day}"))


def readings(member) -> int:
    with acting_for(member.organisation_id):
        return Disclosure.objects.count()


def test_the_widow_who_remarried_has_what_holds_now(client, member):
    shown = basis(client)
    assert "Underlag för avgift, gäller från 2026-12-01" in shown
    assert "Inkomst som räknas, före skatt 12 043 kr" in shown
    assert "Skatt som går att läsa ut 1 204 kr" in shown
    assert "Inkomst efter den skatten 10 839 kr" in shown
    assert "Bostadsstöd, obeskattat 1 420 kr" in shown
    assert "Är summan hel? Hel" in shown
    assert "skatt 1 204 kr, enligt månadens planerade utbetalning 2026-12-18" in shown
    assert "från och med 2026-04-01" in shown
    assert "Äldre uppgift: Pensionsmyndighetens gäller" in shown
    assert "Bostadskostnad, brutto 4 200 kr" in shown
    assert "avgiftsutrymmet" in shown
    assert "beskrivningens förval, version" in shown


def test_another_day_is_another_sum(client, member):
    shown = basis(client, day="2026-03-01")
    assert "Inkomst som räknas, före skatt 16 552 kr" in shown
    assert "Bostadsstöd, obeskattat 3 960 kr" in shown


def test_a_day_outside_the_question_is_no_whole_sum_and_what_is_no_day_is_a_fault(client, member):
    where = asked(client)
    told_ = words(client.get(f"{where}avgift/?datum=2027-06-01"))
    assert "Dagen ligger utanför den period som frågan gällde" in told_
    assert "Är summan hel? Inte hel" in told_
    assert "är från före årets omräkning" in told_
    before = readings(member)
    wrong = client.get(f"{where}avgift/?datum=1/12")
    assert wrong.status_code == 422
    assert "Skriv datum som 2026-11-23." in wrong.text
    assert "12 043" not in words(wrong)
    assert readings(member) == before


def test_both_spouses_stand_beside_each_other_when_both_are_asked_in_the_case(client, member):
    asked(client, GOSTA)
    shown = basis(client)
    assert "19460507-6654 visas bredvid: svaret om 19440609-8824 anger dem som hushåll" in shown
    assert "Inkomst efter den skatten 10 839 kr 12 808 kr 23 647 kr 11 823,50 kr" in shown
    assert "Bostadsstöd, obeskattat 1 420 kr 1 420 kr 2 840 kr 1 420 kr" in shown


@pytest.mark.parametrize("other", [{"case": "A-2"}, {"purpose": "bistand"}, {"case": ""}])
def test_nobody_stands_beside_who_was_not_asked_in_the_case(client, member, other):
    asked(client, GOSTA, **other)
    assert "visas bredvid" not in basis(client)


def test_two_asked_in_a_case_without_belonging_together_say_so(client, member):
    asked(client, KERSTIN)
    shown = basis(client)
    assert "Svaren säger inte att de hör ihop." in shown
    asked(client, ALVA)
    shown = basis(client)
    assert "Flera andra personer är frågade i ärendet" in shown
    asked(client, GOSTA)
    assert "anger dem som hushåll" in basis(client)


def test_another_session_is_nobody_beside_and_finds_nothing(client, member, organisation):
    where = asked(client, GOSTA)
    client.logout()
    client.force_login(member.user)
    assert "visas bredvid" not in basis(client)
    assert client.get(f"{where}avgift/").status_code == 404
    assert client.get(f"{where}avgift.csv").status_code == 404


def test_nothing_registered_is_not_nought(client, member):
    shown = basis(client, KERSTIN)
    assert "Det betyder inte att inkomst saknas." in shown
    assert "Inkomst som räknas, före skatt –" in shown
    assert not re.search(r"\b0 kr", shown)


def test_the_dead_have_no_money_to_come(client, member):
    shown = basis(client, DAGMAR)
    assert "Personen är avliden" in shown
    assert "Inkomst som räknas, före skatt –" in shown
    assert "Efter dödsfallet" in shown
    in_her_month = basis(client, DAGMAR, day="2026-11-20")
    assert "Inkomst som räknas, före skatt 8 751 kr" in in_her_month


def test_a_protected_person_is_told_nothing_of_nor_beside_another(client, member):
    for number in (FREJA, HJALMAR):
        shown = basis(client, number)
        assert "Lämnas inte ut här. Ingen summa visas." in shown
        assert "kr" not in shown.partition("Summor per månad")[2].partition("Summorna är")[0]
    beside = basis(client, KERSTIN)
    assert "LÄCKORDET" not in beside


def test_beside_one_of_whom_nothing_is_told_no_sum_is_of_both(client, member):
    asked(client, FREJA)
    page = client.get(f"{asked(client)}avgift/")
    shown = words(page)
    assert "Inkomst efter den skatten 10 839 kr – – –" in shown
    assert "Är summan hel? Hel Lämnas inte ut här Inte hel Inte hel" in shown
    assert "LÄCKORDET" not in page.text
    assert "201805132394" not in page.text.replace("-", "")  # her child's


def test_a_reader_with_the_right_has_the_notice_and_the_sums(client, organisation):
    chief = MembershipFactory.create(organisation=organisation, protected=True)
    client.force_login(chief.user)
    shown = basis(client, HJALMAR)
    assert "skyddade personuppgifter" in shown
    assert "Inkomst efter den skatten 10 191 kr" in shown


def test_who_is_protected_since_is_gone_from_beside(client, member, tmp_path):
    asked(client, KERSTIN)
    where = asked(client)
    assert "visas bredvid" in words(client.get(f"{where}avgift/"))
    lines = [
        one | ({"skydd": "sekretessmarkering"} if one["personnummer"] == KERSTIN else {})
        for one in told(OPEN.date())["FK"]
    ]
    load_lines(tmp_path, "FK", lines)
    after = words(client.get(f"{where}avgift/"))
    assert "visas bredvid" not in after
    assert "20000511-2388" not in after
    assert "12 043 kr" in after


def test_an_agency_that_is_away_leaves_no_whole_sum(client, member):
    incident(parts=["PM"])
    shown = basis(client)
    assert "Pensionsmyndigheten kunde inte svara: summan är inte hel." in shown
    assert "Inkomst som räknas, före skatt –" in shown


def test_the_organisations_own_word_moves_a_line_and_says_whose_it_is(client, member, organisation):
    chief = MembershipFactory.create(
        organisation=organisation, roles=[ADMINISTRATOR], user__name="Lova Lokal"
    )
    say(chief, {GARP: Care.EXCLUDED})
    shown = basis(client)
    assert "Inkomst som räknas, före skatt 7 690 kr" in shown
    assert "Räknas inte 4 353 kr" in shown
    assert "Skatten går inte att läsa ut för: Inkomstpension" in shown
    assert "egen inställning för Vård- och omsorgsnämnden, version" in shown
    assert "av Lova Lokal." in shown
    assert "Garantipension: Räknas inte (förval: Räknas som inkomst)" in shown


@pytest.mark.parametrize("kind", ["", ".csv", ".json"])
def test_of_another_purpose_there_is_no_such_page_and_no_reading(client, member, kind):
    where = asked(client, purpose="bistand")
    before = readings(member)
    assert client.get(f"{where}avgift{kind or '/'}").status_code == 404
    assert readings(member) == before
    assert "Underlag för avgift" not in client.get(where).text


def test_the_step_stands_under_an_answer_asked_for_fees(client, member):
    where = asked(client)
    assert f'href="{where}avgift/"' in client.get(where).text


def test_each_look_is_a_reading_and_the_files_are_kept_nowhere(client, member):
    where = asked(client)
    client.get(where)
    before = readings(member)
    page = client.get(f"{where}avgift/")
    made = client.get(f"{where}avgift.csv?datum=2026-12-01")
    assert readings(member) == before + 2
    for one in (page, made):
        assert "no-store" in one["Cache-Control"]
    assert re.fullmatch(
        r'attachment; filename="avgiftsunderlag-[0-9A-Z]{4}-[0-9A-Z]{4}\.csv"',
        made["Content-Disposition"],
    )
    lines = list(
        csv.reader(io.StringIO(made.content.decode("utf-8-sig"), newline=""), delimiter=";")
    )
    assert {len(one) for one in lines} == {20}
    assert ["Summa: Inkomst efter den skatten", "10839", "Hel"] in [
        [one[2], one[7], one[17]] for one in lines
    ]
    assert client.get(f"{where}avgift.xml").status_code == 404


def test_json_says_the_same_of_both(client, member):
    asked(client, GOSTA)
    where = asked(client)
    said = json.loads(client.get(f"{where}avgift.json").content)
    ingrid, gosta = said["personer"]
    assert ingrid["summor"] == {
        "inkomstForeSkatt": "12043",
        "skatt": "1204",
        "inkomstEfterSkatt": "10839",
        "bostadsstod": "1420",
        "raknasInte": None,
    }
    assert gosta["personnummer"] == GOSTA
    counted = [one for one in ingrid["rader"] if one["plats"] == "raknas"]
    assert sum(int(one["kronorPerManad"]) for one in counted) == 12043
    assert said["behandlingstabell"]["egen"] is False


def test_after_a_quarter_of_an_hour_it_is_gone(client, member, time_machine):
    where = asked(client)
    time_machine.shift(timedelta(minutes=16))
    assert client.get(f"{where}avgift/").status_code == 404


def test_the_text_to_copy_says_what_the_page_says(client, member):
    page = client.get(f"{asked(client)}avgift/")
    found = re.search(r'<template id="answer-text">(.*?)</template>', page.text, re.DOTALL)
    text = html.unescape(found[1]).replace("\u00a0", " ")
    assert "Texten innehåller personuppgifter." in text
    assert "Inkomst efter den skatten: 19440609-8824: 10 839 kr" in text


def test_a_kept_answer_in_another_organisation_is_never_found(client, member):
    where = asked(client)
    other = MembershipFactory.create()
    agree(other.organisation, PurposeFactory.create(code="annan", care_fees=True))
    client.force_login(other.user)
    assert client.get(f"{where}avgift/").status_code == 404
    with acting_for(other.organisation_id):
        assert KeptAnswer.objects.count() == 0
