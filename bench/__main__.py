"""`make bench`: each row of the table, printed, and kept in `bench/results.json`.

`--only load` measures some of them and keeps the others' figures; `--persons` is how many the loads have.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import django
from django.db import connections
from django.test.utils import setup_databases, teardown_databases

from bench.rows import Level, Row

RESULTS = Path(__file__).with_name("results.json")


def main(arguments: Sequence[str]) -> int:
    """Make a database, measure, take it down."""
    django.setup()
    from bench import admission, answer_page, fan_out, loading, mass  # noqa: PLC0415  # need the settings
    from portal.tenants.roles import as_owner  # noqa: PLC0415

    parts: Mapping[str, Callable[[argparse.Namespace], Sequence[Row | Level]]] = {
        "page": lambda _: answer_page.measure(),
        "admission": lambda _: admission.measure(),
        "fan-out": lambda _: fan_out.measure(),
        "load": lambda told: loading.measure(told.persons),
        "mass": lambda _: mass.measure(),
    }
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--only", action="append", choices=parts)
    parser.add_argument("--persons", type=int, default=loading.PERSONS, help="of the loads")
    told = parser.parse_args(arguments)

    connections["default"].settings_dict["TEST"]["NAME"] = "bench"  # the tests' own stays
    with as_owner():
        made = setup_databases(verbosity=0, interactive=False)
    try:
        rows = [row for part in told.only or parts for row in parts[part](told)]
    finally:
        with as_owner():
            teardown_databases(made, verbosity=0)
    for row in rows:
        print(row.told())  # noqa: T201  # a program for a terminal
    keep(rows, others=bool(told.only))
    return 0


def keep(rows: Sequence[Row | Level], *, others: bool) -> None:
    """Write the figures; with `others` beside those of the rows that were not measured now."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if others and RESULTS.exists() else []
    now = {row.name: row.as_json() for row in rows}
    standing = {one["name"]: one for one in kept}
    RESULTS.write_text(
        json.dumps(list((standing | now).values()), indent=2) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
