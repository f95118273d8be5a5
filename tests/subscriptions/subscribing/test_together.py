"""Two at the same moment: real transactions, a barrier, and what the database itself holds."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from portal import clock
from portal.access.again import asker_again
from portal.errors import Refusal
from portal.gates.services import Call
from portal.tenants.scope import acting_for, as_jobs
from subscriptions.subscribing import services
from subscriptions.subscribing.model import Wanted
from subscriptions.subscribing.models import Number, Subscription
from tests.documents import ALVA, INGRID
from tests.subscriptions.making import member, subscribe

AT_ONCE = 6


def asker(member):
    with as_jobs():
        return asker_again(member.organisation_id, user=member.user_id)


def register(by, public, *, case: str = "EB-1"):
    at = clock.now()
    wanted = Wanted(
        identity=ALVA,
        purpose="bistand",
        case=case,
        until=clock.swedish_day(at) + timedelta(days=30),
    )
    return services.register_or_change(by, public, wanted, call=Call(at=at, request_id=uuid4()))


def at_once(work):
    """Do the work with each of so many numbers at the same moment; return what came of it, a refusal as its name."""
    gate = Barrier(AT_ONCE)

    def one(number):
        try:
            gate.wait(timeout=10)
            return work(number)
        except Refusal as refusal:
            return refusal.slug
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


@pytest.mark.django_db(transaction=True)
def test_one_of_many_registers_and_the_others_are_told_its_id():
    by = asker(member())
    told = at_once(lambda _: register(by, uuid4()))
    made = [one for one in told if one != "conflict"]
    assert len(made) == 1
    assert made[0][1]
    with acting_for(by.organisation):
        assert Subscription.objects.count() == Number.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_call_at_once_is_one_subscription():
    by, public = asker(member()), uuid4()
    told = at_once(lambda _: register(by, public))
    assert sorted(new for _, new in told) == [False] * (AT_ONCE - 1) + [True]
    assert {one.id for one, _ in told} == {public}


@pytest.mark.django_db(transaction=True)
def test_the_highest_number_is_never_passed(settings):
    settings.LEKA_ACTIVE = 3
    by = asker(member())
    told = at_once(lambda number: register(by, uuid4(), case=f"EB-{number}"))
    assert told.count("conflict") == AT_ONCE - 3


@pytest.mark.django_db(transaction=True)
def test_unregistering_while_it_is_changed_leaves_it_ended():
    by, public = asker(member()), uuid4()
    register(by, public)

    def work(number):
        if number % 2:
            return register(by, public)
        return services.unregister(by, public, call=Call(at=clock.now(), request_id=uuid4())).reason

    told = at_once(work)
    assert told.count("avregistrerad") == AT_ONCE // 2
    with acting_for(by.organisation):
        assert Subscription.objects.get().end_reason == "avregistrerad"


@pytest.mark.django_db
class TestTheDatabase:
    """What holds whoever writes."""

    def test_the_same_person_purpose_and_case_is_active_once(self):
        by = member()
        subscribe(by, ALVA)
        with pytest.raises(IntegrityError), transaction.atomic():
            subscribe(by, ALVA)
        subscribe(by, INGRID)

    @pytest.mark.parametrize("column", ["person", "purpose", "public"])
    def test_whom_it_is_about_never_changes(self, column):
        by = member()
        made = subscribe(by, ALVA)
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            acting_for(by.organisation_id),
        ):
            Subscription.objects.filter(pk=made.pk).update(**{column: getattr(made, column)})

    def test_one_that_ended_never_begins_again(self):
        by = member()
        made = subscribe(by, ALVA)
        with acting_for(by.organisation_id):
            rows = Subscription.objects.filter(pk=made.pk)
            rows.update(ended_at=clock.now(), end_reason="avregistrerad")
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(ended_at=None, end_reason="")
            rows.update(acted_at=clock.now())

    def test_an_end_has_a_reason(self):
        by = member()
        made = subscribe(by, ALVA)
        with pytest.raises(IntegrityError), acting_for(by.organisation_id):
            Subscription.objects.filter(pk=made.pk).update(ended_at=clock.now())

    def test_none_is_deleted(self):
        by = member()
        subscribe(by, ALVA)
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            acting_for(by.organisation_id),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM subscribing_subscription")
