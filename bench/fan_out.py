"""The fan-out of a batch to ten organisations against a bulk insert of as many rows into a table like it."""

import time
from typing import Any
from uuid import uuid4

import psycopg

from bench.admission import dsn
from bench.rows import Row
from lookups.changes.models import Batch
from portal import clock
from portal.organisations.models import Service
from portal.tenants.scope import as_jobs
from subscriptions.notifications import fanning
from tests.factories import MembershipFactory, PurposeFactory, agree

RUNS, ORGANISATIONS, EACH = 3, 10, 12_500
SUBSCRIBE = """
WITH made AS (
  INSERT INTO subscribing_subscription (public, organisation_id, person, purpose, "case", until, client, asker_name,
    created_at, changed_at, end_reason)
  SELECT gen_random_uuid(), %(organisation)s, '18' || lpad(g::text, 10, '0'), 'leka-bench', g::text,
    current_date + 300, 'bench', 'bench', now() - interval '1 day', now() - interval '1 day', ''
  FROM generate_series(1, %(each)s) g RETURNING id, person)
INSERT INTO subscribing_number (organisation_id, subscription_id, number) SELECT %(organisation)s, id, person FROM made
"""
CHANGE = """
INSERT INTO changes_change (batch_id, person, klass, "group", kind)
SELECT %(batch)s, '18' || lpad(g::text, 10, '0'), 'beslut', 'FK:SJP', 'changed' FROM generate_series(1, %(each)s) g
"""
FLOOR = """
CREATE TABLE IF NOT EXISTS bench_notification (LIKE notifications_notification INCLUDING ALL);
TRUNCATE bench_notification;
"""
INSERT = """
INSERT INTO bench_notification
  (organisation_id, number, public, subscription_id, batch_id, kind, groups, made_at, reason, "case")
SELECT s.organisation_id, row_number() OVER (), gen_random_uuid(), s.id, %(batch)s, 'ANDRAT_BESLUT',
  ARRAY['FK:SJP'], now(), '', s."case"
FROM subscribing_subscription s WHERE s.purpose = 'leka-bench'
"""


def measure() -> list[Row]:
    """Return the row."""
    purpose = PurposeFactory.create(code="leka-bench", case_required=False)
    rates, floors = [], []
    with psycopg.connect(dsn(owner=True), autocommit=True) as owner:
        for _ in range(ORGANISATIONS):
            organisation = MembershipFactory.create().organisation
            agree(organisation, purpose, services=(Service.LEKA,))
            owner.execute(SUBSCRIBE, {"organisation": organisation.pk, "each": EACH})
        owner.execute("ANALYZE subscribing_subscription, subscribing_number")
        for _ in range(RUNS):
            batch = _batch(owner)
            floors.append(_inserted(owner, batch.pk))
            rates.append(_told(batch))
    return [
        Row(
            name=f"fan-out of {ORGANISATIONS * EACH:,} notifications, logged / bulk insert",
            rates=rates,
            floors=floors,
            goal=0.30,
        )
    ]


def _batch(owner: psycopg.Connection[Any]) -> Batch:
    now = clock.now()
    with as_jobs():
        batch = Batch.objects.create(
            extract=uuid4(), agency="FK", made_at=now, loaded_at=now, came_at=now
        )
    owner.execute(CHANGE, {"batch": batch.pk, "each": EACH})
    owner.execute("ANALYZE changes_change")
    return batch


def _inserted(owner: psycopg.Connection[Any], batch: int) -> float:
    owner.execute(FLOOR)
    began = time.perf_counter()
    owner.execute(INSERT, {"batch": batch})
    return ORGANISATIONS * EACH / (time.perf_counter() - began)


def _told(batch: Batch) -> float:
    began = time.perf_counter()
    with as_jobs():
        made = fanning.fan_out(fanning.Batch(id=batch.pk, came_at=batch.came_at), at=clock.now())
    if made != ORGANISATIONS * EACH:
        message = f"{made} notifications were made"
        raise RuntimeError(message)
    return made / (time.perf_counter() - began)
