"""Lanes with a clock that the test moves, in a transaction of the owner that is rolled back; nothing else sees them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg.rows import dict_row

from portal.env import database
from portal.quotas.figures import Figures

MOVED = """
CREATE OR REPLACE FUNCTION quotas_clock() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS
$$ BEGIN RETURN current_setting('test.clock')::timestamptz; END $$
"""
TERMS = """
INSERT INTO quotas_terms (organisation_id, agreed_service_id, kind, period, per_second, per_minute, per_hour, pause_ms,
  concurrency, why, entered_by, entered_at)
SELECT organisation_id, id, %s, tstzrange(%s, %s), %s, %s, %s, %s, %s, 'Prov', 'Ada', now()
FROM organisations_agreedservice WHERE organisation_id = %s
"""
START = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)


def as_owner(*, autocommit: bool = False) -> psycopg.Connection[tuple[Any, ...]]:
    """Connect to the test's database as the owner of its tables."""
    told, owner = connections["default"].settings_dict, database(settings.MIGRATE_DATABASE_URL)
    return psycopg.connect(
        host=told["HOST"],
        port=told["PORT"] or None,
        dbname=told["NAME"],
        user=owner["USER"],
        password=owner["PASSWORD"],
        autocommit=autocommit,
    )


@dataclass
class Direct:
    """One lane of a new organisation, asked of straight in SQL."""

    connection: psycopg.Connection[tuple[Any, ...]]
    now: datetime = START
    service: str = "onlinefraga"
    organisation: int = field(init=False)
    lane: int = field(init=False)

    def __post_init__(self) -> None:
        self.organisation = self.one(
            "INSERT INTO organisations_organisation (name, number, aktors_id)"
            " VALUES (gen_random_uuid()::text, '', gen_random_uuid()) RETURNING id"
        )
        self.one(
            "WITH a AS (INSERT INTO organisations_agreement (organisation_id, number, period)"
            " VALUES (%s, '', '[2026-01-01,)') RETURNING id)"
            " INSERT INTO organisations_agreedservice (organisation_id, agreement_id, service)"
            " SELECT %s, id, %s FROM a RETURNING id",
            self.organisation,
            self.organisation,
            self.service,
        )
        self.lane = self.one(
            "SELECT id FROM quotas_lane WHERE organisation_id = %s", self.organisation
        )

    def one(self, sql: str, *told: Any) -> Any:
        """Run a statement; return the first column of its first row."""
        return self.row(sql, *told)[0]

    def row(self, sql: str, *told: Any) -> Any:
        """Run a statement; return its first row."""
        return self.connection.execute(sql, told).fetchone()

    def at(self, moment: datetime) -> None:
        """Move the clock."""
        self.now = moment
        self.connection.execute("SELECT set_config('test.clock', %s, true)", [moment.isoformat()])

    def agree(
        self, figures: Figures, *, begins: datetime, ends: datetime | None, kind: str = "agreed"
    ) -> None:
        """Enter terms."""
        self.connection.execute(
            TERMS,
            [
                kind,
                begins,
                ends,
                figures.per_second,
                figures.per_minute,
                figures.per_hour,
                figures.pause_ms,
                figures.concurrency,
                self.organisation,
            ],
        )

    def ask(self, *, lease_ms: int = 30_000, ticket: int | None = None) -> dict[str, Any]:
        """Ask to be admitted now."""
        return self.named(
            "SELECT * FROM quotas_admit(%s, %s, %s, 'api', 'klient', '10', gen_random_uuid(), %s)",
            self.organisation,
            self.service,
            timedelta(milliseconds=lease_ms),
            ticket,
        )

    def line_up(self, *, patience: timedelta = timedelta(seconds=5)) -> dict[str, Any]:
        """Take a page's place in the line."""
        return self.named(
            "SELECT * FROM quotas_line_up(%s, %s, 1, gen_random_uuid(), %s)",
            self.organisation,
            self.lane,
            patience,
        )

    def end(self, told: dict[str, Any]) -> bool:
        """End an answer; say whether it still held its slot."""
        sql = "SELECT quotas_ended(%s, %s, %s::smallint, %s)"
        return self.one(sql, self.organisation, self.lane, told["slot"], told["seq"]) is not None

    def state(self) -> dict[str, Any]:
        """Return the lane as it is now."""
        return self.named("SELECT * FROM quotas_state(%s, %s)", self.organisation, self.service)

    def named(self, sql: str, *told: Any) -> dict[str, Any]:
        """Run a statement; return its first row by the names of its columns."""
        with self.connection.cursor(row_factory=dict_row) as cursor:
            found: Any = cursor.execute(sql, told).fetchone()
        return dict(found)


@contextmanager
def direct(**told: Any) -> Iterator[Direct]:
    """Give a lane whose clock stands still until the test moves it."""
    with as_owner() as connection:
        connection.execute(MOVED)
        lane = Direct(connection, **told)
        lane.at(START)
        try:
            yield lane
        finally:
            connection.rollback()
