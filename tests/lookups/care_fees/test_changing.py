"""A local administrator's word: kept where it differs, told with whose it was, its organisation's alone."""

from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from lookups.care_fees import services
from lookups.care_fees.errors import NoSuchPlace
from lookups.care_fees.models import CareFeeChange, CareFeeEntry
from lookups.care_fees.treating import Place
from lookups.catalogue.described import Care
from portal import clock
from portal.access.errors import NoSuchRight
from portal.tenants.scope import acting_for
from tests.factories import MembershipFactory
from tests.lookups.care_fees.making import ADMINISTRATOR, asker, changes, entries, say

pytestmark = pytest.mark.django_db(transaction=True)
OTHER = Place("PM:EF")
BP = Place("PM:EF", "PM:BP")
BT = Place("PM:BTI", "PM:BT")


@pytest.fixture
def chief():
    return MembershipFactory.create(roles=[ADMINISTRATOR], user__name="Lova Lokal")


def test_a_word_is_kept_where_it_differs(chief):
    assert say(chief, {BP: Care.COUNTS, BT: Care.HOUSING, OTHER: None}) == 1
    assert changes(chief) == {BP: Care.COUNTS}
    assert entries(chief) == [(BP, None, Care.COUNTS, "Lova Lokal")]


def test_the_usual_takes_a_word_back(chief):
    say(chief, {BP: Care.COUNTS, BT: Care.EXCLUDED})
    assert say(chief, {BP: Care.EXCLUDED}) == 1
    assert say(chief, {BT: None}) == 1
    assert changes(chief) == {}
    assert [one[:3] for one in entries(chief)] == [
        (BT, Care.EXCLUDED, None),
        (BP, Care.COUNTS, None),
        (BT, None, Care.EXCLUDED),
        (BP, None, Care.COUNTS),
    ]


def test_said_again_it_changes_nothing(chief):
    say(chief, {BP: Care.COUNTS})
    assert say(chief, {BP: Care.COUNTS}) == 0
    assert len(entries(chief)) == 1


def test_all_can_be_taken_back_at_once(chief):
    say(chief, {BP: Care.COUNTS, OTHER: Care.HOUSING})
    assert services.reset(asker(chief), at=clock.now()) == 2
    assert changes(chief) == {}
    assert services.reset(asker(chief), at=clock.now()) == 0
    assert len(entries(chief)) == 4


@pytest.mark.parametrize("role", ["caseworker", "log-reviewer"])
def test_nobody_else_says_it(chief, role):
    member = MembershipFactory.create(organisation=chief.organisation, roles=[role])
    with pytest.raises(NoSuchRight):
        say(member, {BP: Care.COUNTS})
    with pytest.raises(NoSuchRight):
        services.reset(asker(member), at=clock.now())
    assert changes(chief) == {}


@pytest.mark.parametrize("place", [Place("FK:QX"), Place("PM:BTI", "PM:BP")])
def test_what_the_description_does_not_have_is_refused(chief, place):
    with pytest.raises(NoSuchPlace):
        say(chief, {BP: Care.COUNTS, place: Care.COUNTS})
    assert changes(chief) == {}


def test_another_organisations_word_is_its_own(chief):
    other = MembershipFactory.create(roles=[ADMINISTRATOR])
    say(chief, {BP: Care.COUNTS})
    say(other, {BP: Care.HOUSING})
    assert changes(chief) == {BP: Care.COUNTS}
    assert changes(other) == {BP: Care.HOUSING}
    assert len(entries(other)) == 1
    with acting_for(other.organisation_id):
        assert CareFeeChange.objects.count() == 1
        assert CareFeeEntry.objects.count() == 1
    assert services.reset(asker(other), at=clock.now()) == 1
    assert changes(chief) == {BP: Care.COUNTS}


@pytest.mark.parametrize(
    "told", [{"care": "half"}, {"care": "counts", "group": ""}, {"care": "counts"}]
)
def test_the_database_holds_the_rows_to_it(chief, told):
    say(chief, {OTHER: Care.HOUSING})
    row = {"group": "PM:EF", "by": "x", "at": clock.now()} | told
    with pytest.raises(IntegrityError), acting_for(chief.organisation_id):
        CareFeeChange.objects.create(organisation_id=chief.organisation_id, **row)


@pytest.mark.parametrize("sql", ["UPDATE {} SET by = ''", "DELETE FROM {}"])
def test_the_history_is_added_to_alone(chief, sql):
    say(chief, {BP: Care.COUNTS})
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        acting_for(chief.organisation_id),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format("care_fees_carefeeentry"))


def test_two_at_once_are_told_one_after_another(chief):
    ready = Barrier(2)

    def one(care: Care) -> None:
        try:
            ready.wait(10)
            say(chief, {BT: care})
        finally:
            connection.close()

    threads = [Thread(target=one, args=[care]) for care in (Care.COUNTS, Care.EXCLUDED)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not transaction.get_connection().in_atomic_block
    last, first = entries(chief)
    assert (first[1], last[1]) == (None, first[2])
    assert changes(chief) == {BT: last[2]}
