"""What is taken for JSON, and what is not; nothing of what was sent is said again."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.api import wire
from portal.errors import InvalidRequest


def codes(body: bytes) -> list[tuple[str, str]]:
    with pytest.raises(InvalidRequest) as told:
        wire.read(body)
    return [(one.pointer, one.felkod) for one in told.value.faults]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b"{'a': 1}",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": 1,}',
        b'{"a": 1} x',
        b'{"a": "\xff"}',
        '{"a": 1}'.encode("utf-16"),
        b'{"a": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
        b'{"a": ' + b"9" * 5_000 + b"}",
    ],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_no_json(body):
    assert codes(body) == [("", "json")]


@pytest.mark.parametrize("body", [b"[]", b'"a"', b"1", b"null", b"true"])
def test_what_is_no_object(body):
    assert codes(body) == [("", "typ")]


@pytest.mark.parametrize(
    "body", [b'{"a": 1, "a": 2}', b'{"b": [{"a": 1, "a": 1}]}', b'{"a": 1, "\\u0061": 2}']
)
def test_a_key_twice_is_refused(body):
    assert codes(body) == [("", "dubbel_nyckel")]


@given(st.binary(max_size=200))
def test_any_bytes_are_an_object_or_a_refusal(body):
    with suppress(InvalidRequest):
        assert isinstance(wire.read(body), dict)


def test_a_mark_of_byte_order_is_passed_over():
    assert wire.read(b"\xef\xbb\xbf" + b'{"a": 1}') == {"a": 1}


def test_times_are_told_in_utc_with_milliseconds():
    east = timezone(timedelta(hours=2))
    assert (
        wire.instant(datetime(2026, 7, 1, 12, 0, 0, 1999, tzinfo=east))
        == "2026-07-01T10:00:00.001Z"
    )
    assert wire.instant(datetime(2026, 7, 1, tzinfo=UTC)) == "2026-07-01T00:00:00.000Z"


def test_decimals_leave_as_strings():
    assert wire.answer({"a": Decimal("8412.50")}).content == b'{"a":"8412.50"}'
