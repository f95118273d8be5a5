"""A change tells each field's before and after in the reader's words, rows under it too, and no secret."""

import html
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.access.models import ApiClient
from portal.organisations.models import AgreedService, Organisation
from portal.tenants.scope import as_administrator
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PurposeFactory,
    UserFactory,
    agree,
)
from tests.portal.administration.forms import post

pytestmark = pytest.mark.django_db
ORGANISATION, PURPOSE, AGREEMENT, SERVICE = (
    f"/admin/organisations/{name}/"
    for name in ("organisation", "purpose", "agreement", "agreedservice")
)
USER, CLIENT = "/admin/access/user/", "/admin/access/apiclient/"


@pytest.fixture(autouse=True)
def administrator(client):
    who = UserFactory.create(staff_role="administrator", name="Ada Administratör")
    client.force_login(who)
    return who


def history(client, address) -> str:
    """Return the page's words, as one line."""
    page = client.get(f"{address}history/")
    assert page.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def changed(client, address, rows=None, **typed) -> str:
    page = post(client, f"{address}change/", rows, **typed)
    assert page.redirect_chain, str(page.context["errors"])
    return history(client, address)


@pytest.fixture
def organisation():
    return OrganisationFactory.create(name="Luleå", number="212000-2742")


def test_a_name_tells_before_after_and_who(client, organisation):
    told = changed(client, f"{ORGANISATION}{organisation.pk}/", name="Luleå kommun")
    assert "Namn: Luleå → Luleå kommun" in told
    assert "Ada Administratör" in told
    assert "Organisationsnummer" not in told


def test_it_is_told_in_the_readers_language(client, organisation):
    changed(client, f"{ORGANISATION}{organisation.pk}/", name="svar", number="")
    client.cookies["django_language"] = "en"
    told = history(client, f"{ORGANISATION}{organisation.pk}/")
    assert "Name: Luleå → svar" in told  # what somebody wrote is not translated, a label is
    assert "→ –" in told


def test_what_is_made_tells_what_it_was_made_with(client):
    post(client, f"{ORGANISATION}add/", name="Boden", number="212000-2767", kind="kommun")
    with as_administrator():
        key = Organisation.objects.get(name="Boden").pk
    told = history(client, f"{ORGANISATION}{key}/")
    assert (
        "Skapades Namn: Boden Organisationsnummer: 212000-2767 Slag: kommun eller nämnd i en kommun"
        in told
    )


def test_a_form_sent_as_it_stood_changed_nothing(client, organisation):
    assert "Ingen har ändrat något" in changed(client, f"{ORGANISATION}{organisation.pk}/")


def test_choices_rows_boxes_and_times_are_told_in_words(client):
    member = MembershipFactory.create(organisation=OrganisationFactory.create(name="Kiruna"))
    other = OrganisationFactory.create(name="Piteå")
    added = {"organisation": other.pk, "roles": ["log-reviewer"]}
    told = changed(
        client,
        f"{USER}{member.user_id}/",
        {"memberships": [added]},
        **{
            "name": "Hilda",
            "is_active": "",
            "memberships-0-roles": ["caseworker", "log-reviewer"],
            "memberships-0-protected": "on",
            "memberships-0-closed_at_0": "2026-07-01",
            "memberships-0-closed_at_1": "12:00:00",
        },
    )
    assert "Aktivt: ja → nej" in told
    assert "Hilda · Kiruna” ändrades" in told
    assert "→ handläggare, loggranskare" in told
    assert "Särskild behörighet: nej → ja" in told
    assert "Stängt: – → 2026-07-01 12.00" in told
    assert "Hilda · Piteå” lades till Organisation: Piteå Roller: loggranskare" in told


def test_a_role_is_told_by_its_word_and_an_address_as_it_was_kept(client):
    post(client, f"{USER}add/", email="Greta@Example.SE", name="Greta", staff_role="auditor")
    with as_administrator():
        entry = LogEntry.objects.get()
    told = history(client, f"{USER}{entry.object_id}/")
    assert "E-postadress: greta@example.se" in told
    assert "Roll i förvaltningen: granskare" in told
    told = changed(client, f"{USER}{entry.object_id}/", staff_role="")
    assert "Roll i förvaltningen: granskare → ingen" in told


