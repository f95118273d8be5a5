"""Whatever is sent to version 9, its answer is one that the description declares, and true to the published types."""

import json
from random import Random
from typing import Any

import pytest

from lookups.api.v9.holding import faults
from lookups.api.v9.version import api
from tests.documents import loaded_extracts
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree
from tests.lookups.api.v9.calls import QUESTION, ROOT, Caller9

pytestmark = pytest.mark.django_db

ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 1e30, 10**30, "", " ", "\x00", "\ud800", "x" * 500, "198808132388\n"),
    *("2026-02-30", "0000-00-00", "9999-12-31", "FK:SJP", "PM:AP", "XX", [], {}, [[]], [None]),
    *(["FK:SJP"], ["PM:AP", "PM:AP"], ["fk:sjp"], {"from": "2026-01-01"}, {"$ref": "#"}),
)
KEYS = (*QUESTION, "preliminaraUtbetalningar", "ansprak", "okand", "", "personnummer ")


def spoilt(random: Random) -> bytes:
    """Return a question with up to two things wrong, or a body that is hardly one."""
    body: Any = json.loads(json.dumps(QUESTION))
    for _ in range(random.randint(0, 2)):
        holder = random.choice((body, body.get("period")))
        if isinstance(holder, dict):
            key = random.choice(("from", "tom") if holder is not body else KEYS)
            if random.random() < 0.3:
                holder.pop(key, None)
            else:
                holder[key] = random.choice(ODD)
    raw = json.dumps(random.choice((body, body, body, body, [body], ODD[random.randrange(9)])))
    cut = random.randrange(len(raw) + 1) if random.random() < 0.1 else len(raw)
    return raw[:cut].encode("utf-8", "surrogatepass")


def test_no_answer_is_undeclared(client, tmp_path):
    organisation = OrganisationFactory.create()
    purpose = PurposeFactory.create()
    agree(organisation, purpose)
    system = ApiClientFactory.create(
        organisation=organisation, represents=[(organisation, purpose)]
    )
    loaded_extracts(tmp_path)
    caller = Caller9(system)
    operations = api.description_document["paths"].values()
    declared = {
        status for methods in operations for one in methods.values() for status in one["responses"]
    }
    random, seen = Random(9), set()
    for _ in range(120):
        raw = spoilt(random)
        method = random.choice(("POST", "POST", "POST", "POST", "GET", "DELETE", "OPTIONS", "HEAD"))
        token = random.choice((caller.token,) * 6 + ("", "nej"))
        response = client.generic(
            method,
            random.choice((caller.path,) * 8 + (f"{ROOT}/v9/aktorer/%00/x", f"{caller.path}/")),
            raw,
            content_type=random.choice(("application/json",) * 6 + ("text/xml", "")),
            headers={"Authorization": f"Bearer {token}"},
        )
        assert str(response.status_code) in declared, (method, raw)
        assert response["Content-Type"] == "application/json", (method, raw)
        if method != "HEAD":
            kind = "FormansinformationSvar" if response.status_code == 200 else "Felsvar"
            assert list(faults(kind, response.json())) == [], (method, raw)
        seen.add(response.status_code)
    assert seen >= {200, 400, 401, 404, 405, 415}
    assert 500 not in seen
