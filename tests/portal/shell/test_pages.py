"""The pages around the rooms: start, problems, statements, errors; each in the same frame."""

import html
import re

import pytest
from django.core import mail
from django.urls import reverse

from portal.problems import PROBLEMS
from tests.factories import (
    PASSWORD,
    MembershipFactory,
    OrganisationFactory,
    PurposeFactory,
    UserFactory,
    agree,
)

pytestmark = pytest.mark.django_db

OPEN = ("/konto/login/", "/tillganglighet/", "/personuppgifter/", "/problems/not-found")


@pytest.fixture
def member():
    organisation = OrganisationFactory.create(name="Socialnämnden i Exempelby")
    agree(organisation, PurposeFactory.create(code="bistand", name="Ekonomiskt bistånd"))
    return MembershipFactory.create(organisation=organisation, user__name="Hanna Handläggare")


def words(response) -> str:
    return html.unescape(response.text)


@pytest.mark.parametrize("path", OPEN)
def test_open_pages_need_no_login_and_nothing_inline(client, path):
    page = client.get(path)
    assert page.status_code == 200
    assert "Hoppa till innehållet" in page.text
    assert 'href="#main"' in page.text
    for wrong in ("<style", "style=", "javascript:", "onclick", "onload"):
        assert wrong not in page.text.replace('rel="stylesheet"', "")
    assert not re.search(r"<script(?![^>]*\bsrc=)", page.text)
    assert "'unsafe-inline'" not in page["Content-Security-Policy"]
    assert page.text.count("<h1") == 1


@pytest.mark.parametrize("path", ["/", "/onlinefraga/", "/byt-organisation/"])
def test_other_pages_ask_for_a_login(client, path):
    page = client.get(path)
    assert page.status_code == 302
    assert page["Location"].startswith("/konto/login/")


@pytest.mark.parametrize("accept", ["text/html", "application/json", "image/png", ""])
@pytest.mark.parametrize("name", sorted(PROBLEMS))
def test_every_problem_has_its_page_in_both_languages(client, name, accept):
    page = client.get(f"/problems/{name}", headers={"Accept": accept})
    assert page.status_code == 200
    told = words(page)
    assert 'lang="sv"' in told
    assert 'lang="en"' in told
    for text in (PROBLEMS[name].title, PROBLEMS[name].happened, PROBLEMS[name].todo):
        assert str(text) in told
    assert f'<td class="table__column table__column--text">{PROBLEMS[name].status}</td>' in told


def test_an_unknown_problem_is_not_found(client):
    assert client.get("/problems/okant").status_code == 404


def test_start_asks_at_once(client, member):
    client.force_login(member.user)
    told = words(client.get("/"))
    assert "Inloggad som Hanna Handläggare för Socialnämnden i Exempelby" in " ".join(told.split())
    for label in ("Personnummer eller samordningsnummer", "Ändamål", "Ärendenummer"):
        assert label in told
    assert 'action="/onlinefraga/"' in told


def test_start_says_why_nothing_can_be_asked(client):
    client.force_login(MembershipFactory.create().user)  # no agreement
    told = words(client.get("/"))
    assert "Er organisation har inget avtal om Onlinefråga." in told
    assert 'name="identity"' not in told


def test_start_of_a_log_reviewer_has_no_form(client):
    client.force_login(MembershipFactory.create(roles=("log-reviewer",)).user)
    page = client.get("/")
    assert page.status_code == 200
    assert 'name="identity"' not in page.text


@pytest.mark.parametrize(
    ("role", "told", "link"),
    [
        ("administrator", "Förvaltning", True),
        ("", "Ditt konto hör inte till någon organisation.", False),
    ],
)
def test_start_of_those_without_an_organisation(client, role, told, link):
    client.force_login(UserFactory.create(staff_role=role))
    page = client.get("/")
    assert told in words(page)
    assert ('href="/admin/"' in page.text) is link


def test_a_member_of_two_organisations_says_for_which(client, member):
    other = MembershipFactory.create(
        user=member.user, organisation__name="Avgiftsenheten"
    ).organisation
    client.force_login(member.user)
    assert "Byt organisation" in words(client.get("/byt-organisation/"))
    answer = client.post("/byt-organisation/", {"organisation": other.pk}, follow=True)
    assert "för Avgiftsenheten" in words(answer)
    foreign = OrganisationFactory.create()
    refused = client.post("/byt-organisation/", {"organisation": foreign.pk})
    assert refused.status_code == 403


