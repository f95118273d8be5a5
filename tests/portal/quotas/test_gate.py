"""At the gate: page and API count together, refuse in the same words, and what is refused before never counts."""

import json
from datetime import timedelta

import pytest
from django.db import connections, transaction

from portal import clock
from portal.access.askers import Asker, Channel
from portal.organisations.models import AgreedService, Service
from portal.quotas import reads, services, terms, waiting
from portal.quotas.errors import CountNotKept, QuotaExceeded, SlotLost
from portal.quotas.figures import Figures, Limit
from portal.quotas.models import Admission, Lane, Refused
from portal.tenants.scope import acting_for, as_administrator
from tests.calls import Caller, problem
from tests.documents import ALVA, loaded_extracts
from tests.factories import (
    ApiClientFactory,
    MembershipFactory,
    OrganisationFactory,
    PurposeFactory,
    agree,
)

pytestmark = pytest.mark.django_db

ASKED = {"identity": ALVA, "purpose": "bistand", "case": "EB-1"}
REQUEST = "0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60"


def figures(**told: int) -> Figures:
    usual = {
        "per_second": 100,
        "per_minute": 1000,
        "per_hour": 9000,
        "pause_ms": 0,
        "concurrency": 5,
    }
    return Figures(**(usual | told))


@pytest.fixture
def asking(client, tmp_path):
    """Ask by page and by API for one organisation with the figures told; None: the usual ones."""

    def world(told: Figures | None = None):
        purpose = PurposeFactory.create(code="bistand")
        organisation = OrganisationFactory.create()
        agree(organisation, purpose, figures=told)
        loaded_extracts(tmp_path)
        member = MembershipFactory.create(organisation=organisation)
        system = ApiClientFactory.create(
            organisation=organisation, represents=[(organisation, purpose)]
        )
        client.force_login(member.user)
        return organisation, Caller(system)

    return world


@pytest.fixture
def impatient(monkeypatch):
    """No page waits for its turn."""
    monkeypatch.setattr(waiting, "PATIENCE", timedelta())


def asker(organisation) -> Asker:
    return Asker(
        organisation=organisation.pk,
        aktors_id=organisation.aktors_id,
        organisation_name=organisation.name,
        channel=Channel.API,
        name="Systemet",
        protected=False,
        client="klient",
        scopes=frozenset({"lefi.online"}),
    )


def admit(organisation, **told):
    return services.admitted(
        asker(organisation), Service.ONLINE, request_id=REQUEST, version="10", **told
    )


def rows(model, organisation):
    with acting_for(organisation.pk):
        return list(model.objects.filter(organisation=organisation).order_by("at"))


