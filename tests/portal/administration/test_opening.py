"""Each page of each model: open to administrators, to read for auditors, shut to everybody else."""

import pytest
from django.contrib import admin

from tests.factories import PASSWORD, MembershipFactory, UserFactory
from tests.portal.administration.forms import fields

pytestmark = pytest.mark.django_db

MODELS = {
    "organisations/organisation",
    "organisations/purpose",
    "organisations/agreement",
    "organisations/agreedservice",
    "access/user",
    "access/apiclient",
    "audit/disclosure",
    "registers/extract",
    "registers/folder",
    "registers/waitingfile",
    "jobs/jobstate",
    "history/change",
    "quotas/terms",
    "quotas/lane",
    "support/freed",
    "status/servicewindow",
    "status/recurrence",
    "status/deviation",
    "status/incidenttemplate",
    "status/incident",
    "status/announcement",
    "mass/massquery",
    "mass/massact",
    "steering/ruling",
    "steering/stop",
    "resending/order",
    "reminding/unseen",
    "versions/prolonging",
    "versions/called",
    "versions/telling",
}
READ_ONLY = {
    "audit/disclosure",
    "registers/extract",
    "registers/folder",
    "registers/waitingfile",
    "jobs/jobstate",
    "history/change",
    "quotas/lane",
    "support/freed",
    "status/incident",
    "status/announcement",
    "mass/massquery",
    "mass/massact",
    "reminding/unseen",
    "versions/called",
    "versions/telling",
}
MADE_ELSEWHERE = {"organisations/agreedservice", *READ_ONLY}


def test_the_pages_are_ours_alone():
    assert {
        f"{model._meta.app_label}/{model._meta.model_name}" for model in admin.site._registry
    } == MODELS


def test_an_administrator_opens_list_and_row(administrator, everything):
    for model, key in everything.keys.items():
        for page in ("", f"{key}/change/", f"{key}/history/"):
            address = f"/admin/{model}/{page}"
            assert administrator.get(address).status_code == 200, address


def test_a_row_is_added_where_its_page_is(administrator, everything):
    for model in everything.keys:
        status = 403 if model in MADE_ELSEWHERE else 200
        assert administrator.get(f"/admin/{model}/add/").status_code == status, model


def test_everything_has_a_row(everything):
    assert set(everything.keys) == MODELS


@pytest.mark.untraced
def test_nothing_is_deleted(administrator, everything):
    for model, key in everything.keys.items():
        delete = f"/admin/{model}/{key}/delete/"
        assert administrator.get(delete).status_code == 403, model
        assert administrator.post(delete, {"post": "yes"}).status_code == 403, model
        assert delete not in administrator.get(f"/admin/{model}/{key}/change/").text, model
        listed = administrator.get(f"/admin/{model}/")
        assert "delete_selected" not in listed.text, model
        administrator.post(
            f"/admin/{model}/",
            {"action": "delete_selected", "_selected_action": str(key), "post": "yes"},
        )
        assert administrator.get(f"/admin/{model}/{key}/change/").status_code == 200, model


@pytest.mark.untraced
def test_an_auditor_looks_and_changes_nothing(auditor, everything):
    for model, key in everything.keys.items():
        assert auditor.get(f"/admin/{model}/").status_code == 200, model
        page = auditor.get(f"/admin/{model}/{key}/change/")
        assert page.status_code == 200, model
        assert "_save" not in fields(page).names, model
        for address in (f"{key}/change/", "add/", f"{key}/delete/"):
            told = auditor.post(f"/admin/{model}/{address}", {})
            assert told.status_code == 403, (model, address)
        assert auditor.get(f"/admin/{model}/add/").status_code == 403, model


def test_an_auditor_sees_a_clients_scopes(auditor, everything):
    page = auditor.get(f"/admin/access/apiclient/{everything.api_client.pk}/change/")
    assert "lefi.online" in page.text
    assert everything.api_client.client_id in page.text


@pytest.mark.parametrize("who", ["support", "member"])
def test_others_do_not_enter(client, everything, who):
    user = (
        UserFactory.create(staff_role="support")
        if who == "support"
        else MembershipFactory.create().user
    )
    client.force_login(user)
    for model, key in everything.keys.items():
        for address in ("", "add/", f"{key}/change/"):
            for method in (client.get, client.post):
                page = method(f"/admin/{model}/{address}")
                assert page.status_code in (302, 403), (model, address)
                assert "Översikt" not in page.text, (model, address)


@pytest.mark.parametrize("staff", ["administrator", "auditor"])
def test_the_overview_names_what_there_is(client, staff):
    client.force_login(UserFactory.create(staff_role=staff))
    page = client.get("/admin/")
    assert page.status_code == 200
    for told in ("organisationer", "avtal", "konton", "systemklienter", "utlämnanden"):
        assert told in page.text.lower()
    assert "/admin/auth/" not in page.text
    assert "/admin/account/" not in page.text


def test_a_password_is_changed_on_the_portals_own_page(administrator):
    page = administrator.post("/admin/password_change/", {"old_password": PASSWORD})
    assert (page.status_code, page["Location"]) == (302, "/konto/losenord/byt/")


@pytest.mark.parametrize("sign", ["argon2", "machine_secret"])
def test_a_password_is_not_guessed_by_the_lists_filters(auditor, sign):
    assert auditor.get("/admin/access/user/", {"password__startswith": sign}).status_code == 400
