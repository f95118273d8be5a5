"""A subscription follows its person: a replaced number, also one that the register learns of later."""

import pytest

from lookups.registers.models import Document, FormerNumber
from portal import clock
from portal.tenants.scope import acting_for, as_jobs
from subscriptions.subscribing import following
from subscriptions.subscribing.models import Number
from tests.documents import ALVA, INGRID, KERSTIN, loaded_extracts
from tests.subscriptions.making import changed, member, notify, subscribe, told

pytestmark = pytest.mark.django_db(transaction=True)

NEW = ("beslut", "FK:SJP", "new")


@pytest.fixture
def anna():
    return member()


def tie(former: str, present: str, *, sure: bool = True) -> None:
    with as_jobs():
        FormerNumber.objects.create(former=former, present=present, agency="FK", sure=sure)


def follow() -> int:
    with as_jobs():
        return following.follow()


def numbers(by, about) -> set[str]:
    with acting_for(by.organisation_id):
        return set(Number.objects.filter(subscription=about).values_list("number", flat=True))


def test_a_replaced_number_is_followed_when_the_load_is_told(anna):
    subscribe(anna, ALVA)
    tie(ALVA, INGRID)
    changed((INGRID, *NEW))
    assert notify() == 1
    assert [one.kind for one in told(anna)] == ["NYTT_BESLUT"]


def test_a_chain_of_numbers_is_one_person_either_way_and_once(anna):
    old, new = subscribe(anna, ALVA), subscribe(anna, KERSTIN)
    tie(ALVA, INGRID)
    tie(INGRID, KERSTIN)
    assert follow() == 4
    assert follow() == 0
    assert numbers(anna, old) == numbers(anna, new) == {ALVA, INGRID, KERSTIN}


def test_what_is_unsure_is_not_followed(anna):
    about = subscribe(anna, ALVA)
    tie(ALVA, INGRID, sure=False)
    assert follow() == 0
    assert numbers(anna, about) == {ALVA}


def test_nobody_is_followed_across_a_protected_identity(anna, tmp_path):
    loaded_extracts(tmp_path)
    about = subscribe(anna, ALVA)
    with as_jobs():
        Document.objects.filter(person=INGRID, agency="FK").update(protection="sekretessmarkering")
    tie(ALVA, INGRID)
    follow()
    assert INGRID not in numbers(anna, about)


def test_an_ended_subscription_follows_no_more(anna):
    about = subscribe(anna, ALVA)
    with acting_for(anna.organisation_id):
        about.ended_at, about.end_reason = about.created_at, "avregistrerad"
        about.save(update_fields=["ended_at", "end_reason"])
    tie(ALVA, INGRID)
    assert follow() == 0


def test_who_ended_after_the_load_that_tied_a_number_is_told_of_it(anna):
    about = subscribe(anna, ALVA)
    tie(ALVA, INGRID)
    changed((INGRID, *NEW))
    with acting_for(anna.organisation_id):
        about.ended_at, about.end_reason = clock.now(), "avregistrerad"
        about.save(update_fields=["ended_at", "end_reason"])
    assert notify() == 1
    changed((INGRID, *NEW))
    assert notify() == 0
