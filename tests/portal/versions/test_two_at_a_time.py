"""Two major versions at a time: a table that would serve three, or that is no table, lets nothing start (R9, R10)."""

from datetime import date

import pytest
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from portal.api import living
from portal.api.versions import Version, not_in_order
from portal.tenants.scope import as_administrator
from portal.versions import services
from portal.versions.services import Said
from tests.portal.versions.making import noon


def version(major, released, api="A"):
    return Version(api=api, number=f"{major}.0.0", released=released, path=f"/a/v{major}")


NINE, TEN = version(9, date(2025, 10, 1)), version(10, date(2026, 11, 2))


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ((TEN,), ""),
        ((NINE, TEN), ""),
        ((NINE, TEN, version(11, date(2027, 11, 3))), ""),
        ((NINE, TEN, version(11, date(2027, 11, 2))), "before 9.0.0 has ended"),
        ((version(11, date(2027, 1, 1)), TEN, NINE), "before 9.0.0 has ended"),
        ((NINE, TEN, version(11, date(2028, 2, 1)), version(12, date(2029, 2, 1))), "10.0.0"),
        ((NINE, version(10, date(2025, 10, 1))), "is not released after"),
        ((NINE, NINE), "is not released after"),
        ((NINE, version(10, date(2026, 11, 2), api="B")), "several APIs"),
        ((), "no version"),
    ],
)
def test_which_tables_let_it_start(monkeypatch, table, wrong):
    monkeypatch.setattr(living, "_tables", {})
    if wrong:
        with pytest.raises(ImproperlyConfigured, match=wrong):
            living.join(table)
        assert living.tables() == []
    else:
        living.join(table)
        assert len(living.tables()) == 1


def test_a_promise_counts():
    eleven = version(11, date(2027, 11, 3))
    assert not_in_order((NINE, TEN, eleven)) == []
    promised = not_in_order(
        (NINE, TEN, eleven), lambda one: date(2027, 12, 31) if one is NINE else None
    )
    assert promised == [
        "A 11.0.0 cannot be released on 2027-11-03 before 9.0.0 has ended: it is served through 2027-12-31."
    ]


@pytest.mark.django_db
def test_migrate_refuses_a_release_into_what_has_been_promised(eleven, monkeypatch):
    monkeypatch.setitem(living._tables, "LEFI Online", living.table_of("LEFI Online")[:2])
    said = Said(by="Ada", decision="FK 1", why="Hinner inte", at=noon("2027-05-03"))
    with as_administrator():
        services.prolong("LEFI Online", 9, date(2028, 2, 1), said)
    monkeypatch.setitem(
        living._tables, "LEFI Online", (*living.table_of("LEFI Online"), eleven)
    )  # released by code that knew nothing of it
    (told,) = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    assert (told.id, "11.0.0 cannot be released" in told.msg) == ("versions.E001", True)
