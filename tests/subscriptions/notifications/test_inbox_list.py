"""The inbox as a list: what is looked for, in which order, several at once, and as a file."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.tenants.scope import acting_for, as_jobs
from subscriptions.notifications import ending, inbox
from subscriptions.notifications.forms import InboxForm
from subscriptions.notifications.models import Care, Notification
from subscriptions.subscribing.models import Subscription
from tests.documents import ALVA, INGRID
from tests.subscriptions.making import changed, corrected, member, notify, subscribe, told

pytestmark = pytest.mark.django_db(transaction=True)

NEW = ("beslut", "FK:SJP", "new")
PAID = ("utbetalningar", "FK:BOB", "new")


@pytest.fixture
def anna():
    return member()


@pytest.fixture
def site(client, anna):
    client.force_login(anna.user)
    return client


def body(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def listed(site, **asked: str) -> str:
    return body(site.post("/aviseringar/", asked)).split("Sök bland")[0]


def ids(anna) -> list[str]:
    return [str(one.id) for one in told(anna)]


def two(anna):
    subscribe(anna, ALVA, case="EB-1")
    subscribe(anna, INGRID, case="EB-2")
    changed((ALVA, *NEW), (INGRID, *PAID))
    notify()


def test_it_is_found_by_benefit_and_day(site, anna):
    two(anna)
    today = f"{told(anna)[0].made_at:%Y-%m-%d}"
    kinds = {one.number: one.groups for one in told(anna)}
    assert sorted(map(tuple, kinds.values())) == [("FK:BOB",), ("FK:SJP",)]
    assert "EB-1" in listed(site, group="FK:SJP")
    assert "EB-2" not in listed(site, group="FK:SJP")
    assert "EB-1" in listed(site, since="2020-01-01")
    assert "EB-1" not in listed(site, until="2020-01-01")
    assert "EB-1" not in listed(site, since="2999-01-01")
    assert "EB-1" in listed(site, since="inte en dag", until=today[:3])


def test_those_that_wait_stand_first_in_the_order_asked_for_page_by_page(site, anna, monkeypatch):
    monkeypatch.setattr("subscriptions.notifications.lists.SIZE", 1)
    two(anna)
    subscribe(anna, ALVA, case="EB-3")
    changed((ALVA, *NEW))
    notify()
    numbers = {one.number: str(one.id) for one in told(anna)}
    site.post(f"/aviseringar/{numbers[max(numbers)]}/hanterad/")

    def seen(**asked: str) -> list[str]:
        found, place = [], ""
        while True:
            page = body(site.post("/aviseringar/", asked | {"fore": place}))
            rows = page.split("<tbody")[1].split("</tbody>")[0]
            found.append(rows.split("/aviseringar/")[1].split("/")[0])
            if 'name="fore" value="' not in page:
                return found
            place = page.split('name="fore" value="')[1].split('"')[0]

    ordered = [numbers[one] for one in sorted(numbers)]
    assert seen() == ordered[-2::-1]
    assert seen(order="oldest", handled="on") == ordered
    assert seen(handled="on") == [*ordered[-2::-1], ordered[-1]]


def test_several_are_handled_at_once_and_who_was_first_is_named(site, anna, client):
    two(anna)
    bo = member(organisation=anna.organisation)
    first, second = ids(anna)
    client.force_login(bo.user)
    client.post("/aviseringar/markerade/", {"vald": [first], "gor": "hantera"})
    client.force_login(anna.user)
    said = body(
        client.post(
            "/aviseringar/markerade/", {"vald": [first, second], "gor": "hantera"}, follow=True
        )
    )
    assert "Aviseringen är markerad som hanterad." in said
    assert f"1 avisering var redan hanterad av {bo.user}." in said
    with acting_for(anna.organisation_id):
        by = dict(Care.objects.values_list("notification__public", "handled_by"))
        assert {str(one): name for one, name in by.items()} == {
            first: str(bo.user),
            second: str(anna.user),
        }
        assert Subscription.objects.filter(acted_at__isnull=False).count() == 2


def test_several_are_given_to_a_colleague_at_once(site, anna):
    two(anna)
    bo, stranger = member(organisation=anna.organisation), member()
    asked = {"vald": ids(anna), "gor": "ge"}
    said = site.post("/aviseringar/markerade/", asked | {"to": str(bo.user_id)}, follow=True)
    assert "2 aviseringar har fått en ny ansvarig." in body(said)
    with acting_for(anna.organisation_id):
        assert Care.objects.filter(responsible=bo.user_id, handled_at=None).count() == 2
    refused = site.post("/aviseringar/markerade/", asked | {"to": str(stranger.user_id)})
    assert refused.status_code == 422


def test_nothing_marked_is_said_and_anothers_is_left_alone(site, anna):
    other = member()
    subscribe(other, ALVA)
    changed((ALVA, *NEW))
    notify()
    nothing = site.post("/aviseringar/markerade/", {"gor": "hantera"}, follow=True)
    assert "Markera minst en avisering." in body(nothing)
    said = site.post("/aviseringar/markerade/", {"vald": ids(other)}, follow=True)
    assert "Ingen avisering markerades." in body(said)
    with acting_for(other.organisation_id):
        assert not Care.objects.exists()


def test_the_others_of_the_case_are_handled_with_it(site, anna):
    two(anna)
    changed((ALVA, "utbetalningar", "FK:SJP", "new"))
    notify()
    one = next(str(n.id) for n in told(anna) if n.case == "EB-1")
    assert "och den 1 andra som väntar i samma ärende" in body(site.get(f"/aviseringar/{one}/"))
    said = site.post(f"/aviseringar/{one}/hanterad/", {"others": "on"}, follow=True)
    assert "2 aviseringar är markerade som hanterade." in body(said)
    assert "1 avisering väntar på att hanteras." in body(site.get("/aviseringar/"))


def test_what_has_been_recalled_waits_for_nobody_and_says_so(site, anna):
    two(anna)
    first, second = told(anna)
    with acting_for(anna.organisation_id):
        there = Notification.objects.get(public=first.id)
    with as_jobs():
        Notification.objects.create(
            organisation_id=anna.organisation_id,
            subscription_id=there.subscription_id,
            number=90,
            kind="ATERKALLELSE",
            groups=there.groups,
            made_at=there.made_at,
            corrects=first.number,
        )
    waiting = body(site.get("/aviseringar/"))
    assert "2 aviseringar väntar på att hanteras." in waiting
    assert str(first.id) not in waiting
    assert str(second.id) in waiting
    assert "Återkallad av avisering 90" in listed(site, handled="on")
    assert "Återkallad av avisering 90" in body(site.get(f"/aviseringar/{first.id}/"))


def test_what_has_been_corrected_says_so(site, anna):
    subscribe(anna, ALVA)
    before = changed((ALVA, "beslut", "FK:SJP", "changed"))
    notify()
    corrected(ALVA, "beslut", "FK:SJP", before=before)
    notify()
    first, second = told(anna)
    assert second.corrects == first.number
    assert f"Rättad av avisering {second.number}" in body(site.get("/aviseringar/"))


def test_the_list_is_a_file_without_persons(site, anna, monkeypatch):
    monkeypatch.setattr("subscriptions.notifications.inbox.CHUNK", 1)
    two(anna)
    subscribe(anna, ALVA, case="=1+1")
    changed((ALVA, *NEW))
    notify()
    response = site.post("/aviseringar/fil/", {"handled": "on"})
    text = b"".join(response.streaming_content).decode()
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    assert text.startswith("\ufeffAvisering;Vad har ändrats;Förmån;Ärende;")
    assert len(text.splitlines()) == 1 + len(told(anna))
    assert ";'=1+1;" in text
    assert "Nytt beslut;Sjukpenning;EB-1;" in text
    assert ALVA not in text
    assert INGRID not in text
    one = b"".join(site.post("/aviseringar/fil/", {"case": "eb-2"}).streaming_content).decode()
    assert len(one.splitlines()) == 2
    assert site.get("/aviseringar/fil/").status_code == 405


def test_the_badge_is_one_statement_and_a_longer_list_takes_no_more(
    site, anna, django_assert_num_queries
):
    two(anna)
    with acting_for(anna.organisation_id), django_assert_num_queries(1):
        assert inbox.unhandled(anna.organisation_id) == 2
    with CaptureQueriesContext(connection) as few:
        site.post("/aviseringar/", {"case": "EB-1"})
    with django_assert_num_queries(len(few)):
        site.post("/aviseringar/", {})


def ended(by, why: str, at: datetime):
    """End a subscription, and tell it."""
    about = subscribe(by, ALVA, case="EB-1", at=at - timedelta(days=9))
    with as_jobs():
        Subscription.objects.filter(pk=about.pk).update(ended_at=at, end_reason=why)
        ending.tell(at)


def test_an_end_just_after_midnight_has_the_swedish_day_and_its_reason(site, anna):
    ended(anna, "slutdatum", datetime(2026, 12, 1, 23, 30, tzinfo=UTC))
    shown = body(site.get("/aviseringar/"))
    assert "Prenumerationen upphör 2026-12-02" in shown
    assert "slutdatumet passerade" in shown
    assert "–" not in shown.split("Prenumerationen upphör")[1].split("EB-1")[0]


def test_what_was_sent_again_can_be_looked_for(site, anna):
    two(anna)
    again = told(anna)[0]
    with as_jobs():
        there = Notification.objects.get(public=again.id)
        Notification.objects.filter(pk=there.pk).delete()
        there.kind = "OMSANDNING"
        there.save(force_insert=True)
    found = listed(site, kind="OMSANDNING")
    assert str(there.public) in found
    assert str(told(anna)[1].id) not in found


def test_a_benefit_of_both_agencies_is_named_with_its_agency():
    offered = [name for _, name in InboxForm().fields["group"].choices]
    assert len(offered) == len(set(offered))
    assert {"Allmän pension (Försäkringskassan)", "Allmän pension (Pensionsmyndigheten)"} < set(
        offered
    )
