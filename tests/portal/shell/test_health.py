"""`/readyz` answers in seconds whatever the database does, and the web's statements have an end."""

import socket
import time

import psycopg
import pytest
from django.db import connection, connections

from portal import bounds, probes
from portal.bounds import Bounded
from portal.env import database
from portal.shell import health
from portal.tenants.roles import as_owner
from portal.tenants.scope import as_jobs

pytestmark = pytest.mark.django_db(transaction=True)


def seconds_and_told(client):
    began = time.perf_counter()
    answer = client.get("/readyz")
    return time.perf_counter() - began, answer.status_code, answer.json()["checks"]


@pytest.fixture
def at_folder(monkeypatch):
    """New connections go to the folder; the one that the test itself holds stays."""

    def point(folder):
        monkeypatch.setitem(connections["default"].settings_dict, "HOST", str(folder))
        monkeypatch.setitem(connections["default"].settings_dict, "PORT", "5432")

    return point


def test_with_all_well_it_says_so(client, monkeypatch):
    monkeypatch.setattr(probes, "_probes", [probes.Probe("one", lambda _at: "fine")])
    _, status, told = seconds_and_told(client)
    assert status == 200
    assert told == {
        "database": {"ok": True, "says": "answers"},
        "migrations": {"ok": True, "says": "in step"},
        "one": {"ok": True, "says": "fine"},
    }


def test_a_server_that_takes_connections_and_says_nothing(client, at_folder, tmp_path):
    with socket.socket(socket.AF_UNIX) as frozen:
        frozen.bind(str(tmp_path / ".s.PGSQL.5432"))
        frozen.listen(8)
        at_folder(tmp_path)
        took, status, told = seconds_and_told(client)
    assert status == 503
    assert took < health.SECONDS + 2
    assert told.pop("database")["ok"] is False
    assert [one["says"] for one in told.values()] == [health.NOT_ASKED] * len(told)


def test_a_server_whose_socket_is_gone(client, at_folder, tmp_path):
    at_folder(tmp_path / "gone")
    took, status, told = seconds_and_told(client)
    assert status == 503
    assert took < 2
    assert told["database"] == {"ok": False, "says": "OperationalError"}
    assert told["migrations"]["says"] == health.NOT_ASKED


def sleep(_at):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(30)")
    return "slept"


def test_a_probe_whose_statement_never_ends_is_ended_and_the_next_is_not_asked(client, monkeypatch):
    asked = [probes.Probe("slow", sleep), probes.Probe("next", lambda _at: "fine")]
    monkeypatch.setattr(probes, "_probes", asked)
    took, status, told = seconds_and_told(client)
    assert status == 503
    assert took < 10
    assert told["migrations"]["ok"] is True
    assert told["slow"] == {"ok": False, "says": "OperationalError"}
    assert told["next"] == {"ok": False, "says": health.NOT_ASKED}
    assert shown("statement_timeout") == "15s", "the probe's own bound has ended"


def shown(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


def test_who_serves_has_bounds_and_keeps_what_its_url_sets():
    assert shown("statement_timeout") == "15s"
    assert shown("role") == "app"
    assert connections["default"].settings_dict["OPTIONS"]["connect_timeout"] == 3
    assert "statement_timeout" in connections["cache"].settings_dict["OPTIONS"]["options"]


@pytest.mark.parametrize("speaking", [as_jobs, as_owner])
def test_loads_and_migrations_are_not_cut(speaking):
    with speaking():
        assert shown("statement_timeout") == "0"


def test_what_a_url_says_wins():
    told = database(
        "postgresql://app@/app?options=-c%20statement_timeout%3D9s&connect_timeout=7",
        session="-c statement_timeout=15s",
        connect_timeout=3,
    )
    assert told["OPTIONS"] == {
        "options": "-c statement_timeout=15s -c statement_timeout=9s",
        "connect_timeout": "7",
    }


def test_a_kept_connection_gives_up_a_server_that_says_nothing(settings, monkeypatch):
    settings.STATEMENT_SECONDS = 1
    monkeypatch.setattr(bounds, "GRACE", 0)
    told = connections["default"].get_connection_params()
    began = time.perf_counter()
    with Bounded.connect(**told | {"options": "-c statement_timeout=0"}) as kept:
        assert kept.execute("SELECT 1").fetchone() == (1,)
        with pytest.raises(psycopg.OperationalError):
            kept.execute("SELECT pg_sleep(30)")
        assert kept.closed
    assert time.perf_counter() - began < 10
