"""Promise 1, no answer without its log row: with a log that refuses rows, neither page nor API tells anything."""

import json

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from portal.audit.models import Disclosure
from portal.env import database
from portal.tenants.scope import as_administrator, as_jobs
from tests.documents import ALVA, loaded_extracts
from tests.factories import (
    ApiClientFactory,
    MembershipFactory,
    OrganisationFactory,
    PurposeFactory,
    agree,
    token_for,
)

pytestmark = pytest.mark.django_db(transaction=True)

REFUSE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
CREATE TRIGGER refuse BEFORE INSERT ON audit_disclosure FOR EACH ROW EXECUTE FUNCTION refuse();
"""
ALLOW = "DROP TRIGGER refuse ON audit_disclosure; DROP FUNCTION refuse()"


def as_the_owner(sql: str) -> None:
    told, owner = connections["default"].settings_dict, database(settings.MIGRATE_DATABASE_URL)
    with psycopg.connect(
        host=told["HOST"],
        port=told["PORT"] or None,
        dbname=told["NAME"],
        user=owner["USER"],
        autocommit=True,
        password=owner["PASSWORD"],
    ) as direct:
        direct.execute(sql)


@pytest.fixture
def world(tmp_path):
    purpose = PurposeFactory.create(code="bistand")
    organisation = OrganisationFactory.create()
    agree(organisation, purpose)
    loaded_extracts(tmp_path)
    member = MembershipFactory.create(organisation=organisation)
    system = ApiClientFactory.create(
        organisation=organisation, represents=[(organisation, purpose)]
    )
    return member, system


@pytest.fixture
def log_refuses(world):
    as_the_owner(REFUSE)
    yield
    as_the_owner(ALLOW)


def ask_by_page(client, member):
    client.force_login(member.user)
    return client.post("/onlinefraga/", {"identity": ALVA, "purpose": "bistand", "case": "EB-1"})


def ask_by_api(client, system):
    return client.post(
        "/lefi-online/v10/fragor",
        json.dumps({"personnummer": ALVA, "arendereferens": "EB-1", "handlaggare": "H"}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token_for(system)}"},
    )


def ask_by_version_9(client, system):
    return client.post(
        f"/lefi-extern-formansinformation/v9/aktorer/{system.organisation.aktors_id}/formansinformation/fraga",
        json.dumps(
            {
                "personnummer": ALVA,
                "period": {"from": "2026-01-01", "tom": "2026-12-31"},
                "ovrigInformation": ["FK:GEPI"],
            }
        ),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token_for(system)}"},
    )


def rows() -> int:
    with as_administrator():
        return Disclosure.objects.count()


def test_the_page_tells_nothing_when_the_log_refuses(client, world, log_refuses):
    answer = ask_by_page(client, world[0])
    assert answer.status_code == 503
    assert ALVA not in answer.text.replace("-", "").replace('value="' + ALVA, "")
    assert "Frågan är inte ställd och räknas inte" in answer.text
    assert rows() == 0


def test_the_api_tells_nothing_when_the_log_refuses(client, world, log_refuses):
    answer = ask_by_api(client, world[1])
    assert answer.status_code == 503
    assert answer.json()["type"] == "/problems/temporarily-unavailable"
    assert set(answer.json()) <= {
        "type",
        "title",
        "status",
        "detail",
        "instance",
        "referens",
        "ansvarig",
    }
    assert rows() == 0


def test_version_9_tells_nothing_when_the_log_refuses(client, world, log_refuses):
    answer = ask_by_version_9(client, world[1])
    assert answer.status_code == 503
    assert set(answer.json()) == {"meddelande", "timestamp"}
    assert answer.json()["meddelande"].startswith("Frågan är inte ställd och räknas inte.")
    assert rows() == 0


def test_with_the_log_in_order_all_answer_and_all_are_in_it(client, world):
    page, told = ask_by_page(client, world[0]), ask_by_api(client, world[1])
    nine = ask_by_version_9(client, world[1])
    assert page.status_code == 303
    assert told.status_code == nine.status_code == 200
    assert nine.json()["formansinformation"]["generellPersoninformation"]
    with as_administrator():
        logged = list(
            Disclosure.objects.order_by("at").values(
                "channel", "person", "case", "kind", "user", "client"
            )
        )
    assert [one["channel"] for one in logged] == ["page", "api", "api"]
    assert {one["person"] for one in logged} == {ALVA}
    assert str(told.json()["fragaId"]) in {str(pk) for pk in _ids()}


def test_a_kept_answer_is_not_read_again_without_its_row(client, world):
    page = ask_by_page(client, world[0])
    assert client.get(page["Location"]).status_code == 200  # the delivery of what is logged
    as_the_owner(REFUSE)
    try:
        again = client.get(page["Location"])
    finally:
        as_the_owner(ALLOW)
    assert again.status_code == 503
    assert ALVA not in again.text.replace("-", "")
    assert rows() == 1
    assert client.get(page["Location"]).status_code == 200
    with as_administrator():
        assert (
            Disclosure.objects.filter(
                kind="reading", again_of__in=Disclosure.objects.filter(kind="answer").values("id")
            ).count()
            == 1
        )


def test_a_log_row_stays_as_it_is(client, world):
    ask_by_api(client, world[1])
    for role in (as_jobs, as_administrator):
        with pytest.raises(Exception, match="permission denied"), role():
            Disclosure.objects.update(purpose="x")
        with pytest.raises(Exception, match="permission denied"), role():
            Disclosure.objects.all()._raw_delete("default")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        as_the_owner("UPDATE audit_disclosure SET purpose = 'x'")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        as_the_owner("DELETE FROM audit_disclosure")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        as_the_owner("TRUNCATE audit_disclosure")


def _ids():
    with as_administrator():
        return list(Disclosure.objects.values_list("id", flat=True))
