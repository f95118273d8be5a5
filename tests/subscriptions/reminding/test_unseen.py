"""A warning at half of the time: whom it reaches, once a day, for what; and where it is shown."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from portal import clock
from portal.organisations.models import Contact
from portal.tenants.scope import acting_for, as_administrator, as_jobs
from subscriptions.notifications.models import Care, Notification
from subscriptions.reminding import unseen
from subscriptions.reminding.models import Mail, Unseen
from tests.documents import INGRID
from tests.factories import UserFactory
from tests.subscriptions.making import member
from tests.subscriptions.reminding.making import MONDAY, administrator, look, sent, tell

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


@pytest.fixture
def anna():
    return member()


@pytest.fixture
def chief(anna):
    return administrator(anna)


def lying(of, at=MONDAY):
    with acting_for(of.organisation_id):
        return unseen.now(of.organisation_id, at=at)


def care(of, *numbers: int, handled=MONDAY) -> None:
    with acting_for(of.organisation_id):
        for one in Notification.objects.filter(number__in=numbers):
            Care.objects.update_or_create(
                notification=one,
                organisation_id=of.organisation_id,
                defaults={"handled_at": handled, "handled_by": "Anna" if handled else ""},
            )


def received(of, *numbers: int) -> None:
    with acting_for(of.organisation_id):
        Notification.objects.filter(number__in=numbers).update(acknowledged_at=MONDAY)


@pytest.mark.parametrize(("days", "warned"), [(44.9, 0), (45, 1), (60, 1)])
def test_it_comes_when_half_of_the_time_has_gone_by(anna, chief, days, warned):
    tell(anna, MONDAY - days * DAY)
    assert look(MONDAY) == warned
    assert len(sent(MONDAY)) == warned


def test_half_of_a_longer_time_is_longer(anna, chief, settings):
    settings.LEKA_KEPT_DAYS = 120
    tell(anna, MONDAY - 59 * DAY)
    assert look(MONDAY) == 0
    assert look(MONDAY + DAY) == 1


def test_local_administrators_are_told_counts_and_a_link(anna, chief):
    tell(anna, MONDAY - 46 * DAY, MONDAY - 45 * DAY)
    look(MONDAY)
    ((to, subject, body),) = sent(MONDAY)
    assert to == chief.user.email
    assert subject.startswith("Aviseringar som ingen har tagit emot / ")
    assert "2 aviseringar har legat i 45 dagar" in body
    assert "/aviseringar/" in body
    assert "EB-" not in body and "198808132388" not in body


def test_without_an_administrator_the_contact_for_systems_is_told(anna):
    closed = administrator(anna)
    with as_administrator():
        closed.user.is_active = False
        closed.user.save()
        for kind in ("avtal", "drift", "teknik"):
            Contact.objects.create(
                organisation=anna.organisation, kind=kind, email=f"{kind}@a.example"
            )
    tell(anna, MONDAY - 46 * DAY)
    look(MONDAY)
    assert [to for to, *_ in sent(MONDAY)] == ["teknik@a.example"]


def test_the_same_job_twice_mails_once_and_only_what_is_new_again(anna, chief):
    tell(anna, MONDAY - 45 * DAY, MONDAY - 43 * DAY)
    assert [look(MONDAY), look(MONDAY), look(MONDAY + DAY)] == [1, 0, 0]
    assert [look(MONDAY + 2 * DAY), look(MONDAY + 2 * DAY), look(MONDAY + 3 * DAY)] == [1, 0, 0]
    assert len(sent(MONDAY + 3 * DAY)) == 2


def test_what_comes_later_the_same_day_is_told_the_next(anna, chief):
    hour = timedelta(hours=1)
    tell(anna, MONDAY - 45 * DAY, MONDAY - 45 * DAY + hour)
    assert [look(MONDAY), look(MONDAY + hour), look(MONDAY + DAY)] == [1, 0, 1]


@pytest.mark.parametrize("seen", [care, received])
def test_what_is_received_or_handled_is_seen(anna, chief, seen):
    tell(anna, MONDAY - 46 * DAY)
    seen(anna, 1)
    assert look(MONDAY) == 0
    assert lying(anna) is None


def test_what_is_given_to_somebody_is_not_yet_seen(anna, chief):
    tell(anna, MONDAY - 46 * DAY)
    care(anna, 1, handled=None)
    assert look(MONDAY) == 1


def test_signs_of_life_and_what_is_recalled_ask_nothing(anna, chief):
    tell(anna, MONDAY - 47 * DAY, kind="LIVSTECKEN")
    tell(anna, MONDAY - 46 * DAY)
    tell(anna, MONDAY - 2 * DAY, kind="ATERKALLELSE", corrects=2)
    assert look(MONDAY) == 0


def test_what_lies_is_told_by_count_number_and_day_until_it_is_seen(anna, chief):
    tell(anna, MONDAY - 47 * DAY, MONDAY - 46 * DAY)
    assert lying(anna) is None  # not yet counted
    look(MONDAY)
    told = lying(anna)
    assert (told.count, told.lowest, told.goes_at) == (2, 1, MONDAY + 133 * DAY)
    received(anna, 1)
    assert lying(anna).lowest == 2
    care(anna, 2)
    assert lying(anna) is None
    look(MONDAY + DAY)
    with as_jobs():
        row = Unseen.objects.get()
        assert (row.count, row.oldest_at) == (0, None)


def test_each_organisation_has_its_own(anna, chief):
    other = member()
    tell(anna, MONDAY - 46 * DAY)
    tell(other, MONDAY - 20 * DAY, person=INGRID)
    look(MONDAY)
    assert lying(other) is None
    assert [to for to, *_ in sent(MONDAY)] == [chief.user.email]


def test_who_dies_while_it_is_written_warns_the_next_time(anna, chief, monkeypatch):
    tell(anna, MONDAY - 46 * DAY)
    with monkeypatch.context() as patched:
        patched.setattr(Mail.objects, "bulk_create", _die)
        with pytest.raises(ConnectionError):
            look(MONDAY)
    assert sent(MONDAY) == []
    assert look(MONDAY) == 1
    assert len(sent(MONDAY)) == 1


def test_several_at_once_warn_once(anna, chief):
    tell(anna, MONDAY - 46 * DAY)
    barrier, made = Barrier(4), []

    def work() -> None:
        barrier.wait()
        made.append(unseen.look(MONDAY))
        connection.close()

    with as_jobs():
        threads = [Thread(target=work) for _ in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert sorted(made) == [0, 0, 0, 1]
    assert len(sent(MONDAY)) == 1


def test_pages_say_it(client, anna, chief):
    now = clock.now()
    tell(anna, now - 46 * DAY)
    look(now)
    client.force_login(chief.user)
    for page in ("/", "/aviseringar/mejl/"):
        assert "1 avisering har legat i 45 dagar" in client.get(page).content.decode()
    client.force_login(anna.user)
    assert "1 avisering har legat i 45 dagar" in client.get("/aviseringar/").content.decode()
    client.force_login(UserFactory.create(staff_role="administrator"))
    overview = client.get("/admin/").content.decode()
    assert "1 organisation har aviseringar som ingen har tagit emot på 45 dagar: 1." in overview
    listed = client.get("/admin/reminding/unseen/").content.decode()
    assert anna.organisation.name in listed
    received(anna, 1)
    look(now + timedelta(minutes=1))
    assert "har aviseringar som ingen" not in client.get("/admin/").content.decode()


def _die(*_args, **_named):
    raise ConnectionError
