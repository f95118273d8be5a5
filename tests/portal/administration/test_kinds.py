"""With whom a purpose may be agreed: refused in words on the administration's pages; what stands goes on."""

import pytest

from lookups.catalogue.purposes import purposes
from portal.clock import now
from portal.organisations import services
from portal.organisations.models import AgreedPurpose, AgreedService, Organisation, Purpose
from portal.organisations.reads import agreed_services
from portal.tenants.scope import as_administrator
from tests.factories import OrganisationFactory, PurposeFactory, UserFactory, agree
from tests.portal.administration.forms import post

pytestmark = pytest.mark.django_db
TAX, BISTAND = "beskattning", "ekonomiskt-bistand"


@pytest.fixture(autouse=True)
def _purposes(administrator):
    """All of these are done by an administrator, of the description's purposes."""
    with as_administrator():
        services.bring(purposes(), by=UserFactory.create(staff_role="administrator").pk)


def agreed(organisation, *codes) -> str:
    """Agree on purposes behind the pages; return the address of the service's own page."""
    with as_administrator():
        told = [Purpose.objects.get(code=code) for code in codes]
    agree(organisation, *told)
    with as_administrator():
        return f"/admin/organisations/agreedservice/{AgreedService.objects.get().pk}/change/"


def add(client, address, code):
    with as_administrator():
        purpose = Purpose.objects.get(code=code)
    return post(client, address, {"agreed_purposes": [{"purpose": purpose.pk, "rank": 1}]})


def refused(page) -> str:
    assert page.redirect_chain == []
    told = [str(page.context["errors"])]
    return " ".join(
        told + [str(one.formset.errors) for one in page.context["inline_admin_formsets"]]
    )


def test_a_municipality_does_not_get_the_tax_agency_s_purpose(client):
    address = agreed(OrganisationFactory.create(kind="kommun"), BISTAND)
    told = refused(add(client, address, TAX))
    assert "Ändamålet Beskattning avtalas bara med: Skatteverket." in told
    with as_administrator():
        assert AgreedPurpose.objects.count() == 1
    assert add(client, address, "avgift-aldreomsorg").redirect_chain


def test_who_has_no_kind_keeps_what_is_agreed_and_is_agreed_nothing_new(client):
    organisation = OrganisationFactory.create(kind="")
    address = agreed(organisation, BISTAND)
    assert agreed_services(organisation.pk, at=now())
    assert post(client, address).redirect_chain  # saved as it stands
    told = refused(add(client, address, "avgift-aldreomsorg"))
    assert "Ange först på organisationen vad den är för slag." in told


def test_a_kind_that_what_is_agreed_is_not_for_is_refused(client):
    organisation = OrganisationFactory.create(kind="")
    agreed(organisation, BISTAND)
    address = f"/admin/organisations/organisation/{organisation.pk}/change/"
    told = refused(post(client, address, kind="skatteverket"))
    assert "Ändamålet Ekonomiskt bistånd avtalas bara med: kommun" in told
    assert post(client, address, kind="kommun").redirect_chain
    with as_administrator():
        assert Organisation.objects.get(pk=organisation.pk).kind == "kommun"


def test_a_purpose_of_the_administration_s_own_names_kinds_or_none(client):
    address = agreed(OrganisationFactory.create(kind="csn"))
    PurposeFactory.create(code="eget")
    assert add(client, address, "eget").redirect_chain
    with as_administrator():
        own = Purpose.objects.get(code="eget")
    page = post(client, f"/admin/organisations/purpose/{own.pk}/change/", kinds="kommmun")
    assert page.redirect_chain == []
