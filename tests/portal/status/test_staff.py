"""Support and administrators open, tell of and sum up incidents; windows are planned in the administration."""

import html
from datetime import timedelta

import pytest
import time_machine

from portal.status import planning, services
from portal.status.errors import ReasonMissing
from portal.status.models import Incident, ServiceWindow, WindowMove
from portal.tenants.scope import as_administrator
from tests.factories import MembershipFactory, UserFactory
from tests.portal.administration.forms import post
from tests.portal.status.making import HOUR, WEDNESDAY, incident, template, window

pytestmark = pytest.mark.django_db
PAGE, WINDOWS = "/support/driftstorningar/", "/admin/status/servicewindow/"


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


@pytest.fixture(params=["support", "administrator"])
def staff(client, request):
    client.force_login(UserFactory.create(staff_role=request.param))
    return client


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory.create(staff_role="administrator"))
    return client


def words(page) -> str:
    return " ".join(html.unescape(page.text).split())


@pytest.mark.parametrize("who", ["member", "auditor"])
def test_nobody_else_opens_an_incident(client, who):
    member = MembershipFactory.create().user
    client.force_login(member if who == "member" else UserFactory.create(staff_role="auditor"))
    for path in (PAGE, f"{PAGE}{incident().key}/"):
        assert client.get(path).status_code == 403
        assert client.post(path).status_code == 403


def test_opened_by_a_template_in_one_form(staff):
    told = template()
    page = post(staff, PAGE, template=str(told.pk))
    assert "Störningen är öppnad och visas nu." in page.text
    row = Incident.objects.get()
    assert (row.title_sv, row.parts, row.services) == (told.title_sv, ["PM"], ["onlinefraga"])
    assert row.whose == "PENSIONSMYNDIGHETEN"
    assert services.closed_parts("onlinefraga", at=WEDNESDAY) == {"PM"}
    assert "Svar ges utan dem." in staff.get("/driftinformation/").text


def test_without_a_template_the_texts_are_asked_for(staff):
    page = post(staff, PAGE)
    assert page.status_code == 422
    assert words(page).count("Fyll i fältet eller välj en mall.") >= 3
    assert not Incident.objects.exists()


def test_told_of_ended_and_summed_up(staff):
    row = incident()
    path = f"{PAGE}{row.key}/"
    page = post(
        staff,
        path,
        stage="identified",
        level="limited",
        text_sv="En nätväxel är trasig.",
        text_en="A switch is broken.",
        next_word_at="2026-11-25 11:30",
    )
    assert "Ändringen är sparad och gäller nu." in page.text
    assert "Nästa besked onsdag 2026-11-25 11.30." in words(staff.get("/driftinformation/"))
    post(staff, path, stage="solved", text_sv="Bytt.", text_en="Replaced.")
    row.refresh_from_db()
    assert row.ended_at == WEDNESDAY
    post(staff, path, summary_sv="En växel.", summary_en="A switch.", nothing_lost="on")
    row.refresh_from_db()
    assert row.nothing_lost
    assert row.updates.count() == 3


def test_a_time_that_has_been_is_refused(staff):
    path = f"{PAGE}{incident().key}/"
    page = post(
        staff, path, stage="mending", text_sv="A", text_en="B", expected_at="2026-11-25 09:00"
    )
    assert page.status_code == 422
    assert "Ange en tid som kommer." in page.text


PLANNED = {
    "starts_at_0": "2026-11-28",
    "starts_at_1": "16:00",
    "ends_at_0": "2026-11-29",
    "ends_at_1": "13:00",
    "services": ["onlinefraga"],
    "text_sv": "Databasen byts.",
    "text_en": "The database is replaced.",
}


def test_a_window_is_planned_moved_and_cancelled(administrator):
    post(administrator, f"{WINDOWS}add/", **PLANNED)
    row = ServiceWindow.objects.get()
    assert row.planned_at == WEDNESDAY
    post(administrator, f"{WINDOWS}{row.pk}/change/", starts_at_1="18:00")
    assert row.moves.count() == 1
    chosen = {"action": "cancel", "_selected_action": [row.pk]}
    administrator.post(WINDOWS, chosen)
    row.refresh_from_db()
    assert row.cancelled_at == WEDNESDAY
    again = administrator.post(WINDOWS, chosen, follow=True)
    assert "Fönstret har redan börjat" in words(again)


def test_outside_the_usual_times_a_reason_is_asked_for_and_a_warning_given(administrator):
    monday = PLANNED | {
        "starts_at_0": "2026-11-30",
        "ends_at_0": "2026-11-30",
        "ends_at_1": "17:00",
    }
    page = post(administrator, f"{WINDOWS}add/", **monday)
    assert "Fönstret ligger utanför de vanliga tiderna. Skriv varför." in words(page)
    page = post(
        administrator, f"{WINDOWS}add/", **monday, outside_sv="Bråttom", outside_en="Urgent"
    )
    assert "Det är planerat ändå." in words(page)
    assert ServiceWindow.objects.count() == 1


@pytest.mark.parametrize("missing", ["outside_sv", "outside_en"])
def test_no_window_outside_the_usual_times_is_planned_or_moved_without_its_reason(missing):
    with pytest.raises(ReasonMissing) as refused:
        window(**{missing: " "})
    assert refused.value.fields == (missing,)
    row = window(starts=timedelta(days=3, hours=7), outside_sv="", outside_en="")
    row.starts_at -= 12 * HOUR
    with pytest.raises(ReasonMissing), as_administrator():
        planning.change(row, at=WEDNESDAY)
    assert not WindowMove.objects.exists()


def test_what_is_over_is_not_rewritten(administrator):
    row = window(starts=-2 * HOUR)
    page = post(administrator, f"{WINDOWS}{row.pk}/change/", ends_at_1="23:00")
    assert "Fönstret är redan över." in words(page)


def test_an_overrun_asks_for_an_incident(administrator):
    row = window(starts=-2 * HOUR)
    chosen = {"action": "overrun", "_selected_action": [row.pk]}
    page = administrator.post(WINDOWS, chosen, follow=True)
    assert PAGE in page.text
    assert "men arbetet är inte klart." in words(administrator.get("/driftinformation/"))


def test_a_rule_is_laid_out_when_it_is_saved(administrator):
    page = post(
        administrator,
        "/admin/status/recurrence/add/",
        first_day="2026-11-01",
        start_time="16:00",
        end_time="13:00",
        services=["onlinefraga", "massfraga", "leka"],
        text_sv="Veckans underhåll.",
        text_en="The week's maintenance.",
    )
    assert "8 servicefönster är utlagda." in words(page)
