"""Answers asked for the sake of care fees say how each row counts, by page, print, text and file; others do not."""

import csv
import html
import io
import re

import openpyxl
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lookups.care_fees.treating import Place
from lookups.catalogue.described import Care
from lookups.mass.download_models import Format, Layout
from portal.organisations.models import Service
from tests.documents import INGRID, loaded_extracts
from tests.factories import MembershipFactory, OrganisationFactory, PurposeFactory, agree
from tests.lookups.care_fees.making import ADMINISTRATOR, say
from tests.lookups.mass.downloads.making import got
from tests.lookups.mass.making import OPEN, asker, send, work

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = "I avgiftsunderlaget"
IN_FILES = "I avgiftsunderlaget (er inställning, inget beslut)"
HOUSING = "Räknas obeskattat, vid sidan av boendekostnaden"
BT = Place("PM:BTI", "PM:BT")


@pytest.fixture(autouse=True)
def open_now(time_machine, tmp_path):
    time_machine.move_to(OPEN, tick=True)
    loaded_extracts(tmp_path)


@pytest.fixture
def organisation():
    made = OrganisationFactory.create()
    agree(
        made,
        PurposeFactory.create(code="avgift", name="Avgift", care_fees=True, case_required=False),
        PurposeFactory.create(code="bistand", name="Bistånd", case_required=False),
        services=(Service.ONLINE, Service.MASS),
    )
    return made


@pytest.fixture
def member(client, organisation):
    made = MembershipFactory.create(organisation=organisation)
    client.force_login(made.user)
    return made


@pytest.fixture
def chief(organisation):
    return MembershipFactory.create(organisation=organisation, roles=[ADMINISTRATOR])


def asked(client, purpose: str = "avgift"):
    return client.post("/onlinefraga/", {"identity": INGRID, "purpose": purpose, "case": "A-1"})[
        "Location"
    ]


def answered(client, purpose: str = "avgift"):
    return client.get(asked(client, purpose))


def words(response) -> str:
    shown = response.text.partition("<template")[0] + response.text.partition("</template>")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def copied(response) -> str:
    found = re.search(r'<template id="answer-text">(.*?)</template>', response.text, re.DOTALL)
    assert found
    return html.unescape(found[1])


def test_each_row_says_how_it_counts_and_the_foot_whose_word_that_is(client, member):
    page = answered(client)
    told = words(page)
    assert told.count(HEAD) > 3
    assert f'data-label="{HEAD}"' in page.text
    assert HOUSING in told
    assert "Räknas som inkomst: Inkomstpension, Tilläggspension" in told
    assert "efter er organisations egen inställning. Den är inget beslut" in told
    assert "avgiftsutrymmet" in told
    text = copied(page)
    assert f"{HEAD}: {HOUSING}" in text
    assert text.rstrip().endswith("delas lika.")


def test_the_organisations_own_word_is_told(client, member, chief):
    say(chief, {BT: Care.EXCLUDED})
    told = words(answered(client))
    assert HOUSING not in told
    assert "Räknas inte: Bostadstillägg" in told


def test_another_organisations_word_never_is(client, member):
    other = MembershipFactory.create(roles=[ADMINISTRATOR])
    say(other, {BT: Care.EXCLUDED})
    told = words(answered(client))
    assert HOUSING in told
    assert "Räknas inte: Bostadstillägg" not in told


def test_asked_for_something_else_nothing_is_said_of_fees(client, member, chief):
    say(chief, {BT: Care.EXCLUDED})
    page = answered(client, "bistand")
    assert HEAD not in page.text
    assert "Räknas" not in page.text
    assert "avgiftsutrymmet" not in copied(page)


def test_it_takes_one_statement_and_none_where_it_was_not_asked_for_their_sake(client, member):
    counts = {}
    for purpose in ("avgift", "bistand"):
        where = asked(client, purpose)
        client.get(where)  # delivered: the next are readings again
        with CaptureQueriesContext(connection) as taken:
            client.get(where)
        counts[purpose] = len(taken)
        fees = [one for one in taken.captured_queries if "care_fees" in one["sql"].lower()]
        assert len([one for one in fees if "carefeechange" in one["sql"]]) == (purpose == "avgift")
    assert counts["avgift"] == counts["bistand"] + 1


def test_in_english(client, member):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Counts as income" in words(answered(client))


@pytest.mark.parametrize("purpose", ["avgift", "bistand"])
def test_a_row_of_a_mass_query_reads_as_an_answer(client, member, purpose):
    query = send(asker(member), INGRID, purpose=purpose).id
    work()
    page = client.post(f"/massfragor/{query}/svar/2/")
    assert page.status_code == 200
    assert (HOUSING in words(page)) is (purpose == "avgift")


@pytest.mark.parametrize("layout", [Layout.DECISIONS, Layout.PAYMENTS])
def test_a_csv_file_has_a_column_of_it(member, chief, layout):
    say(chief, {BT: Care.EXCLUDED})
    query = send(asker(member), INGRID, purpose="avgift").id
    work()
    content = got(asker(member), query, layout=layout).decode("utf-8-sig")
    told = list(csv.DictReader(io.StringIO(content, newline=""), delimiter=";"))
    assert any(one[IN_FILES].startswith("Räknas som inkomst") for one in told)
    assert any("Räknas inte" in one[IN_FILES] for one in told)
    assert not any(HOUSING in one[IN_FILES] for one in told)


def test_a_workbook_has_it_on_its_two_sheets(member):
    query = send(asker(member), INGRID, purpose="avgift").id
    work()
    content = got(asker(member), query, format=Format.XLSX)
    with_it = set()
    for sheet in openpyxl.load_workbook(io.BytesIO(content), read_only=True):
        head, *rows = sheet.iter_rows(values_only=True)
        if IN_FILES in head:
            with_it.add(sheet.title)
            assert any(row[-1] and row[-1].startswith("Räknas") for row in rows)
    assert with_it == {"Beslut", "Utbetalningar"}


@pytest.mark.parametrize("layout", [one for one in Layout if one is not Layout.FEES])
def test_a_file_of_something_else_has_none(member, layout):
    query = send(asker(member), INGRID, purpose="bistand").id
    work()
    assert "avgiftsunderlaget" not in got(asker(member), query, layout=layout).decode()