@pytest.mark.usefixtures("impatient")
def test_the_usual_second_question_at_once_is_refused_by_page_and_api_alike(client, asking):
    organisation, system = asking()
    assert system.ask().status_code == 200
    page = client.post("/onlinefraga/", ASKED)
    told = system.ask()
    assert page.status_code == told.status_code == 429
    document = problem(told)
    assert document["type"] == "/problems/quota-exceeded"
    assert document["grans"] == "sekund"
    assert 0 < document["vantaMs"] <= 1001
    assert told["Retry-After"] == page["Retry-After"] == "1"
    assert document["detail"].startswith("Ni får ställa 1 fråga per sekund. Nästa går om ")
    assert "Ni får ställa 1 fråga per sekund. Nästa går om" in page.text
    first, second = rows(Refused, organisation)
    assert (first.channel, first.bound_by) == ("page", "sekund")
    assert (second.channel, second.client, second.version) == ("api", system.system.client_id, "10")
    assert str(second.request_id) == told["X-Request-ID"]
    assert second.wait_ms == document["vantaMs"]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("told", "limit", "sentence"),
    [
        (figures(per_second=1), "sekund", "Ni får ställa 1 fråga per sekund. Nästa går om "),
        (figures(per_minute=1), "minut", "Ni får ställa 1 fråga per minut. Nästa går om "),
        (figures(per_hour=1), "timme", "Ni får ställa 1 fråga per timme. Nästa går om 60 minut"),
        (
            figures(pause_ms=10_000, concurrency=1),
            "paus",
            "Det ska gå 10\u00a0000 millisekunder mellan ett svar och nästa fråga. Vänta ",
        ),
    ],
)
def test_each_limit_has_its_sentence_its_name_and_its_wait_on_both_ways(
    client, asking, told, limit, sentence
):
    organisation, system = asking(told)
    assert client.post("/onlinefraga/", ASKED).status_code == 303
    by_api, by_page = system.ask(), client.post("/onlinefraga/", ASKED)
    assert problem(by_api)["grans"] == limit
    assert problem(by_api)["detail"].startswith(sentence)
    assert sentence in by_page.text
    assert [one.bound_by for one in rows(Refused, organisation)] == [limit, limit]
    assert int(by_api["Retry-After"]) == -(-problem(by_api)["vantaMs"] // 1000)


def test_while_an_answer_is_being_made_its_slot_is_held(asking):
    organisation, system = asking(figures(concurrency=1))
    with admit(organisation):
        told = system.ask()
        held = reads.live(organisation.pk, Service.ONLINE)
    assert problem(told)["grans"] == "samtidiga"
    assert told.json()["detail"] == (
        "Ni får ha 1 fråga i gång samtidigt. Vänta tills den är besvarad."
    )
    assert held.used[Limit.CONCURRENT] == 1
    assert system.ask().status_code == 200


def test_an_answer_says_what_is_left(asking):
    _organisation, system = asking()
    told = system.ask()
    assert told["RateLimit-Policy"].startswith('"sekund";q=1;w=1, "minut";q=60;w=60')
    assert told["RateLimit"].startswith('"sekund";r=0;t=1, "minut";r=59, "timme";r=3599')
    assert system.ask()["RateLimit"] == '"sekund";r=0;t=1'


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"personnummer": "198808132389"}, "invalid-identity"),
        ({"andamal": "okant"}, "purpose-not-agreed"),
        ({"okand": 1}, "invalid-request"),
        ({"arendereferens": ""}, "case-reference-missing"),
    ],
)
def test_what_is_refused_before_the_quota_never_counts(asking, changes, name):
    organisation, system = asking()
    for _again in range(3):
        assert problem(system.ask(**changes))["type"].endswith(name)
    assert rows(Admission, organisation) == rows(Refused, organisation) == []
    assert system.ask().status_code == 200


def test_who_lacks_the_right_never_counts(client, asking):
    organisation, _system = asking()
    other = ApiClientFactory.create(organisation=organisation, scopes=("lefi.mass",))
    assert problem(Caller(other).ask(andamal="bistand"))["type"].endswith("insufficient-scope")
    client.force_login(
        MembershipFactory.create(organisation=organisation, roles=("log-reviewer",)).user
    )
    assert client.post("/onlinefraga/", ASKED).status_code == 403
    assert rows(Admission, organisation) == rows(Refused, organisation) == []


def test_an_admission_says_by_which_way_it_came(client, asking):
    organisation, system = asking(figures())
    client.post("/onlinefraga/", ASKED)
    told = system.ask()
    page, api = rows(Admission, organisation)
    assert (page.channel, page.client, page.version) == ("page", "", "")
    assert (api.channel, api.client, api.version) == ("api", system.system.client_id, "10")
    assert str(api.request_id) == told["X-Request-ID"]


def test_another_organisation_s_lane_is_another(asking):
    _organisation, system = asking()
    other = OrganisationFactory.create()
    agree(other, figures=None)
    assert system.ask().status_code == 200
    with admit(other):
        pass
    assert problem(system.ask())["grans"] == "sekund"


def test_a_question_that_fails_gives_its_slot_back(asking):
    organisation, _system = asking(figures(concurrency=1))
    with pytest.raises(ValueError, match="fault"), admit(organisation):
        raise ValueError("fault")
    assert reads.live(organisation.pk, Service.ONLINE).used[Limit.CONCURRENT] == 0


