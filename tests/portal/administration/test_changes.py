"""How an agreement differs from its purposes, on the agreed service's page: typed, refused in words, told, shown."""

import pytest

from portal.organisations.models import AgreedChange, AgreedService, Service
from portal.organisations.scope import Kind
from portal.tenants.scope import as_administrator
from tests.factories import OrganisationFactory, PurposeFactory, agree, alter
from tests.portal.administration.forms import post

pytestmark = pytest.mark.django_db
FP = ("beslut", "FK:FP")
DECIDED = {"decision": "Nämnden § 112", "decided": "2026-11-03"}


@pytest.fixture(autouse=True)
def _administrator(administrator):
    """All of these are done by an administrator."""


@pytest.fixture
def organisation():
    return OrganisationFactory.create()


@pytest.fixture
def purpose(organisation):
    purpose = PurposeFactory.create(name="Bistånd", groups=[FP], months=24)
    agree(organisation, purpose)
    return purpose


@pytest.fixture
def address(purpose, organisation):
    with as_administrator():
        service = AgreedService.objects.get(organisation=organisation)
    return f"/admin/organisations/agreedservice/{service.pk}/"


def change(client, address, purpose, **typed):
    return post(client, f"{address}change/", {"changes": [{"purpose": purpose.pk, **typed}]})


def errors(page):
    assert page.status_code == 200
    assert page.redirect_chain == []
    return " ".join(str(one) for one in page.context["errors"])


def row_of(page, group):
    """Return the preview's row of a group, as words."""
    (told,) = [one for one in page.text.split("<tr>") if f"({group})</td>" in one]
    cells = (one.partition("</td>")[0].split(">")[-1] for one in told.split("<td")[1:])
    return [" ".join(one.split()) for one in cells]


def test_two_groups_are_taken_away_in_one_go(client, organisation):
    purpose = PurposeFactory.create(name="Bidrag", groups=[FP, ("beslut", "FK:SJP")])
    agree(organisation, purpose)
    with as_administrator():
        service = AgreedService.objects.filter(organisation=organisation).latest("pk")
    rows = [
        {"purpose": purpose.pk, "kind": Kind.WITHOUT_GROUP, "what": f"beslut {group}"}
        for group in ("FK:FP", "FK:SJP")
    ]
    address = f"/admin/organisations/agreedservice/{service.pk}/change/"
    assert post(client, address, {"changes": rows}).redirect_chain
    with as_administrator():
        assert {one.group for one in AgreedChange.objects.all()} == {"FK:FP", "FK:SJP"}
    twice = post(client, address, {"changes": rows[:1]})
    assert "Avvikelsen finns redan." in errors(twice)


def test_a_group_is_taken_away_and_the_page_and_history_say_so(client, address, purpose):
    page = change(client, address, purpose, kind=Kind.WITHOUT_GROUP, what="beslut FK:FP")
    assert page.redirect_chain
    page = client.get(f"{address}change/")
    assert row_of(page, "FK:FP") == [
        "beslut",
        "Föräldrapenning (FK:FP)",
        "nej",
        "",
        "Ta bort en grupp",
    ]
    told = client.get(f"{address}history/").text
    assert "Avvikelse från ändamål ”Ta bort en grupp: beslut FK:FP” lades till" in told
    assert "Uppgift: Föräldrapenning (FK:FP)" in told


def test_what_is_wider_is_shown_with_its_decision(client, address, purpose):
    typed = {"kind": Kind.WITH_GROUP, "what": "beslut FK:SJP", **DECIDED}
    assert change(client, address, purpose, **typed).redirect_chain
    typed = {"kind": Kind.LONGER, "months": "36", **DECIDED}
    assert change(client, address, purpose, **typed).redirect_chain
    page = client.get(f"{address}change/")
    assert "Bistånd: högst 36 månader" in " ".join(page.text.split())
    assert "Längre period enligt Nämnden § 112, 2026-11-03" in page.text
    assert row_of(page, "FK:SJP")[2:] == [
        "ja",
        "",
        "Lägg till en grupp enligt Nämnden § 112, 2026-11-03",
    ]
    with as_administrator():
        assert {one.organisation for one in AgreedChange.objects.all()} == {
            AgreedService.objects.get().organisation
        }