def test_one_organisation_needs_no_choice(client, member):
    client.force_login(member.user)
    assert "Byt organisation" not in words(client.get("/"))


def test_the_language_is_changed_by_a_form_and_lasts(client):
    page = client.get("/tillganglighet/", headers={"Accept-Language": "sv"})
    assert '<html lang="sv">' in page.text
    assert "In English" in page.text
    client.post("/i18n/setlang/", {"language": "en", "next": "/tillganglighet/"})
    page = client.get("/tillganglighet/")
    assert '<html lang="en">' in page.text
    assert "På svenska" in page.text


def test_signing_out_is_a_post(client, member):
    client.force_login(member.user)
    assert client.get("/konto/logout/").status_code == 200
    assert client.get("/").status_code == 200, "a link signs nobody out"
    client.post("/konto/logout/")
    assert client.get("/").status_code == 302


def test_a_page_that_is_not_there_says_so_with_a_reference(client, member):
    client.force_login(member.user)
    page = client.get("/finns-inte/")
    told = " ".join(words(page).split())
    assert page.status_code == 404
    assert "Sidan finns inte, eller så har du inte tillgång till den." in told
    assert re.search(r"Referens <strong>[2-9A-Z]{4}-[2-9A-Z]{4}</strong>", told)
    assert "0771-17 90 00" in told


def test_what_is_not_settled_is_said_to_be_unsettled(client, settings):
    told = words(client.get("/personuppgifter/"))
    assert "Dataskyddsombud är inte angivet." in told
    assert "Hur länge loggen över frågor sparas är inte beslutat" in told
    settings.DATA_PROTECTION_OFFICER = "ombud@exempel.example"
    settings.LOG_KEPT = "tio år"
    told = words(client.get("/personuppgifter/"))
    assert "Dataskyddsombud: ombud@exempel.example." in told
    assert "Loggen över frågor: tio år." in told


@pytest.mark.parametrize(
    ("assessed", "degree", "told"),
    [
        ("", "", "Tjänsten är inte bedömd ännu."),
        ("", "helt", "Tjänsten är inte bedömd ännu."),
        ("2026-11-01", "helt", "Tjänsten är helt förenlig med lagen."),
        ("2026-11-01", "delvis", "Tjänsten är delvis förenlig med lagen."),
        ("2026-11-01", "inte", "Tjänsten är inte förenlig med lagen."),
    ],
)
def test_the_statement_claims_nothing_that_nobody_found(client, settings, assessed, degree, told):
    settings.ACCESSIBILITY_ASSESSED, settings.ACCESSIBILITY_DEGREE = assessed, degree
    assert told in words(client.get("/tillganglighet/"))


@pytest.mark.parametrize("address", ["hanna@example.se", "ingen@example.se"])
def test_login_and_reset_say_the_same_of_known_and_unknown_addresses(client, address):
    UserFactory.create(email="hanna@example.se")
    page = client.post("/konto/login/", {"login": address, "password": "fel"})
    assert "Uppgifterna stämmer inte." in words(page)
    assert re.search(r"<title>\s*Fel:", page.text)
    page = client.post("/konto/losenord/aterstall/", {"email": address}, follow=True)
    assert "Om adressen hör till ett konto har ett mejl skickats." in words(page)


def test_the_mail_leads_to_a_new_password(client):
    UserFactory.create(email="hanna@example.se")
    client.post("/konto/losenord/aterstall/", {"email": "hanna@example.se"})
    (sent,) = mail.outbox
    assert sent.from_email == "LEFI Online och LEKA <inget-svar@localhost>"
    assert sent.subject == "Återställ lösenordet"
    assert "frågar aldrig efter personnummer" in sent.body
    link = re.search(r"http://\S+", sent.body)
    assert link
    page = client.get(link[0], follow=True)
    assert "Nytt lösenord" in words(page)
    new = {"password1": "ett-annat-langt-ord", "password2": "ett-annat-langt-ord"}
    page = client.post(page.redirect_chain[-1][0], new, follow=True)
    assert "Lösenordet är bytt." in words(page)
    assert client.login(email="hanna@example.se", password="ett-annat-langt-ord")


def test_changing_the_password_shows_its_faults(client, member):
    client.post("/konto/login/", {"login": member.user.email, "password": PASSWORD})
    page = client.post(
        reverse("account_change_password"),
        {"oldpassword": "fel", "password1": "kort", "password2": "kort"},
    )
    assert page.status_code == 200
    assert "Skriv ditt nuvarande lösenord." in words(page)
    assert 'aria-invalid="true"' in page.text