def test_an_answer_whose_slot_went_to_another_does_not_leave(asking):
    organisation, _system = asking(figures(concurrency=1))
    with pytest.raises(SlotLost), admit(organisation, lease=timedelta()), admit(organisation):
        pass


def test_an_answer_whose_slot_was_freed_by_hand_does_not_leave(asking):
    organisation, _system = asking(figures(concurrency=1))

    def free():
        live = reads.live(organisation.pk, Service.ONLINE)
        with as_administrator():
            (held,) = reads.held(live.lane, at=live.at)
            assert str(held.request_id) == REQUEST
            assert terms.free_slot(lane=live.lane, slot=held.slot, number=held.number)
            assert not terms.free_slot(lane=live.lane, slot=held.slot, number=held.number)

    with pytest.raises(SlotLost), admit(organisation):
        free()


def test_an_organisation_without_a_lane_is_not_let_in(asking):
    organisation, _system = asking(figures())
    stranger = OrganisationFactory.create()
    with pytest.raises(CountNotKept), transaction.atomic(), admit(stranger):
        pass
    with admit(organisation):
        pass


def test_the_words_of_a_wait_are_never_shorter_than_the_wait():
    from portal.quotas.errors import Wait  # noqa: PLC0415

    told = {
        1: "0,1 sekunder",
        299: "0,3 sekunder",
        901: "1 sekund",
        1001: "2 sekunder",
        40_001: "41 sekunder",
        60_000: "60 sekunder",
        60_001: "2 minuter",
        3_600_001: "61 minuter",
    }
    assert {wait: str(Wait(wait)) for wait in told} == told


def test_hours_are_grouped_in_the_sentence():
    usual = figures(per_hour=3600)
    assert (
        "3\u00a0600 frågor per timme" in QuotaExceeded(Limit.HOUR, wait_ms=1, figures=usual).detail
    )


@pytest.mark.django_db(transaction=True)
def test_when_the_count_cannot_be_kept_nothing_is_asked(client, asking):
    organisation, system = asking(figures())
    with transaction.atomic(using="cache"):
        with connections["cache"].cursor() as cursor:
            cursor.execute(
                "SELECT set_config('app.organisation', %s, true)", [str(organisation.pk)]
            )
            cursor.execute("SELECT 1 FROM quotas_lane FOR UPDATE")
        told, page = system.ask(), client.post("/onlinefraga/", ASKED)
    assert problem(told)["type"] == "/problems/temporarily-unavailable"
    assert told.status_code == page.status_code == 503
    assert told["Retry-After"] == "5"
    assert rows(Admission, organisation) == []
    assert system.ask().status_code == 200


@pytest.mark.django_db(transaction=True)
def test_inside_the_asker_s_transaction_nobody_is_let_in(asking):
    organisation, _system = asking(figures())
    with transaction.atomic(), pytest.raises(CountNotKept), admit(organisation):
        pass


@pytest.mark.django_db(transaction=True)
def test_a_raise_acts_at_once(asking):
    organisation, system = asking(figures(per_minute=1))
    assert system.ask().status_code == 200
    assert problem(system.ask())["grans"] == "minut"
    at = clock.now()
    with as_administrator():
        agreed = AgreedService.objects.get(organisation=organisation)
        terms.raise_for_a_time(
            agreed,
            figures(per_minute=3),
            until=at + timedelta(hours=1),
            entered=terms.Entered(by="Sofia Support", why="Stort inflöde", at=at),
        )
    assert [system.ask().status_code for _ in range(3)] == [200, 200, 429]
    assert json.loads(system.ask().content)["detail"].startswith("Ni får ställa 3 frågor per minut")


def test_a_lane_comes_with_the_agreed_service():
    organisation = OrganisationFactory.create()
    agree(organisation, services=(Service.ONLINE, Service.LEKA))
    with acting_for(organisation.pk):
        lanes = {one.service for one in Lane.objects.all()}
    assert lanes == {"onlinefraga", "leka"}
