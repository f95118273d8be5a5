"""An outsider's OAuth client, which knows nothing but the issuer's well-known address, gets a token and asks."""

import pytest
from oauthlib.oauth2 import (  # type: ignore[import-untyped]
    BackendApplicationClient,
    InvalidClientError,
    InvalidScopeError,
)
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

from portal.audit.models import Disclosure
from portal.tenants.scope import as_administrator
from tests.calls import FRAGOR, QUESTION
from tests.documents import loaded_extracts
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "hemligheten-" + "z" * 40


@pytest.fixture
def outside(live_server, tmp_path, monkeypatch):
    """A session of the client `verksamhetssystem`, and the token's address as the issuer tells it."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # plain http on this machine
    organisation = OrganisationFactory.create()
    purpose = PurposeFactory.create(code="bistand")
    agree(organisation, purpose)
    ApiClientFactory.create(
        organisation=organisation,
        client_id="verksamhetssystem",
        secret=SECRET,
        represents=[(organisation, purpose)],
    )
    loaded_extracts(tmp_path)
    session = OAuth2Session(
        client=BackendApplicationClient("verksamhetssystem", scope=["lefi.online"])
    )
    known = session.get(
        f"{live_server.url}/.well-known/openid-configuration", withhold_token=True
    ).json()
    return session, known["token_endpoint"], live_server.url


def test_a_token_and_an_answer(outside):
    session, endpoint, url = outside
    token = session.fetch_token(endpoint, auth=HTTPBasicAuth("verksamhetssystem", SECRET))
    assert (token["token_type"], token["expires_in"]) == ("Bearer", 300)
    assert "refresh_token" not in token
    answer = session.post(url + FRAGOR, json=QUESTION)
    assert answer.status_code == 200
    told = answer.json()
    assert told["personnummer"] == QUESTION["personnummer"]
    assert {one["tillstand"] for one in told["utlamnare"]} == {"OK"}
    with as_administrator():
        row = Disclosure.objects.get(pk=told["fragaId"])
    assert (row.client, row.case) == ("verksamhetssystem", QUESTION["arendereferens"])


def test_the_secret_in_the_body_does_as_well(outside):
    session, endpoint, url = outside
    session.fetch_token(
        endpoint, client_id="verksamhetssystem", client_secret=SECRET, include_client_id=True
    )
    mine = session.get(f"{url}/lefi-online/v10/informationstyper").json()
    assert [one["kod"] for one in mine["andamal"]] == ["bistand"]


def test_a_wrong_secret_gets_no_token(outside):
    session, endpoint, _ = outside
    with pytest.raises(InvalidClientError):
        session.fetch_token(endpoint, auth=HTTPBasicAuth("verksamhetssystem", "fel" * 20))


def test_a_scope_that_the_client_has_not_gets_no_token(outside):
    session, endpoint, _ = outside
    with pytest.raises(InvalidScopeError):
        session.fetch_token(
            endpoint, auth=HTTPBasicAuth("verksamhetssystem", SECRET), scope=["leka.avisering"]
        )


def test_a_refusal_over_the_wire_is_a_problem_document(outside):
    session, endpoint, url = outside
    session.fetch_token(endpoint, auth=HTTPBasicAuth("verksamhetssystem", SECRET))
    answer = session.post(url + FRAGOR, json=QUESTION | {"personnummer": "198808132389"})
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["felkod"] == "kontrollsiffra"
    page = session.get(url + told["type"], withhold_token=True)
    assert page.status_code == 200
    assert told["title"] in page.text
