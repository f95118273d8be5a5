"""An end is prolonged and never shortened, whoever asks and in whatever order (R10)."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from lookups.api.life import V9
from portal.api import living
from portal.api.versions import Version, life_of
from portal.tenants.scope import as_administrator
from portal.versions import promises, services
from portal.versions.errors import NotProlonged
from portal.versions.models import Prolonging
from portal.versions.services import Said
from tests.factories import UserFactory
from tests.portal.administration.forms import post

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
RULE = date(2027, 11, 2)
SAID = Said(by="Ada", decision="FK 2027-1", why="Flera kommuner hinner inte", at=AT)
DAYS = st.dates(date(2026, 1, 1), date(2032, 12, 31))


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory.create(staff_role="administrator", name="Ada Administratör"))
    return client


def prolong(day, said=SAID):
    with as_administrator():
        return services.prolong("LEFI Online", 9, day, said)


def last_day(at=AT):
    return living.life(V9, living.table_of("LEFI Online"), at=at).last_day


@given(st.lists(DAYS, max_size=8), DAYS)
def test_no_promise_shortens_and_a_later_one_prolongs(promised, released):
    nine = Version(api="A", number="9.0.0", released=date(2020, 1, 1), path="/a/v9")
    ten = Version(api="A", number="10.0.0", released=released, path="/a/v10")
    rule = life_of(nine, (nine, ten)).ends
    ends = [life_of(nine, (nine, ten), promised=one).ends for one in promised]
    assert all(one >= rule for one in ends)
    for one, told in zip(promised, ends, strict=True):
        assert told.date() == max(one + timedelta(days=1), rule.date())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "stands"),
    [
        ([RULE], RULE),
        ([RULE - timedelta(days=1)], RULE),
        ([date(2027, 12, 31)], date(2027, 12, 31)),
        ([date(2027, 12, 31), date(2027, 11, 30)], date(2027, 12, 31)),
        ([date(2027, 12, 31), date(2027, 12, 31)], date(2027, 12, 31)),
        ([date(2027, 12, 31), date(2028, 2, 29)], date(2028, 2, 29)),
    ],
)
def test_what_stands_is_the_latest_that_was_promised(days, stands):
    for day in days:
        with suppress(NotProlonged):
            prolong(day)
    assert last_day() == stands


@pytest.mark.django_db
def test_why_it_is_not_prolonged_is_said():
    with pytest.raises(NotProlonged) as no:
        prolong(RULE)
    assert no.value.sentence == "Giltighetstiden kan förlängas, inte kortas."


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2028, 11, 4), date(2207, 11, 2), date.max])
def test_a_year_that_is_mistyped_is_no_promise(administrator, time_machine, day):
    time_machine.move_to(AT, tick=False)
    told = {
        "version": "LEFI Online/9",
        "last_day": day,
        "decision": "FK 2027-1",
        "why": "Hinner inte",
    }
    page = post(administrator, "/admin/versions/prolonging/add/", **told).text
    assert "högst ett år i taget, nu längst till och med 2028-11-02." in page
    with as_administrator(), pytest.raises(IntegrityError), transaction.atomic():
        Prolonging.objects.create(
            api="LEFI Online",
            major=9,
            at=AT,
            held=RULE,
            last_day=day,
            decision="x",
            why="y",
            by="z",
        )
    assert last_day() == RULE
    assert administrator.get("/lefi-online/api-info").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["decision", "why"])
def test_nobodys_number_is_a_reason(administrator, time_machine, field):
    time_machine.move_to(AT, tick=False)
    told = {"version": "LEFI Online/9", "last_day": "2028-01-31", "decision": "FK", "why": "Hinner"}
    told[field] = "person 198808132388"
    page = post(administrator, "/admin/versions/prolonging/add/", **told).text
    assert "Skriv inga personuppgifter." in page
    assert last_day() == RULE


@pytest.mark.django_db
def test_the_database_refuses_what_is_shorter_and_each_change():
    told = {"api": "LEFI Online", "major": 9, "at": AT, "decision": "x", "why": "y", "by": "z"}
    prolong(date(2027, 12, 31))
    for held, day in (
        (RULE, RULE),
        (RULE, date(2027, 12, 30)),  # later than the rule, not than what was promised
        (date(2027, 12, 30), date(2028, 1, 1)),  # says that less held than did
    ):
        with as_administrator(), pytest.raises(IntegrityError), transaction.atomic():
            Prolonging.objects.create(held=held, last_day=day, **told)
    for act in (
        lambda rows: rows.update(last_day=date(2029, 1, 1)),
        lambda rows: rows.delete(),
    ):
        with as_administrator(), pytest.raises(DatabaseError), transaction.atomic():
            act(Prolonging.objects.all())
    with pytest.raises(DatabaseError), transaction.atomic():  # as the pages' own role
        Prolonging.objects.create(held=date(2027, 12, 31), last_day=date(2028, 1, 1), **told)


@pytest.mark.django_db
def test_headers_end_and_refusal_follow(time_machine):
    prolong(date(2028, 2, 29))
    life = living.life(V9, living.table_of("LEFI Online"), at=AT)
    assert life.headers(at=AT)["Sunset"] == "Tue, 29 Feb 2028 23:00:00 GMT"
    life.hold(at=datetime(2028, 2, 29, 22, 59, tzinfo=UTC))
    assert life.ended(at=datetime(2028, 2, 29, 23, tzinfo=UTC))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("major", "day", "at", "sentence"),
    [
        (10, date(2030, 1, 1), AT, "ingen efterföljare"),
        (8, date(2030, 1, 1), AT, "ingen efterföljare"),
        (9, date(2028, 1, 1), datetime(2027, 11, 2, 23, tzinfo=UTC), "LEFI Online 9 har upphört."),
    ],
)
def test_what_has_no_end_or_has_ended_is_not_prolonged(major, day, at, sentence):
    said = Said(by="Ada", decision="x", why="y", at=at)
    with as_administrator(), pytest.raises(NotProlonged) as no:
        services.prolong("LEFI Online", major, day, said)
    assert sentence in no.value.sentence


@pytest.mark.django_db
def test_never_into_the_time_of_the_version_after_next(eleven):
    prolong(date(2028, 1, 31))
    with pytest.raises(NotProlonged) as no:
        prolong(date(2028, 2, 1))
    assert (
        no.value.sentence
        == "Version 11 kan inte släppas innan 9 har upphört. Den släpps 2028-02-01."
    )


@pytest.mark.django_db
def test_an_administrator_prolongs_on_its_page_and_the_history_tells(administrator, time_machine):
    time_machine.move_to(AT, tick=False)
    address = "/admin/versions/prolonging/add/"
    assert "LEFI Online 9, upphör 2027-11-02" in administrator.get(address).text
    typed = {"version": "LEFI Online/9", "decision": "FK 2027-1", "why": "Hinner inte"}
    page = post(administrator, address, last_day="2027-10-31", **typed)
    assert "Giltighetstiden kan förlängas, inte kortas." in page.text
    page = post(administrator, address, last_day="2028-01-31", **typed)
    assert page.redirect_chain
    assert last_day() == date(2028, 1, 31)
    with as_administrator():
        row = Prolonging.objects.get()
        assert (row.by, row.held, row.at) == ("Ada Administratör", RULE, AT)
    history = administrator.get(f"/admin/versions/prolonging/{row.pk}/history/").text
    for told in ("2028-01-31", "FK 2027-1", "Hinner inte"):
        assert told in history
    page = administrator.get(f"/admin/versions/prolonging/{row.pk}/change/")
    assert "2027-11-02" in page.text
    assert "_save" not in page.text


@pytest.mark.django_db
def test_reading_it_costs_a_statement_twice_a_minute(django_assert_num_queries):
    with django_assert_num_queries(1):
        for second in (0, 10, 29):
            last_day(AT + timedelta(seconds=second))
    with django_assert_num_queries(1):
        last_day(AT + timedelta(seconds=30))


@pytest.mark.django_db
def test_with_the_database_away_what_was_known_holds(monkeypatch):
    prolong(date(2028, 2, 29))
    last_day()

    def away():
        raise DatabaseError

    monkeypatch.setattr(promises, "_read", away)
    assert last_day(AT + timedelta(days=1)) == date(2028, 2, 29)
    promises.forget()
    with pytest.raises(DatabaseError):  # the rule alone might end what lives
        last_day()
