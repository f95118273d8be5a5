"""What administrators make through the pages' own forms, and what the forms refuse in words."""

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher

from portal.access.models import ApiClient, Membership, User
from portal.organisations.models import (
    AgreedPurpose,
    AgreedService,
    Agreement,
    Organisation,
    Purpose,
)
from portal.tenants.scope import as_administrator
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PurposeFactory,
    UserFactory,
    agree,
    token_for,
)
from tests.portal.administration.forms import fields, post

pytestmark = pytest.mark.django_db
ORGANISATION, PURPOSE, AGREEMENT, SERVICE = (
    f"/admin/organisations/{name}/"
    for name in ("organisation", "purpose", "agreement", "agreedservice")
)
USER, CLIENT = "/admin/access/user/", "/admin/access/apiclient/"


@pytest.fixture(autouse=True)
def _administrator(administrator):
    """All of these are done by an administrator."""


def look(read):
    """Return what stands in the tables, read as the administration; the pages themselves begin as `app`."""
    with as_administrator():
        return read()


def errors(page) -> str:
    """Return what the form refuses, as told on the page; the page is the form again."""
    assert page.status_code == 200
    assert page.redirect_chain == []
    told = page.context["errors"]
    return " ".join(str(one) for one in told)


def made(page) -> None:
    assert page.status_code == 200
    assert page.redirect_chain, str(page.context["errors"])


def test_an_organisation_is_made(client):
    typed = {"name": "Socialnämnden i Luleå", "number": "212000-2742", "kind": "kommun"}
    made(post(client, f"{ORGANISATION}add/", **typed))
    organisation = look(lambda: Organisation.objects.get(name="Socialnämnden i Luleå"))
    assert organisation.number == "212000-2742"
    page = client.get(f"{ORGANISATION}{organisation.pk}/change/")
    assert str(organisation.aktors_id) in page.text


def test_a_persons_number_is_no_organisations(client):
    page = post(client, f"{ORGANISATION}add/", name="Fel", number="880813-2388")
    assert "Skriv organisationsnumret som 212000-0001." in errors(page)


PURPOSE_TYPED = {
    "code": "bostadsbidrag",
    "name": "Bostadsbidrag",
    "laws-0-text": "5 § förordning (2008:975)",
    "laws-0-since": "2009-01-01",
}


def test_a_purpose_is_made_with_its_groups(client):
    page = post(
        client,
        f"{PURPOSE}add/",
        {"groups": [{"klass": "beslut", "group": "FK:SJP"}, {"klass": "beslut", "group": "PM:AP"}]},
        **PURPOSE_TYPED,
    )
    made(page)
    purpose = look(lambda: Purpose.objects.get(code="bostadsbidrag"))
    assert look(lambda: [str(one) for one in purpose.groups.all()]) == [
        "beslut FK:SJP",
        "beslut PM:AP",
    ]


def test_an_unknown_group_is_refused_at_its_field(client):
    page = post(
        client,
        f"{PURPOSE}add/",
        {"groups": [{"klass": "beslut", "group": "FK:FINNSINTE"}]},
        **PURPOSE_TYPED,
    )
    errors(page)
    _laws, inline = page.context["inline_admin_formsets"]
    assert inline.formset.forms[0].errors == {
        "group": ["Gruppen finns inte i informationsklassen."]
    }
    assert not look(Purpose.objects.exists)


def test_a_group_is_taken_out_of_a_purpose_and_the_history_says_so(client):
    purpose = PurposeFactory.create(groups=[("beslut", "FK:SJP"), ("beslut", "PM:AP")])
    typed = {"groups-0-DELETE": "on"}
    made(post(client, f"{PURPOSE}{purpose.pk}/change/", **typed))
    assert look(lambda: [str(one) for one in purpose.groups.all()]) == ["beslut PM:AP"]
    assert "beslut FK:SJP" in client.get(f"{PURPOSE}{purpose.pk}/history/").text


@pytest.fixture
def agreement(client):
    """An agreement with a service and a purpose, all by the pages."""
    organisation, purpose = OrganisationFactory.create(), PurposeFactory.create()
    page = post(
        client,
        f"{AGREEMENT}add/",
        {"services": [{"service": "onlinefraga"}]},
        organisation=organisation.pk,
        number="A-1",
        period_0="2026-01-01",
        period_1="2027-01-01",
    )
    made(page)
    service = look(AgreedService.objects.select_related("agreement").get)
    page = post(
        client,
        f"{SERVICE}{service.pk}/change/",
        {"agreed_purposes": [{"purpose": purpose.pk, "rank": 3}]},
    )
    made(page)
    return service.agreement


