"""One search: a reference, a call, an organisation, a client; a person's number is refused before anything is read."""

from uuid import UUID, uuid4

import pytest

from portal.quotas.figures import Limit
from portal.reference import short
from portal.support import calls, reads
from tests.documents import ALVA
from tests.factories import (
    ApiClientFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.portal.quotas.test_use import admissions, refusal
from tests.portal.support.conftest import words

pytestmark = pytest.mark.django_db
PERSONAL = "Det här är ett personnummer. Sökningen är inte gjord och inget är sparat."


def search(client, text):
    return client.post("/support/", {"q": text})


def page_of(organisation) -> str:
    return f"/support/organisationer/{organisation.aktors_id}/"


@pytest.mark.parametrize("staff", ["", "auditor"])
@pytest.mark.parametrize(
    "path",
    [
        "/support/",
        "/support/manad/",
        "/support/manad.csv",
        f"/support/begaran/{UUID(int=7)}/",
        f"/support/organisationer/{UUID(int=7)}/",
        f"/support/organisationer/{UUID(int=7)}/underlag/",
    ],
)
def test_it_is_closed_to_members_and_auditors(client, staff, path):
    user = UserFactory.create(staff_role=staff)
    if not staff:
        MembershipFactory.create(user=user)
    client.force_login(user)
    assert client.get(path).status_code == 403
    assert client.post(f"/support/organisationer/{UUID(int=7)}/plats/").status_code == 403


def test_support_finds_its_way_there(support):
    page = support.get("/")
    assert 'href="/support/"' in page.text
    assert support.get("/support/").status_code == 200


@pytest.mark.parametrize(
    "text", ["exempelby", "212000-0001", "2120000001", " 16212000-0001 ", "SOCIALNÄMNDEN I EX"]
)
def test_an_organisation_is_found_by_name_and_number(support, organisation, text):
    OrganisationFactory.create(name="Barnnämnden i Provstad", number="212000-0019")
    found = search(support, text)
    assert (found.status_code, found["Location"]) == (303, page_of(organisation))


def test_an_organisation_is_found_by_its_actors_id(support, organisation):
    assert search(support, str(organisation.aktors_id))["Location"] == page_of(organisation)


def test_several_are_listed(support, organisation):
    other = OrganisationFactory.create(name="Socialnämnden i Provstad", number="212000-0001")
    for text in ("socialnämnden", "212000-0001"):
        found = search(support, text)
        assert found.status_code == 200
        assert page_of(organisation) in found.text
        assert page_of(other) in found.text


def test_a_client_leads_to_whom_it_belongs_and_represents(support, organisation):
    party = OrganisationFactory.create(name="Systemhuset")
    ApiClientFactory.create(
        organisation=party, client_id="exempel-1", represents=[(organisation, None)]
    )
    found = search(support, "exempel-1")
    assert page_of(party) in found.text
    assert page_of(organisation) in found.text


@pytest.mark.parametrize("written", ["{0}", "{0:.8}-{1}", "{2}", "{2:.6}-{1}", "Alva {0}"])
def test_a_person_s_number_is_refused_and_told_to_nobody(support, monkeypatch, written, capfd):
    monkeypatch.setattr(reads, "_rows", lambda *_told: pytest.fail("it was searched"))
    monkeypatch.setattr(calls, "by_digits", lambda *_told: pytest.fail("it was searched"))
    text = written.format(ALVA, ALVA[8:], ALVA[2:])
    found = search(support, text)
    assert found.status_code == 422
    assert PERSONAL in words(found)
    assert "Sök på referens i stället." in words(found)
    assert ALVA[-4:] not in found.text.split("<main", 1)[1].split("</main>", 1)[0]
    assert ALVA[-10:] not in capfd.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("K7QF-3M2P", "Inget svar på referensen. Be den som ringer läsa upp den igen."),
        (str(UUID(int=9)), "Inget svar på referensen. Be den som ringer läsa upp den igen."),
        ("finns inte", "Inget hittades."),
        ("", "Skriv"),
    ],
)
def test_what_leads_nowhere_says_so(support, text, said):
    found = search(support, text)
    assert found.status_code == 422
    assert said in words(found) or text == ""


@pytest.mark.parametrize("as_typed", [str, short, lambda one: short(one).lower().replace("-", "")])
def test_a_reference_leads_to_the_refusal_in_words(support, lane, as_typed):
    row = refusal(lane, limit=Limit.MINUTE)
    refusal(lane)
    found = search(support, as_typed(row.request_id))
    assert (found.status_code, found["Location"]) == (303, f"/support/begaran/{row.request_id}/")
    told = words(support.get(found["Location"]))
    assert "Frågan nekades av en gräns i avtalet." in told
    assert "Ni får ställa 60 frågor per minut. Nästa går om 0,7 sekunder." in told
    assert "Gräns Per minut" in told
    assert "Socialnämnden i Exempelby" in told
    assert "System: klient" in told
    assert short(row.request_id) in told


def test_a_call_that_was_let_in_says_that_no_limit_refused_it(support, lane):
    admissions(lane, 1)
    from portal.quotas.models import Admission  # noqa: PLC0415
    from portal.tenants.scope import as_administrator  # noqa: PLC0415

    with as_administrator():
        row = Admission.objects.get()
    told = words(support.get(f"/support/begaran/{row.request_id}/"))
    assert "Ingen gräns nekade frågan: den släpptes in." in told


def test_an_unknown_call_is_not_found(support):
    assert support.get(f"/support/begaran/{uuid4()}/").status_code == 404
