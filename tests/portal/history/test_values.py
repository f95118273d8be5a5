"""What the history keeps of a value comes back in words, whatever the value; a secret never does."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st
from psycopg.types.range import DateRange

from portal.history import values

EARLY, LATE = (datetime.fromisoformat(f"{year}-01-01") for year in (1900, 2200))
PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.decimals(allow_nan=False),
    st.dates(),
    st.datetimes(timezones=st.just(UTC), min_value=EARLY, max_value=LATE),
    st.text(),
    st.dictionaries(st.text(), st.integers()),
)


@given(st.one_of(PLAIN, st.lists(PLAIN)))
def test_any_value_is_kept_as_json_and_shown(value):
    kept = json.loads(json.dumps(values.of(value)))
    assert kept == values.of(value)
    assert values.shown(kept)


@pytest.mark.parametrize(
    ("value", "sv", "en"),
    [
        (True, "ja", "yes"),
        (datetime(2026, 7, 1, 14, 30, tzinfo=UTC), "2026-07-01 16.30", "2026-07-01 16:30"),
        (date(2026, 7, 1), "2026-07-01", "2026-07-01"),
        (DateRange(date(2026, 1, 1), None), "2026-01-01–", "2026-01-01–"),
        (DateRange(empty=True), "–", "–"),
        (Decimal("1.50"), "1.50", "1.50"),
        (["b", "a"], "b, a", "b, a"),
        ("", "–", "–"),
        ([], "–", "–"),
        ("namn", "namn", "namn"),
        ({"a": "å"}, '{"a": "å"}', '{"a": "å"}'),
    ],
)
def test_values_in_both_languages(value, sv, en):
    kept = values.of(value)
    assert values.shown(kept) == sv
    with translation.override("en"):
        assert values.shown(kept) == en


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("password", forms.CharField()),
        ("webhook_secret", forms.CharField()),
        ("access_token", forms.CharField()),
        ("signing_key", forms.CharField()),
        ("phrase", forms.CharField(widget=forms.PasswordInput)),
    ],
)
def test_a_secret_is_never_kept(name, field):
    kept = values.of_field(name, field, "s3cr3t-value")
    assert "s3cr3t" not in json.dumps(kept)
    assert values.shown(kept) == "visas inte"


def test_choices_in_groups_are_told_by_their_words():
    field = forms.ChoiceField(choices=[("grupp", [("a", gettext_lazy("svar"))]), ("", "ingen")])
    assert values.of_field("x", field, "a") == {"word": "svar"}
    assert values.of_field("x", field, "") == {"word": "ingen"}
    assert values.of_field("x", field, "b") == {"text": "b"}
