"""A question by version 9: what is told, what is refused, and what the log then holds."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from lookups.api.v9.holding import faults
from lookups.catalogue import services as catalogue
from portal import clock
from portal.audit.models import Disclosure
from portal.organisations.scope import Kind
from portal.tenants.scope import as_administrator
from tests.factories import (
    ALL_GIVEN,
    ApiClientFactory,
    OrganisationFactory,
    PurposeFactory,
    agree,
    alter,
    token_for,
)
from tests.lookups.api.v9.calls import (
    NUMBER,
    QUESTION,
    ROOT,
    Caller9,
    all_groups,
    answered,
    refused,
)

DECIDED = {"decision": "Nämnden § 112", "decided": date(2026, 11, 3)}

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(organisation):
    system = ApiClientFactory.create(
        organisation=organisation, represents=[(organisation, organisation.purpose)]
    )
    return Caller9(system)


def rows() -> list[Disclosure]:
    with as_administrator():
        return list(Disclosure.objects.all())


def test_a_question_is_answered_and_logged(caller, organisation, extracts):
    response = caller.ask()
    told = answered(response)
    (row,) = rows()
    assert str(row.request_id) == response["X-Request-ID"]
    assert (row.version, row.channel, row.purpose) == ("9", "api", "bistand")
    assert (row.case, row.caseworker) == ("saknas i version 9", "saknas i version 9")
    assert row.organisation_id == organisation.id
    assert row.asked == {
        "beslut": ["FK:BOB", "FK:FP", "FK:SJP", "PM:AP", "PM:BTI"],
        "utbetalningar": ["FK:SJP", "PM:AP"],
        "ovrigInformation": ["FK:GEPI"],
    }
    (own,) = told["formansinformation"]["generellPersoninformation"]
    assert own["personnummer"] == NUMBER
    assert told["formansinformation"]["sjukpenningarende"]
    assert told["avvikelser"] == {}
    assert "RateLimit" in response
    assert "RateLimit-Policy" in response


def test_amounts_are_numbers(caller, extracts):
    told = answered(caller.ask())
    paid = told["formansinformation"]["utbetalningsuppgift"][0]
    assert isinstance(paid["bruttobelopp"]["summa"], int | float)


def test_the_case_is_not_demanded_though_the_purpose_does(organisation, caller, extracts):
    with as_administrator():
        organisation.purpose.case_required = organisation.purpose.caseworker_required = True
        organisation.purpose.save()
    answered(caller.ask())


def test_every_group_may_be_asked_at_once_and_what_is_not_permitted_deviates(caller, extracts):
    told = answered(caller.ask(**all_groups()))
    deviating = {
        (one.get("formansgrupp") or one["ovrigInformationstyp"])["kod"]
        for one in told["avvikelser"]["ovrigInformation"]
    }
    assert deviating == catalogue.known("ovrigInformation") - {"FK:GEPI"}


def test_unknown_keys_are_ignored(caller, extracts):
    answered(caller.ask(okand=1, arendereferens="X", period=QUESTION["period"] | {"sedan": 1}))


BAD = [
    {"personnummer": "198808132389"},
    {"personnummer": "19880813-2388"},
    {"personnummer": "1988"},
    {"personnummer": 198808132388},
    {"personnummer": ""},
    {"personnummer": "2008132382"},
    {"personnummer": f"{NUMBER}\n"},
    {"period": {"from": "2026-02-01"}},
    {"period": {"from": "2026-02-01", "tom": "2026-01-01"}},
    {"period": {"from": "2026-02", "tom": "2026-03"}},
    {"period": {"from": "2024-01-01", "tom": "2026-01-02"}},
    {"formansinformation": ["PM:AP"]},
    {"beslut": ["FK:SJP"]},
    {"ansprak": ["NEJ"]},
    {"utbetalningar": "FK:SJP"},
    {"ovrigInformation": [1]},
    {"ansprak": None},
]


def test_a_bad_question_is_400_and_not_logged(caller, extracts):
    for changes in BAD:
        assert refused(caller.ask(**changes), 400)
    assert rows() == []


def test_what_is_missing_is_named_and_what_was_written_is_not(caller, extracts):
    assert refused(caller.ask(without=("personnummer",)), 400) == "personnummer: Fältet ska finnas."
    assert refused(caller.ask(without=("period",)), 400) == "period: Fältet ska finnas."
    assert refused(caller.ask(raw=b"{"), 400) == "Innehållet går inte att läsa som JSON."
    nothing = ("formansinformation", "beslut", "utbetalningar", "ovrigInformation")
    assert refused(caller.ask(without=nothing), 400) == "Välj minst en uppgift."
    assert refused(caller.ask(without=nothing, ansprak=[]), 400) == "Välj minst en uppgift."
    told = refused(caller.ask(personnummer="198808132380"), 400)
    assert "198808132380" not in told


def test_two_years_to_the_day_are_not_too_long_and_an_exception_allows_more(
    caller, organisation, extracts
):
    answered(caller.ask(period={"from": "2024-01-01", "tom": "2026-01-01"}))
    longer = {"from": "2023-01-01", "tom": "2026-01-01"}
    told = refused(caller.ask(period=longer), 400)
    assert told == "Perioden får vara högst 24 månader för ändamålet Bistånd."
    alter(organisation, organisation.purpose, kind=Kind.LONGER, months=36, **DECIDED)
    answered(caller.ask(period=longer))


def test_an_actor_that_is_unknown_or_not_represented_is_403(caller, extracts):
    for actor in ("0197c3f0-6a4e-7d31-9b1c-2f5e8a7d4c60", "okand", "7"):
        told = Caller9(caller.system, actor=actor, token=caller.token)
        assert refused(told.ask(), 403) == "Systemklienten får inte fråga för den angivna aktören."
        refused(told.types(), 403)


def test_without_a_default_purpose_it_is_403(organisation, extracts):
    caller = Caller9(ApiClientFactory.create(organisation=organisation))
    message = "Systemklienten har inget förvalt ändamål för den angivna aktören."
    assert refused(caller.ask(), 403) == message
    assert refused(caller.types(), 403) == message


def test_the_purpose_is_the_default_for_that_actor(organisation, extracts):
    other = OrganisationFactory.create()
    few = PurposeFactory.create(groups=[("beslut", "FK:SJP")])
    agree(other, few)
    system = ApiClientFactory.create(
        organisation=organisation, represents=[(organisation, organisation.purpose), (other, few)]
    )
    mine, theirs = Caller9(system), Caller9(system, actor=str(other.aktors_id))
    assert answered(mine.ask())["avvikelser"] == {}
    assert "beslut" in answered(theirs.ask())["avvikelser"]
    assert theirs.types().json()["formansinformation"] == [
        {"kod": "FK:SJP", "beskrivning": "Sjukpenning"}
    ]


def test_a_client_without_the_scope_and_a_call_without_a_token(client, organisation, extracts):
    system = ApiClientFactory.create(
        organisation=organisation,
        scopes=("lefi.mass",),
        represents=[(organisation, organisation.purpose)],
    )
    caller = Caller9(system)
    response = caller.ask()
    refused(response, 403)
    assert 'scope="lefi.online"' in response["WWW-Authenticate"]
    refused(caller.types(), 403)
    refused(client.post(caller.path, "{}", content_type="application/json"), 401)


def test_an_agreement_that_ended(organisation, extracts):
    ended = OrganisationFactory.create()
    today = clock.swedish_day(clock.now())
    agree(ended, organisation.purpose, begins=today - timedelta(days=90), ends=today)
    system = ApiClientFactory.create(organisation=ended, represents=[(ended, organisation.purpose)])
    told = refused(Caller9(system).ask(), 403)
    assert str(today - timedelta(days=1)) in told


def test_what_may_be_asked_for(caller):
    response = caller.types()
    told = response.json()
    assert response["Cache-Control"] == "no-store"
    assert list(faults("TillgangligaInformationstyper", told)) == []
    listed = {
        ("beslut" if klass == "formansinformation" else klass, one["kod"])
        for klass, ones in told.items()
        for one in ones
    }
    assert listed == set(ALL_GIVEN)


def test_neither_agency_can_be_read(caller):
    refused(caller.ask(), 503)


def test_other_methods_formats_sizes_and_addresses(client, caller, extracts):
    bearer = {"Authorization": f"Bearer {caller.token}"}
    wrong = client.put(caller.path, "{}", content_type="application/json", headers=bearer)
    assert refused(wrong, 405) == "Använd POST."
    assert wrong["Allow"] == "POST"
    refused(client.post(caller.path, "x", content_type="text/plain", headers=bearer), 415)
    refused(caller.ask(raw=b" " * 70_000), 413)
    refused(client.get(f"{ROOT}/v9/finns-inte", headers=bearer), 404)
    refused(client.get(f"{ROOT}/v9/finns-inte"), 401)
    refused(client.get(f"{ROOT}/v9/docs", headers={"Accept": "application/json"}), 406)


def test_a_quota_is_told_in_the_same_form(organisation, extracts):
    slow = OrganisationFactory.create()
    agree(slow, organisation.purpose, figures=None)
    caller = Caller9(
        ApiClientFactory.create(organisation=slow, represents=[(slow, organisation.purpose)])
    )
    answers = [caller.ask() for _ in range(3)]
    last = answers[-1]
    refused(last, 429)
    assert int(last["Retry-After"]) >= 1
    assert "RateLimit" in last


def test_the_language_of_a_message_is_swedish_whoever_reads(client, caller):
    english = client.post(
        caller.path,
        "{}",
        content_type="application/json",
        headers={"Authorization": f"Bearer {caller.token}", "Accept-Language": "en"},
    )
    assert refused(english, 400) == "personnummer: Fältet ska finnas. period: Fältet ska finnas."


def test_an_unexpected_fault_tells_nothing(caller, extracts, monkeypatch):
    def broken(*_args, **_more):
        raise ZeroDivisionError(NUMBER)

    monkeypatch.setattr("lookups.api.v9.online.services.ask_natively", broken)
    assert refused(caller.ask(), 500) == "Felet är noterat."


def test_the_life_of_the_version_stands_in_every_answer(caller, extracts, time_machine):
    for response in (caller.ask(), caller.types(), caller.ask(raw=b"{")):
        assert response["Deprecation"].startswith("@")
        assert response["Sunset"] == "Tue, 02 Nov 2027 23:00:00 GMT"
        assert "/lefi-online/v10/docs" in response["Link"]


def test_a_token_of_another_actors_client_opens_nothing(organisation, caller, extracts):
    stranger = OrganisationFactory.create()
    agree(stranger, organisation.purpose)
    system = ApiClientFactory.create(
        organisation=stranger, represents=[(stranger, organisation.purpose)]
    )
    response = Caller9(system, actor=caller.actor, token=token_for(system)).ask()
    refused(response, 403)
    assert json.loads(response.content)["meddelande"].endswith("den angivna aktören.")
    assert rows() == []


def test_the_life_of_all_versions_is_told_under_its_root_too(client):
    told = client.get(f"{ROOT}/api-info").json()
    assert told == client.get("/lefi-online/api-info").json()
    assert told["versioner"][0]["apiDocumentation"] == f"{ROOT}/v9/docs"


def test_after_its_last_day_it_is_gone(caller, time_machine):
    time_machine.move_to(datetime(2027, 11, 2, 22, 59, tzinfo=UTC), tick=False)
    token = token_for(caller.system)
    assert Caller9(caller.system, token=token).types().status_code == 200
    time_machine.move_to(datetime(2027, 11, 2, 23, 0, tzinfo=UTC), tick=False)
    told = refused(Caller9(caller.system, token=token).types(), 410)
    assert told == "LEFI Online 9 upphörde 2027-11-02. Använd LEFI Online 10."
