"""Each case that a caseworker may read wrongly, as the answer's page shows it; a world made once, on D and on D+1."""

import html
import re
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connections, transaction
from django.test import Client

from lookups.catalogue.purposes import purposes
from lookups.registers.making.stories.all import documents
from portal import clock
from portal.access.models import User
from tests.documents import load_lines
from tests.factories import MembershipFactory, OrganisationFactory, PurposeFactory, agree

pytestmark = pytest.mark.xdist_group("tricky")  # one process makes the world

AT = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
ALVA, INGRID, GOSTA = "198808132388", "194406098824", "194605076654"
FREJA, HJALMAR, AMINA, AMINA_BEFORE = (
    "199106282388",
    "197101019052",
    "200107272387",
    "200107872384",
)
AMINA_LATER = "200107232381"
KERSTIN, DAGMAR, VERA, MELKER, RASMUS = (
    "200005112388",
    "193605319122",
    "201906272388",
    "198805162396",
    "198405172399",
)
HANNA = (
    *(ALVA, INGRID, GOSTA, FREJA, HJALMAR, AMINA, AMINA_BEFORE),
    *(KERSTIN, DAGMAR, VERA, MELKER, RASMUS),
)
NEXT = (INGRID, GOSTA, AMINA_BEFORE, DAGMAR, VERA, MELKER)


class Page:
    """An answer's page in its words; what is not the answer's own is left out."""

    def __init__(self, text: str) -> None:
        self.whole = html.unescape(text)
        told = self.whole[self.whole.index("<main") : self.whole.index("</main")]
        self.told = re.sub(r"<template.*?</template>", "", told, flags=re.DOTALL)
        copied = re.search(r'<template id="answer-text">(.*?)</template>', self.whole, re.DOTALL)
        self.copied = plain(copied[1]) if copied else ""

    @property
    def words(self) -> str:
        """Return all that is told, as one line of words."""
        return " ".join(plain(re.sub(r"<[^>]+>", " ", self.told)).split())

    def part(self, name: str) -> str:
        """Return the words of a section, by its heading's id; empty: it is not there."""
        found = re.search(
            rf'<section aria-labelledby="{name}">(.*?)</section>', self.told, re.DOTALL
        )
        return " ".join(plain(re.sub(r"<[^>]+>", " ", found[1])).split()) if found else ""

    def rows(self, table: str) -> list[str]:
        """Return the words of each row of a table, by its id."""
        found = re.search(rf'id="{table}".*?</table>', self.told, re.DOTALL)
        rows = re.findall(r"<tr.*?</tr>", found[0], re.DOTALL)[1:] if found else []
        return [" ".join(plain(re.sub(r"<[^>]+>", " ", row)).split()) for row in rows]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Mapping[str, Any]:
    """Ask about each person on D, and about some on D+1; the pages stay when all else is undone."""
    with django_db_blocker.unblock(), ExitStack() as undone:
        for alias in ("default", "cache"):
            tests_own: Any = transaction.atomic(using=alias)
            tests_own._from_testcase = True  # as the tests' own transactions are
            undone.enter_context(tests_own)
        organisation = OrganisationFactory.create()
        first, *_others = purposes()
        with time_machine.travel(AT, tick=False):
            agree(
                organisation,
                PurposeFactory.create(
                    code=first.code, name=first.name, groups=first.groups, left_out=first.groups
                ),
            )
            hanna, sara = (
                MembershipFactory.create(organisation=organisation, protected=right).user
                for right in (False, True)
            )
        pages = {}
        for step in (0, 1):
            with time_machine.travel(AT + timedelta(days=step), tick=False):
                folder = tmp_path_factory.mktemp(f"step-{step}")
                for agency, lines in documents(AT.date(), step).items():
                    assert load_lines(folder, agency, lines.values(), at=clock.now()).loaded
                pages[f"hanna-{step}"] = asked(hanna, NEXT if step else HANNA)
                pages[f"sara-{step}"] = asked(sara, (HJALMAR, VERA) if step else (FREJA, HJALMAR))
        for alias in ("default", "cache"):
            transaction.set_rollback(True, using=alias)
    for connection in connections.all(initialized_only=True):
        connection.close()
    return pages