def test_fields_left_out_are_shown_by_their_names(client, address, purpose):
    typed = {"kind": Kind.WITHOUT_FIELDS, "what": "beslut FK:FP", "fields": "barn, dagar"}
    assert change(client, address, purpose, **typed).redirect_chain
    assert row_of(client.get(f"{address}change/"), "FK:FP")[3:] == [
        "barn, dagar",
        "Utelämna fält: barn, dagar",
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"kind": Kind.WITH_GROUP, "what": "beslut FK:SJP"}, "kräver ett beslut"),
        ({"kind": Kind.LONGER, "months": "36", "decision": "§ 1"}, "kräver ett beslut"),
        ({"kind": Kind.WITHOUT_GROUP, "what": "beslut FK:SJP"}, "Gruppen ingår inte i ändamålet."),
        ({"kind": Kind.WITHOUT_GROUP}, "Ange en grupp"),
        ({"kind": Kind.SHORTER, "months": "48"}, "Ändamålets period är 24 månader."),
        (
            {"kind": Kind.WITHOUT_FIELDS, "what": "beslut FK:FP", "fields": "bran"},
            "Finns inte i gruppen: bran.",
        ),
    ],
)
def test_what_is_not_in_order_is_refused_in_words(client, address, purpose, typed, told):
    assert told in errors(change(client, address, purpose, **typed))
    with as_administrator():
        assert not AgreedChange.objects.exists()


@pytest.mark.parametrize(
    ("service", "typed", "stands"),
    [
        (Service.LEKA, {"months": "36", **DECIDED}, True),
        (Service.LEKA, {"months": "36"}, False),
        (Service.LEKA, {"months": "121", **DECIDED}, False),
        (Service.ONLINE, {"months": "36", **DECIDED}, False),
    ],
)
def test_how_long_is_subscribed_is_agreed_for_leka_by_a_decision(
    client, address, organisation, service, typed, stands
):
    with as_administrator():
        AgreedService.objects.filter(organisation=organisation).update(service=service)
    page = post(client, f"{address}change/", **typed)
    with as_administrator():
        assert AgreedService.objects.get().months == (36 if stands else None)
    if not stands:
        assert "En annan längsta tid gäller bara LEKA" in page.text


def test_a_purpose_that_is_not_agreed_is_refused(client, address):
    page = change(client, address, PurposeFactory.create(), kind=Kind.SHORTER, months="6")
    assert "Ändamålet är inte avtalat för tjänsten." in errors(page)


def test_two_that_contradict_each_other_are_refused(client, address, organisation, purpose):
    alter(organisation, purpose, kind=Kind.SHORTER, months=6)
    page = change(client, address, purpose, kind=Kind.LONGER, months="36", **DECIDED)
    assert "Avvikelserna säger emot varandra" in errors(page)


def test_the_same_twice_is_refused(client, address, organisation, purpose):
    alter(organisation, purpose, kind=Kind.WITHOUT_GROUP, what=FP)
    page = change(client, address, purpose, kind=Kind.WITHOUT_GROUP, what="beslut FK:FP")
    assert "Avvikelsen finns redan." in errors(page)


def test_a_change_is_taken_away(client, address, organisation, purpose):
    alter(organisation, purpose, kind=Kind.SHORTER, months=6)
    page = post(client, f"{address}change/", **{"changes-0-DELETE": "on"})
    assert page.redirect_chain
    with as_administrator():
        assert not AgreedChange.objects.exists()
    assert "Kortare period: 6” togs bort" in client.get(f"{address}history/").text


def test_a_purpose_goes_with_its_changes_even_when_one_is_typed_in_the_same_go(
    client, address, organisation, purpose
):
    alter(organisation, purpose, kind=Kind.SHORTER, months=6)
    typed = {"agreed_purposes-0-DELETE": "on", "changes-0-months": "3"}
    assert post(client, f"{address}change/", **typed).redirect_chain
    with as_administrator():
        assert not AgreedChange.objects.exists()


def test_another_purpose_in_its_place_is_refused_while_it_has_changes(
    client, address, organisation, purpose
):
    alter(organisation, purpose, kind=Kind.SHORTER, months=6)
    typed = {"agreed_purposes-0-purpose": PurposeFactory.create().pk}
    page = post(client, f"{address}change/", **typed)
    assert "Ta först bort avvikelserna från ändamålet." in errors(page)


def test_what_rests_on_consent_is_said_to_be_refused(client, organisation):
    agree(organisation, PurposeFactory.create(consent=True))
    with as_administrator():
        service = AgreedService.objects.get(organisation=organisation)
    page = client.get(f"/admin/organisations/agreedservice/{service.pk}/change/")
    assert "Vilar på samtycke och nekas." in page.text
