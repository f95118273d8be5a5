"""Log lines: one of JSON each, whoever writes it, and never a person's number."""

import io
import json
import subprocess
import sys
import uuid

import pytest
import structlog

from portal.loglines import MASK, masked

NUMBER = "198808132388"
# As a server's process does it: settings, then whatever libraries have to say.
PROCESS = f"""
import logging, warnings
import django
django.setup()
from django.test import Client
import structlog
warnings.simplefilter("always")
Client().post("/identity/o/api/token", headers={{"Host": "{NUMBER}.example"}})
Client().get("/lefi-online/v10/fragor", headers={{"Host": "{NUMBER}.example"}})
fault = ValueError("value {NUMBER} in SQL")
logging.getLogger("psycopg.pool").warning("error connecting in %r: %s", "pool-{NUMBER}", fault)
logging.getLogger("psycopg.pool").warning("discarding broken connection: {NUMBER}")
try:
    raise fault
except ValueError:
    logging.getLogger("_granian").exception("Application callable raised an exception")
    logging.getLogger("some.library").exception("it had 19880813-2388")
logging.getLogger("some.library").warning("cannot be %d formatted", "{NUMBER}")
logging.getLogger("celery.worker.consumer").error("a message's body: %s", "Astrid {NUMBER}")
logging.getLogger("celery.app.trace").error("Task raised unexpected: %s", "Astrid {NUMBER}")
logging.getLogger("celery.beat").info("Sending due task %s", "Astrid")
from portal.celery import app
@app.task(name="tried")
def tried(told):
    1 / 0
tried.apply(["Astrid {NUMBER}"])
logging.getLogger("granian.access").info("GET /{NUMBER}")
warnings.warn("old: {NUMBER}")
structlog.get_logger().info("ours", told=["880813-2388", {{"x": "{NUMBER}"}}])
"""


@pytest.fixture(scope="module")
def lines():
    run = subprocess.run(
        [sys.executable, "-c", PROCESS], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    for form in (NUMBER, "19880813-2388", "880813-2388"):
        assert form not in run.stdout
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_each_line_says_when_how_grave_and_what(lines):
    assert all(one["event"] and one["level"] and one["timestamp"] for one in lines)


def test_a_request_has_one_line_and_an_unknown_host_is_named_by_its_kind(lines):
    assert [one["status"] for one in lines if one["event"] == "request"] == [400, 400]
    refused = [one for one in lines if one["event"] == "refused"]
    assert [one["logger"] for one in refused] == ["django.security.DisallowedHost"] * 2
    assert all(one["request"] and one["kind"] == "DisallowedHost" for one in refused)


def test_the_pools_lines_hold_no_values(lines):
    told = [one for one in lines if one.get("logger") == "psycopg.pool"]
    assert [(one["event"], one.get("kind")) for one in told] == [
        ("database", "ValueError"),
        ("database", None),
    ]


def test_a_librarys_fault_has_kind_and_place_and_no_traceback(lines):
    for logger in ("_granian", "some.library"):
        told = next(one for one in lines if one.get("logger") == logger)
        assert told["kind"] == "ValueError"
        assert told["where"]
        assert "exc_info" not in told
    assert next(one for one in lines if one.get("logger") == "some.library")["event"] == (
        f"it had {MASK}"
    )


def test_background_works_lines_hold_no_argument_and_a_task_that_fails_has_one_line(lines):
    assert "Astrid" not in repr(lines)
    assert [one["event"] for one in lines if one.get("logger", "").startswith("celery")] == [
        "background"
    ]
    (failed,) = [one for one in lines if one["event"] == "task_failed"]
    assert (failed["task"], failed["kind"]) == ("tried", "ZeroDivisionError")


def test_warnings_are_lines_and_the_servers_own_access_lines_are_off(lines):
    loggers = [one.get("logger") for one in lines]
    assert "py.warnings" in loggers
    assert "granian.access" not in loggers


def test_a_line_and_its_end_are_written_as_one(monkeypatch):
    written = []

    class Pipe(io.StringIO):
        def write(self, some):
            written.append(some)

    monkeypatch.setattr(sys, "stdout", Pipe())
    structlog.get_config()["logger_factory"]().info("line")
    assert written == ["line\n"]  # another process writes before it or behind it, never within


@pytest.mark.parametrize(
    "told",
    [NUMBER, "8808132388", "880813-2388", "19880813+2388", "880813 2388", "x198808132388y"],
)
def test_a_number_is_masked_in_every_form(told):
    assert MASK in masked(told)
    assert not set("2388") <= set(masked(told))
    assert masked({"a": [told]}) == {"a": [masked(told)]}


def test_a_number_is_masked_as_a_number_and_within_a_fault():
    assert masked(198808132388) == MASK
    assert masked(ValueError(NUMBER)) == MASK


@pytest.mark.parametrize(
    "told",
    [
        str(uuid.UUID(int=123456789012)),
        "2026-11-25",
        "EB-2026-17",
        "portal/api/door.py:123 enter",
        17,
        3.5,
        True,
        None,
        "12345678901",
        "1988081323881",
    ],
)
def test_other_things_are_left(told):
    assert masked(told) == told
