"""What has changed since the organisation last asked: seen on the answer's page, and never where it may not be."""

import html
import re
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lookups.answers.model import Agency
from lookups.catalogue.purposes import purposes
from lookups.online.models import KeptAnswer
from lookups.registers.making.stories.all import documents
from portal import clock
from portal.audit.models import Disclosure
from portal.tenants.scope import acting_for, as_administrator
from tests.calls import Caller
from tests.documents import load_lines
from tests.factories import (
    ApiClientFactory,
    MembershipFactory,
    OrganisationFactory,
    PurposeFactory,
    agree,
    token_for,
)

pytestmark = pytest.mark.xdist_group("since")  # one process makes the world

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
ALVA, FREJA, KERSTIN, VERA = "198808132388", "199106282388", "200005112388", "201906272388"
INGRID, AMINA_BEFORE, AMINA_LATER = "194406098824", "200107872384", "200107232381"
BISTAND, AVGIFT = (one.code for one in purposes()[:2])


class Page:
    """An answer's page: what it says of what has changed, and the text that is copied."""

    def __init__(self, text: str) -> None:
        self.whole = html.unescape(text)
        found = re.search(r'<section aria-labelledby="since">(.*?)</section>', text, re.DOTALL)
        self.since = plain(found[1]) if found else ""
        copied = re.search(r'<template id="answer-text">(.*?)</template>', text, re.DOTALL)
        self.copied = html.unescape(copied[1]) if copied else ""


def plain(text: str) -> str:
    told = html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ")
    return " ".join(told.split()).replace(" :", ":")


def ask(user, person, *, case="EB-1", purpose=BISTAND, **more) -> Page:
    client = Client()
    client.force_login(user)
    asked = {"identity": person, "purpose": purpose, "case": case} | more
    page = client.post("/onlinefraga/", asked, follow=True)
    assert page.status_code == 200, plain(page.text)
    return Page(page.text)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Mapping[str, Any]:
    """Ask on D, and again on the days after it; the pages stay when all else is undone."""
    with django_db_blocker.unblock(), ExitStack() as undone:
        for alias in ("default", "cache"):
            tests_own: Any = transaction.atomic(using=alias)
            tests_own._from_testcase = True  # as the tests' own transactions are
            undone.enter_context(tests_own)
        pages: dict[str, Any] = {}
        with time_machine.travel(AT, tick=False) as time:
            _on_the_days(pages, _Askers(), time, tmp_path_factory)
        for alias in ("default", "cache"):
            transaction.set_rollback(True, using=alias)
    for one in connections.all(initialized_only=True):
        one.close()
    return pages


class _Askers:
    """Two boards; one has two caseworkers, one with the special right, and a system."""

    def __init__(self) -> None:
        both = [
            PurposeFactory.create(
                code=one.code, name=one.name, groups=one.groups, left_out=one.groups
            )
            for one in purposes()[:2]
        ]
        own, other = OrganisationFactory.create_batch(2)
        self.own = own
        for organisation in (own, other):
            agree(organisation, *both)
        self.hanna, self.kalle, self.sara = (
            MembershipFactory.create(organisation=own, protected=right, user__name=name).user
            for name, right in (
                ("Hanna Handläggare", False),
                ("Kalle Kollega", False),
                ("Sara Särskild", True),
            )
        )
        self.olle = MembershipFactory.create(organisation=other).user
        self.system = ApiClientFactory.create(
            organisation=own, scopes=("lefi.online",), default_purpose=both[0]
        )


def _on_the_days(pages, who, time, folders) -> None:
    def load(step: int, *agencies: Agency) -> None:
        folder = folders.mktemp(f"step-{step}")
        for agency, lines in documents(AT.date(), step).items():
            if agency in agencies:
                made = clock.now() - timedelta(minutes=5)
                assert load_lines(folder, agency, lines.values(), at=clock.now(), made=made).loaded

    load(0, *Agency)
    pages["first"] = ask(who.hanna, ALVA)
    for person in (INGRID, AMINA_BEFORE, VERA):
        ask(who.hanna, person)
    ask(who.sara, FREJA)
    caller = Caller(who.system, token=token_for(who.system, seconds=10**8))  # by the true clock
    assert (
        caller.ask(personnummer=KERSTIN, arendereferens="EB-1", andamal=BISTAND).status_code == 200
    )
    time.shift(timedelta(minutes=10))
    pages["again"] = ask(who.hanna, ALVA)

    time.move_to(AT + timedelta(days=1))
    load(1, *Agency)
    pages["other case"] = ask(who.hanna, ALVA, case="EB-2")
    pages["other purpose"] = ask(who.hanna, ALVA, purpose=AVGIFT)
    pages["other organisation"] = ask(who.olle, ALVA)
    pages["paid"] = ask(who.kalle, ALVA)
    pages["replaced"] = ask(who.hanna, AMINA_LATER)
    pages["protected since"] = ask(who.hanna, VERA)
    pages["protected"] = ask(who.sara, FREJA)
    pages["system"] = ask(who.hanna, KERSTIN)

    time.move_to(AT + timedelta(days=2))
    load(2, *Agency)
    with CaptureQueriesContext(
        connection,
    ) as taken:
        pages["changed"] = ask(who.hanna, ALVA)
    pages["queries"] = [one["sql"] for one in taken.captured_queries]
    with as_administrator():
        pages["row"] = Disclosure.objects.filter(person=ALVA, kind="answer").latest("at")
    with acting_for(who.own.pk):
        pages["kept"] = KeptAnswer.objects.filter(disclosure=pages["row"].pk).get()

    time.move_to(AT + timedelta(days=5))
    load(3, Agency.PM)  # FK's is too old by now
    pages["unread"] = ask(who.hanna, ALVA)
    ask(who.hanna, ALVA, case="EB-3")
    time.move_to(AT + timedelta(days=6))
    load(3, *Agency)
    pages["unread then"] = ask(who.hanna, ALVA, case="EB-3")
    pages["after the outage"] = ask(who.hanna, ALVA)
    pages["late"] = ask(who.hanna, INGRID)


