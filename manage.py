#!/usr/bin/env python
"""Django's commands, on the database that `make run` has up unless DATABASE_URL says another."""

import os
import sys

from devstack import chosen
from devstack.errors import StackError


def main() -> None:
    """Fill the environment from DATA_DIR where it is silent, then run the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        chosen.fill()
    except StackError as fault:
        sys.exit(f"ERROR: {fault}")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # after the environment is whole

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
