"""`manage.py purge`: what is due is removed, what is not stays, and a second call removes nothing."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.idp.oidc.models import Token
from django.core.cache import cache
from django.core.management import call_command

from lookups.online.models import KeptAnswer
from portal import clock
from portal.audit.models import Disclosure
from portal.logins.models import Session
from portal.tenants.scope import as_administrator, as_jobs
from tests.documents import ALVA, loaded_extracts
from tests.factories import ApiClientFactory, MembershipFactory, PurposeFactory, agree, token_for

pytestmark = pytest.mark.django_db


def purge() -> dict[str, int]:
    out = StringIO()
    call_command("purge", stdout=out)
    return {
        name: int(count)
        for name, _, count in (line.partition(": ") for line in out.getvalue().splitlines())
    }


@pytest.fixture
def kept(client, tmp_path):
    cache.clear()  # a page that was still open when its test ended has counted in the emptied table
    member = MembershipFactory.create()
    agree(member.organisation, PurposeFactory.create(code="bistand"))
    loaded_extracts(tmp_path)
    client.force_login(member.user)
    asked = {"identity": ALVA, "purpose": "bistand", "case": "EB-1"}
    assert client.post("/onlinefraga/", asked).status_code == 303
    token_for(ApiClientFactory.create(), seconds=300)
    cache.set("counter", 1, timeout=60)


def counts() -> tuple[int, int, int]:
    with as_jobs():
        return KeptAnswer.objects.count(), Token.objects.count(), Session.objects.count()


def test_nothing_is_removed_before_its_time(kept):
    assert set(purge().values()) == {0}
    assert counts() == (1, 1, 1)


def test_what_is_due_is_removed_once_and_the_log_stays(kept, time_machine):
    time_machine.move_to(clock.now() + timedelta(hours=13))
    removed = {name: count for name, count in purge().items() if count}
    assert removed == {"answers": 1, "tokens": 1, "sessions": 1, "counters": 1}
    assert counts() == (0, 0, 0)
    assert set(purge().values()) == {0}
    with as_administrator():
        assert Disclosure.objects.count() == 1