def asked(user: User, persons: tuple[str, ...]) -> dict[str, Page]:
    client = Client()
    client.force_login(user)
    found = {}
    for person in persons:
        question = {"identity": person, "purpose": purposes()[0].code, "case": "EB-1"}
        found[person] = Page(client.post("/onlinefraga/", question, follow=True).text)
    return found


@pytest.fixture(scope="module")
def day(world) -> Mapping[str, Page]:
    return world["hanna-0"]


@pytest.fixture(scope="module")
def next_day(world) -> Mapping[str, Page]:
    return world["hanna-1"]


def test_1_nothing_registered_is_not_nothing_earned(day):
    page = day[KERSTIN]
    told = page.part("outcome")
    for agency in ("Försäkringskassan", "Pensionsmyndigheten"):
        assert f"Inget är registrerat hos {agency} om det ni frågade om, för perioden." in told
        assert f"Inga uppgifter registrerade hos {agency} per 2026-11-26" in told
    assert "utdrag är från 2026-11-26 09.30." in told
    assert "Personen kan få ersättning från någon annan." in told
    assert " 0 kr" not in page.words
    assert "Inga utbetalningar för perioden finns i de utdrag som har lästs." in page.words


def test_2_two_agencies_are_one_income_that_names_what_it_adds(day):
    page = day[ALVA]
    assert "Försäkringskassan 15 200 kr + Pensionsmyndigheten 7 356 kr = 22 556 kr." in page.words
    sick = next(row for row in page.rows("manad-2026-10") if "Sjukpenning" in row)
    assert "12 240 kr 3 672 kr 0 kr 8 568 kr Utbetald" in sick
    running = next(row for row in page.rows("beslut-galler") if row.startswith("Sjukpenning"))
    assert running.endswith("50 % 408 kr per dag hel dag 816 kr")


def test_3_interim_and_planned_are_said_in_words(day):
    page = day[ALVA]
    running = next(row for row in page.rows("beslut-galler") if row.startswith("Sjukpenning"))
    assert "Tillfälligt beslut" in running
    planned = next(row for row in page.rows("manad-2026-11") if row.startswith("2026-11-27"))
    assert planned.endswith("Planerad utbetalning")
    assert (
        "Planerat netto, kan ändras och ingår inte i det utbetalda: Försäkringskassan 8 568 kr."
        in page.part("months")
    )
    assert "Dagar som är begärda men inte betalda" in page.words
    (parental,) = (row for row in page.rows("manad-2026-02") if "Föräldrapenning" in row)
    assert "18 120 kr 5 436 kr 0 kr 12 684 kr Utbetald" in parental  # without the days asked for


def test_4_a_deduction_is_never_subtracted_twice(day):
    row = next(one for one in day[RASMUS].rows("manad-2026-10") if one.startswith("2026-10-27"))
    assert (
        "8 640 kr 2 592 kr 1 953 kr Utmätning 1 500 kr, Kvittning 400 kr, okänd kod QX 53 kr "
        "4 095 kr" in row
    )


def test_5_arrears_show_both_when_and_for_what(day):
    row = next(one for one in day[RASMUS].rows("manad-2026-10") if one.startswith("2026-10-17"))
    assert "gäller 2026-07-29–2026-09-26, betalas i efterhand" in row
    assert "1 520 kr 456 kr 0 kr 1 064 kr" in row


def test_6_ended_is_not_missing_and_older_copies_are_never_added(day):
    page = day[INGRID]
    ended = page.part("standing")
    assert "Änkepension (Pensionsmyndigheten) upphörde 2026-03, 4 870 kr per månad" in ended
    assert "Livränta till änka (Pensionsmyndigheten) upphörde 2026-03" in ended
    running = page.rows("beslut-galler")
    assert [row for row in running if "Garantipension" in row and "4 353 kr per månad" in row]
    assert not [row for row in running if "Änkepension" in row or "4 780" in row]
    assert "Pensionsmyndighetens uppgift gäller" in page.part("agency-1")
    older = day[GOSTA].rows("beslut-aldre")
    assert [row for row in older if "6 365 kr per månad" in row]
    assert not [row for row in day[GOSTA].rows("beslut-galler") if "6 365" in row]
    assert "4 780" not in page.part("months")


