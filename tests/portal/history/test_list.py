"""All changes as one list: found by who, what, kind and time; to read alone, on the page and in the database."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import DatabaseError, connection, transaction

from portal.tenants.scope import as_administrator, as_jobs
from tests.factories import OrganisationFactory, PurposeFactory, UserFactory
from tests.portal.administration.forms import post

pytestmark = pytest.mark.django_db
LIST = "/admin/history/change/"


@pytest.fixture
def done(client):
    """Two changes by two administrators; afterwards an auditor looks."""
    organisation, purpose = OrganisationFactory.create(name="Luleå"), PurposeFactory.create()
    client.force_login(UserFactory.create(staff_role="administrator", name="Ada"))
    post(client, f"/admin/organisations/organisation/{organisation.pk}/change/", name="Malå")
    client.force_login(UserFactory.create(staff_role="administrator", name="Bo"))
    post(client, f"/admin/organisations/purpose/{purpose.pk}/change/", months=7)
    client.force_login(UserFactory.create(staff_role="auditor"))
    return organisation


def names(page) -> list[str]:
    assert page.status_code == 200
    return sorted(entry.user.name for entry in page.context["cl"].result_list)


def test_it_tells_who_what_and_from_what_to_what(client, done):
    page = client.get(LIST)
    assert names(page) == ["Ada", "Bo"]
    assert "Namn: Luleå → Malå" in page.text
    assert f"/admin/organisations/organisation/{done.pk}/change/" in page.text


@pytest.mark.parametrize("sought", ["ada", "luleå", "malå"])
def test_a_change_is_found_by_who_and_by_values_before_and_after(client, done, sought):
    assert names(client.get(LIST, {"q": sought})) == ["Ada"]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({"action_flag__exact": "2"}, ["Ada", "Bo"]),
        ({"action_flag__exact": "1"}, []),
        ({"action_time__year": "2000"}, []),
    ],
)
def test_the_list_is_narrowed_by_kind_and_time(client, done, told, found):
    assert names(client.get(LIST, told)) == found


def test_the_list_is_narrowed_by_model(client, done):
    with as_administrator():
        kind = LogEntry.objects.get(user__name="Bo").content_type_id
    assert names(client.get(LIST, {"content_type__id__exact": kind})) == ["Bo"]


@pytest.mark.parametrize("name", ["user__password__startswith", "user__email", "object_id"])
def test_nothing_is_guessed_by_the_address(client, done, name):
    assert client.get(LIST, {name: "a"}).status_code == 400


def test_one_change_has_its_page(client, done):
    with as_administrator():
        entry = LogEntry.objects.get(user__name="Ada")
    page = client.get(f"{LIST}{entry.pk}/change/")
    assert "Namn: Luleå → Malå" in page.text
    assert "_save" not in page.text


def test_an_empty_history_has_its_page(client):
    client.force_login(UserFactory.create(staff_role="auditor"))
    assert names(client.get(LIST)) == []


@pytest.mark.parametrize("sql", ["UPDATE {} SET change_message = ''", "DELETE FROM {}"])
def test_the_database_keeps_what_was_told(done, sql):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        as_administrator(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format("django_admin_log"))


@pytest.mark.parametrize("scope", [transaction.atomic, as_jobs])
def test_nobody_else_reads_it(done, scope):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        scope(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT FROM django_admin_log")
