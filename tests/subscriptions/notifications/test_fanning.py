"""Each organisation is told once of what changed for whom it subscribes to, in numbers without holes (R5)."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

from lookups.changes.models import Change
from portal import clock
from portal.audit.models import Disclosure
from portal.organisations.models import Agreement
from portal.tenants.roles import as_owner
from portal.tenants.scope import as_administrator, as_jobs
from subscriptions.kinds import Kind
from subscriptions.notifications import beating, ending, services
from subscriptions.notifications.models import Fanned, Notification
from subscriptions.subscribing.models import Subscription
from tests.documents import ALVA, INGRID, KERSTIN, loaded_extracts
from tests.subscriptions.making import changed, corrected, member, notify, subscribe, told

pytestmark = pytest.mark.django_db(transaction=True)

FREJA = "199106282388"  # protected
SICK = ("beslut", "FK:SJP")
PAID = ("utbetalningar", "FK:SJP")
PENSION = ("beslut", "PM:AP")


@pytest.fixture
def anna():
    return member()


def kinds(by) -> list[tuple[int, str, tuple[str, ...]]]:
    return [(one.number, one.kind, tuple(one.groups)) for one in told(by)]


def test_who_subscribes_is_told_and_nobody_else(anna):
    other = member()
    about = subscribe(anna, ALVA)
    subscribe(other, INGRID)
    changed((ALVA, *SICK, "new"), (KERSTIN, *SICK, "new"))
    assert notify() == 1
    (one,) = told(anna)
    assert (one.number, one.kind, one.groups) == (1, Kind.NEW_DECISION, ["FK:SJP"])
    assert (one.subscription, one.case) == (about.public, "EB-1")
    assert told(other) == []


def test_numbers_have_no_holes_and_telling_again_makes_nothing(anna):
    subscribe(anna, ALVA)
    changed((ALVA, *SICK, "new"), (ALVA, *SICK, "changed"), (ALVA, *PAID, "new"))
    assert notify() == 3
    with as_jobs():
        Fanned.objects.all().delete()  # as if it had died before it could say so
    assert notify() == 0
    changed((ALVA, *SICK, "gone"))
    assert notify() == 1
    assert kinds(anna) == [
        (1, "ANDRAT_BESLUT", ("FK:SJP",)),
        (2, "NYTT_BESLUT", ("FK:SJP",)),
        (3, "UTBETALNING", ("FK:SJP",)),
        (4, "UPPHORT_BESLUT", ("FK:SJP",)),
    ]


def test_each_is_logged_under_its_own_id(anna):
    subscribe(anna, ALVA)
    batch = changed((ALVA, *SICK, "new"))
    notify()
    (one,) = told(anna)
    with as_administrator():
        row = Disclosure.objects.get(pk=one.id)
    assert (row.service, row.purpose, row.case, row.person) == ("leka", "bistand", "EB-1", ALVA)
    assert (row.outcomes, row.extracts) == (
        [["beslut", "FK:SJP", "NYTT_BESLUT"]],
        [batch.extract],
    )


@pytest.mark.parametrize(
    "more",
    [
        {"groups": {"beslut": ["FK:BOB"]}},
        {"kinds": ["UTBETALNING"]},
        {"until": clock.swedish_day(clock.now()) - timedelta(days=1)},
        {"purpose": "annat"},
        {"created_at": clock.now() + timedelta(days=1), "changed_at": clock.now()},
    ],
    ids=["other groups", "other kinds", "past its end", "a purpose not agreed", "begun since"],
)
def test_what_is_outside_a_subscription_is_not_told(anna, more):
    subscribe(anna, ALVA, **more)
    changed((ALVA, *SICK, "new"))
    assert notify() == 0


def test_a_group_outside_the_purpose_is_not_told():
    anna = member(groups=[("beslut", "FK:BOB")])
    subscribe(anna, ALVA)
    changed((ALVA, *SICK, "new"), (ALVA, "beslut", "FK:BOB", "changed"))
    assert notify() == 1
    assert [one.groups for one in told(anna)] == [["FK:BOB"]]


def test_an_agreement_that_has_ended_tells_nothing(anna):
    subscribe(anna, ALVA)
    with as_administrator():
        anna.organisation.agreements.update(period=("2020-01-01", "2021-01-01"))
    changed((ALVA, *SICK, "new"))
    assert notify() == 0


def test_a_protected_persons_change_says_only_that(anna, tmp_path):
    loaded_extracts(tmp_path)
    notify()
    subscribe(anna, FREJA)
    changed((FREJA, *SICK, "new"), (FREJA, *PAID, "new"))
    assert notify() == 1
    assert kinds(anna) == [(1, "SKYDD", ())]
    changed((FREJA, "skydd", "", "gone"))
    assert notify() == 1


def test_a_change_of_protection_is_told_whatever_was_chosen(anna):
    subscribe(anna, ALVA, kinds=["UTBETALNING"], groups={"utbetalningar": ["FK:SJP"]})
    changed((ALVA, "skydd", "", "new"))
    assert notify() == 1
    assert kinds(anna) == [(1, "SKYDD", ())]


def test_a_number_that_is_followed_counts(anna):
    subscribe(anna, ALVA, numbers=[INGRID])
    changed((INGRID, *SICK, "new"), (ALVA, *SICK, "new"))
    assert notify() == 1


def test_a_subscription_that_ended_by_itself_is_told_once(anna):
    about = subscribe(anna, ALVA)
    now = clock.now()
    with as_jobs():
        Subscription.objects.update(ended_at=now, end_reason="slutdatum")
        assert (ending.tell(now), ending.tell(now)) == (1, 0)
    (one,) = told(anna)
    assert (one.kind, one.reason, one.subscription) == (Kind.END, "slutdatum", about.public)


def test_a_sign_of_life_a_day(anna, time_machine):
    subscribe(anna, ALVA)
    now = clock.now()
    with as_jobs():
        assert (beating.beat(now), beating.beat(now)) == (1, 0)
        assert beating.beat(now + timedelta(days=1)) == 1
    assert [one.kind for one in told(anna)] == [Kind.HEARTBEAT] * 2


def test_no_sign_of_life_after_the_agreement(anna):
    subscribe(anna, ALVA)
    now = clock.now()
    period = (clock.swedish_day(now) - timedelta(days=9), clock.swedish_day(now))
    with as_administrator():
        Agreement.objects.filter(organisation=anna.organisation).update(period=period)
    with as_jobs():
        assert beating.beat(now) == 0


def test_acknowledged_ones_stay_and_reading_goes_on_after_them(anna):
    from portal.access.again import asker_again  # noqa: PLC0415

    subscribe(anna, ALVA)
    changed((ALVA, *SICK, "new"), (ALVA, *SICK, "changed"), (ALVA, *PAID, "new"))
    notify()
    with as_jobs():
        asker = asker_again(anna.organisation_id, user=anna.user_id)
    assert services.acknowledge(asker, at=clock.now(), up_to=1, numbers=[3]) == 2
    assert services.acknowledge(asker, at=clock.now(), up_to=1) == 0
    assert [one.number for one in told(anna, after=None)] == [2, 3]
    assert [one.number for one in told(anna, after=1, size=1)] == [2]


def test_a_correction_names_the_number_that_it_corrects(anna):
    subscribe(anna, ALVA)
    changed((ALVA, *PAID, "new"))
    wrong = changed((ALVA, *SICK, "changed"))
    notify()
    corrected(ALVA, *SICK, before=wrong)
    assert notify() == 1
    last = told(anna)[-1]
    assert (last.number, last.kind, last.groups, last.corrects) == (
        3,
        Kind.CORRECTION,
        ["FK:SJP"],
        2,
    )


@pytest.mark.parametrize(
    ("both", "klass", "group", "number", "kind"),
    [
        (((*SICK, "changed"), (*PAID, "new")), *SICK, 1, Kind.CHANGED_DECISION),
        ((("ansprak", "PM:AP", "new"), (*PENSION, "restored")), "ansprak", "PM:AP", 1, Kind.CLAIM),
        (
            (("avliden", "", "new"), ("ovrigInformation", "FK:GEPI", "changed")),
            "avliden",
            "",
            1,
            Kind.DEATH,
        ),
        (
            (("avliden", "", "new"), ("ovrigInformation", "FK:GEPI", "changed")),
            "ovrigInformation",
            "FK:GEPI",
            2,
            Kind.PERSON,
        ),
    ],
)
def test_a_correction_names_what_it_corrects_and_not_what_came_beside_it(
    anna, both, klass, group, number, kind
):
    subscribe(anna, ALVA)
    first = changed((ALVA, *PAID, "new"))
    beside = changed(*((ALVA, *row[:2], row[2].replace("restored", "changed")) for row in both))
    with as_jobs():
        back = Change.objects.filter(
            batch=beside, klass__in=[row[0] for row in both if row[2] == "restored"]
        )
        back.update(kind="restored", restores=first)
    notify()
    last = corrected(ALVA, klass, group, before=beside)
    if klass == "avliden":  # which is taken back
        with as_jobs():
            Change.objects.filter(batch=last).update(kind="gone")
    assert notify() == 1
    *before, last = told(anna)
    assert (last.kind, last.corrects) == (Kind.CORRECTION, number + 1)
    assert before[number].kind == kind


def test_earlier_ones_are_given_the_case_of_their_subscription(anna):
    subscribe(anna, ALVA, case="EB-7")
    changed((ALVA, *PAID, "new"))
    notify()
    migration = import_module("subscriptions.notifications.migrations.0012_case_of_earlier")
    with as_owner():
        Notification.objects.update(case="")
        migration.fill(None, SimpleNamespace(connection=connection))
    assert told(anna)[0].case == "EB-7"
