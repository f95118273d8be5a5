"""A supporter who is logged in, and an organisation with its lane."""

import html
import re

import pytest

from portal.organisations.models import Service
from portal.quotas.models import Lane
from portal.tenants.scope import as_administrator
from tests.factories import OrganisationFactory, UserFactory, agree


def words(page) -> str:
    """Return what a page says, on one line."""
    text = re.sub(r"<[^>]+>", " ", html.unescape(page.text))
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " "))


@pytest.fixture
def supporter():
    return UserFactory.create(staff_role="support", name="Sara Support")


@pytest.fixture
def support(client, supporter):
    client.force_login(supporter)
    return client


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory.create(staff_role="administrator", name="Ada Administratör"))
    return client


@pytest.fixture
def organisation():
    organisation = OrganisationFactory.create(
        name="Socialnämnden i Exempelby", number="212000-0001"
    )
    agree(organisation, services=(Service.ONLINE,), figures=None)
    return organisation


@pytest.fixture
def lane(organisation):
    with as_administrator():
        return Lane.objects.get(organisation=organisation)
