"""A world with an organisation, its agreement and a system of its own."""

import pytest

from tests.calls import Caller
from tests.documents import loaded_extracts
from tests.factories import ApiClientFactory, OrganisationFactory, PurposeFactory, agree


@pytest.fixture
def organisation():
    made = OrganisationFactory.create()
    made.purpose = PurposeFactory.create(code="bistand", name="Bistånd")
    agree(made, made.purpose)
    return made


@pytest.fixture
def caller(organisation):
    system = ApiClientFactory.create(
        organisation=organisation, represents=[(organisation, organisation.purpose)]
    )
    return Caller(system)


@pytest.fixture
def extracts(tmp_path):
    loaded_extracts(tmp_path)
