"""The same facts in three shapes: on the page, in version 9 and in version 10, for all ten named persons.

The page is read as a caseworker reads it: its words, without marks. Versions 9 and 10 are read with all that they hold.
"""

import html
import json
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from lookups.answers.values import as_list
from lookups.catalogue import contract
from lookups.catalogue.purposes import purposes
from lookups.registers.making.stories.all import named_persons
from portal.shell import formats
from tests.calls import Caller
from tests.documents import loaded_extracts
from tests.factories import (
    ApiClientFactory,
    MembershipFactory,
    OrganisationFactory,
    PurposeFactory,
    agree,
)
from tests.lookups.api.v9.calls import Caller9, all_groups, answered

pytestmark = pytest.mark.django_db

PERSONS = [number for number, _ in named_persons(0)]
PROTECTED = [number for number, story in named_persons(0) if story.startswith("protected")]
NUMBER = re.compile(r"\b\d{12}\b")
CASES = [
    name
    for name, one in contract.types()["Formansinformation"].items()
    if "beslut" in contract.types()[one.kind]
]


def economic(**left_out: Any):
    """Make the purpose of economic assistance as the description has it, with fields left out besides."""
    told = next(one for one in purposes() if one.code == "ekonomiskt-bistand")
    groups = [one for one in told.groups if one not in left_out.get("without", ())]
    return PurposeFactory.create(
        code="ekonomiskt-bistand", groups=groups, left_out=left_out.get("fields", {})
    )


@dataclass
class Asked:
    """One organisation's three ways to ask, each with the right to protected persons or each without."""

    nine: Caller9
    ten: Caller
    http: Any

    def all_three(self, person: str) -> tuple[dict[str, Any], dict[str, Any], str]:
        """Return what version 9, version 10 and the page tell of a person, for the same time."""
        ten = self.ten.ask(personnummer=person)
        assert ten.status_code == 200, ten.content
        told = json.loads(ten.content, parse_float=Decimal)
        nine = self.nine.ask(personnummer=person, period=told["period"], **all_groups())
        answered(nine)
        page = self.http.post(
            "/onlinefraga/",
            {"identity": person, "purpose": "ekonomiskt-bistand", "case": "EB-1"},
        )
        assert page.status_code == 303, page.text
        answer = self.http.get(page["Location"])
        main = answer.text.split("<main", 1)[1].split("</main>", 1)[0]
        words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split(" "))
        return json.loads(nine.content, parse_float=Decimal), told, " ".join(words.split())


@pytest.fixture
def asked(client, tmp_path):
    """Return what makes the three ways to ask for a purpose."""
    loaded_extracts(tmp_path)

    def make(purpose, *, right):
        organisation = OrganisationFactory.create()
        agree(organisation, purpose)
        system = ApiClientFactory.create(
            organisation=organisation, represents=[(organisation, purpose)], protected=right
        )
        member = MembershipFactory.create(organisation=organisation, protected=right)
        client.force_login(member.user)
        return Asked(Caller9(system), Caller(system), client)

    return make


def money(told: Any) -> Decimal | None:
    return None if told is None else Decimal(str(told))


def facts_of_9(told: dict[str, Any]) -> Counter[Any]:
    """Return payments, decisions and claims, each by its agency, dates and amounts."""
    theirs = told.get("formansinformation", {})
    facts = _decided_by_fk(theirs) + _decided_by_pm(told)
    for name, effected in (("utbetalningsuppgift", True), ("preliminarautbetalningar", False)):
        for one in theirs.get(name, []):
            sums = (one["bruttobelopp"]["summa"], one["nettobelopp"]["summa"])
            facts["paid", "FK", effected, one["datum"], *map(money, sums)] += 1
    for name, effected in (("utbetalningar", True), ("preliminaraUtbetalningar", False)):
        for one in told.get(name, []):
            sums = (one["bruttobelopp"], one["nettobelopp"])
            facts["paid", "PM", effected, one["utbetalningsdatum"], *map(money, sums)] += 1
    for one in told.get("ansprak", []):
        facts["claimed", "PM", one["ankomstdatum"], one["yrkadPeriod"]["from"]] += 1
    return facts


def _decided_by_fk(theirs: dict[str, Any]) -> Counter[Any]:
    facts: Counter[Any] = Counter()
    for case in (case for name in CASES for case in theirs.get(name, [])):
        for row in as_list(case.get("beslut")) or [{}]:
            period = row.get("period", {})
            amount = row.get("beslutatBruttobelopp", {}).get("summa")
            ends = (period.get("fran"), period.get("till"))
            facts["decided", "FK", row.get("fattades"), *ends, money(amount)] += 1
    return facts