def test_an_agreement_is_made_with_its_services_and_purposes(agreement):
    service = look(AgreedService.objects.get)
    agreed = look(AgreedPurpose.objects.get)
    owner = agreement.organisation_id
    assert (service.organisation_id, service.service) == (owner, "onlinefraga")
    assert (agreed.organisation_id, agreed.agreed_service_id) == (owner, service.pk)
    assert agreed.rank == 3


def test_a_purpose_taken_away_stands_in_the_services_history(client, agreement):
    service = look(AgreedService.objects.get)
    agreed = look(lambda: str(AgreedPurpose.objects.get()))
    typed = {"agreed_purposes-0-DELETE": "on"}
    made(post(client, f"{SERVICE}{service.pk}/change/", **typed))
    assert not look(AgreedPurpose.objects.exists)
    history = client.get(f"{SERVICE}{service.pk}/history/").text
    assert f"Avtalat ändamål ”{agreed}” lades till" in history
    assert f"Avtalat ändamål ”{agreed}” togs bort" in history


def test_a_service_taken_away_stands_in_the_agreements_history(client, agreement):
    typed = {"services-0-DELETE": "on"}
    made(post(client, f"{AGREEMENT}{agreement.pk}/change/", **typed))
    assert not look(AgreedService.objects.exists)
    history = client.get(f"{AGREEMENT}{agreement.pk}/history/").text
    assert "Avtalad tjänst ”Onlinefråga” lades till" in history
    assert "Avtalad tjänst ”Onlinefråga” togs bort" in history


def test_an_agreement_ends_by_its_period(client, agreement):
    made(post(client, f"{AGREEMENT}{agreement.pk}/change/", period_1="2026-12-01"))
    look(agreement.refresh_from_db)
    assert str(agreement.period.upper) == "2026-12-01"


def test_an_agreement_stays_with_its_organisation(client, agreement):
    other = OrganisationFactory.create()
    page = post(client, f"{AGREEMENT}{agreement.pk}/change/", organisation=other.pk)
    made(page)
    before = agreement.organisation_id
    look(agreement.refresh_from_db)
    assert agreement.organisation_id == before


def test_a_second_agreement_in_the_same_period_is_refused_in_words(client, agreement):
    page = post(
        client,
        f"{AGREEMENT}add/",
        organisation=agreement.organisation_id,
        period_0="2026-06-01",
        period_1="",
    )
    assert "Det finns redan ett avtal under perioden." in errors(page)


def test_a_period_moved_over_another_agreements_is_refused_in_words(client, agreement):
    typed = {"organisation": agreement.organisation_id, "period_0": "2027-01-01", "period_1": ""}
    made(post(client, f"{AGREEMENT}add/", **typed))
    page = post(client, f"{AGREEMENT}{agreement.pk}/change/", period_1="2027-02-01")
    assert "Det finns redan ett avtal under perioden." in errors(page)
    assert look(Agreement.objects.count) == 2


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        ("", "2027-01-01"),
        ("", ""),
        ("2026-01-01", "2026-01-01"),
        ("2026-02-01", "2026-01-01"),
        ("snart", ""),
    ],
)
def test_a_period_without_days_is_refused_in_words(client, begins, ends):
    typed = {"organisation": OrganisationFactory.create().pk, "period_0": begins, "period_1": ends}
    page = post(client, f"{AGREEMENT}add/", **typed)
    assert errors(page)
    assert not look(Agreement.objects.exists)


def test_the_same_service_twice_is_refused_in_words(client):
    typed = {"organisation": OrganisationFactory.create().pk, "period_0": "2026-01-01"}
    rows = {"services": [{"service": "leka"}, {"service": "leka"}]}
    assert errors(post(client, f"{AGREEMENT}add/", rows, **typed))


@pytest.fixture
def oauth(client):
    """A client made by the page: its row, and the page that follows."""
    organisation = OrganisationFactory.create()
    page = post(
        client,
        f"{CLIENT}add/",
        {"represents": [{"organisation": organisation.pk}]},
        organisation=organisation.pk,
        client_id="lulea-soc",
        scopes=["lefi.online"],
    )
    made(page)
    return look(lambda: ApiClient.objects.select_related("client").get(client_id="lulea-soc")), page


def secret_on(page) -> str | None:
    """Return the secret that the page shows, if any."""
    told = [str(one) for one in page.context["messages"] if "Hemligheten visas bara nu" in str(one)]
    return told[0].split()[-1] if told else None


def test_a_clients_secret_is_shown_once_and_kept_as_a_hash(client, oauth):
    row, page = oauth
    secret = secret_on(page)
    assert secret
    assert secret in page.text
    assert identify_hasher(row.client.secret).algorithm == "machine_secret"
    assert check_password(secret, row.client.secret)
    assert row.client.get_scopes() == ["lefi.online"]
    assert look(row.represents.get).organisation_id == row.organisation_id
    for address in (CLIENT, f"{CLIENT}{row.pk}/change/", f"{CLIENT}{row.pk}/history/"):
        assert secret not in client.get(address).text


