"""Purposes are made from the description, follow it, and hold by the law of the day."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from portal.history.lines import lines
from portal.history.models import Change
from portal.organisations import reads, services
from portal.organisations.models import Purpose, PurposeGroup, Service
from portal.organisations.vocabulary import LawData, vocabulary
from portal.tenants.scope import acting_for, as_administrator
from tests.factories import OrganisationFactory, PurposeFactory, UserFactory, agree

pytestmark = pytest.mark.django_db
BEGAN = date(2020, 1, 1)
FIRST = "ekonomiskt-bistand"


@pytest.fixture
def administrator():
    return UserFactory.create(staff_role="administrator", email="adam@example.se")


def bring(administrator, purposes=None):
    with as_administrator():
        return services.bring(
            vocabulary().purposes if purposes is None else purposes, by=administrator.pk
        )


def history(code):
    """Return what the history says of a purpose, all entries as one text."""
    with as_administrator():
        row = Purpose.objects.get(code=code)
        entries = Change.objects.filter(object_id=str(row.pk)).order_by("pk")
        return " | ".join(str(one) for entry in entries for one in lines(entry))


def described(code):
    return next(one for one in vocabulary().purposes if one.code == code)


def test_the_command_makes_what_is_described_and_nothing_again(administrator):
    out = StringIO()
    call_command("purposes", "--by", "Adam@example.se", stdout=out)
    assert FIRST in out.getvalue()
    with as_administrator():
        rows = list(PurposeGroup.objects.order_by("pk").values_list("pk", flat=True))
        assert Purpose.objects.count() == len(vocabulary().purposes)
        kept = Purpose.objects.get(code="studiestod").groups.get(group="FK:SJP")
    assert kept.left_out == ["ersattningsdagar", "ersattningsniva", "karens"]
    entries = history(FIRST)
    call_command("purposes", "--by", "adam@example.se", stdout=(again := StringIO()))
    assert again.getvalue() == "made: -\nchanged: -\n"
    assert history(FIRST) == entries
    with as_administrator():
        assert list(PurposeGroup.objects.order_by("pk").values_list("pk", flat=True)) == rows


@pytest.mark.parametrize("address", ["nobody@example.se", "support@example.se"])
def test_only_an_administrator_brings_them(administrator, address):
    UserFactory.create(staff_role="support", email="support@example.se")
    with pytest.raises(CommandError, match="no administrator"):
        call_command("purposes", "--by", address)


def test_what_the_description_changes_is_changed_and_told(administrator):
    bring(administrator)
    told = described(FIRST)
    groups = {**told.groups, ("beslut", "FK:SJP"): ("karens",)}
    del groups["ovrigInformation", "FK:GEPI"]
    laws = (
        replace(told.laws[0], until=date(2026, 12, 31)),
        LawData(text="ny lag", since=date(2027, 1, 1)),
    )
    changed = replace(told, months=12, groups=groups, laws=laws)
    assert bring(administrator, [changed]) == services.Brought((), (FIRST,))
    said = history(FIRST)
    assert "Längsta period, månader: 24 → 12" in said
    assert "ny lag (2027-01-01–)" in said
    assert "ovrigInformation FK:GEPI" in said
    assert "→ beslut FK:SJP (– karens)" in said
    with as_administrator():
        row = Purpose.objects.get(code=FIRST)
        assert row.months == 12
        assert row.groups.count() == len(groups)
        assert [one.text for one in row.laws.all()][1] == "ny lag"
    assert bring(administrator, [changed]) == services.Brought((), ())


def test_what_the_administration_made_itself_is_left_alone(administrator):
    own = PurposeFactory.create(months=7)
    bring(administrator)
    with as_administrator():
        own.refresh_from_db()
        assert own.months == 7


def test_a_name_that_is_taken_is_said_and_nothing_is_made(administrator):
    PurposeFactory.create(name="Ekonomiskt bistånd")
    with pytest.raises(services.PurposeNameTaken, match="Ekonomiskt bistånd"):
        bring(administrator)
    with as_administrator():
        assert Purpose.objects.count() == 1


def standing(organisation, day):
    with acting_for(organisation.pk):
        return reads.standing(organisation.pk, Service.ONLINE, day=day).purposes


def test_the_law_is_that_of_the_day_and_without_one_nothing_is_agreed():
    laws = [
        ("gammal lag", date(2021, 1, 1), date(2025, 9, 30)),
        ("ny lag", date(2025, 10, 1), date(2026, 6, 30)),
    ]
    organisation = OrganisationFactory.create()
    agree(organisation, PurposeFactory.create(laws=laws), begins=BEGAN)
    by_day = {
        day: [(one.law, one.law_from) for one in standing(organisation, date.fromisoformat(day))]
        for day in ("2020-12-31", "2021-01-01", "2025-09-30", "2025-10-01", "2026-06-30")
    }
    old, new = ("gammal lag", date(2021, 1, 1)), ("ny lag", date(2025, 10, 1))
    assert list(by_day.values()) == [[], [old], [old], [new], [new]]
    assert not standing(organisation, date(2026, 7, 1))


def test_its_name_is_told_in_the_readers_language():
    organisation = OrganisationFactory.create()
    agree(
        organisation,
        PurposeFactory.create(name="Bistånd", english="Assistance"),
        PurposeFactory.create(name="Avgift"),
        begins=BEGAN,
    )
    told = standing(organisation, date(2026, 11, 26))
    assert [one.title for one in told] == ["Bistånd", "Avgift"]
    with override("en"):
        assert [one.title for one in told] == ["Assistance", "Avgift"]
