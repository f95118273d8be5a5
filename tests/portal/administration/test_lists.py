"""Each list is read in the same few queries however many rows it has."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.portal.administration.conftest import make_everything
from tests.portal.administration.test_opening import MODELS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", sorted(MODELS))
def test_a_list_is_read_in_few_queries(
    administrator, everything, model, django_assert_max_num_queries
):
    address = f"/admin/{model}/"
    administrator.get(address)  # what a process reads once
    with CaptureQueriesContext(connection) as few:
        administrator.get(address)
    for _more in range(4):
        make_everything()
    with django_assert_max_num_queries(min(len(few), 20)):
        page = administrator.get(address)
    if model not in {"access/user", "registers/folder"}:
        assert page.context["cl"].result_count == 5