def test_days_and_numbers_are_told_as_sweden_writes_them(client):
    purpose = PurposeFactory.create(months=24)
    told = changed(client, f"{PURPOSE}{purpose.pk}/", months=36, **{"laws-0-since": "2026-01-31"})
    assert "Längsta period, månader: 24 → 36" in told
    assert "→ 2026-01-31" in told


def test_a_period_is_told_by_its_days(client):
    agreement = agree(OrganisationFactory.create())
    before = agreement.period[0]
    told = changed(client, f"{AGREEMENT}{agreement.pk}/", period_1="2099-12-01")
    assert f"Gäller: {before}–" in told
    assert f"→ {before}–2099-12-01" in told


def test_rows_that_come_and_go_tell_what_they_hold(client):
    purpose = PurposeFactory.create(groups=[("beslut", "FK:SJP")])
    added = {"klass": "beslut", "group": "PM:AP", "left_out": "belopp,beslutsdatum"}
    told = changed(client, f"{PURPOSE}{purpose.pk}/", {"groups": [added]})
    assert (
        "Grupp i ändamål ”beslut PM:AP” lades till Informationsklass: beslut Förmånsgrupp: PM:AP "
        "Fält som utelämnas: belopp, beslutsdatum" in told
    )
    told = changed(client, f"{PURPOSE}{purpose.pk}/", **{"groups-0-DELETE": "on"})
    assert (
        "Grupp i ändamål ”beslut FK:SJP” togs bort Informationsklass: beslut Förmånsgrupp: FK:SJP"
        in told
    )


def test_a_related_row_is_told_by_its_words_before_and_after(client):
    first, second = PurposeFactory.create(name="Bistånd"), PurposeFactory.create(name="Avgifter")
    agreement = agree(OrganisationFactory.create(), first)
    with as_administrator():
        service = AgreedService.objects.filter(agreement=agreement).first()
    typed = {"agreed_purposes-0-purpose": second.pk}
    assert "Ändamål: Bistånd → Avgifter" in changed(client, f"{SERVICE}{service.pk}/", **typed)


def test_a_renewed_secret_is_told_and_never_shown(client):
    organisation = OrganisationFactory.create()
    row = {"organisation": organisation.pk}
    typed = {"organisation": organisation.pk, "client_id": "lulea-soc", "scopes": ["lefi.online"]}
    post(client, f"{CLIENT}add/", {"represents": [row]}, **typed)
    with as_administrator():
        made = ApiClient.objects.get(client_id="lulea-soc")
    page = post(client, f"{CLIENT}{made.pk}/change/", new_secret="on")
    secret = str(next(iter(page.context["messages"]))).split()[-1]
    told = history(client, f"{CLIENT}{made.pk}/")
    assert told.count("En ny hemlighet skapades och visades en gång.") == 2
    assert told.count("Klientens utfärdade token slutade gälla.") == 1
    assert "Scope: lefi.online" in told
    with as_administrator():
        kept = "".join(LogEntry.objects.values_list("change_message", flat=True))
        made.client.refresh_from_db()
    assert made.client.secret not in kept
    assert secret not in kept
    assert secret not in told


def test_the_row_is_held_while_it_is_changed(client, organisation):
    with CaptureQueriesContext(connection) as seen:
        changed(client, f"{ORGANISATION}{organisation.pk}/", name="Gällivare")
    held = [one["sql"] for one in seen if "FOR UPDATE" in one["sql"]]
    assert len(held) == 1


def test_an_entry_of_the_librarys_own_form_is_read_too(client, organisation, administrator):
    with as_administrator():
        for message in ([{"changed": {"fields": ["Namn"]}}], "Gjord för hand.", []):
            LogEntry.objects.log_actions(administrator.pk, [organisation], 2, message)
    told = history(client, f"{ORGANISATION}{organisation.pk}/")
    assert "Ändrade Namn." in told
    assert "Gjord för hand." in told
