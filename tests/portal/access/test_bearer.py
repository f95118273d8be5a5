"""Our one-statement verdict on a token is never wider than the library's, and narrower only where we mean it."""

from datetime import timedelta
from hashlib import sha256

import pytest
from allauth.core.context import request_context
from allauth.idp.oidc.contrib.ninja.security import TokenAuth
from allauth.idp.oidc.models import Token
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import clock
from portal.access import reads
from portal.access.models import ApiClient
from portal.tenants.scope import as_administrator
from tests.factories import ApiClientFactory, OrganisationFactory, UserFactory, token_for

pytestmark = pytest.mark.django_db

SCOPES = ("lefi.online", "lefi.mass")


@st.composite
def tokens(draw):
    return {
        "type": draw(st.sampled_from(["at", "at", "at", "rt", "ac"])),
        "seconds": draw(st.sampled_from([300, 1, -1, -300, None])),
        "scopes": draw(st.sets(st.sampled_from([*SCOPES, "openid"]))),
        "known": draw(st.sampled_from([True, True, True, False])),
        "closed": draw(st.booleans()),
        "user": draw(st.sampled_from([False, False, False, True])),
        "asked": draw(st.sampled_from(SCOPES)),
        "sent": draw(st.sampled_from(["{}", " {}", "{} ", "{}x", ""])),
    }


def library_says(value: str, scope: str) -> bool:
    request = RequestFactory().get(
        "/lefi-online/v10/x", headers={"Authorization": f"Bearer {value}"}
    )
    with request_context(request):
        return bool(TokenAuth(scope=scope)(request))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(one=tokens())
def test_never_wider_than_the_library(one):
    system = ApiClientFactory.create(scopes=SCOPES)
    if one["closed"]:
        with as_administrator():
            ApiClient.objects.filter(pk=system.pk).update(closed_at=clock.now())
    value = f"hemligt-{system.pk}"
    ends = one["seconds"] and timezone.now() + timedelta(seconds=one["seconds"])  # noqa: TID251
    Token.objects.create(
        type=one["type"],
        hash=sha256(value.encode()).hexdigest(),
        client_id=system.client_id if one["known"] else None,
        user=UserFactory.create() if one["user"] else None,
        scopes="\n".join(sorted(one["scopes"])),
        expires_at=ends or None,
    )
    sent = one["sent"].format(value)
    ours = reads.bearer(sent)
    we_say = ours is not None and one["asked"] in ours.scopes
    they_say = library_says(sent, one["asked"])
    meant = one["closed"] or not one["known"] or one["user"] or one["seconds"] is None
    assert not (we_say and not they_say)
    if they_say and not we_say:
        assert meant


def test_a_scope_taken_from_the_client_is_gone_from_its_tokens():
    system = ApiClientFactory.create(scopes=SCOPES)
    token = token_for(system)
    assert reads.bearer(token).scopes == set(SCOPES)
    with as_administrator():
        system.client.set_scopes(["lefi.mass"])
        system.client.save()
    assert reads.bearer(token).scopes == {"lefi.mass"}


def test_a_processor_represents_those_who_said_so():
    ours, theirs = OrganisationFactory.create(name="A"), OrganisationFactory.create(name="B")
    system = ApiClientFactory.create(represents=[(ours, None), (theirs, None)])
    told = reads.bearer(token_for(system))
    assert [one.aktors_id for one in told.represents] == [ours.aktors_id, theirs.aktors_id]
    assert told.party == system.organisation_id


def test_one_statement(django_assert_num_queries):
    token = token_for(ApiClientFactory.create())
    with django_assert_num_queries(1):
        assert reads.bearer(token)
