"""The administration writes dates and times as the portal's other pages do."""

from datetime import UTC, datetime

import pytest

from portal.access.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "told"), [("sv", "2026-11-23 16.30"), ("en", "2026-11-23 16:30")]
)
def test_a_moment_in_a_list(client, language, told):
    administrator = UserFactory.create(staff_role=User.StaffRole.ADMINISTRATOR)
    client.force_login(administrator)
    client.cookies["django_language"] = language
    User.objects.update(last_login=datetime(2026, 11, 23, 15, 30, tzinfo=UTC))
    assert told in client.get("/admin/access/user/").text
