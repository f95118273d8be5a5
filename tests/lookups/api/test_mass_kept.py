"""How long a result is kept is told where it is sent, in a header of each answer about it, and on the page."""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

import pytest

from tests.documents import ALVA
from tests.lookups.api.test_mass_edges import (  # noqa: F401  # fixtures
    open_now,
    organisation,
    post,
    system,
)
from tests.lookups.mass.making import work

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_answer_about_a_result_says_when_it_goes(system):  # noqa: F811
    where = post(system, personnummer=[ALVA, "1"])["Location"]
    assert "Sunset" not in system.get(where)
    work()
    until = datetime.fromisoformat(system.get(where).json()["hamtasSenast"])
    for path in (where, f"{where}/svar", f"{where}/fel"):
        told = system.get(path)
        assert told["Sunset"] == format_datetime(until.astimezone(UTC), usegmt=True), path
        assert parsedate_to_datetime(told["Sunset"]) == until
        assert "Deprecation" not in told
