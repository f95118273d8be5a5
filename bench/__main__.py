"""`make bench`: each row of the table, printed, and kept in `bench/results.json`."""

import json
import sys
from pathlib import Path

import django
from django.db import connections
from django.test.utils import setup_databases, teardown_databases

RESULTS = Path(__file__).with_name("results.json")


def main() -> int:
    """Make a database, measure, take it down."""
    django.setup()
    from bench import admission, fan_out, mass  # noqa: PLC0415  # need the settings
    from portal.tenants.roles import as_owner  # noqa: PLC0415

    connections["default"].settings_dict["TEST"]["NAME"] = "bench"  # the tests' own stays
    with as_owner():
        made = setup_databases(verbosity=0, interactive=False)
    try:
        rows = [*admission.measure(), *fan_out.measure(), *mass.measure()]
    finally:
        with as_owner():
            teardown_databases(made, verbosity=0)
    for row in rows:
        print(row.told())  # noqa: T201  # a program for a terminal
    RESULTS.write_text(
        json.dumps([row.as_json() for row in rows], indent=2) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
