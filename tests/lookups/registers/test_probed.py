"""Extracts as the minutes' checks see them: one that can be told is enough for a service to be good."""

from datetime import timedelta

import pytest

from portal.organisations.models import Service
from portal.status import probing
from portal.tenants.scope import as_jobs
from tests.lookups.registers import extracts as ex
from tests.lookups.registers.extracts import ALVA, AT, FK, PM

pytestmark = pytest.mark.django_db


def online(at=AT) -> str:
    with as_jobs():
        return probing.look(at=at)[Service.ONLINE]


def test_one_agencys_extract_is_enough_and_none_is_a_fault(tmp_path):
    assert online() == "extracts"
    ex.loaded(tmp_path, FK, [ex.fk(ALVA)])
    assert online() == ""
    ex.loaded(tmp_path, PM, [])
    assert online() == ""


def test_all_too_old_is_a_fault(tmp_path, settings):
    settings.EXTRACT_MAX_AGE_HOURS = 72
    ex.loaded(tmp_path, FK, [ex.fk(ALVA)])
    assert online(AT + timedelta(days=10)) == "extracts"