def test_7_who_got_the_money(day, next_day):
    page = day[VERA]
    rows = [row for row in page.rows("FK-beslut") if "1 250 kr" in row]
    assert [
        re.findall(r"2\d{3}-\d\d–2\d{3}-\d\d|från och med 2\d{3}-\d\d", row) for row in rows
    ] == [
        ["från och med 2026-04"],
        ["2025-12–2026-03"],
        ["2019-07–2025-11"],
    ]
    (running,) = page.rows("beslut-galler")
    assert "två mottagare, hälften var" in running
    assert "Inga utbetalningar för perioden finns i de utdrag som har lästs." in page.words
    assert [row for row in day[MELKER].rows("manad-2026-10") if "625 kr" in row]
    assert "1 250 kr" not in day[MELKER].part("months")
    for person in (VERA, MELKER):
        later = next_day[person].whole
        for trace in ("Familjehem", "Exempelvägen 39", "Siri", "19900522"):
            assert trace not in later
    assert "Uppgifterna lämnas inte ut här" in next_day[VERA].words


def test_8_protected_persons_leave_no_trace(world, day):
    kinds = {FREJA: "Sekretessmarkering", HJALMAR: "Skyddad folkbokföring"}
    for person, kind in kinds.items():
        page = world["sara-0"][person]
        assert page.words.count("Personen har skyddade personuppgifter.") == 1
        assert kind in page.words
        assert page.words.index("skyddade personuppgifter") < page.words.index("Ny fråga")
        assert page.part("months")
        for trace in ("LÄCKORDET", "Ture", "201805132394", "20180513", "<dt>Adress"):
            assert trace not in page.whole, (person, trace)
        closed = day[person]
        assert "Uppgifterna lämnas inte ut här" in closed.words
        for trace in ("skydd", "sekretess", "Inget är registrerat", "LÄCKORDET", kind):
            assert trace not in closed.told, (person, trace)
        assert not closed.part("months")
        assert not closed.part("standing")
    assert "Personen har skyddade personuppgifter." in world["sara-1"][HJALMAR].words


def test_9_an_old_number_leads_to_the_present_one(day, next_day):
    now = "20010727-2387"
    page = day[AMINA_BEFORE]
    assert f"Personen har ett nytt nummer. Svaret gäller {now}." in page.words
    assert page.words.index("nytt nummer") < page.words.index("Utbetalningar per månad")
    assert page.copied.startswith(f"Svar om {now}\n")
    assert "20010787-2384" not in page.copied
    assert "nytt nummer" not in day[AMINA].words
    for table in ("manad-2026-10", "beslut-galler"):
        rows = page.rows(table)
        assert rows == day[AMINA].rows(table)
        assert len(rows) == len({*rows})
    assert "Svaret gäller 20010723-2381." in next_day[AMINA_BEFORE].words


def test_10_the_dead_have_no_money_to_come_and_nothing_running(day, next_day):
    page = day[DAGMAR]
    assert "Avliden 2026-11" in page.words
    assert not page.rows("beslut-galler")
    assert page.rows("beslut-avliden")
    planned = page.rows("manad-2026-12")
    assert planned
    assert all("Personen är avliden. Betalas inte ut." in row for row in planned)
    assert "2026-12 Utbetalt" not in page.words
    assert "2026-12 Planerat" not in page.words
    assert not next_day[DAGMAR].rows("manad-2026-12")
    assert "Avliden" in next_day[GOSTA].words
    widow = next_day[INGRID]
    assert "Gift" in widow.words
    assert "utdrag är från 2026-11-27 09.30." in widow.part("outcome")


def test_also_the_same_code_means_what_its_benefit_says(day):
    refused = next(row for row in day[RASMUS].rows("FK-beslut") if "Merkostnad" in row)
    assert "Avslag" in refused
    assert not [row for row in day[RASMUS].rows("beslut-galler") if "Merkostnad" in row]


def test_also_a_housing_supplement_of_two_is_each_one_s_own(day):
    for person in (INGRID, GOSTA):
        row = next(one for one in day[person].rows("beslut-galler") if one.startswith("Bostadst"))
        assert "1 420 kr per månad personens egen del, medsökande har sin" in row


def test_also_what_is_reclaimed_stands_between_gross_and_net(world):
    rows = world["sara-0"][HJALMAR].rows("manad-2026-10")
    row = next(one for one in rows if "Sjukersättning" in one)
    assert "14 558 kr 4 367 kr 1 000 kr Kvittning 1 000 kr 9 191 kr" in row
