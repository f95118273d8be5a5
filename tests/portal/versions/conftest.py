"""Version 10 in a world that has 11, and what has been promised, read anew for each test."""

from datetime import date

import pytest

from lookups.api.life import V9, V10
from lookups.api.v10.version import api as v10
from portal.api import living
from portal.api.versions import Version
from portal.versions import promises

ELEVEN = Version(
    api="LEFI Online", number="11.0.0", released=date(2028, 2, 1), path="/lefi-online/v11"
)


@pytest.fixture(autouse=True)
def _read_anew():
    promises.forget()
    yield
    promises.forget()


@pytest.fixture
def eleven(monkeypatch):
    """Release version 11 on 2028-02-01, so that 10 is an old version whose addresses are served."""
    table = (V9, V10, ELEVEN)
    monkeypatch.setitem(living._tables, "LEFI Online", table)
    monkeypatch.setattr(v10, "table", table)
    return ELEVEN
