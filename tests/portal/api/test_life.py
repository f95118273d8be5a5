"""A version whose successor is released says so in each answer, and after a year refuses each call."""

import json
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.http import HttpResponse

from lookups.api.life import V10
from lookups.api.v10.version import api
from portal.api.door import door
from portal.api.versions import Version, life_of

ELEVEN = Version(
    api="LEFI Online", number="11.0.0", released=date(2028, 2, 1), path="/lefi-online/v11"
)
pytestmark = pytest.mark.django_db  # the guard in front counts

SUNSET = "Thu, 01 Feb 2029 23:00:00 GMT"


@pytest.fixture
def types(rf):
    """Get the information types of version 10 in a world that has version 11."""
    router = next(
        one for one in api._get_bound_routers() if "/informationstyper" in one.path_operations
    )
    life = life_of(V10, (V10, ELEVEN))
    view = door(router.path_operations["/informationstyper"].operations, lambda _at: life)

    def get():
        request = rf.get("/lefi-online/v10/informationstyper")
        request.id = uuid4()
        return view(request)

    return get


@pytest.mark.parametrize(
    ("at", "status", "told"),
    [
        (datetime(2028, 1, 31, 22, 59, tzinfo=UTC), 200, False),
        (datetime(2028, 1, 31, 23, 0, tzinfo=UTC), 200, True),
        (datetime(2029, 2, 1, 22, 59, 59, tzinfo=UTC), 200, True),
        (datetime(2029, 2, 1, 23, 0, tzinfo=UTC), 410, True),
    ],
)
def test_a_version_s_last_years(types, time_machine, at, status, told):
    time_machine.move_to(at, tick=False)
    answer = types()
    assert answer.status_code == status
    assert answer.get("Sunset") == (SUNSET if told else None)
    assert ("successor-version" in answer.get("Link", "")) is told
    if status == 410:
        problem = json.loads(answer.content)
        assert problem["type"] == "/problems/version-ended"
        assert problem["detail"] == "LEFI Online 10 upphörde 2029-02-01. Använd LEFI Online 11."


def test_the_successor_stands_beside_a_link_of_the_answer_s_own(rf, time_machine, monkeypatch):
    time_machine.move_to(datetime(2028, 2, 1, 12, tzinfo=UTC), tick=False)
    life = life_of(V10, (V10, ELEVEN))
    router = next(
        one for one in api._get_bound_routers() if "/informationstyper" in one.path_operations
    )
    view = door(router.path_operations["/informationstyper"].operations, lambda _at: life)
    own = HttpResponse(b"{}", headers={"Link": '</x>; rel="next"'})
    monkeypatch.setattr("ninja.operation.Operation.run", lambda *_told, **_path: own)
    request = rf.get("/lefi-online/v10/informationstyper")
    request.id = uuid4()
    link = view(request)["Link"]
    assert link.startswith('</x>; rel="next", </lefi-online/v11/docs>; rel="successor-version"')
