"""`manage.py demo [--json]`: what others rely on, repeated without harm, and refused where it is no demo."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lookups.registers.models import Extract
from portal.access.models import ApiClient, User
from portal.organisations.models import Agreement
from portal.tenants.scope import as_administrator, as_jobs
from tests.documents import ALVA

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small(settings):
    settings.DEMO, settings.DEMO_PERSONS = True, 60


def demo():
    out = StringIO()
    call_command("demo", "--json", stdout=out)
    return json.loads(out.getvalue())


def counts():
    with as_administrator():
        return User.objects.count(), ApiClient.objects.count(), Agreement.objects.count()


def test_what_it_tells():
    told = demo()
    assert set(told) == {"organisations", "staff", "persons"}
    first, second = told["organisations"]
    for one in (first, second):
        assert set(one) == {"name", "aktorsId", "purposes", "accounts", "clients"}
        assert {"caseworker", "local-administrator", "log-reviewer"} <= {
            account["role"] for account in one["accounts"]
        }
        for account in one["accounts"]:
            assert set(account) == {"role", "username", "password", "protected"}
        for client in one["clients"]:
            assert set(client) == {"client_id", "secret", "scopes", "protected"}
    assert len(first["purposes"]) == 2
    assert second["purposes"] == first["purposes"][1:]
    assert not first["clients"][0]["protected"]
    assert [one["protected"] for one in first["accounts"] if one["role"] == "caseworker"] == [
        False,
        True,
    ]
    assert any(one["protected"] for one in first["clients"][1:])
    assert set(first["clients"][0]["scopes"]) == {
        "lefi.online",
        "lefi.mass",
        "leka.prenumeration",
        "leka.avisering",
    }
    assert {one["role"] for one in told["staff"]} == {"support", "administrator", "auditor"}
    assert told["persons"][0]["personnummer"] == ALVA
    numbers = [one["personnummer"] for one in told["persons"]]
    assert len(numbers) == len(set(numbers)) == 10


def test_again_it_changes_nothing():
    first, before = demo(), counts()
    with as_jobs():
        extracts = list(Extract.objects.order_by("pk").values_list("pk", "made_at"))
    assert demo() == first
    assert counts() == before
    with as_jobs():
        assert list(Extract.objects.order_by("pk").values_list("pk", "made_at")) == extracts


def test_its_passwords_log_in_and_its_secrets_get_tokens(client):
    told = demo()["organisations"][0]
    account, system = told["accounts"][0], told["clients"][0]
    answer = client.post(
        "/konto/login/", {"login": account["username"], "password": account["password"]}
    )
    assert answer.status_code == 302
    token = client.post(
        "/identity/o/api/token",
        {
            "grant_type": "client_credentials",
            "client_id": system["client_id"],
            "client_secret": system["secret"],
        },
    )
    assert token.status_code == 200


def test_two_purposes_tell_two_scopes(client):
    told = demo()["organisations"]
    by_client = {}
    for organisation in told:
        system = organisation["clients"][0]
        token = client.post(
            "/identity/o/api/token",
            {
                "grant_type": "client_credentials",
                "client_id": system["client_id"],
                "client_secret": system["secret"],
            },
        ).json()["access_token"]
        answer = client.post(
            "/lefi-online/v10/fragor",
            json.dumps({"personnummer": ALVA, "arendereferens": "A-1", "handlaggare": "H"}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        ).json()
        by_client[system["client_id"]] = {one["grupp"] for one in answer["uppgifter"]}
    board, fees = by_client.values()
    assert {"FK:SJP", "FK:GEPI", "PM:AP"} <= board
    assert not {"FK:SJP", "FK:FP", "FK:GEPI"} & fees
    assert {"FK:BOB", "PM:AP", "PM:BTI"} <= fees


def test_where_it_is_no_demo_it_refuses(settings):
    settings.DEMO = False
    before = counts()
    with pytest.raises(CommandError, match="DEMO is off"):
        call_command("demo")
    assert counts() == before
