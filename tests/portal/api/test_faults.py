"""What pydantic finds is said in our words: a place, a code, a sentence, and nothing of what was sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.api import faults

SENT = "198808132388"


def only(error):
    (one,) = faults.refusal([error]).members()["errors"]
    return one


@pytest.mark.parametrize(
    ("kind", "felkod", "detail"),
    [
        ("missing", "saknas", "Fältet ska finnas."),
        ("extra_forbidden", "okand_nyckel", "Fältet finns inte i den här versionen."),
        ("string_type", "typ", "Värdet har fel typ."),
        ("model_type", "typ", "Värdet har fel typ."),
        ("anything_new", "typ", "Värdet har fel typ."),
        ("datum", "datum", "Skriv datum som 2026-11-23."),
    ],
)
def test_kinds_of_faults(kind, felkod, detail):
    assert only({"type": kind, "loc": ("body", "body", "a")}) == {
        "pointer": "/a",
        "felkod": felkod,
        "detail": detail,
    }


def test_a_limit_is_said():
    one = only({"type": "string_too_long", "loc": ("body", "body", "a"), "ctx": {"max_length": 64}})
    assert one["detail"] == "Texten får ha högst 64 tecken."


@pytest.mark.parametrize(
    ("loc", "pointer"),
    [
        (("body", "body"), ""),
        (("body", "body", "period", "from"), "/period/from"),
        (("body", "body", "grupper", "beslut", 3), "/grupper/beslut/3"),
        (("header", "X-Aktor"), "/aktor"),
        (("body", "body", SENT), ""),
        (("body", "body", "period", "a/b"), "/period"),
        (("body", "body", "period", "~1"), "/period"),
        (("body", "body", "x" * 41), ""),
    ],
)
def test_places(loc, pointer):
    assert only({"type": "extra_forbidden", "loc": loc})["pointer"] == pointer


@given(st.text(max_size=30))
def test_what_was_sent_is_never_said_again(sent):
    told = only(
        {
            "type": "extra_forbidden",
            "loc": ("body", "body", f"19{sent}"),
            "input": sent,
            "msg": sent,
        }
    )
    assert told["pointer"] == ""


def test_every_code_has_a_sentence():
    with pytest.raises(LookupError):
        faults.wrong("okänd")
    assert set(faults.KINDS.values()) <= set(faults.SENTENCES)
