"""Calendar text: a reader that unfolds and unescapes by RFC 5545 gets back what was said."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.hours.ics import Event, calendar_text
from tests.portal.hours.agreement import SWEDEN

HOST = "leka.example.se"
AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def event(**more):
    told = {
        "uid": "window-7",
        "start": datetime(2026, 10, 24, 16, 0, tzinfo=SWEDEN),
        "end": datetime(2026, 10, 25, 13, 0, tzinfo=SWEDEN),
        "summary": "Servicefönster: massfråga, LEKA",
        "changed": AT,
    }
    return Event(**(told | more))


def read(text):
    """Return [(name, value)] as a calendar program reads them."""
    assert text.endswith("\r\n")
    raw = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= 75 for line in raw)
    lines = "\r\n".join(raw).replace("\r\n ", "").split("\r\n")
    return [
        (name, re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value))
        for name, _, value in (line.partition(":") for line in lines)
    ]


def only(text, name):
    (value,) = (value for one, value in read(text) if one == name)
    return value


def test_a_window_is_told_in_exact_moments_also_over_the_night_of_the_move():
    text = calendar_text("Driftinformation", [event()], host=HOST)
    assert only(text, "DTSTART") == "20261024T140000Z"
    assert only(text, "DTEND") == "20261025T120000Z"
    assert only(text, "DTSTAMP") == "20261125T120000Z"
    assert only(text, "UID") == "window-7@leka.example.se"
    assert only(text, "STATUS") == "CONFIRMED"
    assert r"SUMMARY:Servicefönster: massfråga\, LEKA" in text


def test_a_cancelled_window_replaces_what_the_calendar_has():
    text = calendar_text("Driftinformation", [event(sequence=2, cancelled=True)], host=HOST)
    assert (only(text, "SEQUENCE"), only(text, "STATUS")) == ("2", "CANCELLED")


def test_the_same_events_give_the_same_text():
    events = [event(), event(uid="window-8", end=AT + timedelta(days=1))]
    assert calendar_text("x", events, host=HOST) == calendar_text("x", events, host=HOST)
    assert [v for n, v in read(calendar_text("x", events, host=HOST)) if n == "BEGIN"] == [
        "VCALENDAR",
        "VEVENT",
        "VEVENT",
    ]


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        calendar_text("x", [event(start=datetime(2026, 1, 1))], host=HOST)  # noqa: DTZ001


@pytest.mark.parametrize("length", range(60, 160, 7))
def test_a_long_line_is_folded_between_characters(length):
    words = "å1" * length
    assert only(calendar_text("x", [event(summary=words)], host=HOST), "SUMMARY") == words


def test_control_characters_are_left_out_and_every_line_break_is_one():
    text = calendar_text("a\x00b\x85c\u2028d", [event(description="e\rf\r\ng\nh\ti")], host=HOST)
    assert only(text, "NAME") == "abcd"
    assert only(text, "DESCRIPTION") == "e\nf\ng\nh\ti"


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_any_words_come_back_as_they_were(words):
    text = calendar_text(words, [event(summary=words, description=f"{words}\n{words}")], host=HOST)
    assert only(text, "NAME") == only(text, "SUMMARY") == words
    assert only(text, "DESCRIPTION") == f"{words}\n{words}"


@given(st.text(max_size=60))
def test_no_words_make_a_line_of_their_own(words):
    told = event(summary=f"a{words}\r\nEND:VEVENT", url=f"https://{HOST}/\r\nATTACH:x{words}")
    names = [name for name, _ in read(calendar_text("x", [told], host=HOST))]
    assert names.count("END") == 2
    assert "ATTACH" not in names
