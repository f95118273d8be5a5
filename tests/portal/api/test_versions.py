"""A version lives one year from its successor's release, to the end of that day in Sweden (R9-R11)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.api.errors import VersionEnded
from portal.api.versions import Version, life_of

NINE = Version(api="LEFI", number="9.2.0", released=date(2024, 3, 1), path="/lefi/v9")
TEN = Version(api="LEFI", number="10.0.0", released=date(2026, 11, 2), path="/lefi/v10")
OTHER = Version(api="LEKA", number="11.0.0", released=date(2026, 12, 1), path="/leka/v11")
TABLE = (NINE, TEN, OTHER)
RELEASE = datetime(2026, 11, 1, 23, 0, tzinfo=UTC)  # 00.00 in Sweden
END = datetime(2027, 11, 2, 23, 0, tzinfo=UTC)  # 24.00 in Sweden on 2027-11-02


def test_the_newest_has_no_end():
    life = life_of(TEN, TABLE)
    assert (life.successor, life.deprecated, life.ends) == (None, None, None)
    assert life.headers(at=END) == {}
    life.hold(at=END)


def test_before_the_successor_s_release_nothing_is_said():
    assert life_of(NINE, TABLE).headers(at=RELEASE - timedelta(seconds=1)) == {}


def test_from_the_release_on_the_end_is_said():
    assert life_of(NINE, TABLE).headers(at=RELEASE) == {
        "Deprecation": f"@{int(RELEASE.timestamp())}",
        "Sunset": "Tue, 02 Nov 2027 23:00:00 GMT",
        "Link": '</lefi/v10/docs>; rel="successor-version"; type="text/html"',
    }


def test_the_last_moment_is_served_and_the_next_is_not():
    life = life_of(NINE, TABLE)
    life.hold(at=END - timedelta(seconds=1))
    with pytest.raises(VersionEnded) as no:
        life.hold(at=END)
    assert no.value.status == 410
    assert no.value.detail == "LEFI 9 upphörde 2027-11-02. Använd LEFI 10."


def test_a_release_on_29_february_gives_a_year_to_1_march():
    leap = Version(api="LEFI", number="11.0.0", released=date(2028, 2, 29), path="/lefi/v11")
    ends = life_of(TEN, (TEN, leap)).ends
    assert ends is not None
    assert ends.date() == date(2029, 3, 2)


def test_the_next_major_number_is_the_successor():
    eleven = Version(api="LEFI", number="11.0.0", released=date(2028, 1, 1), path="/lefi/v11")
    assert life_of(NINE, (eleven, TEN, NINE)).successor == TEN