NEVER = [
    "first",
    "other case",
    "other purpose",
    "other organisation",
    "protected since",
    "protected",
]


@pytest.mark.parametrize("which", NEVER)
def test_of_another_case_purpose_or_organisation_and_of_protection_nothing_is_said(world, which):
    assert world[which].since == ""
    assert "Sedan ni frågade senast" not in world[which].whole
    assert "jämför" not in world[which].whole.lower()


def test_nothing_changed_says_when_and_that_the_extracts_are_the_same(world):
    told = world["again"].since
    assert "Jämfört med svaret 2026-11-26 10.30 till dig i samma ärende" in told
    assert "Inget är ändrat av det som kan jämföras. Utdragen är desamma som då." in told
    assert "Nytt" not in told


def test_a_planned_payment_that_was_made_is_told_as_made(world):
    told = world["paid"].since
    assert "till Hanna Handläggare i samma ärende" in told
    assert "Ändrat: Sjukpenning (utbetalning): 1 ny (2026-11-27)" in told
    assert "Inget kvar: Sjukpenning (planerad utbetalning): 1 har betalats ut" in told
    assert "Oförändrat:" in told


def test_a_changed_decision_is_told_with_its_days_and_never_what_it_was(world):
    told = world["changed"].since
    assert "Ändrat: Sjukpenning (beslut):" in told
    assert "1 ändrad" in told
    assert "till Kalle Kollega" in told


def test_the_copied_text_says_the_same(world):
    copied = world["changed"].copied.replace("\u00a0", " ")
    assert "SEDAN NI FRÅGADE SENAST" in copied
    assert "Ändrat: Sjukpenning (beslut)" in copied


def test_who_has_a_new_number_is_the_same_person(world):
    assert "till dig i samma ärende" in world["replaced"].since


def test_a_system_of_the_same_organisation_is_named_as_one(world):
    assert "till systemet " in world["system"].since
    assert "Inget registrerat då heller" in world["system"].since


@pytest.mark.parametrize(
    ("which", "when"), [("unread", "kunde inte kontrolleras nu."), ("unread then", "då.")]
)
def test_what_could_not_be_read_is_not_compared(world, which, when):
    told = world[which].since
    assert "Kan inte jämföras" in told
    assert re.search(r"Försäkringskassan, \d+ uppgifter: kunde inte kontrolleras", told)
    assert when in told
    assert "Sjukpenning (beslut)" not in told


def test_an_outage_hides_no_change(world):
    """The answer of the outage is passed over for the one before it, of which all was read."""
    told = world["after the outage"].since
    assert "Jämfört med svaret 2026-11-28 10.30" in told
    assert "Ändrat: Sjukpenning" in told or "Nytt: Sjukpenning" in told
    assert "kunde inte kontrolleras" not in told
    assert "Utdragen är desamma" not in world["unread"].since


def test_a_period_that_moved_six_days_on_is_no_change(world):
    """Ingrid's payments of a year ago have fallen out of the period; her claim of D+3 has come."""
    told = world["late"].since
    assert "borta" not in told
    assert "Inget kvar" not in told
    assert "Nytt" in told or "Ändrat" in told


def test_the_log_has_traces_that_say_nothing_and_the_kept_answer_is_sealed(world):
    traces = world["row"].traces
    assert set(traces) == {"form", "groups"}
    assert "beslut FK:SJP" in traces["groups"]
    assert not re.search(r"2026|SJP|\d{8}", "".join(map(str, traces["groups"]["beslut FK:SJP"])))
    assert b"Sjukpenning" not in bytes(world["kept"].sealed)


def test_it_costs_two_statements(world):
    of_the_log = [one for one in world["queries"] if "audit_disclosure" in one]
    assert len([one for one in of_the_log if one.lstrip().startswith("WITH same")]) == 1
    assert len([one for one in world["queries"] if "RECURSIVE same" in one]) == 1
