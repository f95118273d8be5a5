"""What `make check` holds: format, lint, types, import contracts, templates, migrations, production's settings."""

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from devstack.places import ROOT
from devstack.processes import PYTHON, shown
from portal import env

BIN = Path(PYTHON).parent
MOST_AT_ONCE = 4
MANAGE = [PYTHON, str(ROOT / "manage.py")]
FLOORS = [
    name
    for name in ("portal", "lookups", "subscriptions", "devstack", "tests")
    if (ROOT / name).is_dir()
]


def tool(name: str, *arguments: str) -> list[str]:
    """Return the command of a tool of this environment."""
    return [str(BIN / name), *arguments]


def templates() -> list[str]:
    """Return all our templates, of the house and of rooms."""
    found = (path for folder in ("templates", *FLOORS) for path in (ROOT / folder).rglob("*.html"))
    return sorted(str(path.relative_to(ROOT)) for path in found if "templates" in path.parts)


def steps() -> list[tuple[Sequence[str], Mapping[str, str]]]:
    """Return the commands and what each is told beside the tests' environment."""
    pages = templates()
    production = {
        "DEMO": "0",
        "HTTPS": "1",
        "ALLOWED_HOSTS": "portal.example",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "REQUIRE_MFA": "1",
        "CELERY_BROKER_URL": "",
    }
    told: list[tuple[Sequence[str], Mapping[str, str]]] = [
        (tool("ruff", "format", "--check", "-q", "."), {}),
        (tool("ruff", "check", "-q", "."), {}),
        (tool("mypy"), {}),
        (tool("lint-imports", "--no-logo"), {}),
        ([*MANAGE, "makemigrations", "--check", "--dry-run", "-v1"], {}),
        ([*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], production),
        ([PYTHON, "-m", "devstack", "untranslated"], {}),
    ]
    if pages:
        told += [
            (tool("djlint", "--lint", *pages), {}),
            (tool("djlint", "--check", *pages), {}),
            (tool("djade", "--check", "--target-version", "5.2", *pages), {}),
        ]
    return told


def fix() -> int:
    """Format and mend what a tool can; what is left is printed by `make check`."""
    pages = templates()
    commands = [
        tool("ruff", "check", "--fix", "-q", "--exit-zero", "."),
        tool("ruff", "format", "-q", "."),
    ]
    if pages:
        commands += [
            tool("djade", "--target-version", "5.2", *pages),
            tool("djlint", "--reformat", "--quiet", *pages),
        ]
    for command in commands:
        subprocess.run(command, cwd=ROOT, check=False)
    (ROOT / ".env.example").write_text(env.example(), encoding="utf-8")
    return 0


def run(environ: Mapping[str, str]) -> int:
    """Run all, as many at once as there are cores; print what fails, and return 1 when any did."""
    failed = []
    with ThreadPoolExecutor(min(os.cpu_count() or 1, MOST_AT_ONCE)) as beside:
        for name, seconds, done in beside.map(
            lambda step: _one(step[0], {**environ, **step[1]}), steps()
        ):
            print(
                f"==> {'FAILED' if done.returncode else 'ok':<6} {seconds:5.1f} s  {name}",
                flush=True,
            )
            if done.returncode:
                failed.append(name)
                sys.stdout.write(done.stdout)
    if failed:
        print(
            f"ERROR: {len(failed)} of {len(steps())} checks failed: {'; '.join(failed)}",
            file=sys.stderr,
            flush=True,
        )
    return min(len(failed), 1)


def _one(
    command: Sequence[str], environ: Mapping[str, str]
) -> tuple[str, float, subprocess.CompletedProcess[str]]:
    """Run one check; return its name, its seconds and how it ended."""
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    name = " ".join(shown(command).removeprefix(f"{BIN}/").split()[:6])
    return name, time.monotonic() - began, done