def _decided_by_pm(told: dict[str, Any]) -> Counter[Any]:
    facts: Counter[Any] = Counter()
    for one in told.get("beslut", []):
        for row in one.get("beslutadErsattning", []) or [{}]:
            period = row.get("period", {})
            amount = row.get("beslutatBelopp", {}).get("belopp")
            ends = (period.get("from"), period.get("tom"))
            facts["decided", "PM", one["beslutsdatum"], *ends, money(amount)] += 1
    return facts


def facts_of_10(told: dict[str, Any]) -> Counter[Any]:
    """Return what `facts_of_9` does."""
    facts: Counter[Any] = Counter()
    for one in told["utbetalningar"]:
        assert one["hel"]
        sums = (one[each] and one[each]["belopp"] for each in ("brutto", "netto"))
        facts["paid", one["utlamnare"], one["effektuerad"], one["datum"], *map(money, sums)] += 1
    for one in told["beslut"]:
        period, amount = one["period"] or {}, one["belopp"] and one["belopp"]["belopp"]
        ends = (period.get("from"), period.get("tom"))
        facts["decided", one["utlamnare"], one["beslutsdatum"], *ends, money(amount)] += 1
    for one in told["ansprak"]:
        facts["claimed", one["utlamnare"], one["inkom"], one["period"]["from"]] += 1
    return facts


def numbers(told: Any, own: str) -> set[str]:
    return set(NUMBER.findall(json.dumps(told, default=str))) - {own}


@pytest.mark.parametrize("right", [False, True])
def test_the_same_facts_are_told_in_all_three(asked, right):
    ways = asked(economic(), right=right)
    seen: Counter[str] = Counter()
    for person in PERSONS if right else PROTECTED:
        nine, ten, page = ways.all_three(person)
        facts = facts_of_9(nine)
        assert facts == facts_of_10(ten), person
        seen.update(kind for kind, *_ in facts.elements())
        assert numbers(nine, person) == numbers(ten, person), person
        (own,) = nine["formansinformation"]["generellPersoninformation"] or [{}]
        assert own.get("namn") == (ten["person"] or {}).get("namn")
        if own.get("namn"):
            assert own["namn"] in page
        withheld = any(one["resultat"] == "LAMNAS_INTE_UT" for one in ten["uppgifter"])
        if withheld:
            assert own == {"personnummer": person, "skyddad": True}
            assert "Uppgifterna lämnas inte ut här." in page
            assert not facts
        for kind, *rest in facts:
            if kind == "paid":
                *_, date, gross, net = rest
                assert date in page
                for amount in (gross, net):
                    assert " ".join(formats.kr(amount, "SEK").split()) in page, (kind, rest)
            elif kind == "decided" and rest[-1] is not None:
                assert " ".join(formats.kr(rest[-1], "SEK").split()) in page, (kind, rest)
    assert set(seen) == ({"paid", "decided", "claimed"} if right else set())
    assert not right or seen["paid"] > 50


FORBIDDEN = {
    "without": [("beslut", "FK:SA"), ("utbetalningar", "FK:SJP"), ("beslut", "PM:EF")],
    "fields": {
        ("ovrigInformation", "FK:GEPI"): ["adress", "arbetsstallen", "medborgarskap"],
        ("beslut", "FK:BOB"): ["underlag"],
    },
}


def test_what_the_purpose_forbids_is_in_none_of_them(asked):
    ways = asked(economic(**FORBIDDEN), right=True)
    for person in PERSONS[::3]:
        nine, ten, page = ways.all_three(person)
        refused = {
            (klass, (one.get("formansgrupp") or one["ovrigInformationstyp"])["kod"])
            for klass, ones in nine["avvikelser"].items()
            for one in ones
        }
        assert {
            ("formansinformation", "FK:SA"),
            ("utbetalningar", "FK:SJP"),
            ("beslut", "PM:EF"),
        } <= refused
        assert "sjukOchAktivitetsersattningsarende" not in nine["formansinformation"]
        assert facts_of_9(nine) == facts_of_10(ten), person
        assert numbers(nine, person) == numbers(ten, person), person
        whole = json.dumps(nine, default=str) + json.dumps(ten, default=str)
        for word in (
            "utdelningadress",
            "arbetsstallen",
            "medborgarskap",
            "reduceradBostadskostnad",
        ):
            assert f'"{word}"' not in whole
        for word in ("Exempelvägen", "Arbetsställe", "Medborgarskap", "Reducerad bostadskostnad"):
            assert word not in page
