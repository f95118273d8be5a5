"""Each list is read in the same few queries however many rows it has."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import clock
from tests.portal.administration.conftest import make_everything
from tests.portal.administration.test_opening import MODELS

pytestmark = pytest.mark.django_db


def test_a_list_is_read_in_few_queries(administrator, everything, time_machine):
    at = clock.now()  # both times at one moment: a login's last use is noted once a minute
    time_machine.move_to(at, tick=False)
    few = {}
    for model in MODELS:
        administrator.get(f"/admin/{model}/")  # what a process reads once
        with CaptureQueriesContext(connection) as read:
            administrator.get(f"/admin/{model}/")
        few[model] = len(read)
    time_machine.move_to(at, tick=True)
    for _more in range(4):
        make_everything()
    time_machine.move_to(at, tick=False)
    for model in MODELS:
        with CaptureQueriesContext(connection) as read:
            page = administrator.get(f"/admin/{model}/")
        assert len(read) <= min(few[model], 20), (model, read.captured_queries)
        if model not in {"access/user", "registers/folder"}:
            assert page.context["cl"].result_count == 5, model