def test_a_client_made_on_the_page_gets_a_token(client, oauth):
    _row, page = oauth
    answer = client.post(
        "/identity/o/api/token",
        {
            "grant_type": "client_credentials",
            "client_id": "lulea-soc",
            "client_secret": secret_on(page),
            "scope": "lefi.online",
        },
    )
    assert answer.status_code == 200, answer.content


@pytest.mark.parametrize(
    ("typed", "renewed"),
    [
        ({"new_secret": "on"}, True),
        ({"protected": "on"}, False),
        ({"closed_at_0": "2026-01-01", "closed_at_1": "12:00:00"}, False),
    ],
)
def test_a_change_of_a_client_ends_its_tokens(client, oauth, typed, renewed):
    row, first = oauth
    before = row.client.secret
    token = token_for(row)
    made(page := post(client, f"{CLIENT}{row.pk}/change/", **typed))
    asked = client.post(
        "/lefi-online/v10/fragor",
        "{}",
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert asked.status_code == 401
    look(row.client.refresh_from_db)
    assert (row.client.secret != before) == renewed == bool(secret_on(page))
    assert check_password(secret_on(first), row.client.secret) != renewed


def test_a_clients_id_is_taken_once_and_never_changed(client, oauth):
    row, _page = oauth
    typed = {
        "organisation": row.organisation_id,
        "client_id": "lulea-soc",
        "scopes": ["lefi.online"],
    }
    assert "Klient-id är upptaget." in errors(post(client, f"{CLIENT}add/", **typed))
    made(post(client, f"{CLIENT}{row.pk}/change/", client_id="annat"))
    look(row.refresh_from_db)
    assert row.client_id == "lulea-soc"


def test_a_member_is_made_with_an_account_that_has_no_password(client):
    organisation = OrganisationFactory.create()
    row = {
        "organisation": organisation.pk,
        "roles": ["caseworker", "log-reviewer"],
        "protected": "on",
    }
    typed = {"email": "Greta.Gron@Example.SE", "name": "Greta Grön"}
    made(post(client, f"{USER}add/", {"memberships": [row]}, **typed))
    user = look(lambda: User.objects.get(email="greta.gron@example.se"))
    assert not user.has_usable_password()
    member = look(lambda: Membership.objects.get(user=user))
    assert (member.organisation_id, member.roles) == (
        organisation.pk,
        ["caseworker", "log-reviewer"],
    )
    assert member.protected


def test_a_membership_is_closed_not_deleted(client):
    member = MembershipFactory.create()
    address = f"{USER}{member.user_id}/change/"
    assert "memberships-0-DELETE" not in fields(client.get(address)).names
    typed = {"memberships-0-closed_at_0": "2026-01-01", "memberships-0-closed_at_1": "12:00:00"}
    made(post(client, address, **typed))
    look(member.refresh_from_db)
    assert member.closed_at


@pytest.mark.parametrize("roles", [["king"], []])
def test_a_member_has_roles_that_exist(client, roles):
    row = {"organisation": OrganisationFactory.create().pk, "roles": roles}
    typed = {"email": "a@example.se", "name": "A"}
    assert errors(post(client, f"{USER}add/", {"memberships": [row]}, **typed))
    assert not look(lambda: User.objects.filter(email="a@example.se").exists())


def test_one_is_a_member_once(client):
    member = MembershipFactory.create()
    row = {"organisation": member.organisation_id, "roles": ["caseworker"]}
    page = post(client, f"{USER}{member.user_id}/change/", {"memberships": [row]})
    assert errors(page)


def test_an_address_is_taken_in_any_case(client):
    user = UserFactory.create()
    page = post(client, f"{USER}add/", email=user.email.upper(), name="Samma")
    assert errors(page)


@pytest.mark.parametrize("staff", ["administrator", "auditor", "support"])
def test_staff_are_no_members(client, staff):
    member = MembershipFactory.create()
    address = f"{USER}{member.user_id}/change/"
    page = post(client, address, staff_role=staff)
    assert "Ett konto i förvaltningen kan inte vara medlem i en organisation." in errors(page)
    closed = {"memberships-0-closed_at_0": "2026-01-01", "memberships-0-closed_at_1": "12:00:00"}
    made(post(client, address, staff_role=staff, **closed))


def test_agreements_of_two_organisations_may_overlap(client, agreement):
    agree(OrganisationFactory.create())
    typed = {"organisation": OrganisationFactory.create().pk, "period_0": "2026-01-01"}
    made(post(client, f"{AGREEMENT}add/", **typed))
